"""Signing in does the same work whether or not there is an account."""

from datetime import UTC, datetime

import pytest

from functions.identity.errors import (
    CredentialsRefused,
    EmailTaken,
    SessionEnded,
    TooManyLoginAttempts,
)
from functions.identity.events import SessionRevoked
from functions.identity.model import Client, client_mark
from functions.identity.service.accounts import AccountService, Identity
from functions.identity.service.sign_in_limits import KNOWN_FOR, SignInLimits
from kernel.clock import SetClock
from kernel.ids import CountedIds
from kernel.pseudonyms import Pseudonyms
from tests.unit.identity.in_memory import Families, KnownClients, PortsInMemory

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
ASHA = AccountService("asha@example.com", "block printing", "Asha", "hi")
HOME = Client("192.0.2.1")
ELSEWHERE = Client("198.51.100.1")
PHONE = "7" * 64


@pytest.fixture
def ports() -> PortsInMemory:
    return PortsInMemory()


@pytest.fixture
def families() -> Families:
    return Families()


@pytest.fixture
def known() -> KnownClients:
    return KnownClients()


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture
def identity(
    ports: PortsInMemory, families: Families, known: KnownClients, clock: SetClock
) -> Identity:
    limits = SignInLimits(
        rate_limiter=ports,
        known_clients=known,
        pseudonyms=Pseudonyms(lambda: b"secret"),
        clock=clock,
    )
    return Identity(
        users=ports,
        families=families,
        passwords=ports,
        password_rules=ports,
        limits=limits,
        signer=ports,
        clock=clock,
        ids=CountedIds(),
    )


def test_an_unknown_address_takes_the_same_steps_as_a_wrong_password(
    ports: PortsInMemory, identity: Identity
) -> None:
    identity.register(ASHA, HOME)
    taken = []
    for email in (ASHA.email, "nobody@example.com"):
        ports.steps.clear()
        with pytest.raises(CredentialsRefused) as refusal:
            identity.login(email, "a wrong guess", ELSEWHERE)
        taken.append((tuple(ports.steps), refusal.value.message, refusal.value.remedy))

    assert taken[0] == taken[1]
    assert taken[0][0] == ("take network", "take account", "look up", "compare")


def test_a_blocked_sign_in_compares_nothing(ports: PortsInMemory, identity: Identity) -> None:
    identity.register(ASHA, HOME)
    ports.steps.clear()
    ports.wait = 42

    with pytest.raises(TooManyLoginAttempts) as refusal:
        identity.login(ASHA.email, ASHA.password, HOME)

    assert refusal.value.retry_after == 42
    assert "compare" not in ports.steps


def test_a_success_gives_its_attempts_back(ports: PortsInMemory, identity: Identity) -> None:
    identity.register(ASHA, HOME)
    ports.steps.clear()

    session = identity.login("ASHA@example.com", ASHA.password, ELSEWHERE)

    assert ports.steps.count("give back network") == ports.steps.count("give back account") == 1
    assert session.access_token == f"token of {session.user.user_id} until 1795252500"


def test_a_dated_hash_is_renewed_only_then(ports: PortsInMemory, identity: Identity) -> None:
    identity.register(ASHA, HOME)
    identity.login(ASHA.email, ASHA.password, HOME)
    assert "rehash" not in ports.steps

    ports.dated = True
    identity.login(ASHA.email, ASHA.password, HOME)
    assert ports.steps.count("rehash") == 1


def test_a_registration_that_fails_keeps_its_attempt_and_publishes_nothing(
    ports: PortsInMemory, identity: Identity
) -> None:
    identity.register(ASHA, HOME)
    ports.steps.clear()
    ports.events.clear()

    with pytest.raises(EmailTaken):
        identity.register(ASHA, HOME)

    assert ports.steps == ["take network", "take registrations", "give back registrations"]
    assert ports.events == []


def test_of_two_exchanges_at_once_both_get_the_same_successor(
    identity: Identity, families: Families
) -> None:
    session = identity.register(ASHA, HOME)
    family_id, _, secret = session.refresh_token.partition(".")
    fresh = b"\x07" * 32
    families.overtaken = families.kept[family_id].rotated(bytes.fromhex(secret), fresh, NOW)

    late = identity.refresh(session.refresh_token)

    assert late.refresh_token == f"{family_id}.{fresh.hex()}"
    assert identity.refresh(late.refresh_token).user == session.user


def test_of_an_exchange_and_a_theft_at_once_the_family_ends(
    identity: Identity, families: Families
) -> None:
    session = identity.register(ASHA, HOME)
    family_id = session.refresh_token.partition(".")[0]
    other, fresh = b"\x05" * 32, b"\x07" * 32
    families.overtaken = families.kept[family_id].rotated(other, fresh, NOW)

    with pytest.raises(SessionEnded):
        identity.refresh(session.refresh_token)

    assert families.kept == {}


def test_signing_out_without_a_token_or_twice_is_no_fault(identity: Identity) -> None:
    session = identity.register(ASHA, HOME)

    identity.logout("")
    for _ in range(2):
        identity.logout(session.refresh_token)

    with pytest.raises(SessionEnded):
        identity.refresh(session.refresh_token)


def test_a_session_that_ends_says_which_access_tokens_were_its(
    identity: Identity, families: Families, ports: PortsInMemory
) -> None:
    stolen, left = identity.register(ASHA, HOME), identity.login(ASHA.email, ASHA.password, HOME)
    sessions = [one.session_id for one in families.kept.values()]
    assert [claims["sid"] for claims in ports.signed] == sessions

    identity.logout(left.refresh_token)
    newest = identity.refresh(identity.refresh(stolen.refresh_token).refresh_token)
    with pytest.raises(SessionEnded):
        identity.refresh(stolen.refresh_token)

    user_id = newest.user.user_id
    assert families.events == [
        SessionRevoked(user_id=user_id, owner_id=user_id, session_id=session)
        for session in reversed(sessions)
    ]


def test_the_public_name_of_a_session_opens_and_ends_nothing(
    identity: Identity, families: Families
) -> None:
    session = identity.register(ASHA, HOME)
    (family,) = families.kept.values()

    identity.logout(f"{family.session_id}.{'00' * 32}")

    assert family.session_id not in session.refresh_token
    assert identity.refresh(session.refresh_token).user == session.user


@pytest.mark.parametrize(
    ("client", "counted"),
    [
        (ELSEWHERE, ["take network", "take account"]),
        (HOME, ["take client"]),
        (Client(ELSEWHERE.network, PHONE), ["take client"]),
        (Client(ELSEWHERE.network, "0" * 64), ["take network", "take account"]),
    ],
)
def test_a_known_device_or_network_has_a_count_of_its_own(
    ports: PortsInMemory, identity: Identity, client: Client, counted: list[str]
) -> None:
    identity.register(ASHA, Client(HOME.network, PHONE))
    ports.steps.clear()
    with pytest.raises(CredentialsRefused):
        identity.login(ASHA.email, "a wrong guess", client)

    assert ports.steps == [*counted, "look up", "compare"]


def test_a_device_is_known_for_one_account_and_for_ninety_days(
    ports: PortsInMemory, identity: Identity, clock: SetClock, known: KnownClients
) -> None:
    phone = Client(HOME.network, PHONE)
    identity.register(ASHA, phone)
    assert set(known.until) == {client_mark(ASHA.email, place) for place in phone.places}
    ports.steps.clear()

    with pytest.raises(CredentialsRefused):
        identity.login("bina@example.com", "a wrong guess", phone)
    clock.forward(KNOWN_FOR.total_seconds())
    with pytest.raises(CredentialsRefused):
        identity.login(ASHA.email, "a wrong guess", phone)

    assert [step for step in ports.steps if "take" in step] == ["take network", "take account"] * 2


def test_who_acts_for_a_seller_no_more_gets_no_further_session(
    ports: PortsInMemory, identity: Identity
) -> None:
    session = identity.register(ASHA, HOME)
    ports.members.clear()
    with pytest.raises(SessionEnded):
        identity.refresh(session.refresh_token)
