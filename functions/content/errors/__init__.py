"""What can go wrong with a draft, each with its cause and the next step for the artisan."""

from collections.abc import Sequence
from datetime import datetime

from kernel.clock import rfc3339
from kernel.errors import Conflict, Malformed, NotFound, PreconditionMissed, Problem, TooMany


class DraftNotFound(NotFound):
    """There is no such draft, or it is somebody else's."""

    code = "draft_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such draft.", remedy="Look it up in your drafts.")


class PhotoNotFound(NotFound):
    """There is no such photo, or it is somebody else's."""

    code = "photo_not_found"

    def __init__(self) -> None:
        super().__init__(
            "One of these photos is not yours or does not exist.",
            remedy="Upload the photo again, or choose one from your gallery.",
        )


class PhotoUnusable(Conflict):
    """The photo was rejected, so nothing will ever be written about it."""

    code = "photo_unusable"

    def __init__(self) -> None:
        super().__init__(
            "One of these photos could not be used.",
            remedy="Look at the reason beside the photo, and upload another one.",
        )


class DraftEditedMeanwhile(PreconditionMissed):
    """The edit builds on a version that is no longer the newest."""

    code = "draft_edited_meanwhile"

    def __init__(self) -> None:
        super().__init__(
            "This draft changed since you opened it.",
            remedy="Load it again and repeat your change.",
        )


class DraftNotReady(Conflict):
    """The draft's words are not written yet, so nobody can decide on it or rewrite its fields."""

    code = "draft_not_ready"

    def __init__(self) -> None:
        super().__init__(
            "The words of this draft are still being written.",
            remedy="Wait until it is ready, read it, and approve it then.",
        )


class NotApproved(Conflict):
    """The draft is not approved, so no context may publish its words."""

    code = "not_approved"

    def __init__(self) -> None:
        super().__init__(
            "This draft is not approved.", remedy="Read the draft and approve it first."
        )


class TextRejected(Malformed):
    """A platform would refuse some of the words; `details.fields` names each."""

    code = "text_rejected"

    def __init__(self, fields: Sequence[dict[str, object]]) -> None:
        named = ", ".join(sorted({str(one["field"]) for one in fields}))
        super().__init__(
            f"Some texts cannot be published like this: {named}.",
            remedy="Change these texts as their reasons say.",
            details={"fields": list(fields)},
        )


class WriterFailed(Problem):
    """A writer could not write; `message` says why, in words for the artisan."""

    status = 502
    code = "writer_failed"


class DailyBudgetSpent(TooMany):
    """The artisan's daily budget for writers and image models is used up; amounts are in micros."""

    code = "daily_budget_spent"

    def __init__(self, limit: int, spent: int, resets_at: datetime, now: datetime) -> None:
        super().__init__(
            "Your daily budget for AI writing and pictures is used up.",
            retry_after=max(int((resets_at - now).total_seconds()), 1),
            remedy="It starts anew at midnight in India; words from your facts cost nothing.",
        )
        self.details |= {"limit": limit, "spent": spent, "resets_at": rfc3339(resets_at)}


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


class FieldNotFound(Malformed):
    """The platform does not have this field, or there is no such platform."""

    code = "field_not_found"

    def __init__(self) -> None:
        super().__init__(
            "There is no such field to write anew.",
            remedy="Name title, description or hashtags of one of the draft's platforms.",
        )
