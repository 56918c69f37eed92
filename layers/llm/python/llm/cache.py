"""Caches models' responses for 30 days, so that we pay for an equal request once."""

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, TypeVar

from pydantic import TypeAdapter

from kernel.aws.indexes import NEW, expiring
from kernel.aws.table import Delete, Key, Put, Table
from kernel.clock import Clock
from kernel.errors import StaleWrite, TryLater
from kernel.ids import Ids

A = TypeVar("A")

KEPT = timedelta(days=30)
LEASE = timedelta(minutes=2)
"""How long a claim holds: longer than any model may take, so an older one is a dead worker's."""

_LOOK_AGAIN = 0.5


@dataclass(frozen=True, slots=True)
class _Entry:
    """A question that request `by` is asking until the lease ends (`until`), or its answer."""

    state: Literal["asked", "answered"]
    by: str
    until: datetime
    written: dict[str, Any] | None = None


class DynamoResponseCache:
    """Caches responses in the table of the context that asks.

    Of concurrent requests for one question, one asks it, and the others wait for its response.
    `patience` is how many seconds to wait for somebody else's answer before `TryLater`.
    """

    def __init__(  # its collaborators, and time
        self,
        table: Table,
        clock: Clock,
        ids: Ids,
        *,
        patience: float = 20.0,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._table = table
        self._clock = clock
        self._ids = ids
        self._patience = patience
        self._sleep = sleep

    def once(self, question: str, kind: type[A], ask: Callable[[], A]) -> A:
        """Return the cached response for `question`, or call `ask` once and keep what it answers.

        Responses are entities of the class `kind`. Raises `TryLater` if another request takes too
        long; what `ask` raises is passed on and not cached.
        """
        key = Key(f"response#{question}", "response")
        responses: TypeAdapter[A] = TypeAdapter(kind)
        looks = int(self._patience / _LOOK_AGAIN)
        for _ in range(looks + 1):
            entry = self._table.get(_Entry, key)
            if entry and entry.written:
                return responses.validate_python(entry.written)
            mine = self._claimed(key, entry)
            if mine:
                return self._answered(key, mine, responses, ask)
            self._sleep(_LOOK_AGAIN)
        raise TryLater("Another request is asking this at this very moment.", after=10)

    def _claimed(self, key: Key, found: _Entry | None) -> _Entry | None:
        now = self._clock.now()
        if found and found.until > now:
            return None
        mine = _Entry("asked", self._ids.new("ask"), now + LEASE)
        expect = {"state": "asked", "by": found.by} if found else NEW
        try:
            self._table.write(Put(key, mine, self._kept_for(LEASE), expect))
        except StaleWrite:
            return None
        return mine

    def _answered(
        self, key: Key, mine: _Entry, responses: TypeAdapter[A], ask: Callable[[], A]
    ) -> A:
        expect = {"state": "asked", "by": mine.by}
        answered = False
        try:
            response = ask()
            answered = True
        finally:
            if not answered:
                self._given_up(key, expect)
        written = responses.dump_python(response, mode="json")
        kept = _Entry("answered", mine.by, self._clock.now(), written)
        with suppress(StaleWrite):  # the lease ran out, and somebody else has taken over
            self._table.write(Put(key, kept, self._kept_for(KEPT), expect))
        return response

    def _given_up(self, key: Key, expect: Mapping[str, object]) -> None:
        try:
            self._table.write(Delete(key, expect))
        except StaleWrite:
            return

    def _kept_for(self, time_to_live: timedelta) -> dict[str, object]:
        return expiring(self._clock.now() + time_to_live)
