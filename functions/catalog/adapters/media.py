"""Asks media whether a product may show photographs."""

from collections.abc import Iterable

from functions.catalog.errors import PhotoNotFound, PhotoUnusable
from functions.media import public as media
from kernel.errors import NotFound


class MediaProductPhotos:
    """The `ProductPhotos` port through media's public queries."""

    def must_be_usable(self, owner_id: str, photo_ids: Iterable[str]) -> None:
        """Raises `PhotoNotFound` or `PhotoUnusable` unless all may be shown."""
        for photo_id in photo_ids:
            try:
                found = media.photo(owner_id, photo_id)
            except NotFound as error:
                raise PhotoNotFound(photo_id) from error
            if found.status == "rejected":
                raise PhotoUnusable(photo_id)
