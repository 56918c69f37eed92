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


def errand_id(desk: Desk) -> str:
    assert desk.target.errand is not None
    return desk.target.errand.errand_id


def test_pressing_twice_is_one_errand() -> None:
    for verb in ("change", "withdraw"):
        desk = Desk()
        press = getattr(desk, verb)
        press()
        first = errand_id(desk)
        desk.runs.started.clear()
        press()
        assert errand_id(desk) == first
        # The first press may have died before it started the run: the second starts the same.
        assert list(desk.runs.started) == [f"post_1-{first}"]
        desk.run()
        assert desk.shop.calls == [verb]


def test_taking_down_what_is_down_is_done_already() -> None:
    desk = Desk()
    desk.withdraw()
    desk.run()
    desk.withdraw()
    assert desk.stands == ("withdrawn", "withdraw", "confirmed")
    desk.run()
    assert desk.shop.calls == ["withdraw"]
    with pytest.raises(NotPublished):
        desk.change()


def test_taking_down_displaces_a_change_of_which_nothing_was_sent() -> None:
    desk = Desk()
    desk.shop.failures = [TryLater("busy", after=30)]
    desk.change()
    first = errand_id(desk)
    desk.tending.advance("post_1", "bazaar")
    assert desk.stands == ("confirmed", "change", "planned")
    desk.withdraw()
    assert errand_id(desk) != first
    desk.run()
    assert desk.stands == ("withdrawn", "withdraw", "confirmed")
    assert desk.shop.calls == ["change", "withdraw"]


def test_taking_down_waits_for_a_change_that_may_have_arrived() -> None:
    desk = Desk()
    desk.shop.failures = [OutcomeUnknown()]
    desk.change()
    desk.tending.advance("post_1", "bazaar")
    with pytest.raises(OperationInProgress):
        desk.withdraw()
    desk.run()
    desk.withdraw()
    desk.run()
    assert desk.stands == ("withdrawn", "withdraw", "confirmed")


def test_a_change_is_refused_while_the_piece_is_being_taken_down() -> None:
    desk = Desk()
    desk.withdraw()
    with pytest.raises(OperationInProgress) as refused:
        desk.change()
    assert refused.value.remedy
    assert not desk.target.can_begin("change")


def test_a_change_to_something_else_is_refused_while_one_is_under_way() -> None:
    desk = Desk()
    desk.change()
    desk.workshop.in_sizes()
    with pytest.raises(OperationInProgress):
        desk.change()
    desk.run()
    desk.change()
    desk.run()
    assert desk.target.listing.variants == desk.workshop.for_sale.variants


def test_only_what_is_there_is_tended() -> None:
    statuses: tuple[Status, ...] = ("planned", "sent", "failed", "unknown")
    for status in statuses:
        desk = Desk()
        desk.table.rows["post_1", "bazaar"] = replace(desk.target, status=status)
        for press in (desk.change, desk.withdraw):
            with pytest.raises(NotPublished):
                press()


def test_what_a_person_found_has_no_number_to_tend_it_by() -> None:
    desk = Desk()
    desk.table.rows["post_1", "bazaar"] = replace(desk.target, external_id="")
    with pytest.raises(EditNotSupported):
        desk.withdraw()
    assert not desk.target.can_begin("withdraw")


def test_a_platform_that_cannot_says_why() -> None:
    desk = Desk()
    desk.shop.able = EditSupport(
        can_change=False,
        can_withdraw=False,
        why_no_change="Instagram lets no program change a post.",
        why_no_withdrawal="Delete it on Instagram.",
    )
    with pytest.raises(EditNotSupported, match="lets no program"):
        desk.change()
    with pytest.raises(EditNotSupported, match="Delete it on Instagram"):
        desk.withdraw()


def test_a_broken_connection_is_told_before_anything_is_planned() -> None:
    desk = Desk()
    desk.workshop.offer = replace(desk.workshop.offer, is_connected=False)
    for press in (desk.change, desk.withdraw):
        with pytest.raises(PlatformNotConnected):
            press()
    assert desk.target.errand is None


def test_what_is_switched_off_is_still_tended() -> None:
    desk = Desk()
    desk.workshop.offer = replace(desk.workshop.offer, is_enabled=False)
    desk.withdraw()
    desk.run()
    assert desk.stands == ("withdrawn", "withdraw", "confirmed")


def test_a_press_that_was_overtaken_is_judged_by_what_is_there_then() -> None:
    """Another click writes its errand between this one's reading and its writing."""
    desk = Desk()
    desk.shop.meanwhile = [desk.withdraw]
    desk.withdraw()
    first = errand_id(desk)
    assert list(desk.runs.started) == [f"post_1-{first}"]
    overtaken = Desk()
    overtaken.shop.meanwhile = [overtaken.change]
    overtaken.withdraw()
    assert overtaken.stands == ("confirmed", "withdraw", "planned")


def test_somebody_elses_piece_is_not_there() -> None:
    desk = Desk()
    for verb in (desk.errands.change, desk.errands.withdraw):
        with pytest.raises(PostNotFound):
            verb("user_2", "post_1", "bazaar")
        with pytest.raises(NotPublished):
            verb("user_1", "post_1", "fair")
