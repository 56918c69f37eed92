"""Changing and taking down: the asked state in the end, whatever dies or is lost on the way."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.publishing.events import TargetChanged
from functions.publishing.model.listing_operation import MOST_CALLS
from functions.publishing.ports import OutcomeUnknown, Refused
from functions.publishing.service.target_runner import Wait
from kernel.errors import TryLater
from tests.unit.publishing.platform import LEASE, Fate
from tests.unit.publishing.shop import Desk, ShopInMemory

VERBS = pytest.mark.parametrize("verb", ["update", "unpublish"])


def press(desk: Desk, verb: str) -> None:
    desk.update() if verb == "update" else desk.unpublish()


def is_as_asked(desk: Desk, verb: str) -> bool:
    """Whether the shop shows what was asked for, and the target says the same."""
    if verb == "unpublish":
        return desk.shop.shown is None and desk.target.status == "unpublished"
    shown = desk.shop.shown
    return shown is not None and shown == desk.target.listing and desk.target.status == "confirmed"


def test_a_change_brings_what_draft_and_product_say_now() -> None:
    desk = Desk()
    desk.workshop.in_sizes()
    desk.shop.note = "It is changed, and it is not on sale."
    desk.update()
    assert list(desk.runs.started.values()) == [("bazaar",)]
    desk.run()
    assert desk.stands == ("confirmed", "update", "confirmed")
    assert is_as_asked(desk, "update")
    assert desk.target.listing.marker == desk.target.target_id
    assert desk.target.listing.variants == desk.workshop.for_sale.variants
    assert desk.target.url == "https://bazaar.example/changed"
    assert desk.target.operation is not None
    assert desk.target.operation.reason == desk.shop.note
    told = [one.operation_status for one in desk.table.said if isinstance(one, TargetChanged)]
    assert told == ["planned", "sent", "confirmed"]


def test_taking_down_ends_as_withdrawn() -> None:
    desk = Desk()
    desk.unpublish()
    desk.run()
    assert desk.stands == ("unpublished", "unpublish", "confirmed")
    assert desk.shop.shown is None
    last = desk.table.said[-1]
    assert isinstance(last, TargetChanged)
    assert (last.status, last.operation, last.operation_status) == (
        "unpublished",
        "unpublish",
        "confirmed",
    )


@VERBS
def test_a_worker_killed_at_any_point_ends_in_the_asked_state(verb: str) -> None:
    whole = Desk()
    press(whole, verb)
    began = whole.fate.passed
    whole.run()
    for point in range(1, whole.fate.passed - began + 1):
        desk = Desk()
        press(desk, verb)
        desk.fate.dies_at = began + point
        desk.run()
        assert desk.deaths == 1, point
        assert is_as_asked(desk, verb), point
        assert desk.stands[2] == "confirmed", point
        assert len(desk.shop.calls) <= 2, point


@settings(max_examples=150, deadline=None)
@given(
    verb=st.sampled_from(["update", "unpublish"]),
    dies_at=st.integers(1, 12),
    loses=st.integers(0, 9),
    later=st.integers(0, 9),
    refused=st.booleans(),
)
def test_any_mix_of_death_lost_answers_and_delays(
    *, verb: str, dies_at: int, loses: int, later: int, refused: bool
) -> None:
    desk = Desk()
    desk.shop.loses_answers = loses
    desk.shop.failures = [TryLater("busy", after=3) for _ in range(later)]
    if refused:
        desk.shop.failures.append(Refused("Not so.", "Do this."))
    press(desk, verb)
    desk.fate.dies_at = desk.fate.passed + dies_at
    desk.run()
    assert len(desk.shop.calls) <= MOST_CALLS
    status, _, outcome = desk.stands
    if outcome == "confirmed":
        assert is_as_asked(desk, verb)
        return
    assert status == "confirmed"
    assert desk.target.operation is not None
    assert (desk.target.operation.reason, desk.target.operation.remedy) > ("", "")
    if outcome == "failed":
        # Surely not done: no call of it ever came so far.
        assert desk.shop.shown is not None
        assert desk.deaths == 0 or desk.target.operation.may_have_executed is False
    else:
        assert outcome == "unknown"
        assert desk.target.operation.may_have_executed


@VERBS
def test_a_lost_answer_is_asked_for_again(verb: str) -> None:
    desk = Desk()
    desk.shop.loses_answers = 2
    press(desk, verb)
    assert isinstance(desk.tending.advance("post_1", "bazaar"), Wait)
    assert desk.stands == ("confirmed", verb, "unknown")
    assert not desk.target.can_begin("unpublish")
    desk.run()
    assert is_as_asked(desk, verb)
    assert desk.shop.calls == [verb] * 3


@VERBS
def test_what_nobody_can_tell_is_told_and_may_be_pressed_again(verb: str) -> None:
    desk = Desk(shop=ShopInMemory(Fate(), loses_answers=MOST_CALLS))
    press(desk, verb)
    desk.run()
    assert desk.stands == ("confirmed", verb, "unknown")
    assert desk.target.operation is not None
    assert (
        desk.target.operation.remedy == "Look there, and press again: doing it twice does no harm."
    )
    assert desk.target.can_begin("unpublish")
    press(desk, verb)
    desk.run()
    assert desk.stands[2] == "confirmed"


@VERBS
def test_a_refusal_is_told_with_its_remedy_and_the_piece_stays(verb: str) -> None:
    desk = Desk()
    desk.shop.failures = [Refused("Connect again.", "Under Connections.")]
    press(desk, verb)
    desk.run()
    assert desk.stands == ("confirmed", verb, "failed")
    assert desk.target.operation is not None
    assert desk.target.operation.remedy == "Under Connections."
    press(desk, verb)
    desk.run()
    assert is_as_asked(desk, verb)


def test_a_refusal_after_a_lost_answer_is_not_told_as_surely_undone() -> None:
    desk = Desk()
    desk.shop.failures = [OutcomeUnknown(), Refused("Connect again.", "Under Connections.")]
    desk.unpublish()
    desk.run()
    assert desk.stands == ("confirmed", "unpublish", "unknown")


def test_a_busy_platform_is_asked_again_and_then_left() -> None:
    desk = Desk()
    desk.shop.failures = [TryLater("busy", after=3) for _ in range(MOST_CALLS)]
    desk.update()
    began = desk.clock.now()
    desk.run()
    assert desk.stands == ("confirmed", "update", "failed")
    assert len(desk.shop.calls) == MOST_CALLS
    assert (desk.clock.now() - began).total_seconds() < 300


def test_a_piece_that_somebody_took_down_there_cannot_be_changed() -> None:
    desk = Desk()
    desk.shop.shown = None
    desk.update()
    desk.run()
    assert desk.stands == ("unpublished", "update", "failed")
    assert desk.target.operation is not None
    assert desk.target.operation.remedy == "Make a new post to show it again."


def test_a_second_worker_waits_while_the_first_holds_the_lease() -> None:
    desk = Desk()
    desk.update()
    assert desk.target.operation is not None
    sending = desk.target.operation.sending(desk.clock.now(), LEASE)
    desk.table.save_target(desk.target.with_operation(desk.clock.now(), sending))
    assert desk.tending.advance("post_1", "bazaar") == Wait(LEASE.total_seconds())
    assert desk.shop.calls == []


def test_what_has_no_errand_is_done() -> None:
    desk = Desk()
    desk.run(rounds=1)
    desk.tending.advance("post_1", "elsewhere")
    assert desk.shop.calls == []


def test_the_sweep_takes_up_an_errand_that_nobody_works_on() -> None:
    desk = Desk()
    desk.unpublish()
    desk.runs.started.clear()
    desk.later()
    other = replace(desk.target, platform="fair", operation=None)
    desk.table.rows["post_1", "fair"] = other
    assert desk.target.moves_on_at is not None
    assert other.moves_on_at is None
    assert desk.sweeping.sweep() == 1
    assert list(desk.runs.started.values()) == [("bazaar",)]
    desk.run()
    assert desk.table.overdue(desk.clock.now()) == []
    assert desk.sweeping.sweep() == 0
