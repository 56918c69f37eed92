"""The events between contexts: files equal the code, and each consumer reads what it consumes."""

import copy
import importlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from pydantic import ValidationError

from functions.conversations.schemas import RelayedEvent
from kernel.events import Envelope, Event, receive
from kernel.ids import is_id
from tests.contract.events_from_code import (
    ROOT,
    contexts,
    differences,
    events_of,
    example,
    file_stem,
    generated,
    relayed_events,
    schema,
)

EVENTS = [kind for context in contexts() for kind in events_of(context)]
BY_NAME = {(kind.source, kind.__name__): kind for kind in EVENTS}


def consumers() -> list[tuple[str, type[Event]]]:
    """Each event class that an `on_` handler of any context reads."""
    paths = sorted((ROOT / "functions").glob("*/handlers/on_*.py"))
    modules = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in paths]
    return [
        (name, thing)
        for name in modules
        for thing in vars(importlib.import_module(name)).values()
        if isinstance(thing, type) and issubclass(thing, Event) and hasattr(thing, "source")
    ]


def names(kind: type[Event]) -> str:
    return f"{kind.source}-{kind.__name__}"


def consumer_names(case: tuple[str, type[Event]]) -> str:
    return f"{case[0].split('.')[1]}-hears-{names(case[1])}"


def on_bus(source: str, name: str) -> dict[str, Any]:
    """The committed example, as it would arrive."""
    kind = BY_NAME[source, name]
    path = ROOT / "events" / source / f"{file_stem(kind)}.example.json"
    event: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return event


def test_the_files_agree_with_the_code() -> None:
    assert differences() == []


def test_generating_twice_gives_the_same() -> None:
    first: dict[Path, str] = generated()

    assert generated() == first
    assert len(first) == 2 * len(EVENTS)


@pytest.mark.parametrize("kind", EVENTS, ids=names)
def test_an_example_is_valid_and_comes_back_whole(kind: type[Event]) -> None:
    Draft202012Validator.check_schema(schema(kind))
    sample = example(kind)

    Draft202012Validator(schema(kind), format_checker=FormatChecker()).validate(sample)

    envelope = Envelope[kind].model_validate(sample["detail"])  # type: ignore[valid-type]  # a value
    assert json.loads(envelope.model_dump_json()) == sample["detail"]


@pytest.mark.parametrize("kind", EVENTS, ids=names)
def test_ids_in_examples_have_the_shape_of_ids(kind: type[Event]) -> None:
    detail = example(kind)["detail"]
    ids = {name: value for name, value in detail["data"].items() if name.endswith("_id")}

    assert is_id(detail["id"], "evt")
    assert all(is_id(value, value.rpartition("_")[0]) for value in ids.values()), ids


@pytest.mark.parametrize("kind", EVENTS, ids=names)
def test_a_schema_refuses_an_event_that_lacks_any_fact(kind: type[Event]) -> None:
    validator = Draft202012Validator(schema(kind))
    for field in kind.model_fields:
        cut = example(kind)
        del cut["detail"]["data"][field]
        assert not validator.is_valid(cut), field
    assert kind.model_fields


@pytest.mark.parametrize("kind", EVENTS, ids=names)
def test_events_carry_ids_and_facts_and_nothing_about_the_person(kind: type[Event]) -> None:
    private = {"email", "name", "phone", "address", "title", "description", "token", "password"}

    assert not private & set(kind.model_fields)


def test_every_consumed_event_is_published() -> None:
    heard = {(kind.source, kind.__name__) for _, kind in consumers()}

    assert heard <= set(BY_NAME)


@pytest.mark.parametrize("case", consumers(), ids=consumer_names)
def test_a_consumer_reads_the_example_and_ignores_what_it_does_not_know(
    case: tuple[str, type[Event]],
) -> None:
    _, kind = case
    event = on_bus(kind.source, kind.__name__)
    as_sent = receive(kind, event).data

    event["detail"]["data"]["a_field_of_tomorrow"] = {"new": True}
    event["detail"]["an_envelope_field_of_tomorrow"] = 1

    assert receive(kind, event).data == as_sent


@pytest.mark.parametrize("case", consumers(), ids=consumer_names)
def test_a_consumer_notices_when_a_fact_it_needs_is_gone(case: tuple[str, type[Event]]) -> None:
    _, kind = case
    needed = [name for name, field in kind.model_fields.items() if field.is_required()]
    assert needed

    refuses_without(lambda event: receive(kind, event), kind.source, kind.__name__, needed)


@pytest.mark.parametrize("kind", relayed_events(), ids=names)
def test_conversations_passes_each_example_on_whole(kind: type[Event]) -> None:
    source, name = kind.source, kind.__name__
    event = on_bus(source, name)

    progress = RelayedEvent.progress(event)

    assert progress.facts == event["detail"]["data"]
    refuses_without(RelayedEvent.progress, source, name, ["owner_id"])


def refuses_without(
    read: Callable[[dict[str, Any]], object], source: str, name: str, needed: list[str]
) -> None:
    whole = on_bus(source, name)
    for field in needed:
        cut = copy.deepcopy(whole)
        del cut["detail"]["data"][field]
        with pytest.raises(ValidationError):
            read(cut)
