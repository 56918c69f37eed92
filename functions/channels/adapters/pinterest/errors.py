"""Maps Pinterest's HTTP errors to what they mean for a connection or a pin."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from functions.channels.adapters.http.client import retry_after
from functions.channels.adapters.http.errors import ErrorClass, ErrorRule, quoted

TRIAL_ACCESS = 29
"""The error code for a resource that the app's access tier does not allow."""
PIN_GONE, SECTION_GONE = 50, 2031
IMAGE_UNREACHABLE = 235
_CHECK_IT = "Change what Pinterest names and try again."
_BUSY = ErrorRule(ErrorClass.AGAIN, "Pinterest has a passing trouble.", after=10)
_BY_CODE: Mapping[tuple[int, int], ErrorRule] = {
    (HTTPStatus.BAD_REQUEST, IMAGE_UNREACHABLE): ErrorRule(
        ErrorClass.LIMITED, "Pinterest could not fetch the picture.", after=5
    ),
    (HTTPStatus.FORBIDDEN, TRIAL_ACCESS): ErrorRule(
        ErrorClass.REJECTED,
        "Pinterest has given Haat only trial access, which may not do this.",
        "Ask for standard access for the app at developers.pinterest.com.",
    ),
    (HTTPStatus.NOT_FOUND, PIN_GONE): ErrorRule(
        ErrorClass.START_OVER, "The pin is not on Pinterest any more.", after=2
    ),
    (HTTPStatus.NOT_FOUND, SECTION_GONE): ErrorRule(
        ErrorClass.START_OVER, "The section of the Pinterest board is gone.", after=2
    ),
}
_BY_STATUS: Mapping[int, ErrorRule] = {
    HTTPStatus.UNAUTHORIZED: ErrorRule(
        ErrorClass.TOKEN, "Pinterest no longer accepts the access token."
    ),
    HTTPStatus.FORBIDDEN: ErrorRule(
        ErrorClass.RECONNECT, "A permission that Pinterest asks for is missing."
    ),
    HTTPStatus.NOT_FOUND: ErrorRule(ErrorClass.START_OVER, "The Pinterest board is gone.", after=2),
    HTTPStatus.TOO_MANY_REQUESTS: ErrorRule(
        ErrorClass.LIMITED, "Pinterest's limit of calls is reached.", after=60
    ),
}


def classify(status: int, headers: Mapping[str, str], body: Any) -> ErrorRule | None:  # noqa: ANN401  # any JSON
    """What an answer of Pinterest means, by status and `{"code", "message"}`; None when well."""
    code = body.get("code") if isinstance(body, dict) else None
    words = body.get("message") if isinstance(body, dict) else None
    if status < HTTPStatus.BAD_REQUEST:
        is_error = isinstance(code, int) and isinstance(words, str)
        return _BUSY if is_error or status >= HTTPStatus.MULTIPLE_CHOICES else None
    rule = _BY_CODE.get((status, code if isinstance(code, int) else 0)) or _BY_STATUS.get(status)
    if rule is not None:
        return _slowed(rule, headers) if status == HTTPStatus.TOO_MANY_REQUESTS else rule
    if status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return ErrorRule(ErrorClass.REJECTED, quoted("Pinterest", words), _CHECK_IT)
    return _BUSY


def classify_update(status: int, headers: Mapping[str, str], body: Any) -> ErrorRule | None:  # noqa: ANN401  # any JSON
    """As `classify`; pins/update is open to some apps only: its refusal breaks no connection."""
    if status == HTTPStatus.FORBIDDEN:
        return ErrorRule(
            ErrorClass.REJECTED,
            "Pinterest does not let Haat change this pin.",
            "Change it on Pinterest.",
        )
    return classify(status, headers, body)


def _slowed(rule: ErrorRule, headers: Mapping[str, str]) -> ErrorRule:
    reset = headers.get("x-ratelimit-reset", "")
    return rule.waiting(retry_after(headers, float(reset) if reset.isdigit() else rule.after))
