"""Consumers of events: once per event, by its kind, and each message of a queue by itself."""

import json
from typing import Any

import pytest

from kernel.aws.consumers import consumer, queue_consumer
from kernel.errors import TryLater
from kernel.events import Event, correlation
from kernel.ids import CountedIds
from tests.integration.aws import Cloud, bus_event, lambda_context


class PotFired(Event):
    source = "catalog"

    pot_id: str


class PotBroken(Event):
    source = "catalog"

    pot_id: str
    reason: str


IDS = CountedIds()


def on_bus(event: Event) -> dict[str, Any]:
    return bus_event(event.source, type(event).__name__, event.model_dump(), IDS.new("evt"))


def in_queue(message_id: str, event: Event | None) -> dict[str, str]:
    body = json.dumps(on_bus(event)) if event else "{}"
    return {"messageId": message_id, "body": body}


@pytest.fixture(autouse=True)
def own_context(cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
    del cloud
    monkeypatch.setenv("HAAT_CONTEXT", "catalog")
    monkeypatch.setenv("CATALOG_TABLE", "haat-catalog")


def test_an_event_is_consumed_once_however_often_it_comes() -> None:
    seen: list[str] = []
    handler = consumer(PotFired)(lambda fired: seen.append(fired.pot_id))
    event = on_bus(PotFired(pot_id="pot_1"))

    for _ in range(3):
        handler(event, lambda_context())

    assert seen == ["pot_1"]
    assert correlation.get() == event["detail"]["correlation_id"]


def test_an_event_whose_consumer_failed_is_consumed_again() -> None:
    seen: list[str] = []

    @consumer(PotFired)
    def handler(fired: PotFired) -> None:
        seen.append(fired.pot_id)
        if len(seen) == 1:
            raise TryLater("The kiln is hot.")

    event = on_bus(PotFired(pot_id="pot_1"))
    with pytest.raises(TryLater):
        handler(event, lambda_context())
    handler(event, lambda_context())

    assert seen == ["pot_1", "pot_1"]


def test_of_two_kinds_each_event_is_read_as_its_own() -> None:
    seen: list[Event] = []
    handler = consumer(PotFired, PotBroken)(seen.append)

    sent = [PotFired(pot_id="pot_1"), PotBroken(pot_id="pot_2", reason="a crack")]
    for event in sent:
        handler(on_bus(event), lambda_context())

    assert seen == sent


def test_a_message_that_fails_is_delivered_again_and_the_others_are_not() -> None:
    seen: list[str] = []

    @queue_consumer(PotFired)
    def handler(fired: PotFired) -> None:
        if fired.pot_id == "pot_2":
            raise TryLater("The kiln is hot.")
        if fired.pot_id == "pot_3":
            raise ZeroDivisionError
        seen.append(fired.pot_id)

    records = [in_queue(f"m{at}", PotFired(pot_id=f"pot_{at}")) for at in (1, 2, 3, 4)]
    unreadable = in_queue("m5", None)

    answer = handler({"Records": [*records, unreadable]}, lambda_context())

    assert seen == ["pot_1", "pot_4"]
    assert answer == {
        "batchItemFailures": [{"itemIdentifier": name} for name in ("m2", "m3", "m5")]
    }
