"""What is said to Pinterest and what its answers mean: pure, apart from the transport."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from functions.channels.adapters.calls import retry_after
from functions.channels.adapters.verdicts import Ruling, Verdict, quoted
from functions.channels.model.listing import Listing
from functions.channels.model.platforms import platform

_ABLE = platform("pinterest")

BOARD = {
    "name": "Haat",
    "description": "Handmade by artisans, posted with Haat",
    "privacy": "PUBLIC",
}

TRIAL_ACCESS = 29
"""The error code for a resource that the app's access tier does not allow."""
IMAGE_UNREACHABLE = 235

_CHECK_IT = "Change what Pinterest names and try again."
_BUSY = Ruling(Verdict.AGAIN, "Pinterest has a passing trouble.", after=10)


def pin_body(listing: Listing, board_id: str) -> dict[str, Any]:
    """The body of pins/create; the link carries our marker, so that the pin can be found."""
    body: dict[str, Any] = {
        "board_id": board_id,
        "title": listing.title,
        "description": listing.text,
        "media_source": {
            "source_type": "image_url",
            "url": listing.pictures[_ABLE.image.rendition].url,
        },
    }
    extra = {"alt_text": listing.alt_text, "link": listing.marked_link}
    return body | {name: text for name, text in extra.items() if text}


def board_of(boards: Iterable[Mapping[str, Any]]) -> str | None:
    """The board to pin to: ours by its name, else the person's first public one."""
    public = [one for one in boards if one.get("privacy", "PUBLIC") == "PUBLIC"]
    named = [one for one in public if one.get("name") == BOARD["name"]]
    chosen = (named or public)[:1]
    return str(chosen[0]["id"]) if chosen else None


def ours(
    pins: Iterable[Mapping[str, Any]], listing: Listing, since: datetime
) -> Mapping[str, Any] | None:
    """Our pin on a board: by its marked link; without one by title and text since `since`."""
    for pin in pins:
        if listing.marked_link:
            if listing.marker in (pin.get("link") or ""):
                return pin
        elif (pin.get("title"), pin.get("description")) == (listing.title, listing.text) and (
            instant(pin["created_at"]) >= since
        ):
            return pin
    return None


def instant(text: str) -> datetime:
    """A Pinterest time such as 2026-11-21T03:10:00, which is UTC."""
    read = datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=UTC)


_BY_CODE: Mapping[tuple[int, int], Ruling] = {
    (HTTPStatus.BAD_REQUEST, IMAGE_UNREACHABLE): Ruling(
        Verdict.LIMITED, "Pinterest could not fetch the picture.", after=5
    ),
    (HTTPStatus.FORBIDDEN, TRIAL_ACCESS): Ruling(
        Verdict.REJECTED,
        "Pinterest has given Haat only trial access, which may not do this.",
        "Ask for standard access for the app at developers.pinterest.com.",
    ),
}
_BY_STATUS: Mapping[int, Ruling] = {
    HTTPStatus.UNAUTHORIZED: Ruling(Verdict.TOKEN, "Pinterest no longer accepts the access token."),
    HTTPStatus.FORBIDDEN: Ruling(
        Verdict.RECONNECT, "A permission that Pinterest asks for is missing."
    ),
    HTTPStatus.NOT_FOUND: Ruling(Verdict.START_OVER, "The Pinterest board is gone.", after=2),
    HTTPStatus.TOO_MANY_REQUESTS: Ruling(
        Verdict.LIMITED, "Pinterest's limit of calls is reached.", after=60
    ),
}


def judge(status: int, headers: Mapping[str, str], body: Any) -> Ruling | None:  # noqa: ANN401  # any JSON
    """What an answer of Pinterest means, by status and `{"code", "message"}`; None when well."""
    code = body.get("code") if isinstance(body, dict) else None
    words = body.get("message") if isinstance(body, dict) else None
    if status < HTTPStatus.BAD_REQUEST:
        is_error = isinstance(code, int) and isinstance(words, str)
        return _BUSY if is_error else None
    ruling = _BY_CODE.get((status, code if isinstance(code, int) else 0)) or _BY_STATUS.get(status)
    if ruling is not None:
        return _slowed(ruling, headers) if status == HTTPStatus.TOO_MANY_REQUESTS else ruling
    if status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return Ruling(Verdict.REJECTED, quoted("Pinterest", words), _CHECK_IT)
    return _BUSY


def _slowed(ruling: Ruling, headers: Mapping[str, str]) -> Ruling:
    reset = headers.get("x-ratelimit-reset", "")
    return ruling.waiting(retry_after(headers, float(reset) if reset.isdigit() else ruling.after))
