"""Time has one source: what may read it, and what a test may know of it."""

import ast
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kernel.clock import SetClock, SystemClock
from tests.architecture.tree import ROOT, location, python_files, syntax
from tests.clocks import ClockGuard, SharedClock, now

_READS = {
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "time": {"time", "time_ns", "localtime", "gmtime", "ctime", "asctime", "strftime", "mktime"},
}
"""What asks the machine's calendar, by the class or module that it is asked of. Measuring how long
something takes (`monotonic`, `perf_counter`) and waiting (`sleep`) name no instant."""

_SOURCES = {
    "layers/kernel/python/kernel/clock.py": "it is the source",
    "infra/local/sandbox/world.py": "the stand-ins are computers of others",
    "infra/local/demo.py": "tells a person when the demonstration ran",
    "tests/infra/lambda_runtime.py": "a Lambda's deadline, for a process of its own",
    "tests/faketime/__main__.py": "says by how much the calendar is shifted",
}


def readings(path: Path) -> Iterator[int]:
    """Lines that ask the machine's calendar, or hand on the function that does."""
    for node in ast.walk(syntax(path)):
        if isinstance(node, ast.Attribute):
            owner = ast.unparse(node.value).rpartition(".")[2]
            found = node.attr in _READS.get(owner, ())
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            found = bool({alias.name for alias in node.names} & _READS["time"])
        else:
            continue
        if found:
            yield node.lineno


def test_the_calendar_is_read_in_one_place() -> None:
    """Elsewhere: a `Clock` in the product; in a test the fixture `clock`, or `tests.clocks.now`."""
    offences = [
        location(path, line)
        for path in python_files("functions", "layers", "infra", "tests")
        if location(path) not in _SOURCES
        for line in readings(path)
    ]

    assert offences == []


def test_each_source_of_time_still_reads_it() -> None:
    idle = [name for name in _SOURCES if not list(readings(ROOT / name))]

    assert idle == []


_LEAST = {"astimezone": 1, "fromtimestamp": 2, "utcfromtimestamp": 9, "tzset": 9}
"""Arguments with which each of these takes no notice of the machine's zone; 9: never."""


def zone_of_the_machine(path: Path) -> Iterator[int]:
    """Lines that turn an instant into the machine's zone, or a number into a naive time."""
    for node in ast.walk(syntax(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            given = len(node.args) + len(node.keywords)
            if given < _LEAST.get(node.func.attr, 0):
                yield node.lineno


def test_no_time_is_of_the_machines_zone() -> None:
    offences = [
        location(path, line)
        for path in python_files("functions", "layers", "infra", "tests")
        for line in zone_of_the_machine(path)
    ]

    assert offences == []


def at_import(node: ast.AST) -> Iterator[ast.AST]:
    """What is run when a file is imported, below `node`: everything but the bodies of functions."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        below: list[ast.AST] = [*node.decorator_list, node.args]
    elif isinstance(node, ast.Lambda):
        below = [node.args]
    else:
        below = list(ast.iter_child_nodes(node))
    for one in below:
        yield one
        yield from at_import(one)


_AT_ONCE = {"now", "signed_token"}
"""What reads the clock when it is called: a token is good for fifteen minutes from then."""


def test_no_test_keeps_the_instant_of_its_import() -> None:
    """It may run many minutes later, when a message or token of that instant is an old one."""
    offences = [
        location(path, node.lineno)
        for path in python_files("tests")
        for node in at_import(syntax(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in _AT_ONCE
    ]

    assert offences == []


def names_instants(path: Path) -> bool:
    """Whether a file writes down a moment, as `datetime(2026, 11, 21, …)`."""
    return any(
        isinstance(node, ast.Call)
        and ast.unparse(node.func).rpartition(".")[2] == "datetime"
        and node.args
        and isinstance(node.args[0], ast.Constant)
        for node in ast.walk(syntax(path))
    )


def sets_the_clock(path: Path) -> bool:
    """Whether a file takes the process to a moment."""
    return path.is_file() and any(
        isinstance(node, ast.Call) and ast.unparse(node.func).endswith("clock.set")
        for node in ast.walk(syntax(path))
    )


_TESTS_OF_ALL = ("tests/integration/", "tests/contract/")


def test_where_handlers_run_a_moment_is_written_down_only_to_set_the_clock() -> None:
    """A moment beside the machine's clock is in the past one day, and what it made has run out."""
    offences = [
        location(path)
        for path in python_files("tests")
        if location(path).startswith(_TESTS_OF_ALL) and names_instants(path)
        if not any(sets_the_clock(one) for one in (path, path.parent / "conftest.py"))
    ]

    assert offences == []


def test_where_handlers_run_there_is_one_clock() -> None:
    """`SetClock` moves only what it is handed to; the fixture `clock` moves the whole process."""
    offences = [
        location(path, node.lineno)
        for path in python_files("tests")
        if location(path).startswith(_TESTS_OF_ALL)
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.ImportFrom | ast.Import)
        and "SetClock" in {alias.name for alias in node.names}
    ]

    assert offences == []


@pytest.mark.parametrize("asks", [True, False])
def test_a_test_with_a_clock_of_its_own_and_the_machines_is_told_so(*, asks: bool) -> None:
    with ClockGuard() as guard:
        clock = SetClock(datetime(2026, 11, 21, tzinfo=UTC))
        if asks:
            assert SystemClock().now() != clock.now()

    assert ("Take the fixture `clock`" in guard.problem()) is asks


@pytest.mark.parametrize("shared", [True, False])
def test_a_thread_of_an_earlier_test_is_this_tests_only_if_it_works_for_it(*, shared: bool) -> None:
    with ThreadPoolExecutor(1) as earlier:
        earlier.submit(now).result()
        with ClockGuard(shared=shared) as guard:
            SetClock(datetime(2026, 11, 21, tzinfo=UTC))
            earlier.submit(now).result()

    assert bool(guard.problem()) is shared


def test_the_clock_of_a_test_moves_the_process(clock: SharedClock) -> None:
    leap_day = datetime(2028, 2, 29, 23, 59, tzinfo=UTC)
    clock.set(leap_day)
    assert now() == leap_day
    clock.forward(60)
    assert SystemClock().now() == datetime(2028, 3, 1, tzinfo=UTC)
