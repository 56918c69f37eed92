"""Reads words about products from the content context."""

from typing import TYPE_CHECKING

from functions.publishing.ports.sources import Approved, PlatformCopy

if TYPE_CHECKING:
    from functions.content.public import DraftWords


class ContentDrafts:
    """Implements the port `ApprovedDrafts`."""

    def approved(self, owner_id: str, product_id: str) -> Approved:
        """The approved words; content raises a `Problem` for words that are not approved."""
        from functions.content import public as content  # noqa: PLC0415  # most requests do not ask

        return _words(content.approved(owner_id, product_id))

    def present(self, owner_id: str, product_id: str) -> Approved:
        """The words as they are now, approved or not."""
        from functions.content import public as content  # noqa: PLC0415  # as above

        return _words(content.present(owner_id, product_id))


def _words(draft: "DraftWords") -> Approved:
    return Approved(
        title=draft.copy.title,
        alt_text=draft.copy.alt_text,
        copies={
            platform: PlatformCopy(
                title=text.title or draft.copy.title, text=text.text, tags=tuple(text.tags)
            )
            for platform, text in draft.platforms.items()
        },
    )
