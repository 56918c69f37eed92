"""One word per context in every place, and a map in the README that agrees with the code."""

import ast
import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType

import pytest

from kernel.events import Event
from tests.architecture.tree import (
    FUNCTIONS,
    ROOT,
    asked,
    contexts,
    handler_files,
    location,
    module_name,
    modules,
    syntax,
)
from tests.contract.events_from_code import relayed_events

_EVENT = re.compile(r"[A-Z][a-z]+(?:[A-Z][a-z]+)+")
_NONE = {"", "-", "\N{EN DASH}", "\N{EM DASH}"}


def published_events(context: str) -> set[str]:
    """The events of a context's own `events`."""
    if not any(path.stem == "events" for path in (FUNCTIONS / context).iterdir()):
        return set()
    module = importlib.import_module(f"functions.{context}.events")
    return {kind.__name__ for kind in event_classes(module) if kind.source == context}


def consumed_events(context: str) -> set[tuple[str, str]]:
    """Source and name of each event that wakes one of the context's `on_` or `queue_` handlers."""
    found: set[tuple[str, str]] = set()
    for path in handler_files(context):
        if path.stem.startswith(("on_", "queue_")):
            module = importlib.import_module(module_name(path))
            for kind in event_classes(module):
                stands_for = relayed_events() if kind.relayed and is_of_any_source(kind) else [kind]
                found |= {(one.source, one.__name__) for one in stands_for}
    return found


def is_of_any_source(kind: type[Event]) -> bool:
    """Whether a consumer's class names no context: it then stands for every relayed event."""
    return not hasattr(kind, "source")


def event_classes(module: ModuleType) -> Iterator[type[Event]]:
    for thing in vars(module).values():
        if isinstance(thing, type) and issubclass(thing, Event) and thing is not Event:
            yield thing


@dataclass(frozen=True)
class Row:
    owns: str
    publishes: str
    consumes: str
    asks: str


def readme_map() -> dict[str, Row]:
    """The rows of the README's table of contexts."""
    rows: dict[str, Row] = {}
    inside = False
    for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if [cell.lower() for cell in cells] == ["context", "owns", "says", "hears", "asks"]:
            inside = True
        elif inside and not line.startswith("|"):
            break
        elif inside and len(cells) == 5 and not set(cells[0]) <= set("-: "):
            rows[cells[0].strip("`")] = Row(*cells[1:])
    return rows


needs_readme = pytest.mark.skipif(
    not (ROOT / "README.md").exists(), reason="there is no README yet"
)


@needs_readme
def test_the_map_has_one_row_for_each_context() -> None:
    assert sorted(readme_map()) == contexts()


@needs_readme
@pytest.mark.parametrize("context", contexts())
def test_the_map_agrees_with_the_code(context: str) -> None:
    row = readme_map()[context]

    assert row.owns not in _NONE
    assert set(_EVENT.findall(row.publishes)) == published_events(context)
    assert set(_EVENT.findall(row.consumes)) == {name for _, name in consumed_events(context)}
    words = set(re.findall(r"[a-z]+", row.asks)) if row.asks not in _NONE else set()
    assert words == asked(context)


def test_a_relayed_event_names_its_owner() -> None:
    assert relayed_events()
    assert [one.__name__ for one in relayed_events() if "owner_id" not in one.model_fields] == []


def test_every_consumed_event_is_published() -> None:
    orphans = [
        f"{context} hears {source}/{name}"
        for context in contexts()
        for source, name in consumed_events(context)
        if name not in published_events(source)
    ]

    assert orphans == []


@pytest.mark.parametrize("context", contexts())
def test_events_bear_their_contexts_word(context: str) -> None:
    for module in modules(f"functions.{context}"):
        if module.__name__.startswith(f"functions.{context}.events"):
            assert all(kind.source == context for kind in event_classes(module))


@pytest.mark.parametrize("context", contexts())
def test_the_stack_bears_the_contexts_word(context: str) -> None:
    stack = ROOT / "infra" / f"{context}.py"
    words = {
        node.value
        for node in ast.walk(syntax(stack))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    classes = {node.name for node in syntax(stack).body if isinstance(node, ast.ClassDef)}

    assert context in words, location(stack)
    assert context.title() in classes, location(stack)


@pytest.mark.parametrize("context", contexts())
def test_the_table_setting_bears_the_contexts_word(context: str) -> None:
    fields = {
        field
        for module in modules(f"functions.{context}")
        if module.__name__.startswith(f"functions.{context}.wiring")
        for name, thing in vars(module).items()
        if name.endswith("Settings")
        for field in getattr(thing, "model_fields", {})
    }

    assert f"{context}_table" in fields


@pytest.mark.parametrize("context", contexts())
def test_events_tests_and_web_have_a_place_of_the_contexts_word(context: str) -> None:
    places = [ROOT / "tests" / "unit" / context, ROOT / "tests" / "integration" / context]
    if published_events(context):
        places.append(ROOT / "events" / context)
    features = ROOT / "web" / "src" / "features"
    if features.exists():
        places.append(features / context)

    assert [location(place) for place in places if not place.is_dir()] == []
