"""Asks media and catalog what the public may see of an artisan."""

from functions.catalog import public as catalog
from functions.content.model.approval_view import Shown
from functions.media import public as media
from kernel.errors import NotFound
from kernel.normal_form import one_line

_SHOWN = "web"


class PublicApprovalViews:
    """The `ApprovalViews` port."""

    def photo(self, owner_id: str, photo_id: str) -> Shown | None:
        """The photo's rendition for screens, or None if there is none."""
        try:
            found = media.photo(owner_id, photo_id).rendition(_SHOWN)
        except NotFound:
            return None
        return Shown(found.url, found.width, found.height) if found else None

    def name(self, owner_id: str) -> str:
        """The name of the artisan's first store."""
        return one_line(catalog.store_name(owner_id) or "")
