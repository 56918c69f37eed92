"""Many people's items in one run: what one of them raises is that item's alone."""

import pytest

from kernel.errors import TryLater
from kernel.sweeps import sweep


def act(item: str) -> str:
    if item == "evil":
        raise RecursionError
    return item.upper()


def test_what_one_item_raises_stops_no_other_and_moves_it_on() -> None:
    moved: list[str] = []
    swept = sweep(["evil", "a", "c"], act, failure="NotDone", move_on=moved.append)

    assert (swept.results, moved, swept.taken) == (("A", "C"), ["evil"], 3)
    with pytest.raises(RecursionError):
        swept.reraise()


def test_an_item_that_cannot_be_moved_on_stops_nobody_either() -> None:
    def move_on(item: str) -> None:
        raise TryLater(item)

    assert sweep(["evil", "a"], act, failure="NotDone", move_on=move_on).results == ("A",)


def test_what_there_is_no_time_for_is_left() -> None:
    times = iter([0.0, 1.0, 9.0, 10.0])
    swept = sweep(
        ["a", "b", "c"],
        act,
        failure="NotDone",
        move_on=None,
        seconds=10,
        monotonic=lambda: next(times),
    )

    assert swept.results == ("A", "B")


def test_a_worker_that_is_stopped_stops() -> None:
    def stopped(_: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sweep(["a"], stopped, failure="NotDone", move_on=None)
