"""What a panel may ask in the middle of the work: are you human, and is it still you."""

from dataclasses import replace

from starlette.responses import Response
from starlette.routing import Route

from infra.local.sandbox.panels import captcha
from infra.local.sandbox.panels.desk import Desk, Seat
from infra.local.sandbox.panels.login import otp_wrong, send_otp


class Proving:
    """The captcha page and the page of an OTP that is asked again."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        """Two pages with a form each."""
        site, route = self._desk.site, self._desk.route
        return [
            route(site.human, self.human),
            route(site.human, self.prove, "POST"),
            route(site.again, self.again),
            route(site.again, self.verify, "POST"),
        ]

    async def human(self, seat: Seat) -> Response:
        """The captcha page."""
        return self._human_page(seat, None)

    async def prove(self, seat: Seat) -> Response:
        """Let on whoever reads the picture."""
        expected = (seat.session.pending or {}).get("captcha")
        if captcha.digest(str(seat.form.get(captcha.FIELD, ""))) != expected:
            return self._human_page(seat, "The characters do not match. Try the new ones.")
        self._desk.sessions.keep(replace(seat.session, human=True, pending=None))
        return self._desk.go(seat.request, self._desk.site.work)

    async def again(self, seat: Seat) -> Response:
        """Text another OTP and ask for it."""
        pending = send_otp(self._desk, seat.seller.mobile)
        self._desk.sessions.keep(replace(seat.session, pending=pending))
        return self._otp_page(seat, "")

    async def verify(self, seat: Seat) -> Response:
        """Let on whoever types the OTP."""
        if "otp" not in (seat.session.pending or {}):
            return self._desk.go(seat.request, self._desk.site.again)
        wrong = otp_wrong(self._desk, seat.session, str(seat.form.get("otp", "")).strip())
        if wrong:
            return self._otp_page(seat, wrong)
        self._desk.sessions.keep(replace(seat.session, verified=True, pending=None))
        return self._desk.go(seat.request, self._desk.site.work)

    def _human_page(self, seat: Seat, wrong: str | None) -> Response:
        text, picture = captcha.new()
        pending = {"captcha": captcha.digest(text)}
        self._desk.sessions.keep(replace(seat.session, pending=pending))
        values = {"picture": picture, "wrong": wrong}
        return self._desk.page(seat, "human.html", values, 422 if wrong else 200)

    def _otp_page(self, seat: Seat, wrong: str) -> Response:
        values = {
            "mobile": f"+91 ••••••{seat.seller.mobile[-4:]}",
            "wrong": wrong or None,
            "action": self._desk.site.again,
        }
        return self._desk.page(seat, "otp.html", values, 422 if wrong else 200)
