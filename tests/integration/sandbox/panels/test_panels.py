"""The doors that all seller panels have: login, OTP, captcha, sessions, changed layouts, faults."""

import pytest

from infra.local.sandbox import settings, sms
from infra.local.sandbox.indiamart.form import SITE as INDIAMART
from infra.local.sandbox.meesho.catalogs import SITE as MEESHO
from infra.local.sandbox.panels.site import Site
from infra.local.sandbox.server import SandboxServer
from infra.local.sandbox.snapdeal.form import SITE as SNAPDEAL
from tests.integration.sandbox.panels.sellers import Visitor


@pytest.fixture(params=[MEESHO, SNAPDEAL, INDIAMART], ids=lambda site: site.vendor)
def site(request: pytest.FixtureRequest) -> Site:
    found: Site = request.param
    return found


@pytest.fixture
def visitor(sandbox: SandboxServer, site: Site) -> Visitor:
    return Visitor(sandbox, site)


def switch(visitor: Visitor, name: str, value: str | int) -> None:
    settings.change(visitor.sandbox.world, f"{visitor.site.vendor}_{name}", value)


def test_strangers_are_sent_to_the_login_and_sellers_home(visitor: Visitor) -> None:
    site = visitor.site
    for path in ("/", site.home, site.work):
        assert visitor.here(visitor.get(path)) == site.login
    assert visitor.here(visitor.login()) == site.home
    assert visitor.here(visitor.get(site.work)) == site.work


def test_only_whoever_is_registered_gets_an_otp(visitor: Visitor) -> None:
    wrong = {"password": "guessed"} if visitor.site.passworded else {"mobile": "6000000000"}
    assert visitor.name(0, wrong).status_code == 422
    assert sms.inbox(visitor.sandbox.world) == []


def test_five_wrong_otps_are_too_many(visitor: Visitor) -> None:
    visitor.name()
    right = visitor.otp("9876543210")
    wrong = f"{(int(right) + 1) % 10**6:06d}"
    for _ in range(5):
        visitor.post(visitor.site.otp, {"otp": wrong})
    assert "Too many wrong tries" in visitor.post(visitor.site.otp, {"otp": right}).text
    assert visitor.here(visitor.get(visitor.site.home)) == visitor.site.login


def test_a_session_ends_by_the_clock_and_by_the_switch(visitor: Visitor) -> None:
    visitor.login()
    visitor.sandbox.world.advance(12 * 3600)
    assert visitor.here(visitor.get(visitor.site.home)) == visitor.site.login
    visitor.login()
    switch(visitor, "session_epoch", 1)
    assert "session has ended" in visitor.get(visitor.site.home).text


def test_a_captcha_stands_before_the_login_or_before_the_work(visitor: Visitor) -> None:
    switch(visitor, "captcha", "login")
    assert visitor.name(0, {"captcha": "guess"}).status_code == 422
    assert sms.inbox(visitor.sandbox.world) == []
    switch(visitor, "captcha", "upload")
    visitor.login()
    shown = visitor.get(visitor.site.work)
    assert visitor.here(shown) == visitor.site.human
    assert 'name="captcha"' in shown.text
    assert visitor.post(visitor.site.human, {"captcha": "guess"}).status_code == 422
    assert visitor.here(visitor.get(visitor.site.work)) == visitor.site.human


def test_an_otp_can_be_asked_again_before_the_work(visitor: Visitor) -> None:
    visitor.login()
    switch(visitor, "otp", "again")
    asked = visitor.get(visitor.site.work)
    assert visitor.here(asked) == visitor.site.again
    assert 'name="otp"' in asked.text
    assert "Wrong OTP" in visitor.post(visitor.site.again, {"otp": "x"}).text
    let_on = visitor.post(visitor.site.again, {"otp": visitor.otp("9876543210")})
    assert visitor.here(let_on) == visitor.site.work


def test_a_form_of_another_session_is_refused(visitor: Visitor) -> None:
    visitor.login()
    visitor.token = "another"
    assert visitor.post(visitor.site.work).status_code == 403


def test_the_changed_layout_calls_the_controls_something_else(visitor: Visitor) -> None:
    visitor.login()
    before = visitor.get(visitor.site.work).text
    switch(visitor, "layout", "changed")
    after = visitor.get(visitor.site.work).text
    assert 'name="v2-' not in before
    assert 'name="v2-' in after
