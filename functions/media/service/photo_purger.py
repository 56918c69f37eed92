"""Deletes for good what was in the trash for thirty days, until nothing is due."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from functions.media.model.photo import Photo
from functions.media.ports import DeletedPhotos, PictureCache, PictureFiles
from kernel.clock import Clock
from kernel.errors import StaleWrite, TryLater
from kernel.observability import log_event, log_failure
from kernel.sweeps import SET_ASIDE, sweep

_AT_ONCE = 15
"""CloudFront works on no more than 15 paths with a `*` at once, and each photo is one."""


class PhotoPurger:
    """The use case of the clock; safe to repeat, and to run twice at once."""

    def __init__(
        self, photos: DeletedPhotos, files: PictureFiles, cache: PictureCache, clock: Clock
    ) -> None:
        self._photos = photos
        self._files = files
        self._cache = cache
        self._clock = clock

    def purge(self, limit: timedelta) -> int:
        """Delete the files and rows of all photos that are due; returns how many.

        Begins no further photos after `limit`: the next run goes on with them. A photo that
        fails is postponed by an hour, so that it stands in no other's way; where all fail, the
        last failure is raised, so that it does not go unseen. A photo's row goes last: until its
        files are gone from bucket and cache, it stays due.
        """
        until = self._clock.now() + limit
        purged, seen, failures = 0, set[str](), list[Exception]()
        while self._clock.now() < until:
            due = [
                photo
                for photo in self._photos.due(self._clock.now(), _AT_ONCE)
                if photo.photo_id not in seen
            ]
            if not due:
                break  # or what the index, a moment behind its table, still shows
            seen |= {photo.photo_id for photo in due}
            try:
                purged += self._purge(due, failures)
            except TryLater as busy:
                log_failure("PurgeInterrupted", busy)
                break
        if failures and not purged:
            raise failures[-1]
        return purged

    def _purge(self, due: Sequence[Photo], failures: list[Exception]) -> int:
        removed = self._each(due, self._remove_files, failures)
        if removed:
            self._cache.forget(*(photo.folder_key for photo in removed))
        return len(self._each(removed, self._forget, failures))

    def _each(
        self,
        photos: Sequence[Photo],
        act: Callable[[Photo], Photo | None],
        failures: list[Exception],
    ) -> Sequence[Photo]:
        """The photos for which `act` succeeded; one that fails is postponed."""
        later = self._clock.now() + SET_ASIDE
        done = sweep(
            photos,
            act,
            failure="PhotoNotPurged",
            move_on=lambda photo: self._photos.postpone(photo, later),
            facts=lambda photo: {"photo_id": photo.photo_id},
        )
        failures += done.failures
        return [photo for photo in done.results if photo]

    def _remove_files(self, photo: Photo) -> Photo:
        self._files.remove(photo.upload_key, photo.folder_key)
        return photo

    def _forget(self, photo: Photo) -> Photo | None:
        try:
            self._photos.forget(photo)
        except StaleWrite:
            return None  # restored, or purged by another run
        log_event("PhotoPurged", photo_id=photo.photo_id)
        return photo
