"""The errors of publishing, one class per sentence."""

from collections.abc import Mapping, Sequence

from kernel.errors import Conflict, NotFound

Where = Mapping[str, str]
"""A place in an error's details: `platform`, `account_id` and `publication_id`."""


class PostNotFound(NotFound):
    """The post does not exist, or belongs to somebody else."""

    code = "post_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such post.", remedy="Look in your list of posts.")


class PlatformNotFound(Conflict):
    """A post names a platform that Haat does not publish to."""

    status = 422
    code = "platform_not_found"

    def __init__(self, platform: str, at: int) -> None:
        super().__init__(
            f"“{platform}” is not a platform that Haat publishes to.",
            remedy="Choose from the list at GET /channels.",
            details={"fields": [{"field": f"places.{at}.platform", "reason": "unknown platform"}]},
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


class AccountNotFound(Conflict):
    """A post names an account that the artisan has not connected."""

    status = 422
    code = "account_not_found"

    def __init__(self, platform: str, at: int) -> None:
        reason = "you have not connected this account"
        super().__init__(
            f"This {platform} account is not one of yours.",
            remedy="Choose one of your accounts, or connect it first.",
            details={"fields": [{"field": f"places.{at}.account_id", "reason": reason}]},
        )


class AccountNeeded(Conflict):
    """A post names a platform on which the artisan has several accounts, and none of them."""

    status = 422
    code = "account_needed"

    def __init__(self, platform: str, names: Sequence[str], at: int) -> None:
        reason = "you have several accounts there"
        super().__init__(
            f"You have several {platform} accounts.",
            remedy=f"Choose one of them: {', '.join(names)}.",
            details={"fields": [{"field": f"places.{at}.account_id", "reason": reason}]},
        )


class AccountNotConnected(Conflict):
    """The very account of a publication is not connected now; no other is used in its place."""

    code = "account_not_connected"

    def __init__(self, platform: str, name: str) -> None:
        account = f"Your {platform} account “{name}”" if name else f"This {platform} account"
        super().__init__(
            f"{account} is not connected.",
            remedy="Connect this account again under Connections; no other is used in its place.",
            details={"platform": platform, "account": name},
        )


class AlreadyLive(Conflict):
    """The product is live in some of the places already."""

    code = "already_live"

    def __init__(
        self, platforms: Sequence[str], places: Sequence[Where], *, may_post_again: bool
    ) -> None:
        remedy = "Update what is there, or take it down first."
        if may_post_again:
            remedy = "Update what is there, or choose to post it again."
        super().__init__(
            f"This piece is live there already: {', '.join(dict.fromkeys(platforms))}.",
            remedy=remedy,
            details={"places": list(places)},
        )


class PublishingUnderWay(Conflict):
    """The product is on its way to some of the places, or nobody knows yet whether it arrived."""

    code = "publishing_under_way"

    def __init__(self, places: Sequence[Where], *, needs_review: bool) -> None:
        remedy = "Wait until it is there; a few minutes at most."
        if needs_review:
            remedy = "Look there first, and tell us whether it arrived."
        super().__init__(
            "This piece is on its way there already.",
            remedy=remedy,
            details={"places": list(places)},
        )


class ProductIncomplete(Conflict):
    """The product lacks something without which it is shown nowhere."""

    code = "product_incomplete"

    def __init__(self, missing: Sequence[str]) -> None:
        words = {"price": "a price", "quantity": "how many there are", "photo_ids": "a photograph"}
        names = " and ".join(words[name] for name in missing)
        super().__init__(
            f"This piece still needs {names}.",
            remedy="Put it in, then publish again.",
            details={"fields": [{"field": name, "reason": "it is missing"} for name in missing]},
        )


class PictureMissing(Conflict):
    """A platform needs a rendition that the photograph does not have."""

    code = "picture_missing"

    def __init__(self, platform: str, photo_id: str, number: int) -> None:
        which = "The photograph" if number == 1 else f"Photograph {number}"
        remedy = "Wait until its pictures appear, or upload it again."
        if number > 1:
            remedy = "Wait until its pictures appear, or take it out of the piece."
        super().__init__(
            f"{which} is not ready for {platform}.",
            remedy=remedy,
            details={"platform": platform, "photo_id": photo_id},
        )


class WordsMissing(Conflict):
    """The approved words lack a platform, such as one that is newer than they are."""

    code = "words_missing"

    def __init__(self, platform: str) -> None:
        super().__init__(
            f"There are no words for {platform}.",
            remedy="Have the words written again, approve them, and publish then.",
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
    """A post names an option that the platform does not have."""

    status = 422
    code = "option_not_found"

    def __init__(self, at: int, name: str, platform: str) -> None:
        reason = f"{platform} has no such choice"
        super().__init__(
            f"There is nothing of the kind to choose: {reason}.",
            remedy="Choose what GET /channels lists for the platforms of this post.",
            details={"fields": [{"field": f"places.{at}.field_values.{name}", "reason": reason}]},
        )


class EditNotSupported(Conflict):
    """Haat cannot update or unpublish the listing that the post has on the platform."""

    code = "edit_not_supported"

    def __init__(self, platform: str, why: str) -> None:
        super().__init__(why, remedy=f"Do it on {platform} itself.", details={"platform": platform})


class PublicationNotFound(NotFound):
    """The publication does not exist, or belongs to somebody else."""

    code = "publication_not_found"

    def __init__(self) -> None:
        super().__init__(
            "There is no such publication.", remedy="Look in the list of the piece's places."
        )


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


class NothingToRetry(Conflict):
    """No publication of the post has failed."""

    code = "nothing_to_retry"

    def __init__(self) -> None:
        super().__init__(
            "No platform of this post has failed, so there is nothing to try again.",
            remedy="Platforms that are still unknown are looked up first.",
        )


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
