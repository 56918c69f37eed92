"""Tokens: one refresh for many, never an empty one kept, never a loop, never a moved secret."""

import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from functions.channels.adapters import registry
from functions.channels.adapters.dynamo.connections import DynamoConnections
from functions.channels.adapters.encryption import VaultSecrets
from functions.channels.errors import ReconnectNeeded
from functions.channels.model.connection import Account, Connection, Secret
from functions.channels.ports.connections import OAuthProvider
from functions.channels.service.token_access import TokenAccess
from functions.channels.wiring.container import container
from infra.local.sandbox.faults import FaultKind
from kernel.aws.clients import client
from kernel.aws.outbox import Outbox
from kernel.aws.table import Table
from kernel.aws.vault import Vault
from kernel.errors import TryLater
from kernel.ids import RandomIds
from tests.clocks import SharedClock
from tests.integration.aws import SECRETS_KEY_ID
from tests.integration.channels.oauth_client import (
    Artisan,
    account,
    calls,
    inject_fault,
)

HOUR = 3600
AT_ONCE = 100


WRITTEN = threading.Condition()
"""Notified of each write; whoever waits for another's refresh waits for it."""


@pytest.fixture
def artisan(artisan: Artisan) -> Artisan:
    """Consent is the subject here: it is really given each time."""
    return replace(artisan, setup_cache=None)


def patiently(seconds: float) -> None:
    """A hundred in one process are slower than a hundred Lambdas: they look less often."""
    with WRITTEN:
        WRITTEN.wait(8 * seconds)


@dataclass
class Later:
    """The same connections, as another process sees them at another time."""

    clock: SharedClock
    connections: DynamoConnections
    secrets: VaultSecrets
    providers: Mapping[str, OAuthProvider]

    def access(self) -> TokenAccess:
        return TokenAccess(
            self.connections,
            self.secrets,
            self.providers,
            self.clock,
            RandomIds(),
            pause=patiently,
        )

    def token(self, platform: str = "etsy") -> str:
        """The access token that an act is given."""
        return self.access().use(*account(platform), lambda account: account.token)

    def secret(self, platform: str = "etsy") -> Secret:
        held = self.held(platform)
        return self.secrets.decrypt(held.key, held.sealed)

    def held(self, platform: str = "etsy") -> Connection:
        """The connection as it is stored."""
        found = self.connections.get(*account(platform))
        assert found is not None
        return found


@pytest.fixture
def later(artisan: Artisan, clock: SharedClock) -> Later:
    artisan.connect("etsy")
    table = Table("haat-channels", Atomic(client("dynamodb")))
    return Later(
        clock,
        DynamoConnections(table, Outbox(clock, RandomIds())),
        VaultSecrets(Vault(SECRETS_KEY_ID)),
        registry.by_platform(
            registry.platforms(container().settings.vendors, container().vendor_client, clock),
            lambda one: one.oauth,
        ),
    )


class Atomic:
    """DynamoDB writes are atomic; moto's are Python functions, which threads can interleave."""

    def __init__(self, dynamodb: object) -> None:
        self._dynamodb = dynamodb
        self._lock = threading.Lock()

    def __getattr__(self, name: str) -> object:
        given = getattr(self._dynamodb, name)
        if name not in {"put_item", "update_item", "delete_item", "transact_write_items"}:
            return given

        def locked(**arguments: object) -> object:
            with self._lock:
                answer = given(**arguments)
            with WRITTEN:
                WRITTEN.notify_all()
            return answer

        return locked


def refreshes(artisan: Artisan, platform: str = "etsy") -> int:
    return calls(
        artisan.sandbox,
        platform,
        lambda one: one["fields"].get("grant_type") == "refresh_token",
    )


def test_a_token_is_refreshed_only_shortly_before_its_end(artisan: Artisan, later: Later) -> None:
    first = later.token()
    later.clock.forward(HOUR - 400)
    assert later.token() == first
    assert refreshes(artisan) == 0
    later.clock.forward(150)
    second = later.token()
    assert second != first
    assert later.token() == second
    assert refreshes(artisan) == 1


def test_in_a_day_of_use_there_are_no_more_refreshes_than_needed(
    artisan: Artisan, later: Later
) -> None:
    for _ in range(24 * 4):
        later.clock.forward(HOUR / 4)
        later.token()
    assert refreshes(artisan) <= 33  # a quarter of an hour is coarse: 45 min of each hour are used


def test_a_hundred_at_once_make_one_refresh(artisan: Artisan, later: Later) -> None:
    old = later.token()
    later.clock.forward(HOUR)
    start = threading.Barrier(AT_ONCE)

    def act(_: int) -> str:
        access = later.access()
        start.wait()
        return access.use(*account("etsy"), lambda account: account.token)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        tokens = set(pool.map(act, range(AT_ONCE)))
    assert refreshes(artisan) == 1
    assert len(tokens) == 1
    assert tokens != {old}
    assert artisan.api("POST", artisan.at("etsy", "/test"), {}).data["status"] == "connected"


def test_twenty_refused_at_once_make_one_refresh(artisan: Artisan, later: Later) -> None:
    """The platform ended the access token early: all of them notice at the same moment."""
    dead = later.token()
    consent = later.providers["etsy"]
    artisan.sandbox.world.advance(HOUR + 1)
    start = threading.Barrier(20)

    def act(_: int) -> tuple[str, str]:
        access, tokens = later.access(), []

        def confirm(account: Account) -> str:
            tokens.append(account.token)
            if len(tokens) == 1:
                start.wait()
            return consent.confirm(account)

        return access.use(*account("etsy"), confirm), tokens[-1]

    with ThreadPoolExecutor(20) as pool:
        seen = set(pool.map(act, range(20)))
    assert refreshes(artisan) == 1
    (only,) = seen
    assert only[0] == "HaatCraftHouse"
    assert only[1] != dead


def test_a_platform_that_cannot_refresh_stops_nobody_before_the_end(
    artisan: Artisan, later: Later
) -> None:
    first = later.token()
    later.clock.forward(HOUR - 200)
    inject_fault(artisan.sandbox, FaultKind.ERROR, "*/oauth/token", vendor="etsy", times=2)
    assert later.token() == first
    later.clock.forward(190)
    with pytest.raises(TryLater):
        later.token()
    assert later.token() != first


def test_after_a_lost_rotation_the_artisan_is_asked_and_nothing_loops(
    artisan: Artisan, later: Later
) -> None:
    """The platform rotated, and its answer never came: the old refresh token is dead."""
    later.clock.forward(HOUR)
    inject_fault(artisan.sandbox, FaultKind.ACCEPT_THEN_TIMEOUT, "*/oauth/token", vendor="etsy")
    with pytest.raises(TryLater):
        later.token()
    with pytest.raises(ReconnectNeeded):
        later.token()
    assert artisan.connection("etsy")["status"] == "reconnect"
    before = refreshes(artisan)
    for _ in range(3):
        with pytest.raises(ReconnectNeeded):
            later.token()
    assert refreshes(artisan) == before
    assert [one["data"]["status"] for one in artisan.cloud.outbox_events("channels")][
        -1
    ] == "reconnect"
    assert artisan.connect("etsy") == {"connected": "etsy"}


def test_a_crash_between_rotation_and_saving_ends_in_reconnect(
    artisan: Artisan, later: Later
) -> None:
    """The worker dies while it holds the lease; the next one takes over when that runs out."""
    held = later.held()
    now = later.clock.now()
    later.connections.lease(held, "lease_dead", now + timedelta(seconds=45), now)
    tokens = later.secret().tokens
    assert tokens is not None
    later.providers["etsy"].refresh(tokens)
    later.clock.forward(HOUR)
    with pytest.raises(ReconnectNeeded):
        later.token()
    assert artisan.connection("etsy")["status"] == "reconnect"


def test_whoever_waits_too_long_for_another_is_told_to_come_later(
    artisan: Artisan, later: Later
) -> None:
    held = later.held()
    later.clock.forward(HOUR)
    now = later.clock.now()
    later.connections.lease(held, "lease_slow", now + timedelta(seconds=45), now)
    waits: list[float] = []
    impatient = TokenAccess(
        later.connections,
        later.secrets,
        later.providers,
        later.clock,
        RandomIds(),
        pause=waits.append,
    )
    with pytest.raises(TryLater):
        impatient.use(*account("etsy"), lambda account: account.token)
    assert 9 <= sum(waits) <= 11
    assert refreshes(artisan) == 0


def test_a_disconnect_during_a_refresh_wins(artisan: Artisan, later: Later) -> None:
    later.clock.forward(HOUR)
    held, by = later.held(), "lease_mine"
    later.connections.lease(held, by, later.clock.now() + timedelta(seconds=45), later.clock.now())
    artisan.api("DELETE", artisan.at("etsy"))
    with pytest.raises(ReconnectNeeded):
        later.token()
    assert artisan.connections("etsy") == []


def test_instagrams_new_token_string_replaces_the_old_one(artisan: Artisan, later: Later) -> None:
    artisan.connect("instagram")
    first = later.token("instagram")
    later.clock.forward(49 * 24 * HOUR)
    assert later.token("instagram") == first
    later.clock.forward(3 * 24 * HOUR)
    assert later.token("instagram") != first
