"""A store saves exactly the next version, with its events or without both."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from kernel.aws.indexes import due, expiring, listed
from kernel.aws.outbox import Outbox
from kernel.aws.store import EntityStore
from kernel.aws.table import Key, Put, Row, Table
from kernel.clock import epoch
from kernel.errors import StaleWrite
from kernel.events import Event
from kernel.ids import CountedIds
from tests.clocks import SharedClock
from tests.integration.aws import Cloud

START = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Jar:
    """A jar, on a shelf; it is washed when it is due."""

    jar_id: str
    shelf: str
    note: str = ""
    version: int = 1


class JarSaved(Event):
    source = "catalog"
    jar_id: str


def _key(jar_id: str) -> Key:
    return Key(f"jar#{jar_id}", "jar")


def _index(jar: Jar) -> dict[str, object]:
    at = START + timedelta(minutes=int(jar.jar_id))
    return {
        **listed(f"shelf#{jar.shelf}", at, jar.jar_id),
        **due("wash", at if jar.note != "clean" else None),
        **expiring(at),
    }


def _renamed(row: Row) -> Row:
    return {**row, "note": row["remark"]} if "remark" in row else row


@pytest.fixture
def table(cloud: Cloud) -> Table:
    del cloud
    return Table("haat-catalog")


@pytest.fixture
def jars(table: Table, clock: SharedClock) -> EntityStore[Jar]:
    clock.set(START)
    return EntityStore(
        table,
        Jar,
        lambda it: _key(it.jar_id),
        outbox=Outbox(clock, CountedIds()),
        index=_index,
        upgrade=_renamed,
    )


def test_the_first_version_must_be_new_and_each_other_follows_the_one_before(
    jars: EntityStore[Jar],
) -> None:
    jar = Jar("1", "top")
    jars.save(jar)
    washed = replace(jar, note="clean", version=2)
    jars.save(washed)

    for late in (jar, washed, replace(jar, version=4)):
        with pytest.raises(StaleWrite):
            jars.save(late)
    assert jars.get(_key("1")) == washed


def test_an_entity_as_it_was_read_is_saved_as_the_next_version(jars: EntityStore[Jar]) -> None:
    first = jars.save_next(Jar("1", "top", version=0))
    second = jars.save_next(replace(first, note="clean"))

    assert (first.version, second.version) == (1, 2)
    assert jars.get(_key("1")) == second
    for late in (Jar("1", "top", version=0), first):
        with pytest.raises(StaleWrite):
            jars.save_next(late)
    with pytest.raises(StaleWrite):
        jars.save_next(second, expect={"shelf": "bottom"})


def test_state_and_events_are_saved_together_or_not_at_all(
    jars: EntityStore[Jar], cloud: Cloud
) -> None:
    jar, event = Jar("1", "top"), JarSaved(jar_id="1")
    jars.save(jar, event)
    with pytest.raises(StaleWrite):
        jars.save(jar, event)
    with pytest.raises(StaleWrite):
        jars.save(replace(jar, version=2), event, also=[jars.put(Jar("2", "top"), {"version": 7})])

    assert [row["detail_type"] for row in cloud.items("catalog") if row["sk"] == "outbox"] == [
        "JarSaved"
    ]
    assert jars.get(_key("2")) is None


def test_without_an_outbox_an_event_is_refused_and_nothing_is_saved(table: Table) -> None:
    jars = EntityStore(table, Jar, lambda it: _key(it.jar_id))
    with pytest.raises(TypeError, match="Jar"):
        jars.save(Jar("1", "top"), JarSaved(jar_id="1"))
    assert jars.get(_key("1")) is None


def test_only_the_version_that_was_read_is_removed(jars: EntityStore[Jar]) -> None:
    jar = Jar("1", "top")
    jars.save(jar)
    jars.save(replace(jar, version=2))
    with pytest.raises(StaleWrite):
        jars.remove(jar)
    jars.remove(replace(jar, version=2))
    assert jars.get(_key("1")) is None


def test_latest_entities_come_first_page_by_page(jars: EntityStore[Jar]) -> None:
    for number in (1, 2, 3):
        jars.save(Jar(str(number), "top"))
    jars.save(Jar("4", "bottom"))

    page = jars.latest("shelf#top", 2, None)
    rest = jars.latest("shelf#top", 2, page.next_cursor)
    assert [jar.jar_id for jar in (*page.items, *rest.items)] == ["3", "2", "1"]


def test_what_is_due_comes_longest_due_first_and_what_is_done_is_not_due(
    jars: EntityStore[Jar],
) -> None:
    for number in (3, 1, 2, 9):
        jars.save(Jar(str(number), "top"))
    jars.save(Jar("1", "top", "clean", version=2))

    assert [jar.jar_id for jar in jars.due("wash", START + timedelta(minutes=5), 10)] == ["2", "3"]


def test_what_is_postponed_comes_later_and_is_as_it_was(jars: EntityStore[Jar]) -> None:
    first, second = Jar("1", "top"), Jar("2", "top")
    jars.save(first)
    jars.save(second)
    jars.save(Jar("2", "top", "moved", version=2))
    now = START + timedelta(minutes=5)

    assert jars.postpone(first, now + timedelta(hours=1))
    assert not jars.postpone(second, now + timedelta(hours=1))  # it was changed since it was read

    assert [jar.jar_id for jar in jars.due("wash", now, 10)] == ["2"]
    later = jars.due("wash", now + timedelta(hours=1), 10)
    assert later == [Jar("2", "top", "moved", version=2), first]


def test_a_due_row_that_cannot_be_read_hides_none_behind_it(
    jars: EntityStore[Jar], table: Table
) -> None:
    odd = {"jar_id": "0", "version": "?"}
    table.write(Put(_key("0"), odd, index=due("wash", START)))
    jars.save(Jar("1", "top"))
    now = START + timedelta(minutes=5)

    assert jars.due("wash", now, 1) == []
    assert [jar.jar_id for jar in jars.due("wash", now, 1)] == ["1"]


def test_a_row_of_an_earlier_release_is_completed_as_it_is_read(
    jars: EntityStore[Jar], table: Table
) -> None:
    old = {"jar_id": "1", "shelf": "top", "version": 1, "remark": "chipped"}
    table.write(Put(_key("1"), old, index={"gsi1pk": "shelf#top", "gsi1sk": "1"}))

    read = Jar("1", "top", "chipped")
    assert jars.get(_key("1")) == read
    assert jars.get_many([_key("1"), _key("2")]) == [read]
    assert jars.latest("shelf#top", 5, None).items == [read]
    assert jars.all("jar#1", "jar") == [read]


def test_an_item_ends_when_its_entity_does(jars: EntityStore[Jar], table: Table) -> None:
    jars.save(Jar("1", "top"))
    row = table.get(Row, _key("1"))
    assert row is not None
    assert row["expires_at"] == epoch(START + timedelta(minutes=1))
