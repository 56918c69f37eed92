"""Stores the entities of one class: typed reads, and versioned saves with their events."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Generic, TypeVar

from kernel.aws.indexes import NEW
from kernel.aws.outbox import Outbox
from kernel.aws.table import (
    DUE,
    GSI1,
    Delete,
    Key,
    Put,
    Row,
    Table,
    Update,
    Write,
    all_rows,
    from_row,
)
from kernel.clock import rfc3339
from kernel.errors import StaleWrite
from kernel.events import Event
from kernel.pages import Page
from kernel.sweeps import SET_ASIDE, sweep

T = TypeVar("T")


def _no_index(_: object) -> Mapping[str, object]:
    return {}


def _as_stored(row: Row) -> Row:
    return row


class EntityStore(Generic[T]):
    """The entities of one class (a frozen dataclass) in a context's table.

    `key` is an entity's primary key, `index` its index and TTL attributes. `counter` names the
    field that counts an entity's versions, from 1; every save replaces exactly the version before.
    `upgrade` completes a row that an earlier release wrote.
    """

    def __init__(  # noqa: PLR0913  # what differs from class to class; by name
        self,
        table: Table,
        kind: type[T],
        key: Callable[[T], Key],
        *,
        outbox: Outbox | None = None,
        index: Callable[[T], Mapping[str, object]] = _no_index,
        counter: str = "version",
        upgrade: Callable[[Row], Row] = _as_stored,
    ) -> None:
        self._table = table
        self._kind = kind
        self._key = key
        self._outbox = outbox
        self._index = index
        self._counter = counter
        self._upgrade = upgrade

    def get(self, key: Key) -> T | None:
        """The entity at `key`, read consistently, or None."""
        row = self._table.row(key)
        return self._read(row) if row else None

    def get_many(self, keys: Iterable[Key]) -> list[T]:
        """The entities at `keys`, in that order, without absent ones; at most 100 keys."""
        return [self._read(row) for row in self._table.rows(keys)]

    def page(
        self,
        partition: str,
        prefix: str,
        limit: int,
        cursor: str | None,
        *,
        newest_first: bool = False,
    ) -> Page[T]:
        """Entities of a primary partition whose sort keys have the prefix, read consistently."""
        found = self._table.query_rows(
            partition, prefix=prefix, limit=limit, cursor=cursor, newest_first=newest_first
        )
        return found.map(self._read)

    def latest(self, partition: str, limit: int, cursor: str | None) -> Page[T]:
        """Entities that `listed` puts into the partition, the latest first."""
        found = self._table.query_rows(
            partition, index=GSI1, limit=limit, cursor=cursor, newest_first=True
        )
        return found.map(self._read)

    def all(self, partition: str, prefix: str) -> list[T]:
        """Every entity with the prefix in a primary partition that is small by design."""
        return [self._read(row) for row in all_rows(self._table, partition, prefix)]

    def due(self, kind: str, now: datetime, limit: int) -> list[T]:
        """Entities that were due by `now`, the longest due first.

        A row that cannot be read is logged and set aside: those behind it are other people's.
        """
        found = self._table.query_rows(kind, index=DUE, until=rfc3339(now), limit=limit)
        later = {"due_at": rfc3339(now + SET_ASIDE)}
        read = sweep(
            found.items,
            self._read,
            failure="DueRowNotRead",
            move_on=lambda row: self._table.write(
                Update(Key(row["pk"], row["sk"]), later, {"due_at": row["due_at"]})
            ),
        )
        return list(read.results)

    def postpone(self, entity: T, until: datetime, *events: Event) -> bool:
        """Have `due` answer the entity from `until` on, and store the events.

        The entity's version stays; its next save sets its due time anew. False, and nothing is
        stored, if the entity was changed since it was read.
        """
        known = {self._counter: self._version(entity)}
        later = Update(self._key(entity), {"due_at": rfc3339(until)}, known)
        try:
            self.write(later, events=events)
        except StaleWrite:
            return False
        return True

    def put(self, entity: T, expect: Mapping[str, object] | None = None) -> Put:
        """The write that stores the entity if the stored one is as `expect` says (None: anyhow)."""
        return Put(self._key(entity), entity, self._index(entity), expect or {})

    def over_previous(self, entity: T) -> Put:
        """The write of `save`, for a transaction of several entities."""
        version = self._version(entity)
        return self.put(entity, NEW if version == 1 else {self._counter: version - 1})

    def write(self, *writes: Write, events: Iterable[Event] = ()) -> None:
        """Make all writes and store all events, or none; raises `StaleWrite`."""
        self._table.write(*writes, *(self._entry(event) for event in events))

    def add(self, entity: T, *events: Event, also: Iterable[Write] = ()) -> None:
        """Store an entity whose key is new; raises `StaleWrite` if it is not."""
        self.write(self.put(entity, NEW), *also, events=events)

    def save(self, entity: T, *events: Event, also: Iterable[Write] = ()) -> None:
        """Store an entity that carries its new version; version 1 must be new.

        Raises `StaleWrite` unless the version before it is stored.
        """
        self.write(self.over_previous(entity), *also, events=events)

    def save_next(
        self,
        entity: T,
        *events: Event,
        also: Iterable[Write] = (),
        expect: Mapping[str, object] | None = None,
    ) -> T:
        """Store an entity that carries the version that was read, as the version after it.

        Version 0 must be new; `expect` adds conditions. Answers the entity as it is stored; raises
        `StaleWrite` unless the version that was read is stored.
        """
        version = self._version(entity)
        following = self._counted(entity, version + 1)
        known = {self._counter: version} if version else NEW
        self.write(self.put(following, {**known, **(expect or {})}), *also, events=events)
        return following

    def remove(self, entity: T, *events: Event, also: Iterable[Write] = ()) -> None:
        """Delete the entity at the version that was read; raises `StaleWrite` if it changed."""
        self.write(self.removal(entity), *also, events=events)

    def removal(self, entity: T) -> Delete:
        """The write of `remove`, for a transaction of several entities."""
        return Delete(self._key(entity), {self._counter: self._version(entity)})

    def _read(self, row: Row) -> T:
        return from_row(self._kind, self._upgrade(row))

    def _version(self, entity: T) -> int:
        version: int = getattr(entity, self._counter)
        return version

    def _counted(self, entity: T, version: int) -> T:
        counted: T = replace(entity, **{self._counter: version})  # type: ignore[type-var]  # a dataclass
        return counted

    def _entry(self, event: Event) -> Put:
        if self._outbox is None:
            msg = f"{self._kind.__name__} has no outbox, and so no events"
            raise TypeError(msg)
        return self._outbox.entry(event)
