"""Ids, instants, pages and settings."""

import base64
from datetime import UTC, datetime, timedelta, timezone

import pytest
from pydantic import ValidationError

from kernel.clock import SetClock, epoch, rfc3339
from kernel.errors import Malformed
from kernel.ids import CountedIds, RandomIds, is_id
from kernel.pages import Page, from_cursor, to_cursor
from kernel.settings import Settings

NOON = datetime(2026, 11, 21, 12, 0, 0, 500, tzinfo=UTC)


def test_ids_say_what_they_name_and_sort_by_time() -> None:
    made = [RandomIds().new("post") for _ in range(200)]

    assert made == sorted(made)
    assert len(set(made)) == 200
    assert all(is_id(one, "post") for one in made)


def test_counted_ids_have_the_shape_of_real_ones() -> None:
    ids = CountedIds()

    assert [is_id(ids.new("photo"), "photo") for _ in range(3)] == [True] * 3


@pytest.mark.parametrize(
    "text",
    [
        "post_",
        "post_01",
        "photo_01kae2x0000000000000000000",
        "post_81kae2x0000000000000000000",
        "post_01KAE2X0000000000000000000",
        "post_01kae2x000000000000000000u",
        "post_01kae2x0000000000000000000 ",
        "post_01kae2x0000000000000000000/../x",
        "xpost_01kae2x0000000000000000000",
        "",
    ],
)
def test_what_is_no_id_is_known(text: str) -> None:
    assert not is_id(text, "post")


def test_an_instant_is_written_in_utc_with_milliseconds() -> None:
    india = timezone(timedelta(hours=5, minutes=30))

    assert rfc3339(NOON) == "2026-11-21T12:00:00.000Z"
    assert rfc3339(datetime(2026, 11, 21, 17, 30, tzinfo=india)) == "2026-11-21T12:00:00.000Z"
    assert epoch(NOON) == 1_795_262_400


def test_times_without_a_zone_are_refused() -> None:
    naive = datetime(2026, 11, 21)  # noqa: DTZ001  # that is the point
    with pytest.raises(ValueError, match="zone"):
        rfc3339(naive)
    with pytest.raises(ValueError, match="aware"):
        SetClock(naive)


def test_a_set_clock_moves_only_when_told() -> None:
    clock = SetClock(NOON)
    assert clock.now() == clock.now() == NOON
    clock.forward(90)
    assert clock.now() == NOON + timedelta(seconds=90)


def test_a_cursor_comes_back_as_it_went() -> None:
    position = {"pk": "owner#x", "sk": "product#नीला", "gsi1pk": "z"}

    assert from_cursor(to_cursor(position)) == position
    assert to_cursor(None) is None
    assert from_cursor(None) is None
    assert from_cursor("") is None


@pytest.mark.parametrize(
    "cursor",
    ["x", "!!!!", "e30x", base64.urlsafe_b64encode(b"[1]").decode(), "\u0967", "AAAA", "=" * 9],
)
def test_what_is_no_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(Malformed):
        from_cursor(cursor)


def test_a_page_can_be_changed_item_by_item() -> None:
    assert Page([1, 2], "next").map(str) == Page(["1", "2"], "next")


class _Shop(Settings):
    shop_table: str
    shop_url: str = "https://default.example"


def test_settings_come_from_the_environment_and_blank_counts_as_unset() -> None:
    shop = _Shop.load({"SHOP_TABLE": "t", "SHOP_URL": "", "OTHER": "x"})

    assert (shop.shop_table, shop.shop_url) == ("t", "https://default.example")


def test_a_missing_setting_is_named() -> None:
    with pytest.raises(ValidationError, match="shop_table"):
        _Shop.load({"SHOP_TABLE": ""})
