"""Seconds of test time per folder, printed at the end of each run and held to tests/budget.json.

A folder's seconds are the sum over its cases of set-up, call and tear-down, on however many
workers: what the folder costs, not how long one waits. A run of a part of the tests prints its
sums; only a run of everything (`HAAT_BUDGET=1`, as `make test` sets) is held to the budget, and
on a slower or busier machine than that of the budget to as many times more as it is slower.
"""

import json
import os
from collections import defaultdict
from pathlib import Path

import pytest

from tests.machine_speed import MachineSpeed

TESTS = Path(__file__).parent
BUDGET = TESTS / "budget.json"
TOLERANCE = 1.5


def folder_of(nodeid: str) -> str:
    """The folder a case is charged to: two levels below tests/ at most, and one for platforms.

    A new platform is its own folders and changes no shared file, so that all share one budget.
    """
    parts = nodeid.partition("::")[0].split("/")[1:-1]
    if parts[:1] == ["platforms"]:
        return "platforms"
    return "/".join(parts[:2]) or "tests"


def overruns(spent: dict[str, float], budget: dict[str, float], slowness: float = 1.0) -> list[str]:
    """One sentence for each folder that took more than its budget by half, or has none.

    On a machine that is `slowness` times slower a folder may take as many times more.
    """
    found = []
    for folder, seconds in sorted(spent.items()):
        if folder not in budget:
            found.append(f"tests/{folder} took {seconds:.0f} s, and has no line in budget.json")
        elif seconds > (allowed := TOLERANCE * slowness * budget[folder]):
            found.append(f"tests/{folder} took {seconds:.0f} s, and may take {allowed:.0f} s")
    return found


class Timings:
    """A pytest plugin that sums the durations that workers report to the run's controller."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self.cases: dict[str, int] = defaultdict(int)
        self.faults: list[str] = []
        self.machine = MachineSpeed()

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """Time the machine beside a run that is held to the budget."""
        if _is_held_to_budget(session):
            self.machine.start()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Charge a phase of a case to its folder."""
        folder = folder_of(report.nodeid)
        self.spent[folder] += report.duration
        self.cases[folder] += report.when == "call"

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Fail a run that is held to the budget and took longer."""
        if not _is_held_to_budget(session):
            return
        self.machine.stop()
        budget = json.loads(BUDGET.read_text(encoding="utf-8"))
        self.faults = overruns(self.spent, budget, self.machine.slowness)
        if self.faults and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Print cases and seconds by folder, the dearest first."""
        write = terminalreporter.write_line
        if len(self.spent) > 1:
            terminalreporter.section("seconds by folder")
            for folder, seconds in sorted(self.spent.items(), key=lambda pair: -pair[1]):
                write(f"{seconds:8.1f} s  {self.cases[folder]:6d} cases  {folder}")
            write(f"{sum(self.spent.values()):8.1f} s  {sum(self.cases.values()):6d} cases  in all")
            if self.machine.was_timed:
                write(
                    f"The machine's piece of work took {self.machine.milliseconds:.1f} ms: budgets "
                    f"times {self.machine.slowness:.2f}."
                )
        for fault in self.faults:
            write(f"over budget: {fault}", red=True)


def _is_held_to_budget(session: pytest.Session) -> bool:
    is_worker = hasattr(session.config, "workerinput")
    return not is_worker and os.environ.get("HAAT_BUDGET") == "1"
