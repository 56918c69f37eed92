"""A client of the sandbox's control API: faults on and off, the request log, the settings."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import httpx2

from tests.calls import Call
from tests.e2e.waiting import eventually

Entry = dict[str, Any]

SLUG_URLS = ("catalogue", "shopify", "woocommerce")
"""Whose addresses for buyers do not have the number of what was published, but words or another."""


class SandboxClient:
    """The control API of one running sandbox."""

    def __init__(self, url: str) -> None:
        self._http = httpx2.Client(base_url=f"{url}/_sandbox", timeout=30, trust_env=False)

    def close(self) -> None:
        self._http.close()

    def reset(self) -> None:
        """Empty the vendors: no posts, logins, faults or log; every setting as it comes."""
        self._http.post("/reset").raise_for_status()

    def inject_fault(self, call: Call, kind: str, **switch: object) -> None:
        """Switch a fault on, once unless `times` says otherwise."""
        asked = asdict(call) | {"kind": kind, **switch}
        self._http.post("/faults", json=asked).raise_for_status()

    def clear_faults(self) -> None:
        """Switch every fault off."""
        self._http.delete("/faults").raise_for_status()

    def set(self, **settings: str | int) -> None:
        """Turn what vendors do not document, such as how long a picture takes."""
        self._http.post("/settings", json=settings).raise_for_status()

    def advance_clock(self, seconds: float) -> None:
        """Let time pass for the vendors at once: what they review is reviewed."""
        self._http.post("/clock", json={"advance": seconds}).raise_for_status()

    def log(self, since: int = 0) -> list[Entry]:
        """The requests after number `since`, oldest first."""
        answer = self._http.get("/log", params={"since": since}).raise_for_status()
        entries: list[Entry] = answer.json()["entries"]
        return entries

    def last(self) -> int:
        """The number of the newest request."""
        entries = self.log()
        return int(entries[-1]["number"]) if entries else 0

    def published(self, platform: str, since: int = 0) -> list[str]:
        """What became visible on a platform after request `since`, by the platform's own log."""
        return [
            entry["effect_id"]
            for entry in self.log(since)
            if entry["vendor"] == platform and entry["effect"] == "published"
        ]

    def wait_for(
        self, platform: str, since: int, what: str, seen: Callable[[Entry], bool]
    ) -> Entry:
        """Return a platform's first request after `since` that was `seen`, as soon as there is."""

        def found() -> Entry | None:
            log = self.log(since)
            return next((one for one in log if one["vendor"] == platform and seen(one)), None)

        def last_entries() -> list[Entry]:
            return [one for one in self.log(since) if one["vendor"] == platform][-5:]

        return eventually(found, f"{platform}: {what}", every=0.05, instead=last_entries)
