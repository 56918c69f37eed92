"""The artisan's library: looks photos up, files them, deletes them and brings them back."""

from collections.abc import Callable, Iterable
from dataclasses import asdict

from functions.media.errors import (
    PhotoInUse,
    PhotoNotFound,
    PhotoNotThere,
    RenditionNotFound,
    TooManyTags,
)
from functions.media.events import PhotoDeleted, ProcessRequested
from functions.media.model.crop import Point
from functions.media.model.library import (
    MOST_TAGS,
    BatchItemOutcome,
    Folder,
    LibrarySearch,
    PhotoReference,
    Usage,
    plain,
    shown,
)
from functions.media.model.photo import KEPT_AFTER_DELETION, Photo
from functions.media.model.processing_options import Background
from functions.media.ports import PhotoIndex, Photos, PictureFiles
from kernel.clock import Clock
from kernel.conflicts import retry_on_conflict
from kernel.errors import Problem
from kernel.ids import is_id
from kernel.observability import log_event
from kernel.pages import Page


class Library:
    """The use cases of the artisan's library."""

    def __init__(
        self,
        photos: Photos,
        index: PhotoIndex,
        files: PictureFiles,
        clock: Clock,
    ) -> None:
        self._photos = photos
        self._index = index
        self._files = files
        self._clock = clock

    def photo(self, owner_id: str, photo_id: str, *, deleted: bool = False) -> Photo:
        """The owner's photo; raises `PhotoNotFound`, also when it is somebody else's."""
        photo = self._photos.get(photo_id) if is_id(photo_id, "photo") else None
        if photo is None or photo.owner_id != owner_id:
            raise PhotoNotFound
        if photo.deleted_at and not deleted:
            raise PhotoNotFound
        return photo

    def page(
        self, owner_id: str, search: LibrarySearch, limit: int, cursor: str | None
    ) -> Page[Photo]:
        """The owner's photos that match `search`, newest first; all photos if `search` is empty."""
        if not search.term:
            return self._index.of_owner(owner_id, limit, cursor)
        found = self._index.filed(owner_id, search.term, limit, cursor)
        return Page([one for one in found.items if search.takes(one)], found.next_cursor)

    def deleted(self, owner_id: str, limit: int, cursor: str | None) -> Page[Photo]:
        """The owner's deleted photos that can still be restored."""
        return self._index.deleted(owner_id, limit, cursor)

    def folders(self, owner_id: str) -> tuple[Folder, ...]:
        """The owner's folders with photos, by name."""
        return tuple(one for one in self._index.folders(owner_id) if one.photos > 0)

    def usage(self, owner_id: str) -> Usage:
        """The number of the owner's photos and their bytes."""
        return self._index.usage(owner_id)

    def uses(self, owner_id: str, photo_id: str) -> tuple[PhotoReference, ...]:
        """The references to the photo; raises `PhotoNotFound`."""
        return self._index.uses(self.photo(owner_id, photo_id, deleted=True).photo_id)

    def original_address(self, owner_id: str, photo_id: str) -> str:
        """An address where the owner can fetch the original, valid for five minutes."""
        photo = self.photo(owner_id, photo_id)
        if not photo.size:
            raise PhotoNotThere
        return self._files.address(photo.upload_key, photo.filename)

    def rendition_bytes(self, owner_id: str, photo_id: str, name: str) -> bytes:
        """The file of one rendition; raises `PhotoNotFound` or `RenditionNotFound`."""
        rendition = self.photo(owner_id, photo_id, deleted=True).rendition(name)
        if rendition is None:
            raise RenditionNotFound(name)
        return self._files.read(rendition.key)

    def file(
        self, owner_id: str, photo_id: str, folder: str | None, tags: tuple[str, ...] | None
    ) -> Photo:
        """Put a photo into a folder ("" for none) and give it tags; None keeps folder or tags."""
        kept = None if tags is None else _distinct(shown(tag) for tag in tags)
        if kept is not None and len(kept) > MOST_TAGS:
            raise TooManyTags(MOST_TAGS)
        place = None if folder is None else shown(folder)
        return self._changed(owner_id, photo_id, lambda photo: photo.filed(place, kept))

    def process(
        self,
        owner_id: str,
        photo_id: str,
        focal: Point | None,
        background: Background,
        *,
        light: bool,
    ) -> Photo:
        """Request a new edition of the photo with these options; the newest request wins."""

        def request() -> Photo:
            photo = self.photo(owner_id, photo_id)
            if not photo.size:
                raise PhotoNotThere
            with_options = photo.with_options(focal, background, light=light)
            with_options = with_options.awaited(self._clock.now())
            event = ProcessRequested(photo_id=photo_id, edition=with_options.asked)
            return self._photos.save(photo, with_options, event)

        return retry_on_conflict(request)

    def delete(
        self, owner_id: str, photo_id: str, *, force: bool = False
    ) -> tuple[PhotoReference, ...]:
        """Move a photo to the trash for thirty days; returns the references to the photo.

        Raises `PhotoInUse` unless forced. Deleting twice is deleting once.
        """
        photo = self.photo(owner_id, photo_id, deleted=True)
        uses = self._index.uses(photo_id)
        if photo.deleted_at:
            return uses
        if uses and not force:
            raise PhotoInUse([asdict(use) for use in uses])
        now = self._clock.now()
        self._photos.delete(photo, now, now + KEPT_AFTER_DELETION, _gone(photo))
        log_event("PhotoDeleted", photo_id=photo_id)
        return uses

    def restore(self, owner_id: str, photo_id: str) -> Photo:
        """Bring a deleted photo back; one that was not deleted stays as it is.

        What a worker skipped while the photo was in the trash is asked for again.
        """
        return retry_on_conflict(lambda: self._restore(owner_id, photo_id))

    def _restore(self, owner_id: str, photo_id: str) -> Photo:
        photo = self.photo(owner_id, photo_id, deleted=True)
        if not photo.deleted_at:
            return photo
        if not photo.is_unfinished:
            return self._photos.restore(photo)
        again = ProcessRequested(photo_id=photo_id, edition=photo.asked)
        return self._photos.restore(photo.awaited(self._clock.now()), again)

    def each(
        self, photo_ids: tuple[str, ...], act: Callable[[str], object]
    ) -> tuple[BatchItemOutcome, ...]:
        """Call `act` once for each photo; each outcome is a success or that photo's problem."""
        return tuple(self._one(photo_id, act) for photo_id in dict.fromkeys(photo_ids))

    def _one(self, photo_id: str, act: Callable[[str], object]) -> BatchItemOutcome:
        try:
            act(photo_id)
        except Problem as problem:
            return BatchItemOutcome(photo_id, problem)
        return BatchItemOutcome(photo_id)

    def _changed(self, owner_id: str, photo_id: str, change: Callable[[Photo], Photo]) -> Photo:
        def save() -> Photo:
            photo = self.photo(owner_id, photo_id)
            changed = change(photo)
            return photo if changed == photo else self._photos.save(photo, changed)

        return retry_on_conflict(save)


def _gone(photo: Photo) -> PhotoDeleted:
    return PhotoDeleted(photo_id=photo.photo_id, owner_id=photo.owner_id)


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    seen: dict[str, str] = {}
    for name in names:
        if name:
            seen.setdefault(plain(name), name)
    return tuple(seen.values())
