"""The relay: what is in the outbox reaches the bus, and nothing is lost when the bus refuses."""

import os

import pytest

from kernel.aws import relay
from kernel.aws.clients import client
from kernel.aws.outbox import OUTBOX, Outbox, OutboxItem
from kernel.aws.table import Key, Put, Table
from kernel.clock import SystemClock
from kernel.errors import TryLater
from kernel.events import Event
from kernel.ids import RandomIds
from tests.clocks import SharedClock
from tests.integration.aws import Cloud, lambda_context


class PotSold(Event):
    source = "catalog"

    number: int
    note: str = ""


def say(*events: Event) -> None:
    for event in events:
        Table("haat-catalog").write(Outbox(SystemClock(), RandomIds()).entry(event))


def numbers(cloud: Cloud) -> list[int]:
    return [event["detail"]["data"]["number"] for event in cloud.on_bus()]


def sweep() -> dict[str, object]:
    os.environ["CONTEXT_TABLE"] = "haat-catalog"
    return relay.sweep({}, lambda_context())


def test_events_reach_the_bus_in_order_and_leave_the_table(cloud: Cloud) -> None:
    say(*(PotSold(number=n) for n in range(23)))  # more than PutEvents takes at once

    assert cloud.relay("catalog") == {"batchItemFailures": []}

    assert numbers(cloud) == list(range(23))
    assert cloud.items("catalog") == []


def test_an_event_is_on_the_bus_as_it_was_added(cloud: Cloud) -> None:
    say(PotSold(number=1, note="नीला"))
    (stored,) = cloud.outbox_events("catalog")

    cloud.relay("catalog")
    (event,) = cloud.on_bus()

    assert (event["source"], event["detail-type"]) == ("catalog", "PotSold")
    assert event["detail"] == stored


def test_what_the_bus_refuses_stays_and_is_named(cloud: Cloud) -> None:
    broken = OutboxItem(source="catalog", detail_type="PotSold", detail="not JSON")
    say(PotSold(number=1))
    Table("haat-catalog").write(Put(Key("outbox#evt_5", OUTBOX), broken))
    say(PotSold(number=2))

    answer = cloud.relay("catalog")

    assert answer == {"batchItemFailures": [{"itemIdentifier": "3"}]}
    assert numbers(cloud) == [1, 2]
    assert [row["pk"] for row in cloud.items("catalog")] == ["outbox#evt_5"]


def test_an_event_that_no_call_takes_keeps_no_other_from_the_bus(
    cloud: Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(*(PotSold(number=number, note="x" * 300_000 if number == 1 else "") for number in range(3)))
    bus = client("events")
    put = bus.put_events

    def limited(Entries: list[dict[str, str]]) -> object:  # noqa: N803  # boto3's name
        # moto takes entries of any size; AWS refuses a call of more than 256 KB.
        if sum(len(one["Detail"]) for one in Entries) > 256_000:
            raise bus.exceptions.ClientError(
                {"Error": {"Code": "ValidationException"}}, "PutEvents"
            )
        return put(Entries=Entries)

    monkeypatch.setattr(bus, "put_events", limited)

    assert len(cloud.relay("catalog")["batchItemFailures"]) == 1
    assert numbers(cloud) == [0, 2]
    assert len(cloud.items("catalog")) == 1


def test_changes_and_removals_in_the_stream_are_let_go(cloud: Cloud) -> None:
    assert cloud
    os.environ["CONTEXT_TABLE"] = "haat-catalog"
    record = {"eventName": "REMOVE", "dynamodb": {"SequenceNumber": "1"}}

    assert relay.handler({"Records": [record]}, lambda_context()) == {"batchItemFailures": []}


def test_the_sweep_takes_what_is_older_than_a_minute_and_only_that(
    cloud: Cloud, clock: SharedClock
) -> None:
    say(PotSold(number=1))
    clock.forward(31)
    say(PotSold(number=2))
    clock.forward(30)

    assert sweep() == {"relayed": 1}

    assert numbers(cloud) == [1]
    assert [event["data"]["number"] for event in cloud.outbox_events("catalog")] == [2]
    assert sweep() == {"relayed": 0}


def test_while_the_bus_is_away_nothing_is_lost(cloud: Cloud, clock: SharedClock) -> None:
    say(PotSold(number=1))
    clock.forward(120)
    bus = os.environ["EVENT_BUS"]
    os.environ["EVENT_BUS"] = "a-bus-that-is-not-there"
    refused = pytest.raises((TryLater, client("events").exceptions.ClientError))
    with refused:
        sweep()
    assert len(cloud.outbox_events("catalog")) == 1

    os.environ["EVENT_BUS"] = bus
    sweep()

    assert numbers(cloud) == [1]
