"""Checks that a panel may make in the middle of the work: a captcha, another OTP."""

from dataclasses import replace

from starlette.responses import Response
from starlette.routing import Route

from infra.local.sandbox.panels import captcha
from infra.local.sandbox.panels.login import otp_wrong, send_otp
from infra.local.sandbox.panels.panel_app import PanelApp, SellerCall


class HumanChecks:
    """The captcha page and the page of an OTP that is asked again."""

    def __init__(self, panel: PanelApp) -> None:
        self._panel = panel

    def routes(self) -> list[Route]:
        """Two pages with a form each."""
        site, route = self._panel.site, self._panel.route
        return [
            route(site.human, self.human),
            route(site.human, self.prove, "POST"),
            route(site.again, self.again),
            route(site.again, self.verify, "POST"),
        ]

    async def human(self, call: SellerCall) -> Response:
        """The captcha page."""
        return self._human_page(call, None)

    async def prove(self, call: SellerCall) -> Response:
        """Let on whoever reads the picture."""
        expected = (call.session.pending or {}).get("captcha")
        if captcha.digest(str(call.form.get(captcha.FIELD, ""))) != expected:
            return self._human_page(call, "The characters do not match. Try the new ones.")
        self._panel.sessions.keep(replace(call.session, human=True, pending=None))
        return self._panel.go(call.request, self._panel.site.work)

    async def again(self, call: SellerCall) -> Response:
        """Text another OTP and ask for it."""
        pending = send_otp(self._panel, call.seller.mobile)
        self._panel.sessions.keep(replace(call.session, pending=pending))
        return self._otp_page(call, "")

    async def verify(self, call: SellerCall) -> Response:
        """Let on whoever types the OTP."""
        if "otp" not in (call.session.pending or {}):
            return self._panel.go(call.request, self._panel.site.again)
        wrong = otp_wrong(self._panel, call.session, str(call.form.get("otp", "")).strip())
        if wrong:
            return self._otp_page(call, wrong)
        self._panel.sessions.keep(replace(call.session, verified=True, pending=None))
        return self._panel.go(call.request, self._panel.site.work)

    def _human_page(self, call: SellerCall, wrong: str | None) -> Response:
        text, picture = captcha.new()
        pending = {"captcha": captcha.digest(text)}
        self._panel.sessions.keep(replace(call.session, pending=pending))
        values = {"picture": picture, "wrong": wrong}
        return self._panel.page(call, "human.html", values, 422 if wrong else 200)

    def _otp_page(self, call: SellerCall, wrong: str) -> Response:
        values = {
            "mobile": f"+91 ••••••{call.seller.mobile[-4:]}",
            "wrong": wrong or None,
            "action": self._panel.site.again,
        }
        return self._panel.page(call, "otp.html", values, 422 if wrong else 200)
