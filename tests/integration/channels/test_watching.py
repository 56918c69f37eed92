"""Connections that nobody uses: kept fresh, found broken, and warned of in time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from functions.channels import wiring
from functions.channels.adapters import registry
from functions.channels.adapters.dynamo.connections import DynamoConnections, DynamoHealthChecks
from functions.channels.adapters.encryption import VaultSecrets
from functions.channels.model.connection import Connection
from functions.channels.service.connection_health import (
    LOOKED_EVERY,
    WARNED_BEFORE,
    ConnectionHealth,
)
from functions.channels.service.token_access import TokenAccess
from infra.local.sandbox.faults import FaultKind
from kernel.aws.outbox import Outbox
from kernel.aws.table import Table
from kernel.aws.vault import Vault
from kernel.ids import RandomIds
from tests.clocks import SharedClock
from tests.integration.aws import SECRETS_KEY_ID
from tests.integration.channels.people import OWNER, Artisan, break_down, calls

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


class Night:
    """The clock's function over the real table and the stand-ins, with a clock to move."""

    def __init__(self, artisan: Artisan, clock: SharedClock) -> None:
        self.artisan = artisan
        self.clock = clock
        table = Table(wiring.settings().channels_table)
        self.rows = DynamoConnections(table, Outbox(self.clock, RandomIds()))
        given, client = wiring.settings().vendors, wiring.vendor_client()
        consents = registry.platforms(given, client, self.clock).oauth
        seals = VaultSecrets(Vault(SECRETS_KEY_ID))
        access = TokenAccess(
            self.rows, seals, consents, self.clock, RandomIds(), pause=lambda _: None
        )
        self.watching = ConnectionHealth(
            DynamoHealthChecks(table), self.rows, consents, access, self.clock
        )

    def row(self, platform: str) -> Connection:
        return self.rows.get(OWNER, platform)

    def pass_by(self, time: timedelta) -> None:
        self.clock.forward(time.total_seconds())

    def endings(self) -> list[dict[str, object]]:
        return [one["data"] for one in self.artisan.cloud.said("channels", "ConnectionEnding")]


@pytest.fixture
def night(artisan: Artisan, clock: SharedClock) -> Night:
    return Night(artisan, clock)


def refreshes(night: Night, platform: str) -> int:
    return calls(
        night.artisan.sandbox,
        platform,
        lambda one: one["fields"].get("grant_type") == "refresh_token",
    )


def test_each_connection_is_looked_after_once_a_day(night: Night) -> None:
    night.artisan.connect("pinterest")
    assert night.watching.look() == 1
    assert night.watching.look() == 0
    night.pass_by(LOOKED_EVERY - MINUTE)
    assert night.watching.look() == 0
    night.pass_by(2 * MINUTE)
    assert night.watching.look() == 1
    assert night.row("pinterest").status == "connected"
    assert refreshes(night, "pinterest") == 0  # thirty days are left: never needless


def test_a_token_near_its_end_is_refreshed_although_nobody_posts(night: Night) -> None:
    night.artisan.connect("pinterest")
    night.pass_by(timedelta(days=29, hours=12))
    assert night.watching.look() == 1
    assert refreshes(night, "pinterest") == 1
    assert night.row("pinterest").status == "connected"


def test_what_the_artisan_ended_at_the_platform_is_found_and_looked_at_no_more(
    night: Night,
) -> None:
    night.artisan.connect("facebook")
    break_down(night.artisan.sandbox, FaultKind.EXPIRED_TOKEN, "*", vendor="facebook", method=None)
    assert night.watching.look() == 1
    assert night.row("facebook").status == "reconnect"
    night.pass_by(2 * DAY)
    assert night.watching.look() == 0


def test_a_platform_in_trouble_stops_nobody(night: Night) -> None:
    night.artisan.connect("facebook")
    night.artisan.connect("pinterest")
    break_down(night.artisan.sandbox, FaultKind.ERROR, "*", vendor="facebook", method=None)
    assert night.watching.look() == 2
    assert night.row("facebook").status == "connected"
    night.pass_by(timedelta(hours=2))
    assert night.watching.look() == 1  # Facebook is asked again, Pinterest was well


@pytest.mark.parametrize(("left", "told"), [(WARNED_BEFORE + DAY, 0), (WARNED_BEFORE, 1)])
def test_an_end_is_told_seven_days_before_and_once(
    night: Night, left: timedelta, told: int
) -> None:
    night.artisan.connect("facebook")
    held = night.row("facebook")
    night.rows.save(replace(held, ends_at=night.clock.now() + left))
    night.watching.look()
    assert len(night.endings()) == told
    night.pass_by(2 * DAY)
    night.watching.look()
    assert len(night.endings()) == 1
    night.pass_by(2 * DAY)
    night.watching.look()
    assert len(night.endings()) == 1


def test_the_function_answers_how_many(artisan: Artisan) -> None:
    artisan.connect("etsy")
    assert artisan.cloud.call("channels.cron_connections", {}) == {"looked_after": 1}
