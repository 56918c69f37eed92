"""What Meta's error codes mean, for Facebook Pages and Instagram alike.

Sources: developers.facebook.com/docs/graph-api/guides/error-handling and
…/instagram-platform/instagram-graph-api/reference/error-codes (2026-06-02).
"""

import json
from collections.abc import Mapping
from typing import Any

from functions.channels.adapters.http.client import retry_after
from functions.channels.adapters.http.errors import ErrorClass, ErrorRule, quoted

AGAIN, LIMITED, RECONNECT = ErrorClass.AGAIN, ErrorClass.LIMITED, ErrorClass.RECONNECT
REJECTED, START_OVER = ErrorClass.REJECTED, ErrorClass.START_OVER

_BUSY = ErrorRule(AGAIN, "Meta has a passing trouble.", after=10)
_FULL = ErrorRule(LIMITED, "Meta's limit of calls is reached for now.", after=60)
_LOGIN = ErrorRule(RECONNECT, "Meta no longer accepts the connection.")
_PERMISSION = ErrorRule(
    RECONNECT,
    "A permission that posting needs is missing.",
    "Connect again and leave every permission ticked.",
)
_PICTURE = ErrorRule(
    REJECTED,
    "Meta could not use the picture.",
    "Use a JPEG picture smaller than 4 MB, and check that it opens at its web address.",
)
_NEW_CONTAINER = ErrorRule(START_OVER, "Instagram lost the prepared picture.", after=2)
_TAGS = ErrorRule(
    REJECTED,
    "Instagram does not accept a mention or tag in the text.",
    "Take out the mentions (@…) that do not exist.",
)

BY_SUBCODE: Mapping[int, ErrorRule] = {
    # Instagram: the same container may be used again.
    2207001: ErrorRule(AGAIN, "Instagram has a passing trouble.", after=10),
    2207003: ErrorRule(AGAIN, "Instagram could not fetch the picture in time.", after=20),
    2207082: ErrorRule(AGAIN, "Instagram's upload had a hiccup.", after=10),
    2207027: ErrorRule(LIMITED, "Instagram is not ready with the picture yet.", after=10),
    # Instagram: a new container is needed.
    2207020: _NEW_CONTAINER,
    2207032: _NEW_CONTAINER,
    2207053: _NEW_CONTAINER,
    2207006: _NEW_CONTAINER,
    2207008: _NEW_CONTAINER,
    2207042: ErrorRule(LIMITED, "The day's number of Instagram posts is used up.", after=3600),
    2207051: ErrorRule(
        REJECTED,
        "Instagram took this for spam and stopped it.",
        "Open the Instagram app, confirm that it was you, and try again later.",
    ),
    2207050: ErrorRule(
        REJECTED,
        "Instagram has restricted this account.",
        "Open the Instagram app and follow what it asks; then try again.",
    ),
    2207004: ErrorRule(REJECTED, "The picture is larger than 8 MB.", "Use a smaller picture."),
    2207005: ErrorRule(REJECTED, "Instagram takes JPEG pictures only.", "Use a JPEG picture."),
    2207009: ErrorRule(
        REJECTED,
        "The picture's shape is outside 4:5 to 1.91:1.",
        "Use the picture that Haat cut for Instagram.",
    ),
    2207052: ErrorRule(
        REJECTED,
        "Instagram could not open the picture's web address.",
        "Check that the picture opens in a private browser window, then try again.",
    ),
    2207026: ErrorRule(REJECTED, "Instagram does not know this video format.", "Use a picture."),
    2207057: ErrorRule(REJECTED, "The thumbnail's time is outside the video.", "Use a picture."),
    2207023: ErrorRule(REJECTED, "Instagram does not know this kind of post.", "Use one picture."),
    2207010: ErrorRule(
        REJECTED, "The text is too long for Instagram.", "Shorten it to 2,200 signs."
    ),
    2207028: ErrorRule(REJECTED, "The carousel is not valid.", "Use 2 to 10 pictures."),
    2207035: _TAGS,
    2207036: _TAGS,
    2207037: _TAGS,
    2207040: _TAGS,
    # Facebook Pages.
    1363047: _BUSY,
    1609010: _BUSY,
    1390008: ErrorRule(LIMITED, "Facebook says that posts come too fast.", after=300),
    1404078: ErrorRule(
        RECONNECT,
        "Facebook wants the Page's publishing authorization first.",
        "Complete “Page Publishing Authorization” on Facebook, then connect again.",
    ),
    1609005: ErrorRule(
        REJECTED, "Facebook could not open the link.", "Check the link or remove it."
    ),
    1609008: ErrorRule(REJECTED, "Links to facebook.com cannot be posted.", "Remove the link."),
    1366046: _PICTURE,
    2069019: _PICTURE,
    # The photo is in a post: most likely ours, whose answer was lost. Looking finds it.
    1366051: ErrorRule(AGAIN, "The prepared picture is in a post already.", after=5),
    1346003: ErrorRule(REJECTED, "Facebook takes this content for abusive.", "Change the text."),
    1404102: ErrorRule(
        REJECTED, "This goes against Facebook's Community Standards.", "Change text or picture."
    ),
    33: ErrorRule(RECONNECT, "The account can no longer be seen by Haat."),
    458: ErrorRule(RECONNECT, "Haat was removed from the account's apps."),
    459: ErrorRule(
        RECONNECT, "Facebook wants you to log in there first.", "Log in, then reconnect."
    ),
    460: ErrorRule(RECONNECT, "The password was changed since the account was connected."),
    463: ErrorRule(RECONNECT, "The connection has run out."),
    464: ErrorRule(RECONNECT, "The account is not confirmed.", "Confirm it there, then reconnect."),
    467: _LOGIN,
}

BY_CODE: Mapping[int, ErrorRule] = {
    **dict.fromkeys((1, 2, -1, -2), _BUSY),
    **dict.fromkeys((4, 17, 32, 341, 613), _FULL),
    **dict.fromkeys((80000, 80001, 80002, 80003, 80004, 80014), _FULL),
    368: ErrorRule(
        REJECTED,
        "Meta has paused posting from this account for a while.",
        "Open the account's Support Inbox, follow what it asks, and try again tomorrow.",
    ),
    **dict.fromkeys((102, 104, 190), _LOGIN),
    **dict.fromkeys((3, 10, *range(200, 300)), _PERMISSION),
    9: ErrorRule(LIMITED, "The day's number of posts is used up.", after=3600),
    24: _NEW_CONTAINER,
    25: ErrorRule(REJECTED, "This account is restricted.", "Open the app and follow what it asks."),
    506: ErrorRule(
        REJECTED,
        "The same words were the last post on the Page.",
        "Change the text a little and try again.",
    ),
    324: _PICTURE,
    9004: ErrorRule(
        REJECTED,
        "Meta could not open the picture's web address.",
        "Check that the picture opens in a private browser window, then try again.",
    ),
    9007: ErrorRule(LIMITED, "Instagram is not ready with the picture yet.", after=10),
    36000: ErrorRule(REJECTED, "The picture is larger than 8 MB.", "Use a smaller picture."),
    36001: ErrorRule(REJECTED, "Instagram takes JPEG pictures only.", "Use a JPEG picture."),
    36003: ErrorRule(
        REJECTED,
        "The picture's shape is outside 4:5 to 1.91:1.",
        "Use the picture that Haat cut for Instagram.",
    ),
    36004: ErrorRule(REJECTED, "The text is too long for Instagram.", "Shorten it to 2,200 signs."),
}

_CHECK_IT = "Check the text and the picture and try again."
_SERVER_ERROR = 500
_REFUSED = 400
_NOT_BUSINESS = "not an instagram business account"


def classify(status: int, headers: Mapping[str, str], body: Any) -> ErrorRule | None:  # noqa: ANN401  # any JSON
    """What an answer of a Graph host means; None when it is no error."""
    error = body.get("error") if isinstance(body, dict) else None
    if isinstance(body, dict) and "error_type" in body:
        # The older shape of api.instagram.com, the host that exchanges codes.
        return ErrorRule(REJECTED, quoted("Instagram", body.get("error_message")), "Connect again.")
    if isinstance(error, dict):
        rule = _of_error(error, status)
        return _slowed(rule, headers) if rule.error_class is LIMITED else rule
    if status >= _SERVER_ERROR:
        return _BUSY
    if status >= _REFUSED or not isinstance(body, dict):
        return ErrorRule(AGAIN, "Meta gave an answer that we cannot read.", after=10)
    return None


def _of_error(error: Mapping[str, Any], status: int) -> ErrorRule:
    code, subcode = _number(error.get("code")), _number(error.get("error_subcode"))
    words = error.get("error_user_msg") or error.get("message")
    if _NOT_BUSINESS in str(error.get("message", "")).lower():
        return ErrorRule(
            RECONNECT,
            "This is not a professional Instagram account.",
            "Switch it to a business or creator account in the app, then connect again.",
        )
    for table, key in ((BY_SUBCODE, subcode), (BY_CODE, code)):
        if key in table:
            return table[key]
    if error.get("is_transient") or status >= _SERVER_ERROR:
        return _BUSY
    if not code and error.get("type") == "OAuthException":
        return _LOGIN
    return ErrorRule(REJECTED, quoted("Meta", words), _CHECK_IT)


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _slowed(rule: ErrorRule, headers: Mapping[str, str]) -> ErrorRule:
    """Wait as long as Meta's usage header says; `estimated_time_to_regain_access` is in minutes."""
    try:
        usage = json.loads(headers.get("x-business-use-case-usage", "{}"))
        minutes = max(
            (
                float(entry.get("estimated_time_to_regain_access", 0))
                for entries in usage.values()
                for entry in entries
            ),
            default=0.0,
        )
    except (ValueError, AttributeError, TypeError):
        minutes = 0.0
    return rule.waiting(max(minutes * 60, retry_after(headers, rule.after)))
