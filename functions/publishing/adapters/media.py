"""Reads photographs' renditions from the media context."""

from collections.abc import Mapping

from functions.channels.model.listing import Picture


class MediaListingPhotos:
    """Implements the port `ListingPhotos`."""

    def pictures(self, owner_id: str, photo_id: str) -> Mapping[str, Picture]:
        """The renditions at their public URLs, by name."""
        from functions.media import public as media  # noqa: PLC0415  # most requests do not ask

        photo = media.photo(owner_id, photo_id)
        return {
            rendition.name: Picture(
                url=rendition.url,
                width=rendition.width,
                height=rendition.height,
                bytes=rendition.bytes,
                format=rendition.format,
                enlarged_from=rendition.enlarged_from,
            )
            for rendition in photo.renditions
        }
