"""What tests cost is held to a budget that names each folder and can be overrun."""

import json

import pytest

from tests.architecture.tree import ROOT
from tests.budget import BUDGET, TOLERANCE, folder_of, overruns
from tests.machine_speed import MachineSpeed

TESTS = ROOT / "tests"


def test_each_folder_with_tests_has_a_line_and_no_other() -> None:
    files = (path.relative_to(ROOT).as_posix() for path in TESTS.rglob("test_*.py"))
    assert {folder_of(file) for file in files} == set(json.loads(BUDGET.read_text()))


@pytest.mark.parametrize(
    ("nodeid", "folder"),
    [
        ("tests/unit/kernel/test_money.py::test_sums[1-a/b]", "unit/kernel"),
        ("tests/e2e/test_concurrent_requests.py::test_one", "e2e"),
        ("tests/platforms/etsy/test_errors.py::test_one", "platforms"),
        ("tests/integration/test_authorisation.py::test_one", "integration"),
    ],
)
def test_a_case_is_charged_to_its_folder(nodeid: str, folder: str) -> None:
    assert folder_of(nodeid) == folder


def test_a_folder_may_take_half_as_long_again_and_no_longer() -> None:
    budget = {"unit/kernel": 10.0}
    assert overruns({"unit/kernel": 10 * TOLERANCE}, budget) == []
    (sentence,) = overruns({"unit/kernel": 10 * TOLERANCE + 1}, budget)
    assert sentence == "tests/unit/kernel took 16 s, and may take 15 s"


def test_a_folder_without_a_line_is_reported() -> None:
    (sentence,) = overruns({"unit/orders": 1.0}, {})
    assert "tests/unit/orders" in sentence


def test_a_machine_twice_as_slow_may_take_twice_as_long() -> None:
    budget = {"unit/kernel": 10.0}
    assert overruns({"unit/kernel": 20 * TOLERANCE}, budget, 2.0) == []
    (sentence,) = overruns({"unit/kernel": 20 * TOLERANCE + 1}, budget, 2.0)
    assert "may take 30 s" in sentence


def test_a_machine_is_never_taken_for_faster_than_that_of_the_budgets() -> None:
    assert MachineSpeed().slowness == 1.0
