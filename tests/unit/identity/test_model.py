"""Addresses and families of refresh tokens."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.identity.errors import EmailMalformed, SessionEnded
from functions.identity.model import (
    Family,
    Use,
    fingerprint,
    normal_email,
    normal_password,
    read_refresh_token,
    refresh_token,
)

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
OLD, NEW, NEWER = (bytes([n]) * 32 for n in (1, 2, 3))


def family() -> Family:
    return Family("f", "user_asha", "user_asha", fingerprint(OLD), started_at=NOW, rotated_at=NOW)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("asha@example.com", "asha@example.com"),
        ("  ASHA@Example.COM\n", "asha@example.com"),
        ("asha.devi+haat@mail.example.co.in", "asha.devi+haat@mail.example.co.in"),
        ("\uff41sha@example.com", "asha@example.com"),
        ("stra\u00dfe@example.com", "strasse@example.com"),
        ("आशा@example.com", "आशा@example.com"),
        ("asha@b\u00fccher.example", "asha@xn--bcher-kva.example"),
        ("asha@भारत.example", "asha@xn--h2brj9c.example"),
        ("asha@EXAMPLE\u3002com", "asha@example.com"),
        ("o'brien@example.com", "o'brien@example.com"),
    ],
)
def test_an_address_has_one_spelling(typed: str, kept: str) -> None:
    assert normal_email(typed) == kept
    assert normal_email(kept) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "@",
        "asha",
        "asha@",
        "@example.com",
        "asha@localhost",
        "asha@example..com",
        "asha@.com",
        "asha@example.com.",
        "asha@-x.com",
        "asha@x-.com",
        "a b@example.com",
        "a\x00b@example.com",
        "a,b@example.com",
        "as\u200bha@example.com",
        "asha\u202e@example.com",
        "\u2066asha\u2069@example.com",
        "as\u00adha@example.com",
        "as\u200dha@example.com",
        "asha@exam\u200bple.com",
        "asha\u3164@example.com",
        "<a@example.com>",
        "asha@exa mple.com",
        "asha@\u0301.com",
        "a" * 65 + "@example.com",
        "asha@" + "a" * 64 + ".com",
        "asha@" + "a.b" * 100 + ".com",
        "asha@127.0.0.1:80",
    ],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(EmailMalformed) as refusal:
        normal_email(typed)
    assert refusal.value.remedy


@given(st.text(max_size=80))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        kept = normal_email(text)
    except EmailMalformed:
        return
    assert normal_email(kept) == kept
    assert kept.count("@") == 1


def test_passwords_have_one_form() -> None:
    assert normal_password("cafe\u0301") == normal_password("caf\u00e9") == "caf\u00e9"
    assert normal_password(" as typed ") == " as typed "


def test_a_token_is_read_as_it_was_written() -> None:
    assert read_refresh_token(refresh_token("f", OLD)) == ("f", OLD)


@pytest.mark.parametrize("text", ["", ".", "f.", f".{'00' * 32}", "f.zz", "f.00", f"f.{'0' * 63}"])
def test_what_is_no_token_is_refused(text: str) -> None:
    with pytest.raises(SessionEnded):
        read_refresh_token(text)


@pytest.mark.parametrize(
    ("secret", "seconds", "use"),
    [
        (NEW, 0, "current"),
        (NEW, 604_800, "current"),
        (OLD, 0, "repeated"),
        (OLD, 10, "repeated"),
        (OLD, 10.001, "reused"),
        (NEWER, 0, "reused"),
    ],
)
def test_what_presenting_a_token_means(secret: bytes, seconds: float, use: Use) -> None:
    rotated = family().rotated(OLD, NEW, NOW)

    assert rotated.use(secret, NOW + timedelta(seconds=seconds)) == use


def test_a_first_token_has_no_predecessor() -> None:
    assert family().use(OLD, NOW) == "current"
    assert family().use(NEW, NOW) == "reused"


def test_only_the_predecessor_leads_to_the_successor() -> None:
    rotated = family().rotated(OLD, NEW, NOW)

    assert rotated.successor_of(OLD) == NEW
    assert rotated.successor_of(NEWER) != NEW
    assert NEW.hex() not in str(rotated)
    assert rotated.generation == 2


def test_a_session_ends_seven_days_after_use_and_ninety_after_its_start() -> None:
    late = NOW + timedelta(days=85)

    assert family().ends_at == NOW + timedelta(days=7)
    assert family().rotated(OLD, NEW, late).ends_at == NOW + timedelta(days=90)
