"""Maps a WooCommerce shop's HTTP errors to what they mean for its connection or a product."""

import html
import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from functions.channels.adapters.http.client import retry_after
from functions.channels.adapters.http.errors import ErrorClass, ErrorRule, quoted

_CHECK_IT = "Change what the shop names and try again."
_KEYS = ErrorRule(
    ErrorClass.RECONNECT,
    "The shop no longer accepts the keys that it gave to Haat.",
    "Connect the shop again under Connections.",
)
_RIGHTS = ErrorRule(
    ErrorClass.RECONNECT,
    "The keys that the shop gave to Haat do not allow this.",
    "Connect the shop again as its administrator or shop manager.",
)
_NO_API = ErrorRule(
    ErrorClass.REJECTED,
    "The shop's API is not where it should be.",
    "In WordPress switch WooCommerce on, and under Settings, Permalinks choose “Post name”.",
)
_MOVED = ErrorRule(
    ErrorClass.REJECTED,
    "The shop sends Haat on to another address.",
    "Connect the shop again by the address at which its pages open.",
)
_BUSY = ErrorRule(ErrorClass.AGAIN, "The shop has a passing trouble.", after=10)
_UNFETCHED = ErrorRule(ErrorClass.LIMITED, "The shop could not fetch the picture.", after=20)
_SLOW = ErrorRule(ErrorClass.LIMITED, "The shop's host asks Haat to be slower.", after=60)
_GUARDED = ErrorRule(
    ErrorClass.LIMITED,
    "A guard in front of the shop turned Haat away.",
    "If this goes on, ask the shop's host to let “Haat” through its firewall.",
    after=60,
)
_BY_CODE: Mapping[str, ErrorRule] = {
    "rest_no_route": _NO_API,
    "rest_disabled": _NO_API,
    "woocommerce_rest_product_invalid_id": ErrorRule(
        ErrorClass.START_OVER, "The product is no longer in the shop.", after=2
    ),
    "woocommerce_rest_product_variation_invalid_id": ErrorRule(
        ErrorClass.START_OVER, "The product is no longer in the shop.", after=2
    ),
    "woocommerce_rest_already_trashed": ErrorRule(
        ErrorClass.START_OVER, "The product is in the shop's bin.", after=2
    ),
    # A category or tag went away after we read the list.
    "woocommerce_rest_term_invalid": ErrorRule(
        ErrorClass.START_OVER, "A category or tag is no longer in the shop.", after=2
    ),
    "woocommerce_rest_authentication_error": _KEYS,
    "rest_too_many_requests": _SLOW,
}
_BY_STATUS: Mapping[int, ErrorRule] = {
    HTTPStatus.UNAUTHORIZED: _KEYS,
    HTTPStatus.FORBIDDEN: _RIGHTS,
    HTTPStatus.NOT_FOUND: _NO_API,
    HTTPStatus.REQUEST_TIMEOUT: _BUSY,
    HTTPStatus.CONFLICT: ErrorRule(ErrorClass.LIMITED, "Somebody changed it at the same moment."),
    HTTPStatus.TOO_EARLY: _SLOW,
    HTTPStatus.TOO_MANY_REQUESTS: _SLOW,
    HTTPStatus.NOT_IMPLEMENTED: ErrorRule(
        ErrorClass.REJECTED, "The shop's WooCommerce cannot do this.", "Update WooCommerce."
    ),
}
_ANSWERS_LATE = frozenset(
    {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.TOO_EARLY, HTTPStatus.SERVICE_UNAVAILABLE}
)


def classify(status: int, headers: Mapping[str, str], body: Any) -> ErrorRule | None:  # noqa: ANN401  # any JSON
    """What an answer means, by its status and `{"code", "message", "data"}`; None when well."""
    data = body if isinstance(body, dict) else {}
    code = str(data.get("code") or "")
    if status < HTTPStatus.MULTIPLE_CHOICES:
        is_error = bool(code) and "message" in data and "id" not in data and "data" in data
        return _BUSY if is_error else None
    if status < HTTPStatus.BAD_REQUEST:
        return _MOVED
    rule = _fetching(code, data) or _BY_CODE.get(code) or _BY_STATUS.get(status)
    if rule is None and status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        rule = _BUSY
    if rule is None:
        rule = ErrorRule(ErrorClass.REJECTED, quoted("Your shop", _plain(data)), _CHECK_IT)
    return _waited(rule, status, headers)


def classify_page(status: int, headers: Mapping[str, str]) -> ErrorRule | None:
    """What a web page in place of JSON means: cheap hosts put guards and notices before a shop."""
    if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
        return _MOVED
    pages = {HTTPStatus.NOT_FOUND: _NO_API, HTTPStatus.TOO_MANY_REQUESTS: _SLOW}
    rule = pages.get(HTTPStatus(status)) if status in set(HTTPStatus) else None
    if rule is None and status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        rule = _BUSY
    if rule is None and status >= HTTPStatus.BAD_REQUEST:
        rule = _GUARDED
    return _waited(rule, status, headers) if rule else None


def _fetching(code: str, data: Mapping[str, Any]) -> ErrorRule | None:
    """The rule for a picture that the shop could not fetch, to be retried; None otherwise."""
    if code != "woocommerce_product_image_upload_error":
        return None
    words = str(data.get("message", ""))
    passing = "remote image" in words or "cURL error" in words
    return _UNFETCHED if passing else None


def _plain(data: Mapping[str, Any]) -> str:
    """The shop's words without the markup that WordPress likes to put into them."""
    return html.unescape(re.sub(r"<[^>]*>", " ", str(data.get("message") or "")))


def _waited(rule: ErrorRule, status: int, headers: Mapping[str, str]) -> ErrorRule:
    if status not in _ANSWERS_LATE:
        return rule
    return rule.waiting(min(3600, retry_after(headers, rule.after)))
