"""Guessing is slowed down: ten failures a minute per account and per network address."""

from tests.integration.aws import Cloud, Reply


def guess(cloud: Cloud, email: str, source_ip: str, password: str = "") -> Reply:
    body = {"email": email, "password": password or "a wrong guess", "session": "token"}
    return cloud.api("identity", "POST", "/auth/login", body, source_ip=source_ip)


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


def test_behind_cloudfront_the_viewer_counts_and_not_the_edge(cloud: Cloud) -> None:
    body = {"email": "x@example.com", "password": "a wrong guess"}
    for n in range(10):
        headers = {"cloudfront-viewer-address": f"2001:db8::{n}:443"}
        cloud.api(
            "identity", "POST", "/auth/login", {**body, "email": f"u{n}@e.in"}, headers=headers
        )

    fresh = {"cloudfront-viewer-address": "2001:db8::99:443"}
    assert cloud.api("identity", "POST", "/auth/login", body, headers=fresh).status == 401


def test_the_right_password_does_not_pass_a_block(cloud: Cloud) -> None:
    account = {"email": "a@example.com", "password": "block printing", "name": "Asha"}
    cloud.api("identity", "POST", "/auth/register", account)
    for n in range(10):
        guess(cloud, "a@example.com", f"198.51.100.{n}")

    assert guess(cloud, "a@example.com", "198.51.100.50", "block printing").status == 429


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
