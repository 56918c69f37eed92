"""Meesho's stand-in over HTTP: who gets in, by which OTP, and for how long."""

from collections.abc import Iterator

import pytest

from infra.local.sandbox import settings, sms
from infra.local.sandbox.server import SandboxServer
from tests.integration.sandbox.panels.meesho_client import MOBILE, MeeshoClient, here
from tests.integration.sandbox.sandbox_setup import sandbox_at


@pytest.fixture
def sandbox() -> Iterator[SandboxServer]:
    with sandbox_at() as server:
        yield server


@pytest.fixture
def client(sandbox: SandboxServer) -> MeeshoClient:
    return MeeshoClient(sandbox)


@pytest.fixture
def panel(client: MeeshoClient) -> MeeshoClient:
    assert here(client.login()) == "/panel/home"
    return client


def test_the_panel_is_closed_to_strangers(client: MeeshoClient) -> None:
    for path in ("/", "/panel/home", "/panel/catalogs", "/panel/catalogs/new"):
        assert here(client.get(path)) == "/panel/login"


def test_the_session_cookie_is_http_only_and_changes_at_login(client: MeeshoClient) -> None:
    first = client.get("/panel/login")
    assert "HttpOnly" in first.headers["set-cookie"]
    assert "SameSite=lax" in first.headers["set-cookie"]
    assert "Path=/supplier.meesho.com" in first.headers["set-cookie"]
    before = client.client.cookies["mses"]
    client.login()
    assert client.client.cookies["mses"] != before


@pytest.mark.parametrize("mobile", ["", "12345", "5876543210", "6000000000", "98765x3210"])
def test_only_a_registered_mobile_gets_an_otp(client: MeeshoClient, mobile: str) -> None:
    client.get("/panel/login")
    assert client.post("/panel/login", {"mobile": mobile}).status_code == 422
    assert sms.inbox(client.sandbox.world) == []


def test_a_mobile_may_be_written_in_any_usual_way(client: MeeshoClient) -> None:
    client.get("/panel/login")
    assert here(client.post("/panel/login", {"mobile": "+91 98765-43210"})) == "/panel/login/otp"
    assert len(client.otp()) == 6


def test_an_otp_is_good_for_five_minutes(client: MeeshoClient) -> None:
    client.get("/panel/login")
    client.post("/panel/login", {"mobile": MOBILE})
    client.sandbox.world.advance(300)
    late = client.post("/panel/login/otp", {"otp": client.otp()})
    assert "expired" in late.text
    assert here(client.get("/panel/home")) == "/panel/login"


def test_an_otp_takes_five_tries(client: MeeshoClient) -> None:
    client.get("/panel/login")
    client.post("/panel/login", {"mobile": MOBILE})
    right = client.otp()
    wrong = f"{(int(right) + 1) % 10**6:06d}"
    assert "4 tries left" in client.post("/panel/login/otp", {"otp": wrong}).text
    for _ in range(4):
        client.post("/panel/login/otp", {"otp": wrong})
    refused = client.post("/panel/login/otp", {"otp": right})
    assert "Too many wrong tries" in refused.text
    client.sandbox.world.advance(30)
    client.post("/panel/login/otp/resend")
    assert here(client.post("/panel/login/otp", {"otp": client.otp()})) == "/panel/home"


def test_a_new_otp_comes_after_thirty_seconds_and_ends_the_old_one(client: MeeshoClient) -> None:
    client.get("/panel/login")
    client.post("/panel/login", {"mobile": MOBILE})
    first = client.otp()
    early = client.post("/panel/login/otp/resend")
    assert (early.status_code, "30 seconds" in early.text) == (429, True)
    client.sandbox.world.advance(30)
    client.post("/panel/login/otp/resend")
    assert len(sms.inbox(client.sandbox.world, MOBILE)) == 2
    if client.otp() != first:
        assert "Wrong OTP" in client.post("/panel/login/otp", {"otp": first}).text


def test_a_session_ends_by_the_clock_by_the_switch_and_by_logging_out(panel: MeeshoClient) -> None:
    panel.sandbox.world.advance(12 * 3600)
    assert here(panel.get("/panel/home")) == "/panel/login"
    panel.login()
    settings.change(panel.sandbox.world, "meesho_session_epoch", 1)
    ended = panel.get("/panel/catalogs")
    assert (here(ended), "session has ended" in ended.text) == ("/panel/login", True)
    panel.login()
    panel.get("/panel/home")
    panel.post("/panel/logout")
    assert here(panel.get("/panel/home")) == "/panel/login"


def test_the_captcha_stands_before_the_otp_when_switched_on(client: MeeshoClient) -> None:
    settings.change(client.sandbox.world, "meesho_captcha", "login")
    assert "Type the characters you see" in client.get("/panel/login").text
    refused = client.post("/panel/login", {"mobile": MOBILE, "captcha": "wrong"})
    assert refused.status_code == 422
    assert sms.inbox(client.sandbox.world) == []
