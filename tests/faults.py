"""What can go wrong at which call of a platform: one table for all suites of faults.

The calls of each platform are in `tests/platforms/<platform>/calls.py`.

The whole matrix runs in process (`tests/integration/publishing`); on the laptop cloud each fault
happens once or twice, over all platforms.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from functions.channels.model import platforms
from tests.calls import Call

_CALLS = {
    one.parent.name: import_module(f"tests.platforms.{one.parent.name}.calls")
    for one in sorted((Path(__file__).parent / "platforms").glob("*/calls.py"))
}
PLATFORMS = tuple(one.platform for one in platforms.PLATFORMS)
if missing := set(PLATFORMS) - set(_CALLS):
    names = ", ".join(sorted(missing))
    msg = f"write tests/platforms/<platform>/calls.py for {names}: it names the calls to break"
    raise LookupError(msg)
EFFECT: Mapping[str, Call] = {name: _CALLS[name].EFFECT for name in PLATFORMS}
FIRST: Mapping[str, Call] = {name: _CALLS[name].FIRST for name in PLATFORMS}
LOOK: Mapping[str, Call] = {name: _CALLS[name].LOOK for name in PLATFORMS}
EDITS: Mapping[str, Mapping[str, Call]] = {
    name: _CALLS[name].EDITS for name in PLATFORMS if hasattr(_CALLS[name], "EDITS")
}


@dataclass(frozen=True)
class Fault:
    """What goes wrong at one call of each platform.

    `arrives`: the post is there, or will surely be, so that the first run must confirm it.
    """

    at: Mapping[str, Call]
    kind: str
    switch: Mapping[str, object] = field(default_factory=dict)
    arrives: bool = False
    unreadable: bool = False


FAULTS = {
    "accepts-then-times-out": Fault(EFFECT, "accept_then_timeout", arrives=True),
    "error-after-success": Fault(EFFECT, "error_after_success", arrives=True),
    "truncated": Fault(EFFECT, "truncated", arrives=True),
    "silence": Fault(EFFECT, "hang"),
    "500": Fault(EFFECT, "error", {"status": 500}),
    "html": Fault(EFFECT, "html"),
    "429-retry-after": Fault(EFFECT, "rate_limit", {"retry_after": 2}, arrives=True),
    "429": Fault(EFFECT, "rate_limit", arrives=True),
    "expired-token": Fault(EFFECT, "expired_token"),
    "first-call-500": Fault(FIRST, "error", {"status": 500}),
    "first-call-html": Fault(FIRST, "html"),
    "first-call-silence": Fault(FIRST, "hang"),
    "cannot-be-read-at-first": Fault(EFFECT, "accept_then_timeout", arrives=True, unreadable=True),
}
