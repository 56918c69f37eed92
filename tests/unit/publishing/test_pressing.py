"""What the artisan may press on a published piece, and what comes of pressing twice."""

from dataclasses import replace

import pytest

from functions.publishing.errors import (
    EditNotSupported,
    NotPublished,
    OperationInProgress,
    PlatformNotConnected,
    PostNotFound,
)
from functions.publishing.model.listing_operation import EditSupport
from functions.publishing.model.target import Status
from functions.publishing.ports import OutcomeUnknown
from kernel.errors import TryLater
from tests.unit.publishing.shop import Desk


def operation_id(desk: Desk) -> str:
    assert desk.target.operation is not None
    return desk.target.operation.operation_id


def test_pressing_twice_is_one_errand() -> None:
    for verb in ("update", "unpublish"):
        desk = Desk()
        press = getattr(desk, verb)
        press()
        first = operation_id(desk)
        desk.runs.started.clear()
        press()
        assert operation_id(desk) == first
        # The first press may have died before it started the run: the second starts the same.
        assert list(desk.runs.started) == [f"post_1-{first}"]
        desk.run()
        assert desk.shop.calls == [verb]


def test_taking_down_what_is_down_is_done_already() -> None:
    desk = Desk()
    desk.unpublish()
    desk.run()
    desk.unpublish()
    assert desk.stands == ("unpublished", "unpublish", "confirmed")
    desk.run()
    assert desk.shop.calls == ["unpublish"]
    with pytest.raises(NotPublished):
        desk.update()


def test_taking_down_displaces_a_change_of_which_nothing_was_sent() -> None:
    desk = Desk()
    desk.shop.failures = [TryLater("busy", after=30)]
    desk.update()
    first = operation_id(desk)
    desk.tending.advance("post_1", "bazaar")
    assert desk.stands == ("confirmed", "update", "planned")
    desk.unpublish()
    assert operation_id(desk) != first
    desk.run()
    assert desk.stands == ("unpublished", "unpublish", "confirmed")
    assert desk.shop.calls == ["update", "unpublish"]


def test_taking_down_waits_for_a_change_that_may_have_arrived() -> None:
    desk = Desk()
    desk.shop.failures = [OutcomeUnknown()]
    desk.update()
    desk.tending.advance("post_1", "bazaar")
    with pytest.raises(OperationInProgress):
        desk.unpublish()
    desk.run()
    desk.unpublish()
    desk.run()
    assert desk.stands == ("unpublished", "unpublish", "confirmed")


def test_a_change_is_refused_while_the_piece_is_being_taken_down() -> None:
    desk = Desk()
    desk.unpublish()
    with pytest.raises(OperationInProgress) as refused:
        desk.update()
    assert refused.value.remedy
    assert not desk.target.can_begin("update")


def test_a_change_to_something_else_is_refused_while_one_is_under_way() -> None:
    desk = Desk()
    desk.update()
    desk.workshop.in_sizes()
    with pytest.raises(OperationInProgress):
        desk.update()
    desk.run()
    desk.update()
    desk.run()
    assert desk.target.listing.variants == desk.workshop.for_sale.variants


def test_only_what_is_there_is_tended() -> None:
    statuses: tuple[Status, ...] = ("planned", "sent", "failed", "unknown")
    for status in statuses:
        desk = Desk()
        desk.table.rows["post_1", "bazaar"] = replace(desk.target, status=status)
        for press in (desk.update, desk.unpublish):
            with pytest.raises(NotPublished):
                press()


def test_what_a_person_found_has_no_number_to_tend_it_by() -> None:
    desk = Desk()
    desk.table.rows["post_1", "bazaar"] = replace(desk.target, external_id="")
    with pytest.raises(EditNotSupported):
        desk.unpublish()
    assert not desk.target.can_begin("unpublish")


def test_a_platform_that_cannot_says_why() -> None:
    desk = Desk()
    desk.shop.able = EditSupport(
        can_update=False,
        can_unpublish=False,
        why_not_update="Instagram lets no program change a post.",
        why_not_unpublish="Delete it on Instagram.",
    )
    with pytest.raises(EditNotSupported, match="lets no program"):
        desk.update()
    with pytest.raises(EditNotSupported, match="Delete it on Instagram"):
        desk.unpublish()


def test_a_broken_connection_is_told_before_anything_is_planned() -> None:
    desk = Desk()
    desk.workshop.destination = replace(desk.workshop.destination, is_connected=False)
    for press in (desk.update, desk.unpublish):
        with pytest.raises(PlatformNotConnected):
            press()
    assert desk.target.operation is None


def test_what_is_switched_off_is_still_tended() -> None:
    desk = Desk()
    desk.workshop.destination = replace(desk.workshop.destination, is_enabled=False)
    desk.unpublish()
    desk.run()
    assert desk.stands == ("unpublished", "unpublish", "confirmed")


def test_a_press_that_was_overtaken_is_judged_by_what_is_there_then() -> None:
    """Another click writes its errand between this one's reading and its writing."""
    desk = Desk()
    desk.shop.meanwhile = [desk.unpublish]
    desk.unpublish()
    first = operation_id(desk)
    assert list(desk.runs.started) == [f"post_1-{first}"]
    overtaken = Desk()
    overtaken.shop.meanwhile = [overtaken.update]
    overtaken.unpublish()
    assert overtaken.stands == ("confirmed", "unpublish", "planned")


def test_somebody_elses_piece_is_not_there() -> None:
    desk = Desk()
    for verb in (desk.operations.update, desk.operations.unpublish):
        with pytest.raises(PostNotFound):
            verb("user_2", "post_1", "bazaar")
        with pytest.raises(NotPublished):
            verb("user_1", "post_1", "fair")
