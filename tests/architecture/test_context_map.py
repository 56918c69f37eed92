"""One word per context in every place, and no event that nobody says."""

import ast

import pytest

from tests.architecture.tree import (
    ROOT,
    contexts,
    location,
    modules,
    syntax,
)
from tests.contract.architecture_from_code import consumed_events, event_classes, published_events
from tests.contract.events_from_code import relayed_events


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
