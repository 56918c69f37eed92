"""A context's stack is found by its file, and borrows only from those whom its code asks."""

import pytest

from infra.parts.composition import borrowed, borrowed_functions, context_stacks
from tests.architecture.tree import asked, contexts

STACKS = context_stacks()


def test_each_context_has_a_stack_and_there_are_no_others() -> None:
    assert sorted(STACKS) == contexts()
    assert {name: stack.__name__ for name, stack in STACKS.items()} == {
        name: name.title() for name in STACKS
    }


@pytest.mark.parametrize("context", contexts())
def test_a_stack_borrows_only_from_contexts_that_its_code_asks(context: str) -> None:
    lenders = {of for of, _ in borrowed_functions(STACKS[context])}
    assert {*borrowed(STACKS[context]), *lenders} <= asked(context)


def test_publishing_borrows_channels_internal_function() -> None:
    assert borrowed_functions(STACKS["publishing"]) == [("channels", "posting")]
