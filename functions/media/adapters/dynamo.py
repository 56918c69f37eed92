"""Keeps photos in media's DynamoDB table."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from functions.media.adapters.search_index import (
    Fingerprints,
    IndexEntry,
    filed_key,
    filing,
    fingerprint_key,
    folder_key,
    unfiling,
    usage_key,
)
from functions.media.model.library import Folder, PhotoReference, ShownPhotos, Usage, bands
from functions.media.model.photo import Photo
from kernel.aws.indexes import NEW, due, listed
from kernel.aws.outbox import Outbox
from kernel.aws.store import EntityStore
from kernel.aws.table import Delete, Key, Put, Table, Write, all_pages
from kernel.conflicts import retry_on_conflict
from kernel.errors import StaleWrite
from kernel.events import Event
from kernel.pages import Page

_RACES = 4
_PURGE, _UNFINISHED = "purge", "unfinished"


class DynamoPhotos:
    """The ports `Photos`, `DeletedPhotos`, `PhotoIndex`; for access patterns see the README."""

    def __init__(self, table: Table, outbox: Outbox) -> None:
        self._table = table
        self._photos = EntityStore(
            table,
            Photo,
            lambda it: _key(it.photo_id),
            outbox=outbox,
            index=_index,
            counter="revision",
        )

    def add(self, photo: Photo, *events: Event) -> None:
        """Save a new photo and publish `events`."""
        self._photos.add(photo, *events)

    def get(self, photo_id: str) -> Photo | None:
        """The photo, read consistently, or None."""
        return self._photos.get(_key(photo_id))

    def of_owner(self, owner_id: str, limit: int, cursor: str | None) -> Page[Photo]:
        """The owner's photos, newest first."""
        return self._photos.latest(f"owner#{owner_id}", limit, cursor)

    def deleted(self, owner_id: str, limit: int, cursor: str | None) -> Page[Photo]:
        """The owner's deleted photos, the latest first."""
        return self._photos.latest(f"deleted#{owner_id}", limit, cursor)

    def filed(self, owner_id: str, term: str, limit: int, cursor: str | None) -> Page[Photo]:
        """The photos filed under terms that begin with `term`, each once on a page."""
        found = self._table.query(
            IndexEntry,
            filed_key(owner_id),
            prefix=term,
            limit=limit,
            cursor=cursor,
            newest_first=True,
        )
        photos = self._photos.get_many(_key(one.photo_id) for one in found.items)
        return Page([one for one in photos if not one.deleted_at], found.next_cursor)

    def lookalikes(self, owner_id: str, fingerprint: str) -> Sequence[Photo]:
        """Photos that share one of eight bands with the fingerprint."""
        names: dict[str, None] = {}
        for band in bands(fingerprint):
            page = self._table.query(
                Fingerprints, fingerprint_key(owner_id), prefix=f"{band}#", limit=50
            )
            names |= dict.fromkeys(one.photo_id for one in page.items)
        return self._photos.get_many(_key(name) for name in [*names][:100])

    def folders(self, owner_id: str) -> Sequence[Folder]:
        """The owner's folders."""
        return list(all_pages(self._table, Folder, folder_key(owner_id, "").pk))

    def usage(self, owner_id: str) -> Usage:
        """The number of the owner's photos and their bytes."""
        return self._table.get(Usage, usage_key(owner_id)) or Usage()

    def save(self, known: Photo, changed: Photo, *events: Event) -> Photo:
        """Write photo, search index and events in one transaction; raises `StaleWrite`."""
        as_read = replace(changed, revision=known.revision)
        return self._photos.save_next(as_read, *events, also=filing(known, changed))

    def settle(self, known: Photo, settled: Photo, event: Event, duplicate_of: str = "") -> Photo:
        """Save as `save` does, but keep the folder and tags set while the worker was at work."""

        def settle() -> Photo:
            latest = self.get(known.photo_id)
            if latest is None or not _awaited(latest, known):
                raise StaleWrite(
                    "Another worker, a newer request or a deletion was faster.",
                    remedy="Look at the photo as it is now.",
                )
            kept = replace(
                settled,
                folder=latest.folder,
                tags=latest.tags,
                duplicate_of=duplicate_of or latest.duplicate_of,
            )
            return self.save(latest, kept, event)

        return retry_on_conflict(settle, attempts=_RACES)

    def delete(self, photo: Photo, now: datetime, until: datetime, event: Event) -> None:
        """Move the photo from all lists to the trash, due for a purge after `until`."""
        gone = replace(photo, deleted_at=now)
        self._photos.write(_purged_at(gone, until), *unfiling(photo), events=[event])

    def restore(self, photo: Photo, *events: Event) -> Photo:
        """Move the photo from the trash back into the lists."""
        back = replace(photo, deleted_at=None)
        return self._photos.save_next(back, *events, also=filing(None, back))

    def unfinished(self, now: datetime, limit: int) -> Sequence[Photo]:
        """Photos in no trash at which the sweep is to look by now."""
        return self._photos.due(_UNFINISHED, now, limit)

    def due(self, now: datetime, limit: int) -> Sequence[Photo]:
        """Deleted photos whose purge is due."""
        return self._photos.due(_PURGE, now, limit)

    def postpone(self, photo: Photo, until: datetime) -> None:
        """Have `unfinished` or `due` answer an unchanged photo from `until` on."""
        self._photos.postpone(photo, until)

    def forget(self, photo: Photo, *events: Event) -> None:
        """Delete the photo, its index entries and at most 50 of its references."""
        gone: list[Write] = [] if photo.deleted_at else unfiling(photo)
        uses = (Delete(_use_key(photo.photo_id, use)) for use in self.uses(photo.photo_id)[:50])
        self._photos.remove(photo, *events, also=[*gone, *uses])

    def uses(self, photo_id: str) -> tuple[PhotoReference, ...]:
        """The references to the photo."""
        return tuple(all_pages(self._table, PhotoReference, f"photo#{photo_id}", "reference#"))

    def shown_by(self, use: PhotoReference) -> ShownPhotos:
        """The photos that the product shows, by its latest known version."""
        return self._table.get(ShownPhotos, _shown_key(use)) or ShownPhotos()

    def note_shown(self, use: PhotoReference, before: ShownPhotos, now: ShownPhotos) -> None:
        """Write list and references in one transaction; raises `StaleWrite`."""
        gone = sorted(set(before.photo_ids) - set(now.photo_ids))
        self._table.write(
            Put(
                _shown_key(use), now, expect={"version": before.version} if before.version else NEW
            ),
            *(Put(_use_key(one, use), use) for one in now.photo_ids),
            *(Delete(_use_key(one, use)) for one in gone),
        )


def _awaited(latest: Photo, known: Photo) -> bool:
    """Whether the photo still awaits the outcome of the worker that read `known`."""
    same = (latest.status, latest.asked, latest.edition) == (
        known.status,
        known.asked,
        known.edition,
    )
    return same and latest.deleted_at is None


def _key(photo_id: str) -> Key:
    return Key(f"photo#{photo_id}", "photo")


def _use_key(photo_id: str, use: PhotoReference) -> Key:
    return Key(f"photo#{photo_id}", f"reference#{use.kind}#{use.id}")


def _shown_key(use: PhotoReference) -> Key:
    return Key(f"referenced#{use.kind}#{use.id}", "referenced")


def _purged_at(photo: Photo, until: datetime) -> Put:
    """The write of the deleted photo's next revision, whose purge is due at `until`."""
    following = replace(photo, revision=photo.revision + 1)
    index = {**_index(following), **due(_PURGE, until)}
    return Put(_key(photo.photo_id), following, index, {"revision": photo.revision})


def _index(photo: Photo) -> dict[str, object]:
    when = photo.deleted_at or photo.created_at
    partition = "deleted" if photo.deleted_at else "owner"
    sweep_at = None if photo.deleted_at else photo.sweep_at
    return {
        **listed(f"{partition}#{photo.owner_id}", when, photo.photo_id),
        **due(_UNFINISHED, sweep_at),
    }
