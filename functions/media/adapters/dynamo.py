"""Keeps photos in media's DynamoDB table."""

from datetime import timedelta

from functions.media.model.photo import Photo
from kernel.aws.outbox import Outbox
from kernel.aws.table import GSI1, Key, Put, Table
from kernel.clock import epoch, rfc3339
from kernel.events import Event
from kernel.pages import Page

_ABANDONED = timedelta(days=1)


class DynamoPhotos:
    """The `Photos` port on one table; access patterns are in the context's README."""

    def __init__(self, table: Table, outbox: Outbox) -> None:
        self._table = table
        self._outbox = outbox

    def add(self, photo: Photo) -> None:
        """Keep a new photo; the table's TTL forgets an upload that never came."""
        forgotten = {"expires_at": epoch(photo.created_at + _ABANDONED)}
        self._table.write(
            Put(_key(photo.photo_id), photo, {**_index(photo), **forgotten}, {"pk": None})
        )

    def get(self, photo_id: str) -> Photo | None:
        """The photo, read consistently, or None."""
        return self._table.get(Photo, _key(photo_id))

    def of_owner(self, owner_id: str, limit: int, cursor: str | None) -> Page[Photo]:
        """The owner's photos, newest first."""
        return self._table.query(
            Photo,
            f"owner#{owner_id}",
            index=GSI1,
            limit=limit,
            cursor=cursor,
            newest_first=True,
        )

    def settle(self, photo: Photo, said: Event) -> None:
        """Write the outcome and its event in one transaction; `StaleWrite` if it had one."""
        self._table.write(
            Put(_key(photo.photo_id), photo, _index(photo), {"status": "uploading"}),
            self._outbox.say(said),
        )


def _key(photo_id: str) -> Key:
    return Key(f"photo#{photo_id}", "photo")


def _index(photo: Photo) -> dict[str, object]:
    return {
        "gsi1pk": f"owner#{photo.owner_id}",
        "gsi1sk": f"{rfc3339(photo.created_at)}#{photo.photo_id}",
    }
