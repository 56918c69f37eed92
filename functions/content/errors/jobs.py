"""The errors of AI jobs, writers and image models."""

from kernel.errors import Conflict, NotFound, Problem


class WriterFailed(Problem):
    """A writer could not write; `message` says why, in words for the artisan."""

    status = 502
    code = "writer_failed"


class JobNotFound(NotFound):
    """There is no such job, or it is somebody else's."""

    code = "job_not_found"

    def __init__(self) -> None:
        super().__init__(
            "There is no such job.", remedy="Jobs are kept for a week; ask for the work again."
        )


class PictureNotMade(Problem):
    """No image model made a usable picture; `message` says why, in words for the artisan."""

    status = 502
    code = "picture_not_made"


class PictureDeclined(PictureNotMade):
    """An image model declined to draw the picture; no other model gets the request."""

    status = 409
    code = "picture_declined"


class NoImageModel(Conflict):
    """No image model is set up here."""

    code = "no_image_model"

    def __init__(self) -> None:
        super().__init__(
            "Pictures cannot be made here: no image model is set up.",
            remedy="Upload a photograph of your own.",
        )
