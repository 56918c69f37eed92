"""Turns what a vendor's error means into one of the four failures that cross the port."""

from dataclasses import dataclass, replace
from enum import StrEnum

from functions.channels.errors import (
    AccessTokenRefused,
    ReconnectNeeded,
    Rejected,
    StartOver,
)
from kernel.errors import OutcomeUnknown, Problem, TryLater

PASSING = "It is a passing trouble on their side; Haat tries again by itself."
RECONNECT = "Connect the account again under Connections."


class ErrorClass(StrEnum):
    """What an error answer means for the call that got it."""

    AGAIN = "again"  # trouble over there: whether the call had an effect is not said
    LIMITED = "limited"  # surely not done; may be repeated after a while
    TOKEN = "token"  # noqa: S105  # surely not done: the access token may only need a refresh
    RECONNECT = "reconnect"  # surely not done: the artisan must allow it again
    REJECTED = "rejected"  # surely not done: the content or the account is at fault
    START_OVER = "start_over"  # surely not done: what was prepared is gone


@dataclass(frozen=True, slots=True)
class ErrorRule:
    """An error class with a reason and a remedy for the artisan; `after` in seconds."""

    error_class: ErrorClass
    reason: str
    remedy: str = ""
    after: float = 5.0

    def waiting(self, seconds: float) -> "ErrorRule":
        """A copy of the rule that allows a repetition after `seconds` at the earliest."""
        return replace(self, after=seconds)


def failure(rule: ErrorRule, *, effect: bool) -> Problem:
    """The failure for `rule`; `effect` says that the call could have made something visible."""
    match rule.error_class:
        case ErrorClass.AGAIN if effect:
            return OutcomeUnknown(rule.reason, remedy="Haat looks whether it arrived.")
        case ErrorClass.AGAIN | ErrorClass.LIMITED:
            return TryLater(rule.reason, after=rule.after, remedy=rule.remedy or PASSING)
        case ErrorClass.TOKEN:
            return AccessTokenRefused(rule.reason, remedy=rule.remedy or RECONNECT)
        case ErrorClass.RECONNECT:
            return ReconnectNeeded(rule.reason, remedy=rule.remedy or RECONNECT)
        case ErrorClass.START_OVER:
            return StartOver(rule.reason, after=rule.after, remedy=rule.remedy or PASSING)
        case ErrorClass.REJECTED:
            return Rejected(rule.reason, remedy=rule.remedy)


def quoted(vendor: str, words: object) -> str:
    """A vendor's own words as a sentence for the artisan: one line, shortened."""
    text = " ".join(str(words or "").split())
    if not text:
        return f"{vendor} refused it without a reason."
    return f"{vendor} says: “{text[:240]}”"
