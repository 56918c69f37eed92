"""Capabilities, tokens, connections, listings and browser sessions."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.channels.errors import (
    InvalidSession,
    PageNotKnown,
    PlatformNotFound,
    ReconnectNeeded,
    Rejected,
)
from functions.channels.model.browser import (
    REPORTED,
    SellerProfile,
    from_report,
    packed,
    panel_session,
    session_end,
    to_report,
    unpacked,
)
from functions.channels.model.capabilities import FEATURES, objections
from functions.channels.model.connection import (
    Account,
    Candidate,
    Connection,
    LastError,
    Secret,
    Tokens,
)
from functions.channels.model.listing import Handle, NotThere, Published, Undetermined
from functions.channels.model.platforms import PLATFORMS, platform
from kernel.errors import OutcomeUnknown, Problem, TryLater
from kernel.money import Money
from tests.unit.channels.sample_listing import listing

ETSY, INSTAGRAM, MEESHO, PINTEREST = map(platform, ("etsy", "instagram", "meesho", "pinterest"))
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
PANEL = "https://supplier.meesho.com"
COOKIE = {"name": "mses", "value": "v", "domain": "supplier.meesho.com", "path": "/"}


@pytest.mark.parametrize("capabilities", PLATFORMS, ids=lambda capabilities: capabilities.platform)
def test_a_whole_listing_fits_every_platform(capabilities: Any) -> None:
    assert objections(listing(), capabilities) == ()
    assert capabilities.dated.year >= 2026


@pytest.mark.parametrize("capabilities", PLATFORMS, ids=lambda capabilities: capabilities.platform)
def test_every_platform_says_of_each_thing_whether_it_is_done(capabilities: Any) -> None:
    assert tuple(sorted(capabilities.features)) == tuple(sorted(FEATURES))
    for name, feature in capabilities.features.items():
        assert feature.support != "not_possible" or feature.reason, name
        assert feature.support != "automatic" or capabilities.mode == "automatic", name


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"title": " "}, "needs a title"),
        ({"price": Money(0, "INR")}, "needs a price"),
        ({"quantity": 0}, "needs a quantity"),
        ({"title": "x" * 141}, "title is 141 characters long; Etsy takes 140"),
        ({"text": "x" * 50_001}, "text is 50001 characters"),
        ({"alt_text": "x" * 501}, "picture description"),
        ({"tags": tuple("abcdefghijklmn")}, "14 tags; Etsy takes 13"),
        ({"tags": ("x" * 21,)}, "longer than 20"),
        ({"pictures": {}}, "picture for Etsy is missing"),
    ],
)
def test_each_thing_that_does_not_fit_is_named(changes: dict[str, Any], word: str) -> None:
    (reason,) = objections(replace(listing(), **changes), ETSY)
    assert word in reason


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"format": "webp"}, "jpeg pictures, not webp"),
        ({"bytes": 8_000_001}, "8,000,000 bytes"),
        ({"width": 1000, "height": 1300}, "too tall"),
        ({"width": 2000, "height": 1000}, "too wide"),
    ],
)
def test_a_picture_that_does_not_fit_is_reported(changes: dict[str, Any], word: str) -> None:
    one = listing()
    wrong = replace(one.pictures["instagram"], **changes)
    (reason,) = objections(replace(one, pictures={"instagram": wrong}), INSTAGRAM)
    assert word in reason


def test_hashtags_and_mentions_are_counted_as_people_write_them() -> None:
    thirty = " ".join(f"#t{number}" for number in range(30))
    rest = "me@x.in https://x.in/#top # alone"
    assert objections(replace(listing(), text=f"{thirty} {rest}"), INSTAGRAM) == ()
    assert "31 hashtags" in objections(replace(listing(), text=f"{thirty}#run"), INSTAGRAM)[0]
    assert "31 hashtags" in objections(replace(listing(), text=f"{thirty} #बुनाई"), INSTAGRAM)[0]
    assert "21 mentions" in objections(replace(listing(), text="@a " * 21), INSTAGRAM)[0]


def test_each_field_is_counted_as_its_platform_counts() -> None:
    pots = "🏺" * 100
    assert ETSY.text.counted_as["title"] == "utf16"
    assert "200 characters" in objections(replace(listing(), title=pots), ETSY)[0]
    assert PINTEREST.text.counted_as["title"] == "codepoints"
    assert objections(replace(listing(), title=pots), PINTEREST) == ()
    assert "101 characters" in objections(replace(listing(), title=f"{pots}!"), PINTEREST)[0]


def test_an_unknown_platform_is_reported() -> None:
    with pytest.raises(PlatformNotFound):
        platform("myspace")


def test_the_marked_link_keeps_what_the_link_says() -> None:
    one = replace(listing(), link="https://haat.example/p?x=1#part")
    assert one.marked_link == (
        f"https://haat.example/p?x=1&utm_source=haat&utm_content={one.marker}#part"
    )
    assert replace(one, link="").marked_link == ""


def test_a_new_refresh_token_is_never_overwritten_by_an_empty_one() -> None:
    old = Tokens("a", NOW, "r1", NOW + timedelta(days=90))
    kept = old.renewed(Tokens("b", NOW))
    assert (kept.access, kept.refresh, kept.refresh_until) == ("b", "r1", old.refresh_until)
    assert old.renewed(Tokens("b", NOW, "r2")).refresh == "r2"


@given(st.text(max_size=9), st.text(max_size=9))
def test_no_answer_ever_empties_the_refresh_token(stored: str, answered: str) -> None:
    assert Tokens("a", None, stored).renewed(Tokens("b", None, answered)).refresh == (
        answered or stored
    )


def test_nothing_secret_shows_in_a_representation() -> None:
    secrets = (
        Tokens("tok-access", None, "tok-refresh"),
        Secret(session="tok-session"),
        Connection("u", "etsy", "1", "connection_1", sealed="tok-sealed"),
        Account("etsy", "1", "n", "tok-account"),
    )
    assert "tok-" not in repr(secrets)


def test_a_connection_that_was_ended_keeps_its_ids_and_its_name_alone() -> None:
    new = Connection("u", "etsy", "1", "connection_1")
    held = new.chosen(Candidate("1", "Asha", {"currency": "INR"}), "sealed", NOW, NOW)
    ended = replace(held, version=3, problem=LastError("no", "do"), scopes=("a",)).ended()
    assert ended == replace(new, account_name="Asha", version=3)
    assert ended.key == held.key == ("u", "etsy", "1")


def test_a_token_without_an_end_never_expires() -> None:
    assert not Tokens("a").expires_within(timedelta(days=9999), NOW)
    assert Tokens("a", NOW).expires_within(timedelta(0), NOW)


@pytest.mark.parametrize(
    ("domain", "kept"),
    [
        ("supplier.meesho.com", True),
        (".meesho.com", True),
        ("meesho.com", True),
        (".com", False),
        ("com", False),
        ("", False),
        ("evil.example", False),
        ("notsupplier.meesho.com", False),
        ("upplier.meesho.com", False),
    ],
)
def test_only_cookies_that_the_panel_is_sent_are_kept(domain: str, *, kept: bool) -> None:
    state = {"cookies": [{**COOKIE, "domain": domain}], "origins": []}
    if kept:
        assert domain in panel_session(state, PANEL)
    else:
        with pytest.raises(InvalidSession):
            panel_session(state, PANEL)


def test_only_the_panels_storage_and_known_cookie_fields_are_kept() -> None:
    own, foreign = {"origin": PANEL, "localStorage": []}, {"origin": "https://x.example"}
    state = {"cookies": [{**COOKIE, "strange": 1}, "odd"], "origins": [own, foreign]}
    assert json.loads(panel_session(state, PANEL)) == {"cookies": [COOKIE], "origins": [own]}


@pytest.mark.parametrize("state", [{}, {"cookies": None}, {"cookies": "x", "origins": 5}])
def test_a_state_of_another_shape_is_refused(state: dict[str, Any]) -> None:
    with pytest.raises(InvalidSession):
        panel_session(state, PANEL)


def test_a_session_ends_with_its_login_cookie() -> None:
    def end(*cookies: dict[str, Any]) -> datetime | None:
        return session_end(panel_session({"cookies": list(cookies)}, PANEL))

    login = {**COOKIE, "httpOnly": True, "expires": NOW.timestamp()}
    assert end(login, {**COOKIE, "expires": NOW.timestamp() + 9}) == NOW
    assert end({**COOKIE, "httpOnly": True, "expires": -1}) is None
    assert end(COOKIE) is None


def test_session_and_seller_are_one_secret() -> None:
    seller = SellerProfile("Asha", "7 Dokra Gali", "494226", "8306", "5", "650")
    text = json.dumps({"cookies": [COOKIE], "origins": []})
    assert unpacked(packed(text, seller)) == (json.loads(text), seller)
    assert unpacked(packed(text, None))[1] is None


@pytest.mark.parametrize(
    "outcome", [Published("1", "https://x/1", "QC"), NotThere(), Undetermined("busy")]
)
def test_what_the_browser_saw_survives_the_state_machine(outcome: Any) -> None:
    report = to_report(outcome, "sku")
    carried = Handle(**json.loads(json.dumps({**_fields(report)})))
    assert carried.stage == REPORTED
    assert from_report(carried) == outcome


@pytest.mark.parametrize(
    "failure",
    [
        Rejected("no", remedy="do"),
        PageNotKnown("changed", remedy="do"),
        ReconnectNeeded("login", remedy="do"),
        OutcomeUnknown("gone", remedy="look"),
        TryLater("busy", after=17, remedy="wait"),
    ],
    ids=lambda failure: type(failure).__name__,
)
def test_what_the_browser_met_is_raised_where_it_is_heard(failure: Problem) -> None:
    report = Handle(**json.loads(json.dumps(_fields(to_report(failure, "sku")))))
    with pytest.raises(type(failure)) as met:
        from_report(report)
    assert met.value.message == failure.message
    if isinstance(met.value, TryLater):
        assert met.value.after == 17


def test_a_report_that_cannot_be_read_is_unknown() -> None:
    with pytest.raises(OutcomeUnknown):
        from_report(Handle("sku", REPORTED, {"outcome": "?"}))


def _fields(handle: Handle) -> dict[str, Any]:
    return {"ref": handle.ref, "stage": handle.stage, "detail": dict(handle.detail)}


def test_what_needs_a_browser_needs_a_person() -> None:
    driven = [capabilities for capabilities in PLATFORMS if capabilities.needs_browser]
    assert {capabilities.platform for capabilities in driven} == {"meesho", "snapdeal", "indiamart"}
    assert {(capabilities.connect, capabilities.mode) for capabilities in driven} == {
        ("assisted", "assisted")
    }
