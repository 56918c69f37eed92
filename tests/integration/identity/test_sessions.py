"""Sessions: rotation, repetition, theft, running out, and ending them."""

from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie

import pytest

from functions.identity.adapters.argon2 import Argon2Passwords
from functions.identity.adapters.dynamo import DynamoFamilies, DynamoKnownClients, DynamoUsers
from functions.identity.adapters.zxcvbn import ZxcvbnPasswordRules
from functions.identity.errors import SessionEnded
from functions.identity.model import Client
from functions.identity.service.accounts import AccountService, Identity, Session
from functions.identity.service.sign_in_limits import SignInLimits
from kernel.aws.keys import KmsSigner
from kernel.aws.outbox import Outbox
from kernel.aws.rate_limit import DynamoRateLimiter
from kernel.aws.table import Table
from kernel.ids import RandomIds
from kernel.pseudonyms import Pseudonyms
from tests.clocks import SharedClock
from tests.integration.aws import JWT_KEY_ID, Cloud, Reply, signed_token
from tests.integration.wiring import reset_wiring

DAY = 24 * 3600


@pytest.fixture
def identity(cloud: Cloud, clock: SharedClock) -> Identity:
    """The real use cases on the real adapters; only the clock stands still."""
    del cloud
    table, ids = Table("haat-identity"), RandomIds()
    outbox = Outbox(clock, ids)
    limits = SignInLimits(
        rate_limiter=DynamoRateLimiter(table),
        known_clients=DynamoKnownClients(table),
        pseudonyms=Pseudonyms(lambda: b"secret"),
        clock=clock,
    )
    return Identity(
        users=DynamoUsers(table, outbox),
        families=DynamoFamilies(table, outbox),
        passwords=Argon2Passwords(),
        password_rules=ZxcvbnPasswordRules(),
        limits=limits,
        signer=KmsSigner(JWT_KEY_ID),
        clock=clock,
        ids=ids,
    )


@pytest.fixture
def session(identity: Identity) -> Session:
    account = AccountService("asha@example.com", "block printing", "Asha", "en")
    return identity.register(account, Client("203.0.113.7"))


def test_each_refresh_gives_another_token(identity: Identity, session: Session) -> None:
    first = identity.refresh(session.refresh_token)
    second = identity.refresh(first.refresh_token)

    assert len({session.refresh_token, first.refresh_token, second.refresh_token}) == 3
    assert second.user == session.user


def test_a_repetition_within_ten_seconds_gets_the_same_successor(
    identity: Identity, session: Session, clock: SharedClock
) -> None:
    first = identity.refresh(session.refresh_token)
    clock.forward(10)

    again = identity.refresh(session.refresh_token)

    assert again.refresh_token == first.refresh_token
    assert identity.refresh(first.refresh_token).user == session.user


def test_two_tabs_at_once_stay_signed_in_on_one_token(cloud: Cloud) -> None:
    body = {
        "email": "asha@example.com",
        "password": "block printing",
        "name": "Asha",
        "session": "token",
    }
    token = cloud.api("identity", "POST", "/auth/register", body).data["refresh_token"]

    def refresh(_: int) -> Reply:
        return cloud.api("identity", "POST", "/auth/refresh", {"refresh_token": token})

    with ThreadPoolExecutor(8) as tabs:
        replies = list(tabs.map(refresh, range(8)))

    assert [reply.status for reply in replies] == [200] * 8
    (successor,) = {reply.data["refresh_token"] for reply in replies}
    after = cloud.api("identity", "POST", "/auth/refresh", {"refresh_token": successor})
    assert after.status == 200


def test_a_stolen_token_ends_the_whole_family(
    identity: Identity, session: Session, clock: SharedClock
) -> None:
    thief = identity.refresh(session.refresh_token)
    clock.forward(11)

    with pytest.raises(SessionEnded):
        identity.refresh(session.refresh_token)

    with pytest.raises(SessionEnded):
        identity.refresh(thief.refresh_token)


def test_a_token_two_exchanges_old_is_theft_even_within_ten_seconds(
    identity: Identity, session: Session
) -> None:
    newest = identity.refresh(identity.refresh(session.refresh_token).refresh_token)

    with pytest.raises(SessionEnded):
        identity.refresh(session.refresh_token)

    with pytest.raises(SessionEnded):
        identity.refresh(newest.refresh_token)


def test_one_stolen_session_leaves_the_persons_others_alone(
    identity: Identity, session: Session, clock: SharedClock
) -> None:
    phone = identity.login("asha@example.com", "block printing", Client("203.0.113.8"))
    identity.refresh(session.refresh_token)
    clock.forward(60)
    with pytest.raises(SessionEnded):
        identity.refresh(session.refresh_token)

    assert identity.refresh(phone.refresh_token).user == phone.user


def test_a_session_lasts_seven_days_from_its_last_refresh(
    identity: Identity, session: Session, clock: SharedClock
) -> None:
    clock.forward(7 * DAY - 1)
    later = identity.refresh(session.refresh_token)
    clock.forward(7 * DAY)

    with pytest.raises(SessionEnded):
        identity.refresh(later.refresh_token)


def test_a_session_ends_after_ninety_days_however_busy(
    identity: Identity, session: Session, clock: SharedClock
) -> None:
    token = session.refresh_token
    for _ in range(15):
        clock.forward(6 * DAY - 1)
        token = identity.refresh(token).refresh_token
    clock.forward(15)

    with pytest.raises(SessionEnded):
        identity.refresh(token)


def test_the_table_holds_no_token(cloud: Cloud, identity: Identity, session: Session) -> None:
    current = identity.refresh(session.refresh_token).refresh_token
    rows = str(cloud.items("identity"))

    for token in (session.refresh_token, current):
        assert token.partition(".")[2] not in rows


def test_no_answer_with_tokens_is_kept_for_a_repeat(cloud: Cloud, session: Session) -> None:
    reply = cloud.api(
        "identity",
        "POST",
        "/auth/refresh",
        {"refresh_token": session.refresh_token},
        token=signed_token(session.user.user_id),
        headers={"Idempotency-Key": "tap-1"},
    )

    rows = str(cloud.items("identity"))
    assert reply.data["access_token"] not in rows
    assert reply.data["refresh_token"].partition(".")[2] not in rows


@pytest.mark.parametrize("token", ["", "x", "x.y", ".00", "no-family." + "00" * 32])
def test_text_that_is_no_token_of_ours_is_refused(cloud: Cloud, token: str) -> None:
    reply = cloud.api("identity", "POST", "/auth/refresh", {"refresh_token": token})

    assert reply.status == 401
    assert reply.error["code"] == "session_ended"


def cookie_session(cloud: Cloud) -> tuple[Reply, SimpleCookie]:
    body = {"email": "asha@example.com", "password": "block printing", "name": "Asha"}
    reply = cloud.api("identity", "POST", "/auth/register", body)
    return reply, SimpleCookie(reply.cookies[0])


def test_a_browser_keeps_its_refresh_token_where_no_script_reads_it(cloud: Cloud) -> None:
    reply, jar = cookie_session(cloud)
    cookie = jar["haat_refresh"]

    assert reply.data["refresh_token"] is None
    assert cookie.value not in reply.text
    assert cookie["httponly"]
    assert cookie["samesite"].lower() == "strict"
    assert cookie["path"] == "/api/v1/auth"
    assert cookie["max-age"] == str(7 * DAY)
    assert not cookie["secure"]  # http://localhost:8080


def test_over_https_the_cookie_is_sent_over_https_only(
    cloud: Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://haat.example")
    reset_wiring()
    _, jar = cookie_session(cloud)

    assert set(jar) == {"__Secure-haat_refresh"}
    assert jar["__Secure-haat_refresh"]["secure"]
    sent = {"__Secure-haat_refresh": jar["__Secure-haat_refresh"].value}
    assert cloud.api("identity", "POST", "/auth/refresh", cookies=sent).status == 200
    bare = {"haat_refresh": jar["__Secure-haat_refresh"].value}
    assert cloud.api("identity", "POST", "/auth/refresh", cookies=bare).status == 401


def test_a_cookie_is_exchanged_for_a_cookie(cloud: Cloud) -> None:
    _, jar = cookie_session(cloud)
    sent = {"haat_refresh": jar["haat_refresh"].value}

    reply = cloud.api("identity", "POST", "/auth/refresh", cookies=sent)

    assert reply.data["refresh_token"] is None
    assert SimpleCookie(reply.cookies[0])["haat_refresh"].value != sent["haat_refresh"]


def test_refreshing_without_any_token_is_a_plain_401(cloud: Cloud) -> None:
    reply = cloud.api("identity", "POST", "/auth/refresh")

    assert reply.status == 401
    assert reply.error["details"]["remedy"] == "Sign in again."
