"""Guessing is slowed down: ten failures a minute per account and network, or per known client."""

import json
from http.cookies import SimpleCookie

import pytest

from functions.identity.model import REGISTRATIONS
from tests.integration.aws import Cloud, Reply
from tests.integration.wiring import reset_wiring

ASHA, HOME = "a@example.com", "203.0.113.7"


@pytest.fixture
def front_door(monkeypatch: pytest.MonkeyPatch) -> str:
    """The secret of the front door, before which no request is taken."""
    monkeypatch.setenv("FRONT_DOOR_SECRET", "told to CloudFront alone")
    return "told to CloudFront alone"


def forged(address: str) -> dict[str, str]:
    return {
        "cloudfront-viewer-address": f"{address}:443",
        "true-client-ip": address,
        "x-forwarded-for": address,
        "x-real-ip": address,
        "forwarded": f"for={address}",
    }


def guess(
    cloud: Cloud, email: str, source_ip: str = HOME, password: str = "", **more: object
) -> Reply:
    body = {"email": email, "password": password or "a wrong guess", "session": "token"}
    return cloud.api("identity", "POST", "/auth/login", body, source_ip=source_ip, **more)


def register(cloud: Cloud, email: str, **more: object) -> Reply:
    account = {"email": email, "password": "block printing", "name": "Asha"}
    return cloud.api("identity", "POST", "/auth/register", account, **more)


def open_account(cloud: Cloud, email: str = ASHA, **more: object) -> dict[str, str]:
    """The device cookie of the phone on which the account was opened, at home."""
    reply = register(cloud, email, source_ip=HOME, **more)
    assert reply.status == 201, reply.text
    jar = SimpleCookie("; ".join(cookie.partition(";")[0] for cookie in reply.cookies))
    return {"haat_device": jar["haat_device"].value}


def test_the_eleventh_failure_for_one_account_is_refused_from_anywhere(cloud: Cloud) -> None:
    statuses = [guess(cloud, "a@example.com", f"198.51.100.{n}").status for n in range(11)]

    assert statuses == [401] * 10 + [429]
    reply = guess(cloud, "a@example.com", "198.51.100.99")
    assert reply.error["code"] == "too_many_login_attempts"
    assert 1 <= int(reply.headers["retry-after"]) <= 120


def test_the_eleventh_failure_from_one_address_is_refused_for_any_account(cloud: Cloud) -> None:
    statuses = [guess(cloud, f"u{n}@example.com", "198.51.100.1").status for n in range(11)]

    assert statuses == [401] * 10 + [429]
    assert guess(cloud, "u99@example.com", "198.51.100.2").status == 401


def test_a_forged_header_is_never_believed(cloud: Cloud) -> None:
    """Twenty-five wrong sign-ins with twenty-five forged headers are one network's."""
    statuses = [
        guess(cloud, f"u{n}@example.com", headers=forged(f"198.51.100.{n}")).status
        for n in range(25)
    ]

    assert statuses == [401] * 10 + [429] * 15


def test_behind_the_front_door_the_viewer_counts_and_not_the_door(
    cloud: Cloud, front_door: str
) -> None:
    door = {"x-haat-front-door": front_door}
    statuses = [
        guess(cloud, f"u{n}@example.com", headers={**door, "true-client-ip": f"192.0.2.{n}"}).status
        for n in range(11)
    ]

    assert statuses == [401] * 11


def test_a_network_is_a_whole_subnet_of_ipv6(cloud: Cloud, front_door: str) -> None:
    door = {"x-haat-front-door": front_door}
    statuses = [
        guess(cloud, f"u{n}@e.in", headers={**door, "true-client-ip": f"2001:db8:0:1::{n}"}).status
        for n in range(11)
    ]

    assert statuses == [401] * 10 + [429]
    fresh = {**door, "true-client-ip": "2001:db8:0:2::1"}
    assert guess(cloud, "x@e.in", headers=fresh).status == 401


@pytest.mark.parametrize("sent", [None, "", "guess"])
def test_what_the_front_door_did_not_pass_on_is_refused(
    cloud: Cloud, front_door: str, sent: str | None
) -> None:
    headers = {"true-client-ip": "192.0.2.1"}
    headers |= {} if sent is None else {"x-haat-front-door": sent}

    reply = guess(cloud, "a@example.com", headers=headers)

    assert front_door
    assert (reply.status, reply.error["code"]) == (403, "forbidden")
    assert cloud.items("identity") == []


def test_failures_from_other_networks_do_not_keep_the_right_person_out(cloud: Cloud) -> None:
    """Neither on the phone that she signed in with, wherever she is, nor at home."""
    phone = open_account(cloud)
    strangers = [guess(cloud, ASHA, f"198.51.100.{n}").status for n in range(11)]
    assert strangers == [401] * 10 + [429]

    right = "block printing"
    assert guess(cloud, ASHA, "192.0.2.77", right).status == 429, "a stranger waits"
    assert guess(cloud, ASHA, "192.0.2.77", right, cookies=phone).status == 200
    assert guess(cloud, ASHA, HOME, right).status == 200


def test_a_neighbour_on_her_network_does_not_keep_her_phone_out(cloud: Cloud) -> None:
    phone = open_account(cloud)
    assert [guess(cloud, ASHA, HOME).status for _ in range(11)] == [401] * 10 + [429]

    reply = guess(cloud, ASHA, HOME, cookies=phone, password="block printing")

    assert reply.status == 200


def test_a_known_device_has_ten_wrong_guesses_a_minute_as_well(cloud: Cloud) -> None:
    phone = open_account(cloud)
    statuses = [guess(cloud, ASHA, f"192.0.2.{n}", cookies=phone).status for n in range(11)]

    assert statuses == [401] * 10 + [429]
    assert guess(cloud, ASHA, HOME, password="block printing").status == 200


def test_a_phone_that_two_people_share_is_known_for_both(cloud: Cloud) -> None:
    phone = open_account(cloud)
    again = open_account(cloud, "bina@example.com", cookies=phone)

    assert again == phone


def test_a_network_opens_so_many_accounts_a_day(
    cloud: Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert REGISTRATIONS == 10
    monkeypatch.setenv("REGISTRATIONS_PER_DAY", "2")
    reset_wiring()
    statuses = [register(cloud, f"u{n}@example.com").status for n in range(3)]

    assert statuses == [201] * 2 + [429]
    assert register(cloud, "u1@example.com", source_ip="192.0.2.200").status == 409
    refused = register(cloud, "u12@example.com")
    assert refused.error["code"] == "too_many_registrations"
    assert int(refused.headers["retry-after"]) > 60
    assert register(cloud, "u13@example.com", source_ip="192.0.2.200").status == 201


def test_refusals_leave_facts_that_name_nobody(
    cloud: Cloud, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    open_account(cloud)
    for _ in range(11):
        guess(cloud, ASHA, "198.51.100.7")

    facts = [vars(record) for record in caplog.records if hasattr(record, "security")]
    assert [one["message"] for one in facts] == ["SignInRefused"] * 10 + ["TriesUsedUp"]
    assert len({(one["user_id"], one["account"], one["network"]) for one in facts[:10]}) == 1
    assert facts[0]["network"] == facts[10]["network"]
    printed = [line for line in capsys.readouterr().out.splitlines() if '"_aws"' in line]
    counted = [json.loads(line) for line in printed]
    assert [one["service"] for one in counted] == ["identity"] * 11
    assert sum(one.get("SignInRefused", [0])[0] for one in counted) == 10
    said = f"{facts} {printed}"
    assert ASHA not in said
    assert "198.51.100.7" not in said


def test_successes_use_up_nothing(cloud: Cloud) -> None:
    account = {"email": "a@example.com", "password": "block printing", "name": "Asha"}
    cloud.api("identity", "POST", "/auth/register", account)

    statuses = {
        guess(cloud, "a@example.com", "198.51.100.1", "block printing").status for _ in range(12)
    }

    assert statuses == {200}


def test_asking_which_addresses_are_taken_uses_up_attempts(cloud: Cloud) -> None:
    account = {"email": "a@example.com", "password": "block printing", "name": "Asha"}
    statuses = [cloud.api("identity", "POST", "/auth/register", account).status for _ in range(12)]

    assert statuses == [201] + [409] * 10 + [429]
