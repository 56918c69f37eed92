"""What other contexts may ask media."""

from dataclasses import dataclass

from functions.media.wiring import container


@dataclass(frozen=True, slots=True)
class RenditionView:
    """One published size of a photo: its public `url`, and its `key` in the photo bucket.

    `enlarged_from` is how wide the photograph shows the same, 0 unless that is less than `width`.
    """

    name: str
    format: str
    width: int
    height: int
    bytes: int
    key: str
    url: str
    enlarged_from: int = 0


@dataclass(frozen=True, slots=True)
class PhotoView:
    """A photo; `renditions` is empty unless `status` is "ready".

    `problem` says, for the artisan, why a photo was rejected.
    """

    photo_id: str
    owner_id: str
    status: str
    renditions: tuple[RenditionView, ...]
    problem: str = ""

    def rendition(self, name: str) -> RenditionView | None:
        """The first rendition of this name (web, thumbnail, w800, square, …), or None."""
        return next((one for one in self.renditions if one.name == name), None)


def photo(owner_id: str, photo_id: str, *, deleted: bool = False) -> PhotoView:
    """The owner's photo; raises `PhotoNotFound` (404), also when it is somebody else's.

    One in the trash is found only if `deleted`.
    """
    found = container().library.photo(owner_id, photo_id, deleted=deleted)
    base = container().settings.public_url
    return PhotoView(
        photo_id=found.photo_id,
        owner_id=found.owner_id,
        status=found.status,
        renditions=tuple(
            RenditionView(
                name=one.name,
                format=one.format,
                width=one.width,
                height=one.height,
                bytes=one.bytes,
                key=one.key,
                url=f"{base}/{one.key}",
                enlarged_from=one.enlarged_from,
            )
            for one in found.renditions
        ),
        problem=found.reason.message if found.reason else "",
    )


def rendition_bytes(owner_id: str, photo_id: str, name: str) -> bytes:
    """The file of one rendition; raises `PhotoNotFound` or `RenditionNotFound` (both 404)."""
    return container().library.rendition_bytes(owner_id, photo_id, name)
