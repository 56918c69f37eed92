"""What all seller panels have: login, OTP, captcha, sessions, changed layouts, faults."""

import pytest

from infra.local.sandbox import settings, sms
from infra.local.sandbox.indiamart.form import SITE as INDIAMART
from infra.local.sandbox.meesho.catalogs import SITE as MEESHO
from infra.local.sandbox.panels.site import Site
from infra.local.sandbox.server import SandboxServer
from infra.local.sandbox.snapdeal.form import SITE as SNAPDEAL
from tests.integration.sandbox.panels.panel_client import PanelClient


@pytest.fixture(params=[MEESHO, SNAPDEAL, INDIAMART], ids=lambda site: site.vendor)
def site(request: pytest.FixtureRequest) -> Site:
    found: Site = request.param
    return found


@pytest.fixture
def client(sandbox: SandboxServer, site: Site) -> PanelClient:
    return PanelClient(sandbox, site)


def switch(client: PanelClient, name: str, value: str | int) -> None:
    settings.change(client.sandbox.world, f"{client.site.vendor}_{name}", value)


def test_strangers_are_sent_to_the_login_and_sellers_home(client: PanelClient) -> None:
    site = client.site
    for path in ("/", site.home, site.work):
        assert client.here(client.get(path)) == site.login
    assert client.here(client.login()) == site.home
    assert client.here(client.get(site.work)) == site.work


def test_only_whoever_is_registered_gets_an_otp(client: PanelClient) -> None:
    wrong = {"password": "guessed"} if client.site.passworded else {"mobile": "6000000000"}
    assert client.name(0, wrong).status_code == 422
    assert sms.inbox(client.sandbox.world) == []


def test_five_wrong_otps_are_too_many(client: PanelClient) -> None:
    client.name()
    right = client.otp("9876543210")
    wrong = f"{(int(right) + 1) % 10**6:06d}"
    for _ in range(5):
        client.post(client.site.otp, {"otp": wrong})
    assert "Too many wrong tries" in client.post(client.site.otp, {"otp": right}).text
    assert client.here(client.get(client.site.home)) == client.site.login


def test_a_session_ends_by_the_clock_and_by_the_switch(client: PanelClient) -> None:
    client.login()
    client.sandbox.world.advance(12 * 3600)
    assert client.here(client.get(client.site.home)) == client.site.login
    client.login()
    switch(client, "session_epoch", 1)
    assert "session has ended" in client.get(client.site.home).text


def test_a_captcha_stands_before_the_login_or_before_the_work(client: PanelClient) -> None:
    switch(client, "captcha", "login")
    assert client.name(0, {"captcha": "guess"}).status_code == 422
    assert sms.inbox(client.sandbox.world) == []
    switch(client, "captcha", "upload")
    client.login()
    shown = client.get(client.site.work)
    assert client.here(shown) == client.site.human
    assert 'name="captcha"' in shown.text
    assert client.post(client.site.human, {"captcha": "guess"}).status_code == 422
    assert client.here(client.get(client.site.work)) == client.site.human


def test_an_otp_can_be_asked_again_before_the_work(client: PanelClient) -> None:
    client.login()
    switch(client, "otp", "again")
    asked = client.get(client.site.work)
    assert client.here(asked) == client.site.again
    assert 'name="otp"' in asked.text
    assert "Wrong OTP" in client.post(client.site.again, {"otp": "x"}).text
    let_on = client.post(client.site.again, {"otp": client.otp("9876543210")})
    assert client.here(let_on) == client.site.work


def test_a_form_of_another_session_is_refused(client: PanelClient) -> None:
    client.login()
    client.token = "another"
    assert client.post(client.site.work).status_code == 403


def test_the_changed_layout_calls_the_controls_something_else(client: PanelClient) -> None:
    client.login()
    before = client.get(client.site.work).text
    switch(client, "layout", "changed")
    after = client.get(client.site.work).text
    assert 'name="v2-' not in before
    assert 'name="v2-' in after
