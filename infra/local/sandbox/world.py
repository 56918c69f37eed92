"""The stand-ins' memory and clock: one SQLite document store that survives a restart."""

import hashlib
import json
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

Document = dict[str, Any]

SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL, id TEXT NOT NULL, document TEXT NOT NULL,
  UNIQUE (kind, id));
CREATE TABLE IF NOT EXISTS counters (kind TEXT PRIMARY KEY, value INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS blobs (
  id TEXT PRIMARY KEY, media_type TEXT NOT NULL, content BLOB NOT NULL);
"""
SELECT = "SELECT document FROM documents WHERE "
OF_KIND = "kind = ?"
FIELD_IS = "json_extract(document, ?) IS ?"
IN_ORDER = " ORDER BY sequence"
FORGET = """
DELETE FROM documents; DELETE FROM counters; DELETE FROM blobs; DELETE FROM sqlite_sequence;
"""


@dataclass(frozen=True)
class Blob:
    """Uploaded bytes with their media type, such as ``image/jpeg``."""

    media_type: str
    content: bytes


class World:
    """Everything that the stand-ins remember; one instance per sandbox, safe to share by threads.

    A read-change-write that must not interleave with another thread runs inside ``with
    world.lock``. ``public_url`` has no trailing slash and starts every permalink.
    """

    def __init__(
        self,
        path: Path | None = None,
        clock: Callable[[], float] = time.time,
        public_url: str = "http://localhost:8090",
    ) -> None:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        self.lock = threading.RLock()
        self.public_url = public_url.rstrip("/")
        self.resets = 0
        """How often everything was forgotten."""
        self._clock = clock
        self._connection = sqlite3.connect(
            ":memory:" if path is None else path, check_same_thread=False, isolation_level=None
        )
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=NORMAL")
        self._connection.executescript(SCHEMA)
        self._offset = float((self.get("_clock", "offset") or {"seconds": 0.0})["seconds"])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Flush and let go of the file."""
        with self.lock:
            self._connection.close()

    def now(self) -> float:
        """Seconds since 1970 on the sandbox's clock."""
        return self._clock() + self._offset

    def instant(self) -> datetime:
        """The sandbox's clock as an aware UTC instant."""
        return datetime.fromtimestamp(self.now(), UTC)

    def advance(self, seconds: float) -> None:
        """Move the clock; kept across a restart, forgotten by ``reset``."""
        with self.lock:
            self._offset += seconds
            self.put("_clock", "offset", {"seconds": self._offset})

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is kept together or, if it raises or the process dies, not.

        No await may be inside: the lock is held. One within another is part of the outer one.
        """
        with self.lock:
            if self._connection.in_transaction:
                yield
                return
            self._connection.execute("BEGIN")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def put(self, kind: str, key: str, document: Document) -> None:
        """Create or replace; a replaced document keeps its place in the order."""
        with self.lock:
            self._connection.execute(
                "INSERT INTO documents (kind, id, document) VALUES (?, ?, ?) "
                "ON CONFLICT (kind, id) DO UPDATE SET document = excluded.document",
                (kind, key, json.dumps(document)),
            )

    def get(self, kind: str, key: str) -> Document | None:
        """A copy of the document, or None."""
        with self.lock:
            row = self._connection.execute(
                "SELECT document FROM documents WHERE kind = ? AND id = ?", (kind, key)
            ).fetchone()
        return None if row is None else _decoded(row[0])

    def find(self, kind: str, **equals: str | float | bool | None) -> list[Document]:
        """Documents of a kind whose top-level fields equal the given values, oldest first."""
        where = [OF_KIND, *(FIELD_IS for _ in equals)]
        values = [part for name, value in equals.items() for part in (f'$."{name}"', value)]
        with self.lock:
            rows = self._connection.execute(
                SELECT + " AND ".join(where) + IN_ORDER, (kind, *values)
            ).fetchall()
        return [_decoded(row[0]) for row in rows]

    def items(self, kind: str) -> list[tuple[str, Document]]:
        """Every (id, document) of a kind, oldest first."""
        with self.lock:
            rows = self._connection.execute(
                "SELECT id, document FROM documents WHERE kind = ? ORDER BY sequence", (kind,)
            ).fetchall()
        return [(row[0], _decoded(row[1])) for row in rows]

    def delete(self, kind: str, key: str) -> None:
        """Forget one document; absent is fine."""
        with self.lock:
            self._connection.execute("DELETE FROM documents WHERE kind = ? AND id = ?", (kind, key))

    def clear(self, kind: str) -> None:
        """Forget every document of a kind."""
        with self.lock:
            self._connection.execute("DELETE FROM documents WHERE kind = ?", (kind,))

    def next_id(self, kind: str) -> int:
        """1, 2, 3 … per kind; never the same number twice until ``reset``."""
        with self.lock:
            row = self._connection.execute(
                "INSERT INTO counters (kind, value) VALUES (?, 1) "
                "ON CONFLICT (kind) DO UPDATE SET value = value + 1 RETURNING value",
                (kind,),
            ).fetchone()
        return int(row[0])

    def put_blob(self, content: bytes, media_type: str) -> str:
        """Keep bytes; the id is their digest, and ``blob_url(id)`` shows them."""
        id_ = hashlib.sha256(content).hexdigest()[:32]
        with self.lock:
            self._connection.execute(
                "INSERT INTO blobs (id, media_type, content) VALUES (?, ?, ?) "
                "ON CONFLICT (id) DO NOTHING",
                (id_, media_type, content),
            )
        return id_

    def get_blob(self, key: str) -> Blob | None:
        """The kept bytes, or None."""
        with self.lock:
            row = self._connection.execute(
                "SELECT media_type, content FROM blobs WHERE id = ?", (key,)
            ).fetchone()
        return None if row is None else Blob(row[0], row[1])

    def blob_url(self, key: str) -> str:
        """The absolute address at which the sandbox serves a kept picture."""
        return f"{self.public_url}/_sandbox/blobs/{key}"

    def reset(self) -> None:
        """Forget everything: posts, tokens, pictures, log, faults, and the clock's offset."""
        with self.lock:
            self._connection.executescript(FORGET)
            self._offset = 0.0
            self.resets += 1


def _decoded(text: str) -> Document:
    document: Document = json.loads(text)
    return document
