"""What Shopify's answers mean: HTTP statuses, GraphQL errors, user errors, OAuth errors; pure.

https://shopify.dev/docs/api/usage/response-codes, https://shopify.dev/docs/api/admin-graphql
"""

from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from functions.channels.adapters.http.client import retry_after
from functions.channels.adapters.http.errors import ErrorClass, ErrorRule, quoted

Json = Any  # a vendor's JSON has no closed type

_REPAIR = "Change what Shopify names and try again."
_SUPPORT = "Tell support: this is for Haat to repair."
_TOKEN = ErrorRule(ErrorClass.TOKEN, "Shopify no longer accepts the access token.")
_GRANT = ErrorRule(ErrorClass.RECONNECT, "Shopify's permission has run out or was taken back.")
_SCOPE = ErrorRule(ErrorClass.RECONNECT, "A permission that Shopify asks for is missing.")
_APP = ErrorRule(ErrorClass.REJECTED, "Shopify does not accept Haat's own registration.", _SUPPORT)
_BUSY = ErrorRule(ErrorClass.AGAIN, "Shopify has a passing trouble.", after=10)
_LIMIT = ErrorRule(ErrorClass.LIMITED, "Shopify's limit of calls is reached for now.", after=2)
_MOVED = ErrorRule(ErrorClass.RECONNECT, "The Shopify store is at another address now.")
_GONE = ErrorRule(ErrorClass.RECONNECT, "There is no Shopify store at this address any more.")
_FROZEN = ErrorRule(
    ErrorClass.RECONNECT,
    "Shopify has frozen the store: a bill is open.",
    "Pay Shopify's bill, then connect the store again under Connections.",
)
_LOCKED = ErrorRule(
    ErrorClass.RECONNECT,
    "Shopify has locked the store.",
    "Ask Shopify's support why, then connect the store again under Connections.",
)
_SECURITY = 430  # Shopify's own status: refused by its security, for now
_STATUSES: Mapping[int, ErrorRule] = {
    HTTPStatus.UNAUTHORIZED: _TOKEN,
    HTTPStatus.PAYMENT_REQUIRED: _FROZEN,
    HTTPStatus.FORBIDDEN: _SCOPE,
    HTTPStatus.NOT_FOUND: _GONE,
    HTTPStatus.REQUEST_TIMEOUT: _LIMIT,
    HTTPStatus.CONFLICT: _LIMIT,
    HTTPStatus.LOCKED: _LOCKED,
    HTTPStatus.TOO_MANY_REQUESTS: _LIMIT,
    _SECURITY: _LIMIT.waiting(60),
}
_CODES: Mapping[str, ErrorRule] = {
    "ACCESS_DENIED": _SCOPE,
    "UNAUTHORIZED": _TOKEN,
    "FORBIDDEN": _SCOPE,
    "SHOP_INACTIVE": _FROZEN,
    "INTERNAL_SERVER_ERROR": _BUSY,
    "SERVICE_UNAVAILABLE": _BUSY,
    "TIMEOUT": _BUSY,
}
_THROTTLED = "THROTTLED"
_NOT_THERE = frozenset(
    {
        *("NOT_FOUND", "PRODUCT_DOES_NOT_EXIST", "PRODUCT_VARIANT_DOES_NOT_EXIST"),
        *("MEDIA_DOES_NOT_EXIST", "MEDIA_DOES_NOT_EXIST_ON_PRODUCT"),
    }
)
_SOON = frozenset(
    {
        *("CHANGE_FROM_QUANTITY_STALE", "COMPARE_QUANTITY_STALE"),
        *("IDEMPOTENCY_CONCURRENT_REQUEST", "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED"),
        *("GENERIC_ERROR", "JOB_ERROR", "NON_READY_MEDIA"),
    }
)
_NAMES_A_THING = frozenset({"id", "publicationId"})
_OAUTH: Mapping[str, ErrorRule] = {
    "invalid_request": _GRANT,
    "invalid_grant": _GRANT,
    "access_denied": _GRANT,
    "invalid_client": _APP,
    "unauthorized_client": _APP,
    "application_cannot_be_found": _APP,
}


def classify(status: int, headers: Mapping[str, str], body: Json) -> ErrorRule | None:
    """What an answer of the Admin API means; None when it is well and has data."""
    if status != HTTPStatus.OK:
        return _by_status(status, headers, body)
    given = body if isinstance(body, dict) else {}
    data = given.get("data")
    if given.get("errors"):
        return _by_errors(given, headers)
    if not isinstance(data, dict):
        return _BUSY
    wrong = list(_user_errors(data))
    return _by_user_errors(wrong) if wrong else None


def classify_oauth(status: int, headers: Mapping[str, str], body: Json) -> ErrorRule | None:
    """What an answer of the token URL means; None when there is a token in it."""
    given = body if isinstance(body, dict) else {}
    error = str(given.get("error") or "")
    if status == HTTPStatus.OK and not error:
        return None if given.get("access_token") else _BUSY
    if error in _OAUTH and status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return _OAUTH[error]
    if status == HTTPStatus.UNAUTHORIZED:
        return _GRANT
    return _BUSY if status == HTTPStatus.OK else _by_status(status, headers, body)


def _by_status(status: int, headers: Mapping[str, str], body: Json) -> ErrorRule:
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status < HTTPStatus.MULTIPLE_CHOICES:
        return _BUSY
    if status < HTTPStatus.BAD_REQUEST:
        return _MOVED
    rule = _STATUSES.get(status)
    if rule is None:
        return ErrorRule(ErrorClass.REJECTED, quoted("Shopify", _words(body)), _SUPPORT)
    if rule.error_class is ErrorClass.LIMITED:
        return rule.waiting(retry_after(headers, rule.after))
    return rule


def _words(body: Json) -> str:
    given = body if isinstance(body, dict) else {}
    return str(given.get("errors") or given.get("error_description") or given.get("error") or "")


def _by_errors(body: Mapping[str, Json], headers: Mapping[str, str]) -> ErrorRule:
    errors = body["errors"] if isinstance(body["errors"], list) else [body["errors"]]
    codes = [_code(one) for one in errors]
    data = body.get("data")
    if _THROTTLED in codes:
        return _LIMIT.waiting(max(_until_restored(body), retry_after(headers, 0)))
    if isinstance(data, dict) and any(value is not None for value in data.values()):
        # Something was done, and what is said about it is not whole.
        return _BUSY
    for code in codes:
        if code in _CODES:
            return _CODES[code]
    return ErrorRule(ErrorClass.REJECTED, quoted("Shopify", _message(errors[0])), _SUPPORT)


def _code(error: Json) -> str:
    extensions = error.get("extensions") if isinstance(error, dict) else None
    return str(extensions.get("code") or "") if isinstance(extensions, dict) else ""


def _message(error: Json) -> str:
    return str(error.get("message") if isinstance(error, dict) else error)


def _until_restored(body: Mapping[str, Json]) -> float:
    """Seconds until the store's bucket holds the query's cost; 2 where Shopify does not say."""
    try:
        cost = body["extensions"]["cost"]
        bucket = cost["throttleStatus"]
        missing = float(cost["requestedQueryCost"]) - float(bucket["currentlyAvailable"])
        return max(1.0, missing / float(bucket["restoreRate"]))
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return _LIMIT.after


def _user_errors(data: Mapping[str, Json]) -> Iterator[Mapping[str, Json]]:
    for value in data.values():
        if isinstance(value, dict):
            yield from value.get("userErrors") or ()
            yield from value.get("mediaUserErrors") or ()


def _by_user_errors(errors: Sequence[Mapping[str, Json]]) -> ErrorRule:
    codes = {str(one.get("code") or "") for one in errors}
    words = quoted("Shopify", " ".join(str(one.get("message") or "") for one in errors))
    if codes & _NOT_THERE or any(_names_what_is_gone(one) for one in errors):
        return ErrorRule(ErrorClass.START_OVER, words, after=2)
    if codes & _SOON:
        return ErrorRule(ErrorClass.LIMITED, words, after=5)
    return ErrorRule(ErrorClass.REJECTED, words, _REPAIR)


def _names_what_is_gone(error: Mapping[str, Json]) -> bool:
    """Whether an error without a code names a thing's id, and so says that the thing is gone."""
    field = error.get("field") or [""]
    return not error.get("code") and str(field[-1]) in _NAMES_A_THING
