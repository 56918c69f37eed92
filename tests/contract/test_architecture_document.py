"""docs/architecture.md tells of the code as it is."""

import pytest

from tests.architecture.tree import contexts
from tests.contract.architecture_from_code import DOCUMENT, generated, owns, table


def test_the_map_of_contexts_agrees_with_the_code() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == generated(), "run `make docs`"


@pytest.mark.parametrize("context", contexts())
def test_each_context_says_what_it_owns(context: str) -> None:
    assert len(owns(context).split()) > 1
    assert owns(context) in table()
