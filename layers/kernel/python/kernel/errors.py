"""The root of all errors, `Problem`, and its general kinds; one renderer shows them to people."""

from collections.abc import Mapping
from typing import ClassVar


class Problem(Exception):
    """A failure that a person or a program can act on.

    `status` is the HTTP status, `code` the stable machine name, `message` the cause in plain
    words and `remedy` the next step. Subclasses are sentences: `OfferExpired`.
    """

    status: ClassVar[int] = 500
    code: ClassVar[str] = "internal"

    def __init__(
        self,
        message: str,
        *,
        remedy: str = "",
        details: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.details: dict[str, object] = dict(details or {})


class Malformed(Problem):
    """The request does not have the shape that was promised."""

    status = 422
    code = "malformed"


class Unreadable(Problem):
    """The body of the request cannot be read as JSON at all."""

    status = 400
    code = "unreadable"


class TooLarge(Problem):
    """The body of the request is longer than any that is taken."""

    status = 413
    code = "too_large"


class NotSignedIn(Problem):
    """No valid access token came with the request."""

    status = 401
    code = "not_signed_in"


class Forbidden(Problem):
    """The caller is signed in, but may not do what the request asks."""

    status = 403
    code = "forbidden"


class NotFound(Problem):
    """The thing does not exist or is not the caller's; both get one answer on purpose."""

    status = 404
    code = "not_found"


class Conflict(Problem):
    """The present state of a thing does not allow what the request asks."""

    status = 409
    code = "conflict"


class StaleWrite(Conflict):
    """A conditional write found another state than the one expected."""

    code = "stale_write"


class PreconditionMissed(Conflict):
    """`If-Match` names a version that is no longer the current one."""

    status = 412
    code = "precondition_missed"


class Gone(Problem):
    """The thing existed, and it will not come back."""

    status = 410
    code = "gone"


class TooMany(Problem):
    """The caller is over a limit; `retry_after` is in seconds."""

    status = 429
    code = "too_many"

    def __init__(self, message: str, *, retry_after: int, remedy: str = "") -> None:
        super().__init__(message, remedy=remedy, details={"retry_after": retry_after})
        self.retry_after = retry_after


class TryLater(Problem):
    """A passing failure: nothing was done, and the queue or state machine may try again.

    `after` is the least number of seconds to wait.
    """

    status = 503
    code = "try_later"

    def __init__(self, message: str, *, after: float = 1.0, remedy: str = "") -> None:
        super().__init__(message, remedy=remedy, details={"after": after})
        self.after = after


class OutcomeUnknown(Problem):
    """The call was sent and its outcome is not known: look before it is made again."""

    status = 502
    code = "outcome_unknown"


class Permanent(Problem):
    """A failure that no retry can mend: recorded, announced and acknowledged."""

    status = 409
    code = "permanent"


class Refused(Permanent):
    """The other side refuses what was asked; message and remedy are for the person who asked."""

    code = "refused"
