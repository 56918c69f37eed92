"""Scheduled checks of unused connections: refreshed, found broken, warned of in time."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from functions.channels.adapters import registry
from functions.channels.adapters.dynamo.connections import DynamoConnections
from functions.channels.adapters.encryption import VaultSecrets
from functions.channels.model.connection import Connection
from functions.channels.service.connection_health import (
    AFTER_FAILURE,
    LOOKED_EVERY,
    WARNED_BEFORE,
    ConnectionHealth,
    DueHealthChecks,
)
from functions.channels.service.token_access import TokenAccess
from functions.channels.wiring.container import container
from infra.local.sandbox.faults import FaultKind
from kernel.aws.outbox import Outbox
from kernel.aws.table import Table
from kernel.aws.vault import Vault
from kernel.ids import RandomIds
from tests.clocks import SharedClock
from tests.integration.aws import SECRETS_KEY_ID, bus_event
from tests.integration.channels.oauth_client import Artisan, account, calls, inject_fault

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


class HealthCheckScenario:
    """The scheduled check on the real table and the stand-ins, with a clock to move."""

    def __init__(self, artisan: Artisan, clock: SharedClock) -> None:
        self.artisan = artisan
        self.clock = clock
        table = Table(container().settings.channels_table)
        self.rows = DynamoConnections(table, Outbox(self.clock, RandomIds()))
        given, client = container().settings.vendors, container().vendor_client
        adapters = registry.platforms(given, client, self.clock)
        providers = registry.by_platform(adapters, lambda one: one.oauth)
        secrets = VaultSecrets(Vault(SECRETS_KEY_ID))
        access = TokenAccess(
            self.rows, secrets, providers, self.clock, RandomIds(), pause=lambda _: None
        )
        self.due = DueHealthChecks(self.rows, self.clock)
        self.health_checks = ConnectionHealth(self.rows, providers, access, self.clock)
        self.checked = 0

    def row(self, platform: str) -> Connection:
        held = self.rows.get(*account(platform))
        assert held is not None
        return held

    def look(self) -> int:
        """Queue what is due, and check what was queued; answers how many that was."""
        asked = self.due.ask()
        requests = self.requests()[self.checked :]
        self.checked += len(requests)
        for one in requests:
            self.health_checks.check(one["owner_id"], one["platform"], one["account_id"])
        return asked

    def requests(self) -> list[dict[str, str]]:
        cloud = self.artisan.cloud
        return [one["data"] for one in cloud.outbox_events("channels", "HealthCheckRequested")]

    def advance(self, time: timedelta) -> None:
        self.clock.forward(time.total_seconds())

    def expiry_warnings(self) -> list[dict[str, object]]:
        return [
            one["data"] for one in self.artisan.cloud.outbox_events("channels", "ConnectionEnding")
        ]


@pytest.fixture
def scenario(artisan: Artisan, clock: SharedClock) -> HealthCheckScenario:
    return HealthCheckScenario(artisan, clock)


def refreshes(scenario: HealthCheckScenario, platform: str) -> int:
    return calls(
        scenario.artisan.sandbox,
        platform,
        lambda one: one["fields"].get("grant_type") == "refresh_token",
    )


def test_each_connection_is_checked_once_a_day(scenario: HealthCheckScenario) -> None:
    scenario.artisan.connect("pinterest")
    assert scenario.look() == 1
    assert scenario.look() == 0
    scenario.advance(LOOKED_EVERY - MINUTE)
    assert scenario.look() == 0
    scenario.advance(2 * MINUTE)
    assert scenario.look() == 1
    assert scenario.row("pinterest").status == "connected"
    assert refreshes(scenario, "pinterest") == 0  # thirty days are left: never needless


def test_a_token_near_its_end_is_refreshed_although_nobody_posts(
    scenario: HealthCheckScenario,
) -> None:
    scenario.artisan.connect("pinterest")
    scenario.advance(timedelta(days=29, hours=12))
    assert scenario.look() == 1
    assert refreshes(scenario, "pinterest") == 1
    assert scenario.row("pinterest").status == "connected"


def test_what_the_artisan_ended_at_the_platform_is_found_and_looked_at_no_more(
    scenario: HealthCheckScenario,
) -> None:
    scenario.artisan.connect("facebook")
    inject_fault(
        scenario.artisan.sandbox, FaultKind.EXPIRED_TOKEN, "*", vendor="facebook", method=None
    )
    assert scenario.look() == 1
    assert scenario.row("facebook").status == "reconnect"
    scenario.advance(2 * DAY)
    assert scenario.look() == 0


def test_a_platform_in_trouble_stops_nobody(scenario: HealthCheckScenario) -> None:
    scenario.artisan.connect("facebook")
    scenario.artisan.connect("pinterest")
    inject_fault(scenario.artisan.sandbox, FaultKind.ERROR, "*", vendor="facebook", method=None)
    assert scenario.look() == 2
    assert scenario.row("facebook").status == "connected"
    scenario.advance(timedelta(hours=2))
    assert scenario.look() == 1  # Facebook is asked again, Pinterest was well


@pytest.mark.parametrize(("left", "warnings"), [(WARNED_BEFORE + DAY, 0), (WARNED_BEFORE, 1)])
def test_an_expiry_warning_is_published_seven_days_before_and_once(
    scenario: HealthCheckScenario, left: timedelta, warnings: int
) -> None:
    scenario.artisan.connect("facebook")
    held = scenario.row("facebook")
    scenario.rows.save(replace(held, ends_at=scenario.clock.now() + left))
    scenario.look()
    assert len(scenario.expiry_warnings()) == warnings
    scenario.advance(2 * DAY)
    scenario.look()
    assert len(scenario.expiry_warnings()) == 1
    scenario.advance(2 * DAY)
    scenario.look()
    assert len(scenario.expiry_warnings()) == 1


def test_a_site_that_breaks_its_check_stops_no_other_connection(
    scenario: HealthCheckScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    for platform in ("facebook", "pinterest", "etsy"):
        scenario.artisan.connect(platform)

    def break_down(_account: object) -> str:
        raise RecursionError

    evil = container().oauth_providers["facebook"]
    monkeypatch.setattr(evil, "confirm", break_down)
    assert scenario.artisan.cloud.call("channels.cron_connections", {}) == {"asked": 3}
    envelopes = scenario.artisan.cloud.outbox_events("channels", "HealthCheckRequested")
    records = [
        {
            "messageId": one["data"]["platform"],
            "body": json.dumps(
                bus_event("channels", "HealthCheckRequested", one["data"], one["id"])
            ),
        }
        for one in envelopes
    ]
    answer = scenario.artisan.cloud.call("channels.queue_health_checks", {"Records": records})

    assert answer == {"batchItemFailures": [{"itemIdentifier": "facebook"}]}
    assert scenario.artisan.cloud.call("channels.cron_connections", {}) == {"asked": 0}
    scenario.advance(timedelta(hours=2))  # it is not first for ever: the others are due in a day
    assert scenario.artisan.cloud.call("channels.cron_connections", {}) == {"asked": 1}
    scenario.advance(DAY)
    assert scenario.artisan.cloud.call("channels.cron_connections", {}) == {"asked": 3}


def test_the_function_answers_how_many(artisan: Artisan) -> None:
    artisan.connect("etsy")
    assert artisan.cloud.call("channels.cron_connections", {}) == {"asked": 1}


def test_a_queued_check_changes_nothing_that_a_refresh_builds_on(
    scenario: HealthCheckScenario,
) -> None:
    scenario.artisan.connect("pinterest")
    before = scenario.row("pinterest")
    assert scenario.due.ask() == 1
    assert scenario.row("pinterest") == before
    assert scenario.due.ask() == 0


def test_a_check_whose_worker_died_is_due_again_in_an_hour(scenario: HealthCheckScenario) -> None:
    scenario.artisan.connect("pinterest")
    assert scenario.due.ask() == 1
    scenario.advance(AFTER_FAILURE - MINUTE)
    assert scenario.due.ask() == 0
    scenario.advance(2 * MINUTE)
    assert scenario.due.ask() == 1
