"""The errors of drafts and their words."""

from collections.abc import Sequence

from kernel.errors import Conflict, Malformed, NotFound, PreconditionMissed


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


class PhotoNotReady(Conflict):
    """The photo is not processed, or was rejected: a model cannot look at it."""

    code = "photo_not_ready"

    def __init__(self) -> None:
        super().__init__(
            "This photo is not ready.",
            remedy="Wait until its pictures appear, or look at the reason beside it.",
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


class FactsChanged(NotApproved):
    """The product's facts are not those that the words were made from and approved with."""

    code = "facts_changed"

    def __init__(self) -> None:
        Conflict.__init__(
            self,
            "The facts have changed since these words were written.",
            remedy="Look at the new words and approve them.",
        )


class ProductNotFound(NotFound):
    """There is no such product, it is somebody else's, or it is archived."""

    code = "product_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such product.", remedy="Choose one of your products.")


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


class FieldNotFound(Malformed):
    """The platform does not have this field, or there is no such platform."""

    code = "field_not_found"

    def __init__(self) -> None:
        super().__init__(
            "There is no such field to write anew.",
            remedy="Name title, description or hashtags of one of the draft's platforms.",
        )
