"""The table gateway: conditions, transactions, pages and the outbox, on DynamoDB by moto."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from kernel.aws.expressions import AtMost
from kernel.aws.outbox import Outbox
from kernel.aws.table import (
    DUE,
    GSI1,
    ConditionCheck,
    Delete,
    Key,
    Put,
    Table,
    Update,
    all_pages,
)
from kernel.errors import Malformed, StaleWrite
from kernel.events import Event, correlation
from kernel.ids import CountedIds
from kernel.money import Money
from tests.clocks import SharedClock
from tests.integration.aws import Cloud

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Pot:
    pot_id: str
    made_at: datetime
    price: Money
    glazes: tuple[str, ...] = ()
    note: str | None = None
    version: int = 1


POT = Pot("pot_1", NOW, Money(145_000, "INR"), ("indigo", "लाल"))


class PotSold(Event):
    source = "catalog"

    pot_id: str


@pytest.fixture
def table(cloud: Cloud) -> Table:
    del cloud
    return Table("haat-catalog")


def key(name: str = "pot_1") -> Key:
    return Key("owner#asha", f"pot#{name}")


def test_an_entity_comes_back_whole_and_typed(table: Table) -> None:
    table.write(Put(key(), POT))

    assert table.get(Pot, key()) == POT
    assert table.get(Pot, key("pot_2")) is None


def test_a_row_that_is_no_such_entity_is_refused(table: Table) -> None:
    table.write(Put(key(), PotSold(pot_id="pot_1")))

    with pytest.raises(ValidationError):
        table.get(Pot, key())


def test_what_must_be_new_is_written_once(table: Table) -> None:
    table.write(Put(key(), POT, expect={"pk": None}))

    with pytest.raises(StaleWrite):
        table.write(Put(key(), replace(POT, note="second"), expect={"pk": None}))
    assert table.get(Pot, key()) == POT


def test_a_change_needs_the_version_it_was_made_for(table: Table) -> None:
    table.write(Put(key(), POT))
    table.write(Update(key(), {"note": "sold", "version": 2}, expect={"version": 1}))

    with pytest.raises(StaleWrite) as refusal:
        table.write(Update(key(), {"note": "late", "version": 2}, expect={"version": 1}))
    assert refusal.value.remedy
    assert table.get(Pot, key()) == replace(POT, note="sold", version=2)


def test_a_change_to_none_removes_and_removed_attributes_go(table: Table) -> None:
    table.write(Put(key(), replace(POT, note="x"), index={"expires_at": 7, "due_kind": "lease"}))
    table.write(Update(key(), {"note": None}, expect={"version": 1}, removed=("due_kind",)))

    assert table.get(Pot, key()) == POT


def test_one_of_several_states_and_a_lease_that_ran_out(table: Table) -> None:
    table.write(Put(key(), POT, index={"lease": "2026-11-21T09:30:00.000Z"}))

    for bound in ("2026-11-21T09:29:59.999Z", "2025"):
        with pytest.raises(StaleWrite):
            table.write(ConditionCheck(key(), {"lease": AtMost(bound)}))
    with pytest.raises(StaleWrite):
        table.write(ConditionCheck(key(), {"version": (2, 3)}))
    table.write(
        ConditionCheck(key(), {"version": (1, 2), "lease": AtMost("2026-11-21T09:30:00.000Z")})
    )


def test_a_transaction_is_whole_or_not_at_all(table: Table) -> None:
    table.write(Put(key(), POT))

    with pytest.raises(StaleWrite):
        table.write(
            Put(key("pot_2"), POT),
            Delete(key()),
            Update(key("pot_3"), {"note": "x"}, expect={"version": 1}),
        )

    assert table.get(Pot, key("pot_2")) is None
    assert table.get(Pot, key()) == POT


def test_a_removal_may_have_a_condition(table: Table) -> None:
    table.write(Put(key(), POT))
    with pytest.raises(StaleWrite):
        table.write(Delete(key(), {"version": 2}))
    table.write(Delete(key(), {"version": 1}))

    assert table.get(Pot, key()) is None


def test_pages_hold_each_item_once_in_order_both_ways(table: Table) -> None:
    names = [f"pot_{n:02}" for n in range(25)]
    for name in names:
        table.write(Put(key(name), replace(POT, pot_id=name)))
    table.write(Put(Key("owner#asha", "store#1"), POT))
    table.write(Put(Key("owner#eve", "pot#x"), POT))

    for newest_first in (False, True):
        seen: list[str] = []
        cursor: str | None = None
        while True:
            page = table.query(
                Pot,
                "owner#asha",
                prefix="pot#",
                limit=10,
                cursor=cursor,
                newest_first=newest_first,
            )
            seen += [pot.pot_id for pot in page.items]
            cursor = page.next_cursor
            if cursor is None:
                break
        assert seen == (names[::-1] if newest_first else names)
    assert len(list(all_pages(table, Pot, "owner#asha", "pot#"))) == 25


def test_rows_that_come_and_go_neither_hide_nor_double_the_others(table: Table) -> None:
    for n in range(0, 40, 2):
        table.write(Put(key(f"{n:03}"), replace(POT, pot_id=f"{n:03}")))
    seen: list[str] = []
    cursor: str | None = None
    for step in range(20):
        page = table.query(Pot, "owner#asha", prefix="pot#", limit=3, cursor=cursor)
        seen += [pot.pot_id for pot in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
        table.write(Put(key(f"{2 * step + 1:03}"), replace(POT, pot_id=f"{2 * step + 1:03}")))
        table.write(Delete(key(seen[0])))

    assert sorted({one for one in seen if int(one) % 2 == 0}) == [
        f"{n:03}" for n in range(0, 40, 2)
    ]
    assert len(seen) == len(set(seen))


def test_a_cursor_opens_no_other_list(table: Table) -> None:
    for owner in ("asha", "eve"):
        for n in range(3):
            table.write(Put(Key(f"owner#{owner}", f"pot#{n}"), POT))
    cursor = table.query(Pot, "owner#asha", prefix="pot#", limit=1).next_cursor

    for partition, prefix, index in (
        ("owner#eve", "pot#", None),
        ("owner#asha", "store#", None),
        ("owner#asha", "", GSI1),
    ):
        with pytest.raises(Malformed):
            table.query(Pot, partition, prefix=prefix, index=index, cursor=cursor)


def test_what_is_due_is_found_up_to_an_instant(table: Table) -> None:
    for minute in range(5):
        due = {"due_kind": "lease", "due_at": f"2026-11-21T09:3{minute}"}
        table.write(Put(key(f"{minute}"), replace(POT, pot_id=f"{minute}"), index=due))

    found = table.query(Pot, "lease", index=DUE, until="2026-11-21T09:32").items

    assert [pot.pot_id for pot in found] == ["0", "1", "2"]


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("pot#1", "pot#3", ["1", "2", "3"]),
        ("pot#3", "", ["3", "4"]),
        ("", "pot#1", ["0", "1"]),
        ("pot#10", "pot#2", ["2"]),
        ("pot#9", "", []),
    ],
)
def test_a_range_of_sort_keys_is_read_with_both_its_ends(
    table: Table, since: str, until: str, found: list[str]
) -> None:
    for number in range(5):
        table.write(Put(key(f"{number}"), replace(POT, pot_id=f"{number}")))

    page = table.query(Pot, "owner#asha", since=since, until=until)

    assert [pot.pot_id for pot in page.items] == found


def test_a_range_goes_on_where_its_page_ended_and_nowhere_else(table: Table) -> None:
    for number in range(5):
        table.write(Put(key(f"{number}"), replace(POT, pot_id=f"{number}")))
    first = table.query(Pot, "owner#asha", since="pot#1", until="pot#3", limit=2)

    second = table.query(Pot, "owner#asha", since="pot#1", until="pot#3", cursor=first.next_cursor)

    assert [pot.pot_id for pot in second.items] == ["3"]
    with pytest.raises(Malformed):
        table.query(Pot, "owner#asha", since="pot#3", cursor=first.next_cursor)


def test_an_event_is_written_with_its_state_or_not_at_all(
    cloud: Cloud, table: Table, clock: SharedClock
) -> None:
    clock.set(NOW)
    outbox = Outbox(clock, CountedIds())
    correlation.set("click-1")

    table.write(Put(key(), POT, expect={"pk": None}), outbox.entry(PotSold(pot_id="pot_1")))
    with pytest.raises(StaleWrite):
        table.write(Put(key(), POT, expect={"pk": None}), outbox.entry(PotSold(pot_id="pot_1")))

    (event,) = cloud.outbox_events("catalog", "PotSold")
    assert event == {
        "id": f"evt_{1:026}",
        "version": 1,
        "occurred_at": "2026-11-21T09:30:00.000Z",
        "correlation_id": "click-1",
        "data": {"pot_id": "pot_1"},
    }
    (row,) = [row for row in cloud.items("catalog") if row["sk"] == "outbox"]
    assert (row["due_kind"], row["due_at"]) == ("outbox", "2026-11-21T09:31:00.000Z")


@pytest.mark.parametrize("key", [Key("p" * 2049, "s"), Key("p", "क" * 342)])
def test_a_key_that_no_item_has_is_not_asked_for(key: Key) -> None:
    nobody = object()

    assert Table("haat-catalog", nobody).get(Pot, key) is None
