"""Reads promised fields from a vendor's good answer; an answer without them is passing trouble."""

from functions.channels.adapters.http.client import Json
from functions.channels.adapters.http.errors import ErrorClass, ErrorRule, failure


def identified(vendor: str, answer: Json, *, effect: bool = False) -> str:
    """The `id` of the thing that a call made; `effect` says that the thing may be visible now."""
    made = answer.get("id") if isinstance(answer, dict) else None
    if not isinstance(made, str | int) or not made:
        raise failure(_short_of(vendor, "an id"), effect=effect)
    return str(made)


def done(vendor: str, answer: Json) -> None:
    """Raise unless the answer is an object, and its `success`, if any, is not False."""
    if not isinstance(answer, dict) or answer.get("success") is False:
        raise failure(
            ErrorRule(ErrorClass.AGAIN, f"{vendor} did not do it.", after=10), effect=False
        )


def listed(vendor: str, answer: Json, name: str) -> list[Json]:
    """The objects in the list called `name`."""
    found = answer.get(name) if isinstance(answer, dict) else None
    if not isinstance(found, list):
        raise failure(_short_of(vendor, "the list that was asked for"), effect=False)
    return [one for one in found if isinstance(one, dict)]


def _short_of(vendor: str, what: str) -> ErrorRule:
    return ErrorRule(ErrorClass.AGAIN, f"{vendor} answered without {what}.", after=10)
