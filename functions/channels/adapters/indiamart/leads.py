"""Reads leads from IndiaMART's pull API v2: HTTP is always 200, the result code is in the body.

https://help.indiamart.com/knowledge-base/lms-crm-integration-v2/
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from functions.channels.adapters.http.client import Json, VendorClient, VendorRequest
from functions.channels.adapters.http.errors import ErrorClass, ErrorRule, quoted
from functions.channels.adapters.http.webhook_formats import required
from functions.channels.adapters.indiamart.webhooks import topic_of
from kernel.sweeps import sweep
from kernel.webhooks import WebhookMessage

NAME = "IndiaMART"
_PATH = "/wservce/crm/crmListing/v2/"
_INDIA = ZoneInfo("Asia/Kolkata")
_TIME = "%d-%b-%Y%H:%M:%S"
_KEY = "Give Haat the key again: Lead Manager, Import/Export leads, Pull API."
_PAUSE = 300.0

_WELL, _NOTHING = 200, 204
_VERDICTS: Mapping[int, ErrorClass] = {
    400: ErrorClass.REJECTED,
    401: ErrorClass.RECONNECT,
    403: ErrorClass.RECONNECT,
    429: ErrorClass.LIMITED,
}


def classify(status: int, headers: Mapping[str, str], body: Json) -> ErrorRule | None:  # noqa: ARG001  # every vendor's
    """What an answer means; None when it is well, with leads or without."""
    data = body if isinstance(body, dict) else {}
    # An answer without a code is not theirs: to take it for “no leads” would lose some.
    code = _number(data.get("CODE", 0 if status == _WELL else status))
    whole = isinstance(data.get("RESPONSE"), list) or code == _NOTHING
    if status == _WELL and code in (_WELL, _NOTHING) and whole:
        return None
    error_class = _VERDICTS.get(code, ErrorClass.AGAIN)
    remedy = _KEY if error_class is ErrorClass.RECONNECT else ""
    return ErrorRule(error_class, quoted(NAME, data.get("MESSAGE")), remedy, after=_PAUSE)


def _number(code: object) -> int:
    text = str(code)
    return int(text) if text.isascii() and text.isdigit() else 0


class IndiaMartLeads:
    """Reads leads with a seller's key; called, it is a `ReadLeads`."""

    def __init__(self, vendor: VendorClient, base: str) -> None:
        self._vendor = vendor
        self._base = base

    def __call__(self, key: str, since: datetime, until: datetime) -> tuple[WebhookMessage, ...]:
        """Leads between two instants, which are at most seven days apart."""
        times = (since.astimezone(_INDIA), until.astimezone(_INDIA))
        start, end = (f"{time:{_TIME}}" for time in times)
        params = {"glusr_crm_key": key, "start_time": start, "end_time": end}
        body = self._vendor(VendorRequest("GET", f"{self._base}{_PATH}", params=params))
        found = body.get("RESPONSE") if isinstance(body, dict) else None
        read = sweep(
            [one for one in found or () if isinstance(one, dict)],
            _notice,
            failure="LeadUnreadable",
            move_on=None,  # it is the same at each reading
            facts=lambda _: {"platform": "indiamart"},
        )
        return read.results


def _notice(lead: Mapping[str, Any]) -> WebhookMessage:
    """The lead as the push sends it, so that a lead that comes both ways is stored once."""
    (name,) = required(lead, "UNIQUE_QUERY_ID")
    return WebhookMessage(name, topic_of(lead), "", json.dumps({"RESPONSE": lead}))
