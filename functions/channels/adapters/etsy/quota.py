"""Reads how many calls Etsy still takes of a shop's token in its sliding 24 hours.

The numbers are in the headers of every successful answer and nowhere else:
https://developers.etsy.com/documentation/essentials/rate-limits
"""

from collections.abc import Mapping

from functions.channels.adapters.http.client import VendorClient, VendorRequest
from functions.channels.model.api_quota import ApiQuota
from functions.channels.model.connection import Account
from functions.channels.model.platforms import platform
from kernel.clock import Clock

_ROOT = "/v3/application"
_LOOKS = 9
"""Reads for one: its SKU in five states, three kinds of shop profiles, the categories."""
_WRITES = 3
"""Writes for one: the draft or its words, its stock, putting it on sale; and one per photograph."""


class EtsyQuotaReader:
    """The `QuotaReader` of a shop; a reading costs one call, which the numbers include."""

    def __init__(self, vendor: VendorClient, base: str, key: str, clock: Clock) -> None:
        self._vendor = vendor
        self._base = base
        self._key = key
        self._clock = clock

    def budget(self, account: Account) -> ApiQuota:
        """The quota in the answer's headers; Etsy counts calls by the person's token."""
        call = VendorRequest("GET", f"{self._base}{_ROOT}/users/me")
        headers = self._vendor.exchange(call.by(account.token, **{"x-api-key": self._key})).headers
        return ApiQuota(
            _number(headers, "x-limit-per-day"),
            _number(headers, "x-remaining-today"),
            _LOOKS + _WRITES + platform("etsy").photos_max,
            self._clock.now(),
        )


def _number(headers: Mapping[str, str], name: str) -> int | None:
    text = headers.get(name, "").strip()
    return int(text) if text.isascii() and text.isdigit() else None
