"""What can go wrong with a photograph, each with its cause and the next step for the artisan."""

from kernel.errors import NotFound, Problem

WELCOME = "JPEG, PNG, WebP or HEIC"
_MEGA = 1_000_000


class PictureRefused(Problem):
    """This file will not become a photo; message and remedy are written for the artisan."""

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


class WrongKindOfFile(PictureRefused):
    """A known kind of file, but not one that a camera's photograph comes in."""

    status = 415
    code = "wrong_kind_of_file"

    def __init__(self, kind: str) -> None:
        super().__init__(
            f"This is {kind}, which we cannot turn into photos for the shops.",
            remedy=f"Choose the photograph itself, or save it as {WELCOME}.",
        )


class PictureTooLarge(PictureRefused):
    """More bytes or more pixels than are taken."""

    status = 413
    code = "picture_too_large"

    @classmethod
    def in_bytes(cls, size: int, most: int) -> "PictureTooLarge":
        """For a file of `size` bytes where `most` are taken."""
        return cls(
            f"This file has {size / _MEGA:.1f} MB; we take up to {most / _MEGA:.0f} MB.",
            remedy="Send it in a smaller size: most phones offer this when you share a photo.",
        )

    @classmethod
    def in_pixels(cls, width: int, height: int, most: int) -> "PictureTooLarge":
        """For a picture of `width` x `height` where `most` pixels are taken."""
        return cls(
            f"This picture has {width * height / _MEGA:.0f} megapixels ({width} x {height});"
            f" we take up to {most / _MEGA:.0f}.",
            remedy="Choose a smaller picture size in the camera's settings, or resize it.",
        )


class PictureTooNarrow(PictureRefused):
    """A strip that no shop can show."""

    code = "picture_too_narrow"

    def __init__(self, width: int, height: int) -> None:
        super().__init__(
            f"This picture is a thin strip ({width} x {height}).",
            remedy="Crop it closer to a square, or take a photograph of the whole piece.",
        )


class PictureDamaged(PictureRefused):
    """It starts as a picture and then breaks off or makes no sense."""

    code = "picture_damaged"

    def __init__(self) -> None:
        super().__init__(
            "This picture is damaged: part of it is missing or cannot be read.",
            remedy="Copy it from the phone or camera again, or choose another one.",
        )


class PictureTooComplex(PictureRefused):
    """Within the limits, but stored in a way that needs more memory than there is."""

    code = "picture_too_complex"

    def __init__(self) -> None:
        super().__init__(
            "This picture is stored in an unusual way (interlaced or progressive) and is too"
            " large for that.",
            remedy="Save it as an ordinary JPEG, or in a smaller size, and upload it again.",
        )


class NoSuchPhoto(NotFound):
    """There is no such photo, or it is somebody else's."""

    code = "no_such_photo"

    def __init__(self) -> None:
        super().__init__("There is no such photo.", remedy="Look it up in your gallery.")


class NoSuchRendition(NotFound):
    """The photo has no rendition of this name, or is not ready."""

    code = "no_such_rendition"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"This photo has no “{name}” picture.", remedy="Wait until the photo is ready."
        )
