"""A panel's sessions: an HttpOnly cookie, a CSRF token, an end by the sandbox's clock."""

import hashlib
from dataclasses import dataclass, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from infra.local.sandbox.generated_secrets import new_secret
from infra.local.sandbox.panels.site import Site
from infra.local.sandbox.world import World

VISIT_SECONDS = 30 * 60


@dataclass(frozen=True)
class Session:
    """One browser's session; `mobile` is None until an OTP was right."""

    value: str
    csrf: str
    expires_at: float
    epoch: int
    mobile: str | None = None
    # What the browser is in the middle of: the OTP it waits for, the captcha it was shown.
    pending: dict[str, Any] | None = None
    human: bool = False
    # Whether an OTP that was asked again, at work, has been typed.
    verified: bool = False


class Sessions:
    """The sessions of one panel in one world; cookie values are kept as digests only."""

    def __init__(self, world: World, site: Site) -> None:
        self._world = world
        self._site = site
        self._kind = kind(site)

    def of(self, request: Request) -> Session | None:
        """The live session of a request."""
        value = request.cookies.get(self._site.cookie, "")
        kept = self._world.get(self._kind, _digest(value)) if value else None
        if kept is None:
            return None
        session = Session(value=value, **kept)
        live = self._world.now() < session.expires_at and session.epoch == self._epoch()
        return session if live else None

    def visit(self) -> Session:
        """A session of somebody who has not signed in yet."""
        return self._new(None, VISIT_SECONDS)

    def sign_in(self, visit: Session, mobile: str) -> Session:
        """A new session in place of the visit, so that a planted cookie is worth nothing."""
        self.end(visit)
        seconds = self._site.number(self._world, "session_seconds")
        return replace(self._new(mobile, seconds), human=visit.human)

    def keep(self, session: Session) -> None:
        """Save a session."""
        kept = {name: value for name, value in vars(session).items() if name != "value"}
        self._world.put(self._kind, _digest(session.value), kept)

    def end(self, session: Session) -> None:
        """Sign out."""
        self._world.delete(self._kind, _digest(session.value))

    def set_cookie(self, request: Request, response: Response, session: Session) -> None:
        """Hand the session to the browser; the real panel adds Secure, loopback has no TLS."""
        response.set_cookie(
            self._site.cookie,
            session.value,
            max_age=max(0, round(session.expires_at - self._world.now())),
            path=request.scope.get("root_path", "") or "/",
            httponly=True,
            samesite="lax",
        )

    def _new(self, mobile: str | None, seconds: float) -> Session:
        session = Session(
            value=new_secret(32),
            csrf=new_secret(24),
            expires_at=self._world.now() + seconds,
            epoch=self._epoch(),
            mobile=mobile,
        )
        self.keep(session)
        return session

    def _epoch(self) -> int:
        return self._site.number(self._world, "session_epoch")


def kind(site: Site) -> str:
    """Where a panel's sessions are kept in the world."""
    return f"{site.vendor}.session"


def _digest(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()
