"""What can go wrong with a platform; the first four cross to other contexts."""

from collections.abc import Iterable

from kernel.errors import (
    Conflict,
    Malformed,
    NotFound,
    Permanent,
    PreconditionMissed,
    TryLater,
)


class ReconnectNeeded(Permanent):
    """The platform no longer accepts the connection; only the artisan can renew it."""

    code = "reconnect_needed"


class AccessTokenRefused(ReconnectNeeded):
    """The access token was refused before anything was done: a refresh may mend it."""

    code = "access_token_refused"


class Rejected(Permanent):
    """The platform refuses the request as it is: the message is for the artisan."""

    code = "rejected"


class StartOver(TryLater):
    """The platform's preparation is void and nothing is visible: call `start` again."""

    code = "start_over"


class ListingNotFound(Permanent):
    """The published listing is not on the platform any more."""

    code = "listing_not_found"


class ForeignListing(Rejected):
    """What has the listing's id in the account does not bear our marker; nothing was touched."""

    code = "foreign_listing"

    def __init__(self, where: str, what: str) -> None:
        super().__init__(
            f"What is there now on {where} is not this piece: {what}. Haat left it as it is.",
            remedy=f"Look at it on {where}, and change or remove it there yourself.",
        )


class ConnectionNotFound(NotFound):
    """The artisan has no connection with this id."""

    code = "connection_not_found"

    def __init__(self) -> None:
        super().__init__(
            "There is no such connection.", remedy="Look at your accounts under Connections."
        )


class PlatformNotFound(NotFound):
    """Haat has no platform of this name."""

    code = "platform_not_found"

    def __init__(self, platform: str) -> None:
        super().__init__(
            f"“{platform}” is not a platform that Haat knows.",
            remedy="Choose one from GET /channels.",
        )


class NotConnected(ReconnectNeeded):
    """The artisan has no working connection to this account."""

    code = "not_connected"


class ConnectMethodMismatch(Conflict):
    """The platform is connected in another way than the one that the request uses."""

    code = "connect_method_mismatch"


class NothingToRead(Conflict):
    """The platform does not give Haat the data that the request asks for."""

    code = "nothing_to_read"

    def __init__(
        self, name: str, what: str = "neither numbers nor sales", remedy: str = ""
    ) -> None:
        super().__init__(f"{name} tells Haat {what}.", remedy=remedy or "Look at them there.")


class InvalidPreferences(Malformed):
    """Some preferences or options of an artisan are not valid for the platform."""

    code = "invalid_preferences"

    def __init__(self, violations: Iterable[tuple[str, str]]) -> None:
        fields = [{"field": field, "reason": reason} for field, reason in violations]
        super().__init__(
            " ".join(f"{one['field']}: {one['reason']}" for one in fields),
            remedy="Correct these fields and send it again.",
            details={"fields": fields},
        )


class PreferencesChangedMeanwhile(PreconditionMissed):
    """The change builds on a version that is no longer the newest."""

    code = "preferences_changed_meanwhile"

    def __init__(self) -> None:
        super().__init__(
            "These preferences changed since you opened them.",
            remedy="Load them again and repeat your change.",
        )


class NoManualPost(Conflict):
    """The platform has no place where people post by hand with Haat's help."""

    code = "no_manual_post"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"On {name} nothing is posted by hand.", remedy="Publish the piece with Haat."
        )


class NotConfigured(Conflict):
    """This deployment holds no app registration for the platform."""

    code = "not_configured"


class ConsentExpired(Conflict):
    """The callback belongs to no OAuth session that this browser began in the last minutes."""

    code = "consent_expired"


class KeysPending(Conflict):
    """The artisan's browser has returned before the platform's own call delivered the keys."""

    code = "keys_pending"

    def __init__(self) -> None:
        super().__init__(
            "What was allowed is still on its way to Haat.",
            remedy="Look again in a moment. If nothing has come by then, press Connect again.",
        )


class ConsentDenied(Conflict):
    """The artisan did not allow access on the platform's page."""

    code = "consent_denied"


class ConsentIncomplete(Conflict):
    """The artisan allowed less than posting needs."""

    code = "consent_incomplete"


class InvalidAccount(Conflict):
    """The account on the platform cannot publish (no Page, no shop, a private profile)."""

    code = "invalid_account"


class InvalidConnectInput(Malformed):
    """An input that the platform needs before consent is missing, malformed or unknown."""

    code = "invalid_connect_input"


class InvalidSession(Malformed):
    """The uploaded browser session is not a signed-in session of the panel."""

    code = "invalid_session"


class PageNotKnown(Rejected):
    """The panel showed a page that our script does not know, so it stopped."""

    code = "page_changed"
