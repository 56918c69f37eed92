"""Jobs for the browser function: an encrypted session goes in, a report comes out, both as JSON."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from functions.channels.errors import (
    InvalidSession,
    PageNotKnown,
    ReconnectNeeded,
    Rejected,
)
from functions.channels.model.connection import AccountKey
from functions.channels.model.listing import (
    Handle,
    Listing,
    NotThere,
    Published,
    Ready,
    Undetermined,
)
from kernel.errors import OutcomeUnknown, Problem, TryLater

SESSION_MOST_BYTES = 48_000
"""The largest session: a job stays far below the 256 KB that a state machine passes on."""

BROWSE = "browse"
"""The stage of a handle for which a browser job must be run."""
REPORTED = "reported"
"""The stage of a handle that carries what the browser function saw."""

_COOKIE_FIELDS = (
    "name",
    "value",
    "domain",
    "path",
    "expires",
    "httpOnly",
    "secure",
    "sameSite",
)

_FAILURES: tuple[type[Problem], ...] = (
    PageNotKnown,
    Rejected,
    ReconnectNeeded,
    OutcomeUnknown,
    TryLater,
)


@dataclass(frozen=True, slots=True)
class BrowserJob:
    """One job: submit the listing, or with `find` only look for it.

    `sealed` is the panel's session, encrypted with the browser's key and bound to owner, platform,
    account, target and panel: with any of these changed it does not decrypt.
    """

    owner_id: str
    platform: str
    account_id: str
    panel: str
    find: bool
    listing: Listing
    sealed: str = field(repr=False)

    @property
    def bound_to(self) -> dict[str, str]:
        """The encryption context of `sealed`."""
        key = AccountKey(self.owner_id, self.platform, self.account_id)
        return binding(key, self.listing.marker, self.panel)


def binding(key: AccountKey, marker: str, panel: str) -> dict[str, str]:
    """The encryption context that a job's session is bound to."""
    return {
        "owner": key.owner_id,
        "platform": key.platform,
        "account": key.account_id,
        "target": marker,
        "panel": panel,
    }


def origin(url: str) -> str:
    """Scheme, host and port of `url`, as browsers write an origin."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def panel_session(state: Mapping[str, Any], panel: str) -> str:
    """The part of a browser's storage state that belongs to the panel, as JSON text.

    Cookies of other sites and storage of other origins are dropped. Raises `InvalidSession` when
    nothing is left or it is too large.
    """
    host = urlsplit(panel).hostname or ""
    kept = {
        "cookies": [
            {name: one[name] for name in _COOKIE_FIELDS if name in one}
            for one in _listed(state, "cookies")
            if _is_of(one, host)
        ],
        "origins": [one for one in _listed(state, "origins") if one.get("origin") == origin(panel)],
    }
    if not kept["cookies"] and not kept["origins"]:
        raise InvalidSession(
            "The session holds nothing of this seller panel.",
            remedy="Log in to the panel in the window that opened, then try again.",
        )
    text = json.dumps(kept, separators=(",", ":"))
    if len(text.encode()) > SESSION_MOST_BYTES:
        raise InvalidSession(
            f"The session is larger than {SESSION_MOST_BYTES} bytes.",
            remedy="Log in again in a fresh browser window.",
        )
    return text


def login_cookies(session: str) -> frozenset[str]:
    """The names of a panel session's HttpOnly cookies, in which panels keep a login."""
    return frozenset(
        str(one.get("name")) for one in json.loads(session)["cookies"] if one.get("httpOnly")
    )


def session_end(session: str) -> datetime | None:
    """When the panel's login ends: the last end of its HttpOnly cookies; None if none has one."""
    cookies = json.loads(session)["cookies"]
    ends = [one.get("expires", -1) for one in cookies if one.get("httpOnly")]
    last = max(ends, default=-1)
    return datetime.fromtimestamp(last, UTC) if last > 0 else None


@dataclass(frozen=True, slots=True)
class SellerProfile:
    """The facts about a seller that a panel demands with every product; stored encrypted.

    `hsn` and `gst` (per cent) are the tax code and slab of what this seller makes, and `net_weight`
    the usual weight of a piece in grams.
    """

    name: str
    address: str
    pincode: str
    hsn: str
    gst: str
    net_weight: str


def packed(state: str, seller: SellerProfile | None) -> str:
    """Session and seller as the one secret of an assisted connection."""
    facts = asdict(seller) if seller else None
    return json.dumps({"state": json.loads(state), "seller": facts}, separators=(",", ":"))


def unpacked(secret: str) -> tuple[dict[str, Any], SellerProfile | None]:
    """The browser's storage state and the seller."""
    read = json.loads(secret)
    return read["state"], SellerProfile(**read["seller"]) if read["seller"] else None


def _listed(state: Mapping[str, Any], name: str) -> Iterable[Mapping[str, Any]]:
    found = state.get(name) or []
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def _is_of(cookie: Mapping[str, Any], host: str) -> bool:
    domain = str(cookie.get("domain", "")).lstrip(".").lower()
    # A cookie for the parent domain is sent to the panel too; one for a bare suffix is not kept.
    return bool(domain) and (host == domain or ("." in domain and host.endswith(f".{domain}")))


Outcome = Published | Ready | NotThere | Undetermined
"""What a job can find: `Ready` means that another job must submit what is missing."""


def to_report(outcome: Outcome | Problem, sku: str) -> Handle:
    """The outcome of a browser job, as a handle that can pass through a state machine."""
    match outcome:
        case Published(external_id, url, note):
            detail = {"outcome": "published", "id": external_id, "url": url, "note": note}
        case Ready():
            detail = {"outcome": "partly_there"}
        case NotThere():
            detail = {"outcome": "not_there"}
        case Undetermined(reason):
            detail = {"outcome": "undetermined", "reason": reason}
        case Problem():
            detail = {
                "outcome": _failure_name(outcome),
                "reason": outcome.message,
                "remedy": outcome.remedy,
                "after": str(getattr(outcome, "after", "")),
            }
    return Handle(sku, REPORTED, detail)


def _failure_name(problem: Problem) -> str:
    return next(kind.code for kind in _FAILURES if isinstance(problem, kind))


def from_report(report: Handle) -> Outcome:
    """The outcome in a report; raises the failure when the browser function met one."""
    detail = report.detail
    match detail.get("outcome"):
        case "published":
            return Published(detail["id"], detail["url"], detail.get("note", ""))
        case "partly_there":
            return Ready(Handle(report.ref, BROWSE))
        case "not_there":
            return NotThere()
        case "undetermined":
            return Undetermined(detail.get("reason", ""))
        case TryLater.code:
            raise TryLater(detail["reason"], after=float(detail.get("after") or 30))
    for kind in _FAILURES:
        if detail.get("outcome") == kind.code:
            raise kind(detail["reason"], remedy=detail.get("remedy", ""))
    raise OutcomeUnknown("The browser brought back a report that we cannot read.")
