"""The errors of publishing, one class per sentence."""

from kernel.errors import Conflict, NotFound


class PostNotFound(NotFound):
    """The post does not exist, or belongs to somebody else."""

    code = "post_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such post.", remedy="Look in your list of posts.")


class PlatformNotFound(Conflict):
    """A post names a platform that Haat does not publish to."""

    status = 422
    code = "platform_not_found"

    def __init__(self, platform: str) -> None:
        super().__init__(
            f"“{platform}” is not a platform that Haat publishes to.",
            remedy="Choose from the list at GET /channels.",
            details={"fields": [{"field": "platforms", "reason": "unknown platform"}]},
        )


class PlatformNotConnected(Conflict):
    """The post names a platform whose account is not connected."""

    code = "platform_not_connected"

    def __init__(self, platform: str) -> None:
        super().__init__(
            f"Your {platform} account is not connected.",
            remedy="Connect it under Connections, then publish again.",
            details={"platform": platform},
        )


class PictureMissing(Conflict):
    """A platform needs a rendition that the photograph does not have."""

    code = "picture_missing"

    def __init__(self, platform: str, photo_id: str, number: int) -> None:
        which = "The photograph" if number == 1 else f"Photograph {number}"
        remedy = "Wait until its pictures appear, or upload it again."
        if number > 1:
            remedy = "Wait until its pictures appear, or take it out of the draft or product."
        super().__init__(
            f"{which} is not ready for {platform}.",
            remedy=remedy,
            details={"platform": platform, "photo_id": photo_id},
        )


class WordsMissing(Conflict):
    """The approved draft has no words for a platform, such as one that is newer than the draft."""

    code = "words_missing"

    def __init__(self, platform: str) -> None:
        super().__init__(
            f"The draft has no words for {platform}.",
            remedy="Have the draft written again, approve it, and publish then.",
            details={"platform": platform},
        )


class PlatformDisabled(Conflict):
    """The artisan has switched the platform off."""

    code = "platform_disabled"

    def __init__(self, platform: str) -> None:
        super().__init__(
            f"You have switched {platform} off.",
            remedy="Switch it on under Connections, or leave it out.",
            details={"platform": platform},
        )


class OptionNotFound(Conflict):
    """A post names a platform that is not its own, or an option that the platform does not have."""

    status = 422
    code = "option_not_found"

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(
            f"There is nothing of the kind to choose: {reason}.",
            remedy="Choose what GET /channels lists for the platforms of this post.",
            details={"fields": [{"field": f"field_values.{place}", "reason": reason}]},
        )


class EditNotSupported(Conflict):
    """Haat cannot update or unpublish the listing that the post has on the platform."""

    code = "edit_not_supported"

    def __init__(self, platform: str, why: str) -> None:
        super().__init__(why, remedy=f"Do it on {platform} itself.", details={"platform": platform})


class NotPublished(Conflict):
    """The post is not on the platform, so there is nothing to update or unpublish."""

    code = "not_published"

    def __init__(self, platform: str) -> None:
        super().__init__(
            f"This piece is not on {platform}.",
            remedy="Only what is published can be changed or taken down; make a new post.",
            details={"platform": platform},
        )


class OperationInProgress(Conflict):
    """Another listing operation is in progress for this target."""

    code = "operation_in_progress"

    def __init__(self, kind: str) -> None:
        doing = "A change" if kind == "update" else "Taking it down"
        super().__init__(
            f"{doing} is under way on this platform.",
            remedy="Wait until it is done, a few minutes at most, and press again.",
            details={"operation": kind},
        )


class NothingToRetry(Conflict):
    """No target of the post has failed."""

    code = "nothing_to_retry"

    def __init__(self) -> None:
        super().__init__(
            "No platform of this post has failed, so there is nothing to try again.",
            remedy="Platforms that are still unknown are looked up first.",
        )


class NotUnknown(Conflict):
    """A person settled a target whose outcome is not unknown."""

    code = "not_unknown"

    def __init__(self) -> None:
        super().__init__(
            "The outcome on this platform is already known.", remedy="Load the post again."
        )


class NotSettledYet(Conflict):
    """The browser's answer did not settle the target: the workflow advances the target again."""

    code = "not_settled_yet"

    def __init__(self) -> None:
        super().__init__("The target is not settled yet.", remedy="The workflow goes on by itself.")
