"""What can go wrong with a post, one class per sentence."""

from kernel.errors import Conflict, NotFound


class NoSuchPost(NotFound):
    """The post does not exist, or belongs to somebody else."""

    code = "no_such_post"

    def __init__(self) -> None:
        super().__init__("There is no such post.", remedy="Look in your list of posts.")


class PlatformNotKnown(Conflict):
    """We have no such platform."""

    status = 422
    code = "platform_not_known"

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

    def __init__(self, platform: str) -> None:
        super().__init__(
            f"The photograph is not ready for {platform}.",
            remedy="Wait until its pictures appear, or upload it again.",
            details={"platform": platform},
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
    """Only an unknown outcome is settled by a person."""

    code = "not_unknown"

    def __init__(self) -> None:
        super().__init__(
            "The outcome on this platform is already known.", remedy="Load the post again."
        )


class NotSettledYet(Conflict):
    """Tells the workflow that the browser's answer did not end the matter: it goes round again."""

    code = "not_settled_yet"

    def __init__(self) -> None:
        super().__init__("The target is not settled yet.", remedy="The workflow goes on by itself.")
