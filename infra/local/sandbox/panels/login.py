"""Signing in with a mobile number (or a password) and a one-time password of six digits."""

import hashlib
import re
import secrets
from dataclasses import replace
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from infra.local.sandbox import sms
from infra.local.sandbox.panels import captcha
from infra.local.sandbox.panels.panel_app import PanelApp, same_token
from infra.local.sandbox.panels.sessions import Session

OTP_SECONDS = 300
OTP_TRIES = 5
RESEND_SECONDS = 30
STALE = "This form is out of date. Open it again."

_MOBILE = re.compile(r"(?:\+?91)?([6-9]\d{9})", re.ASCII)


class Login:
    """The pages before the panel."""

    def __init__(self, panel: PanelApp) -> None:
        self._panel = panel
        self._world = panel.world
        self._site = panel.site

    def routes(self) -> list[Route]:
        """Who are you, OTP, resend, log out."""
        site = self._site
        return [
            Route(site.login, self.ask, methods=["GET"]),
            Route(site.login, self.send, methods=["POST"]),
            Route(site.otp, self.ask_otp, methods=["GET"]),
            Route(site.otp, self.check, methods=["POST"]),
            Route(site.resend, self.resend, methods=["POST"]),
            Route(site.logout, self.leave, methods=["POST"]),
        ]

    async def ask(self, request: Request) -> Response:
        """The page that asks for the mobile number."""
        session = self._panel.sessions.of(request)
        if session is not None and session.mobile is not None:
            return self._panel.go(request, self._site.home)
        notice = None
        if request.query_params.get("expired"):
            notice = "Your session has ended. Please log in again."
        return self._mobile_page(request, session or self._panel.sessions.visit(), notice=notice)

    async def send(self, request: Request) -> Response:
        """Send an OTP to a registered number."""
        session = self._panel.sessions.of(request)
        async with request.form() as form:
            if session is None or not same_token(session, form):
                return self._panel.message(request, 403, STALE)
            typed = str(form.get("username" if self._site.passworded else "mobile", ""))
            wrong = self._captcha_wrong(session, form)
            mobile, refusal = self._known(typed, str(form.get("password", "")))
        if wrong or refusal:
            return self._mobile_page(request, session, typed=typed, wrong=wrong or refusal)
        self._send_otp(session, mobile)
        return self._panel.go(request, self._site.otp)

    async def ask_otp(self, request: Request) -> Response:
        """The page that asks for the OTP."""
        session = self._waiting(request)
        if session is None:
            return self._panel.go(request, self._site.login)
        return self._otp_page(request, session)

    async def check(self, request: Request) -> Response:
        """Let in whoever types the right OTP in time."""
        session = self._waiting(request)
        async with request.form() as form:
            if session is None or not same_token(session, form):
                return self._panel.message(request, 403, STALE)
            typed = str(form.get("otp", "")).strip()
        wrong = otp_wrong(self._panel, session, typed)
        if wrong:
            return self._otp_page(request, session, wrong)
        signed_in = self._panel.sessions.sign_in(session, str((session.pending or {})["mobile"]))
        response = self._panel.go(request, self._site.home)
        self._panel.sessions.set_cookie(request, response, signed_in)
        return response

    async def resend(self, request: Request) -> Response:
        """Another OTP, at most every 30 seconds; the old one stops working."""
        session = self._waiting(request)
        async with request.form() as form:
            if session is None or not same_token(session, form):
                return self._panel.message(request, 403, STALE)
        pending = session.pending or {}
        wait = pending["sent_at"] + RESEND_SECONDS - self._world.now()
        if wait > 0:
            words = f"You can ask for another OTP in {round(wait + 0.5)} seconds."
            return self._otp_page(request, session, words, 429)
        self._send_otp(session, pending["mobile"])
        return self._panel.go(request, self._site.otp)

    async def leave(self, request: Request) -> Response:
        """Log out."""
        session = self._panel.sessions.of(request)
        async with request.form() as form:
            if session is not None and same_token(session, form):
                self._panel.sessions.end(session)
        return self._panel.go(request, self._site.login)

    def _known(self, typed: str, password: str) -> tuple[str, str]:
        """The mobile number of whoever is registered, or why nobody is let on."""
        if self._site.passworded:
            for mobile, seller in self._site.sellers.items():
                right = secrets.compare_digest(seller.password.encode(), password.encode())
                if seller.username == typed.strip().lower() and right:
                    return mobile, ""
            return "", "The username or the password is wrong."
        found = _MOBILE.fullmatch(re.sub(r"[\s-]", "", typed))
        if found is None:
            return "", "Enter a valid 10-digit mobile number."
        if found[1] not in self._site.sellers:
            return "", f"This mobile number is not registered with the {self._site.name}."
        return found[1], ""

    def _send_otp(self, session: Session, mobile: str) -> None:
        self._panel.sessions.keep(replace(session, pending=send_otp(self._panel, mobile)))

    def _waiting(self, request: Request) -> Session | None:
        session = self._panel.sessions.of(request)
        return session if session and session.pending and "otp" in session.pending else None

    def _captcha_wrong(self, session: Session, form: FormData) -> str | None:
        if self._site.text(self._world, "captcha") != "login":
            return None
        expected = (session.pending or {}).get("captcha")
        if captcha.digest(str(form.get(captcha.FIELD, ""))) == expected:
            return None
        return "The characters do not match the picture. Try the new ones."

    def _mobile_page(
        self,
        request: Request,
        session: Session,
        *,
        typed: str = "",
        notice: str | None = None,
        wrong: str | None = None,
    ) -> Response:
        picture = None
        if self._site.text(self._world, "captcha") == "login":
            text, picture = captcha.new()
            session = replace(session, pending={"captcha": captcha.digest(text)})
            self._panel.sessions.keep(session)
        return self._with_cookie(
            request,
            session,
            "login.html",
            {
                "typed": typed,
                "notice": notice,
                "wrong": wrong,
                "picture": picture,
                "hint": self._hint(),
            },
            422 if wrong else 200,
        )

    def _hint(self) -> str:
        """What a visitor of the stand-in may type."""
        first = next(iter(self._site.sellers.values()))
        if self._site.passworded:
            return f"In this stand-in: {first.username} with “{first.password}”."
        return f"In this stand-in the registered number is {first.mobile}."

    def _otp_page(
        self, request: Request, session: Session, wrong: str | None = None, status: int = 422
    ) -> Response:
        mobile = str((session.pending or {})["mobile"])
        values: dict[str, Any] = {"mobile": f"+91 ••••••{mobile[-4:]}", "wrong": wrong}
        return self._with_cookie(request, session, "otp.html", values, status if wrong else 200)

    def _with_cookie(
        self,
        request: Request,
        session: Session,
        template: str,
        values: dict[str, Any],
        status: int,
    ) -> Response:
        response = self._panel.render(
            request, template, {**values, "csrf": session.csrf}, status=status
        )
        self._panel.sessions.set_cookie(request, response, session)
        return response


def send_otp(panel: PanelApp, mobile: str) -> dict[str, Any]:
    """Text an OTP; what a session keeps of it."""
    otp = f"{secrets.randbelow(10**6):06d}"
    now = panel.world.now()
    text = f"{otp} is your OTP to log in to the {panel.site.name}. It is valid for 5 minutes."
    sms.send(panel.world, mobile, text, sender=panel.site.sender)
    return {
        "mobile": mobile,
        "otp": _digest(otp),
        "sent_at": now,
        "expires_at": now + OTP_SECONDS,
        "tries": 0,
    }


def otp_wrong(panel: PanelApp, session: Session, typed: str) -> str:
    """Why the OTP that was typed is not taken, or ""; wrong tries are counted."""
    pending = session.pending or {}
    if panel.world.now() >= pending["expires_at"]:
        return "This OTP has expired. Ask for a new one."
    if pending["tries"] >= OTP_TRIES:
        return "Too many wrong tries. Ask for a new OTP."
    if _digest(typed) == pending["otp"]:
        return ""
    tries = pending["tries"] + 1
    panel.sessions.keep(replace(session, pending={**pending, "tries": tries}))
    left = OTP_TRIES - tries
    return f"Wrong OTP. {left} tries left." if left else "Too many wrong tries."


def _digest(otp: str) -> str:
    return hashlib.sha256(otp.encode()).hexdigest()
