"""What is wrong with the places of a post."""

from collections.abc import Mapping, Sequence

from kernel.errors import Conflict

Where = Mapping[str, str]
"""A place in an error's details: `platform`, `account_id` and `publication_id`."""


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
