"""Maps Etsy's HTTP errors to what they mean for a connection or a listing."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from functions.channels.adapters.http.client import retry_after
from functions.channels.adapters.http.errors import ErrorClass, ErrorRule, quoted

_CHECK_IT = "Change what Etsy names and try again."
_TOKEN = ErrorRule(ErrorClass.TOKEN, "Etsy no longer accepts the access token.")
_GRANT = ErrorRule(ErrorClass.RECONNECT, "Etsy's permission has run out or was taken back.")
_SCOPE = ErrorRule(ErrorClass.RECONNECT, "A permission that Etsy asks for is missing.")
_APP = ErrorRule(
    ErrorClass.REJECTED, "Etsy does not accept Haat's own registration.", "Tell support."
)
_BUSY = ErrorRule(ErrorClass.AGAIN, "Etsy has a passing trouble.", after=10)
_LONGEST_DAY = 3600
_VERDICTS: Mapping[int, ErrorClass] = {
    HTTPStatus.NOT_FOUND: ErrorClass.START_OVER,  # what was prepared is gone
    HTTPStatus.CONFLICT: ErrorClass.LIMITED,  # somebody changed it at the same moment
}


def classify(status: int, headers: Mapping[str, str], body: Any) -> ErrorRule | None:  # noqa: ANN401  # any JSON
    """What an answer of Etsy means, by its status and `{"error": text}`; None when it is well."""
    given = body if isinstance(body, dict) else {}
    error = str(given.get("error") or "")
    if status < HTTPStatus.BAD_REQUEST:
        return _BUSY if error else None
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return _BUSY
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return _too_many(headers)
    words = quoted("Etsy", given.get("error_description") or error)
    return _account_error(status, error) or ErrorRule(
        _VERDICTS.get(status, ErrorClass.REJECTED), words, _CHECK_IT, after=2
    )


def _account_error(status: int, error: str) -> ErrorRule | None:
    if error == "invalid_grant":
        return _GRANT
    if status == HTTPStatus.UNAUTHORIZED:
        return _APP if "client" in error or "api key" in error.lower() else _TOKEN
    if status == HTTPStatus.FORBIDDEN and "scope" in error.lower():
        return _SCOPE
    return None


def _too_many(headers: Mapping[str, str]) -> ErrorRule:
    used_up = headers.get("x-remaining-today") == "0"
    wait = retry_after(headers, _LONGEST_DAY if used_up else 2)
    return ErrorRule(ErrorClass.LIMITED, "Etsy's limit of calls is reached for now.", after=wait)
