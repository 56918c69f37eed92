"""What cannot be done to a publication."""

from kernel.errors import Conflict, NotFound


class PublicationNotFound(NotFound):
    """The publication does not exist, or belongs to somebody else."""

    code = "publication_not_found"

    def __init__(self) -> None:
        super().__init__(
            "There is no such publication.", remedy="Look in the list of the piece's places."
        )


class EditNotSupported(Conflict):
    """Haat cannot update or unpublish the listing that the post has on the platform."""

    code = "edit_not_supported"

    def __init__(self, platform: str, why: str) -> None:
        why = why or f"Haat cannot do this on {platform}."
        super().__init__(why, remedy=f"Do it on {platform} itself.", details={"platform": platform})


class NotPublished(Conflict):
    """The publication is not live, so there is nothing to update or unpublish."""

    code = "not_published"

    def __init__(self, platform: str) -> None:
        super().__init__(
            f"This piece is not on {platform}.",
            remedy="Only what is published can be changed or taken down; make a new post.",
            details={"platform": platform},
        )


class OperationInProgress(Conflict):
    """Another listing operation of the publication is in progress."""

    code = "operation_in_progress"

    def __init__(self, kind: str) -> None:
        doing = "A change" if kind == "update" else "Taking it down"
        super().__init__(
            f"{doing} is under way on this platform.",
            remedy="Wait until it is done, a few minutes at most, and press again.",
            details={"operation": kind},
        )


class NotDrifted(Conflict):
    """A person keeps what was changed in a part that nobody changed there."""

    code = "not_drifted"

    def __init__(self) -> None:
        super().__init__(
            "Nothing was changed there that could be kept.", remedy="Load the page again."
        )


class NotForeign(Conflict):
    """A person adopts a listing that bears our marker already."""

    code = "not_foreign"

    def __init__(self) -> None:
        super().__init__("This is yours in Haat already.", remedy="Load the page again.")


class NotUnknown(Conflict):
    """A person settled a publication whose outcome is not unknown."""

    code = "not_unknown"

    def __init__(self) -> None:
        super().__init__(
            "The outcome on this platform is already known.", remedy="Load the post again."
        )


class NotSettledYet(Conflict):
    """The browser's answer did not settle the publication: the workflow advances it again."""

    code = "not_settled_yet"

    def __init__(self) -> None:
        super().__init__(
            "The publication is not settled yet.", remedy="The workflow goes on by itself."
        )
