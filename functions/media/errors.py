"""What can go wrong with a photograph, each with its cause and the next step for the artisan."""

from collections.abc import Mapping, Sequence

from kernel.errors import Conflict, Malformed, NotFound, Problem

WELCOME = "JPEG, PNG, WebP, HEIC, AVIF, TIFF or GIF"
_MEGA = 1_000_000


class PictureRefused(Problem):
    """The file cannot become a photo; message and remedy are written for the artisan."""

    status = 422
    code = "picture_refused"


class NotAPicture(PictureRefused):
    """The content is not any kind of picture."""

    code = "not_a_picture"

    def __init__(self, *, empty: bool = False) -> None:
        super().__init__(
            "This file is empty." if empty else "This file is not a picture.",
            remedy=f"Choose a photograph ({WELCOME}) and upload it again.",
        )


class StorageFull(Conflict):
    """The person's photos take as much room as one person has."""

    code = "storage_full"

    def __init__(self, most: int) -> None:
        super().__init__(
            f"Your photos take {most / 1_000_000_000:g} GB together; that is the most.",
            remedy="Delete photos that you do not need any more. They are gone after thirty days.",
            details={"most_bytes": most},
        )


class WrongKindOfFile(PictureRefused):
    """The file is of a known kind, but not one for photographs that we take."""

    status = 415
    code = "wrong_kind_of_file"

    def __init__(self, kind: str) -> None:
        super().__init__(
            f"This is {kind}, which we cannot turn into photos for the shops.",
            remedy=f"Choose the photograph itself, or save it as {WELCOME}.",
        )


class TwoFilesInOne(PictureRefused):
    """The file is a picture and something else too, made so that programs take it for either."""

    status = 415
    code = "two_files_in_one"

    def __init__(self, other: str) -> None:
        super().__init__(
            f"This file is a picture and {other} at once; we do not take such files.",
            remedy="Open the picture, save it as JPEG, and upload that.",
        )


class BackgroundNotPlain(PictureRefused):
    """The background is not plain enough to be distinguished from the product."""

    code = "background_not_plain"

    def __init__(self) -> None:
        super().__init__(
            "The background of this photo is not plain enough to be cleared.",
            remedy="Photograph the piece on one sheet of paper or cloth, with room around it.",
        )


class PictureTooLarge(PictureRefused):
    """The picture has more bytes or more pixels than we take."""

    status = 413
    code = "picture_too_large"

    @classmethod
    def in_bytes(cls, size: int, most: int) -> "PictureTooLarge":
        """The error for a file of `size` bytes where we take at most `most`."""
        return cls(
            f"This file has {size / _MEGA:.1f} MB; we take up to {most / _MEGA:.0f} MB.",
            remedy="Send it in a smaller size: most phones offer this when you share a photo.",
        )

    @classmethod
    def in_pixels(cls, width: int, height: int, most: int) -> "PictureTooLarge":
        """The error for a picture of `width` x `height` where we take at most `most` pixels."""
        return cls(
            f"This picture has {width * height / _MEGA:.0f} megapixels ({width} x {height});"
            f" we take up to {most / _MEGA:.0f}.",
            remedy="Choose a smaller picture size in the camera's settings, or resize it.",
        )


class PictureTooSmall(PictureRefused):
    """The picture has so few pixels that it would only be shown blurred."""

    code = "picture_too_small"

    def __init__(self, width: int, height: int, least: int) -> None:
        super().__init__(
            f"This picture is too small: {width} x {height} pixels. Each side needs {least}.",
            remedy="Upload the photo as the camera took it, not a copy from a chat or a web page.",
        )


class PictureTooNarrow(PictureRefused):
    """The picture is a strip that no shop can show."""

    code = "picture_too_narrow"

    def __init__(self, width: int, height: int) -> None:
        super().__init__(
            f"This picture is a thin strip ({width} x {height}).",
            remedy="Crop it closer to a square, or take a photograph of the whole piece.",
        )


class PictureDamaged(PictureRefused):
    """The file starts as a picture and then breaks off or cannot be decoded."""

    code = "picture_damaged"

    def __init__(self) -> None:
        super().__init__(
            "This picture is damaged: part of it is missing or cannot be read.",
            remedy="Copy it from the phone or camera again, or choose another one.",
        )


class PictureTooComplex(PictureRefused):
    """The picture is within the limits, but decoding needs more memory or time than there is."""

    code = "picture_too_complex"

    def __init__(self, way: str = "in an unusual way and is too large for that") -> None:
        super().__init__(
            f"This picture is stored {way}.",
            remedy="Save it as an ordinary JPEG, or in a smaller size, and upload it again.",
        )

    @classmethod
    def in_pages(cls, most: int) -> "PictureTooComplex":
        """The error for a file with more frames or pages than `most`."""
        return cls(f"with more than {most} frames or pages")


class PhotoNotFound(NotFound):
    """There is no such photo, or it is somebody else's."""

    code = "photo_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such photo.", remedy="Look it up in your gallery.")


class RenditionNotFound(NotFound):
    """The photo has no rendition of this name, or is not ready."""

    code = "rendition_not_found"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"This photo has no “{name}” picture.", remedy="Wait until the photo is ready."
        )


class PictureUnreachable(PictureRefused):
    """The address does not give a file that we may fetch."""

    code = "picture_unreachable"

    def __init__(self, why: str) -> None:
        super().__init__(
            f"The picture could not be fetched from that address: {why}",
            remedy="Open the address in a browser, save the picture, and upload the file.",
        )


class UploadCancelled(PictureRefused):
    """The artisan cancelled the upload before its file was there."""

    code = "upload_cancelled"

    def __init__(self) -> None:
        super().__init__(
            "This upload was cancelled.",
            remedy="Upload the photograph again, or choose another one.",
        )


class UploadNeverCame(PictureRefused):
    """The file of an upload did not arrive within a day."""

    code = "upload_never_came"

    def __init__(self) -> None:
        super().__init__(
            "This photograph never arrived.",
            remedy="Upload it again, or choose another one.",
        )


class PictureNotProcessed(PictureRefused):
    """Workers failed to make the picture ready, or to fetch it, several times."""

    code = "picture_not_processed"

    def __init__(self) -> None:
        super().__init__(
            "We could not make this picture ready, although we tried several times.",
            remedy="Try it again, or upload the photograph once more.",
        )


class NotInParts(Conflict):
    """The upload is no multipart upload: it uses a presigned form."""

    code = "not_in_parts"

    def __init__(self) -> None:
        super().__init__(
            "This upload does not come in parts, or nothing of it has come yet.",
            remedy="Send the file with the form that came with the invitation.",
        )


class PartsMissing(Malformed):
    """Some parts have not arrived, or the file has no part of that number."""

    code = "parts_missing"

    @classmethod
    def of(cls, missing: set[int]) -> "PartsMissing":
        """The error for parts that have not arrived."""
        named = ", ".join(map(str, sorted(missing)[:20]))
        return cls(
            f"Parts of the file have not arrived yet: {named}.",
            remedy="Ask for addresses of these parts and send them.",
            details={"missing": sorted(missing)},
        )

    @classmethod
    def beyond(cls, number: int, most: int) -> "PartsMissing":
        """The error for a part that the file does not have."""
        return cls(
            f"There is no part {number}: this file has {most}.",
            remedy=f"Ask for parts from 1 to {most}.",
        )


class UploadOver(Conflict):
    """The photo is ready or rejected, so the upload takes nothing more."""

    code = "upload_over"

    def __init__(self) -> None:
        super().__init__("This upload is over.", remedy="Look at the photo, or upload another.")


class PhotoNotThere(Conflict):
    """The photo's file has not arrived yet."""

    code = "photo_not_there"

    def __init__(self) -> None:
        super().__init__("This photo has not arrived yet.", remedy="Wait until it is ready.")


class PhotoInUse(Conflict):
    """A draft, product or post shows the photo; `details.used_by` names each."""

    code = "photo_in_use"

    def __init__(self, uses: Sequence[Mapping[str, str]]) -> None:
        super().__init__(
            f"This photo is used in {len(uses)} place{'s' if len(uses) > 1 else ''}.",
            remedy="Take it out there first, or say that it is to go all the same.",
            details={"used_by": [dict(use) for use in uses]},
        )


class TooManyTags(Malformed):
    """The photo would have more tags than a photo may have."""

    code = "too_many_tags"

    def __init__(self, most: int) -> None:
        super().__init__(f"A photo has at most {most} tags.", remedy="Leave some out.")
