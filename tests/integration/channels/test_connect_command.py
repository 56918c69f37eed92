"""`python -m infra.local.connect`: what the person at the terminal meets."""

import asyncio
import http.server
import json
import threading
from collections.abc import Iterator
from typing import Any, ClassVar

import pytest

from infra.local import connect
from infra.local.connect import CannotConnect, Haat, ask_seller, main, must_have_a_display
from tests.integration.channels.oauth_client import Artisan


class FrontDoor(http.server.BaseHTTPRequestHandler):
    """Hands HTTP requests to the Lambda handler, as the laptop's front door does."""

    artisan: ClassVar[Artisan]
    seen: ClassVar[list[str]]

    def _answer(self) -> None:
        length = int(self.headers.get("content-length", 0))
        body = json.loads(self.rfile.read(length) or b"null")
        type(self).seen.append(f"{self.command} {self.path}")
        if self.path.endswith("/auth/login"):
            status, text = self._login(body)
        else:
            path = self.path.removeprefix("/api/v1")
            token = self.headers["authorization"].removeprefix("Bearer ")
            reply = self.artisan.cloud.api("channels", self.command, path, body, token=token)
            status, text = reply.status, reply.text
        self.send_response(status)
        self.end_headers()
        self.wfile.write(text.encode())

    do_POST = do_PUT = _answer  # noqa: N815  # the base class's names

    @staticmethod
    def _login(body: dict[str, Any]) -> tuple[int, str]:
        if body["password"] != "the right password":  # an example
            problem = {"code": "not_signed_in", "message": "No.", "details": {"remedy": "Look."}}
            return 401, json.dumps({"success": False, "error": problem})
        return 200, json.dumps({"success": True, "data": {"access_token": "t"}})

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


def serve(server: http.server.HTTPServer) -> None:
    # Mangum makes a loop for a thread that has none, and leaves it open.
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    server.serve_forever()
    loop.close()


@pytest.fixture
def door(artisan: Artisan) -> Iterator[str]:
    FrontDoor.artisan, FrontDoor.seen = artisan, []
    with http.server.HTTPServer(("127.0.0.1", 0), FrontDoor) as server:
        thread = threading.Thread(target=serve, args=(server,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_haat_tells_the_panel_and_keeps_the_session(artisan: Artisan, door: str) -> None:
    from tests.integration.aws import signed_token  # noqa: PLC0415  # after the environment

    haat = Haat(door, signed_token(artisan.owner_id))
    assert haat.panel("meesho") == artisan.sandbox.host("supplier.meesho.com")
    with pytest.raises(CannotConnect, match="Connections page"):
        haat.panel("etsy")
    cookie = {"name": "mses", "value": "v", "domain": "127.0.0.1", "path": "/", "expires": -1}
    state = {"cookies": [cookie], "origins": []}
    kept = haat.keep_session("meesho", state, connect.DEMO_SELLER)
    assert (kept["status"], kept["account"]["name"]) == ("connected", "Haat Craft House")
    with pytest.raises(CannotConnect, match="nothing of this seller panel"):
        haat.keep_session("meesho", {"cookies": [], "origins": []}, None)


def test_a_wrong_password_and_a_silent_haat_are_reported(door: str) -> None:
    with pytest.raises(CannotConnect, match="Look"):
        Haat.signed_in(door, "asha@haat.example", "a wrong password")
    assert isinstance(Haat.signed_in(door, "asha@haat.example", "the right password"), Haat)
    with pytest.raises(CannotConnect, match="make run"):
        Haat.signed_in("http://127.0.0.1:1", "asha@haat.example", "x")


def test_without_a_screen_the_command_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert main(["meesho"]) == 1
    assert "no screen" in capsys.readouterr().err
    monkeypatch.setenv("DISPLAY", ":0")
    must_have_a_display()


def test_the_seller_profile_is_asked_and_may_be_left_out() -> None:
    answers = iter(["Asha Devi", "7 Dokra Gali", "494226", "8306", "5", "650"])
    seller = ask_seller(lambda _: next(answers))
    assert seller == connect.Seller("Asha Devi", "7 Dokra Gali", "494226", "8306", "5", "650")
    assert ask_seller(lambda _: " ") is None


def test_there_is_no_way_to_log_in_unseen_from_the_command_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        main(["meesho", "--headless"])
    assert "unrecognized" in capsys.readouterr().err


def test_the_key_of_the_lead_api_goes_to_haat_and_nowhere_else(artisan: Artisan, door: str) -> None:
    from tests.integration.aws import signed_token  # noqa: PLC0415  # after the environment

    assert connect.ask_lead_key(lambda _: " mRy-a-key-of-hers \n") == "mRy-a-key-of-hers"
    haat = Haat(door, signed_token(artisan.owner_id))
    haat.follow_leads("indiamart", "mRy-a-key-of-hers")
    assert "mRy-a-key-of-hers" not in str(artisan.cloud.items("channels"))
    with pytest.raises(CannotConnect, match="no leads"):
        haat.follow_leads("meesho", "mRy-a-key-of-hers")


def test_each_panel_can_be_named_and_no_other_platform(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    for platform in ("meesho", "snapdeal", "indiamart"):
        assert main([platform]) == 1
    assert capsys.readouterr().err.count("no screen") == 3
    with pytest.raises(SystemExit):
        main(["etsy"])
