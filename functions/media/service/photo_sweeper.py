"""Takes up photos that nobody finished, and ends those that will never be finished."""

from functions.media.errors import PictureNotProcessed, PictureRefused, UploadNeverCame
from functions.media.events import (
    ImportRequested,
    PhotoRejected,
    PhotoReprocessed,
    ProcessRequested,
)
from functions.media.model.photo import TRIES, UPLOAD_LIMIT, Photo
from functions.media.ports import DuePhotos, PictureFiles
from functions.media.service.image_processor import refusal_of, rejection, reprocessed
from kernel.clock import Clock
from kernel.errors import StaleWrite
from kernel.observability import log_event
from kernel.sweeps import SET_ASIDE, sweep

_AT_ONCE = 50
_SECONDS = 20.0


class PhotoSweeper:
    """The use case of the clock; safe to repeat, and never in the way of a worker."""

    def __init__(self, photos: DuePhotos, files: PictureFiles, clock: Clock) -> None:
        self._photos = photos
        self._files = files
        self._clock = clock

    def sweep(self) -> int:
        """Look at the photos that are over their limit; returns how many there were.

        A worker is asked again for a file that is there, three times at most. A file that is not
        there after a day never came.
        """
        now = self._clock.now()
        swept = sweep(
            self._photos.unfinished(now, _AT_ONCE),
            self._take_up,
            failure="PhotoNotTakenUp",
            move_on=lambda photo: self._photos.postpone(photo, now + SET_ASIDE),
            seconds=_SECONDS,
        )
        return swept.taken

    def _take_up(self, photo: Photo) -> None:
        try:
            self._go_on(photo)
        except StaleWrite:
            return  # its worker, or its artisan, was faster

    def _go_on(self, photo: Photo) -> None:
        now = self._clock.now()
        there = photo.size > 0 or self._files.is_there(photo.upload_key)
        if not there and not photo.source:
            if now >= photo.created_at + UPLOAD_LIMIT:
                self._end(photo, UploadNeverCame())
            else:
                self._photos.save(photo, photo.looked_at(now))
        elif photo.tries >= TRIES:
            self._end(photo, PictureNotProcessed())
        elif there:
            again = ProcessRequested(photo_id=photo.photo_id, edition=photo.asked)
            self._photos.save(photo, photo.tried_again(now), again)
        else:
            fetch = ImportRequested(photo_id=photo.photo_id)
            self._photos.save(photo, photo.tried_again(now), fetch)

    def _end(self, photo: Photo, refused: PictureRefused) -> None:
        refusal = refusal_of(refused)
        event: PhotoRejected | PhotoReprocessed
        if photo.status == "uploading":
            ended, event = photo.rejected(refusal), rejection(photo, refused)
        else:
            ended, event = photo.unmade(refusal), reprocessed(photo, refused.code)
        self._photos.settle(photo, ended, event)
        log_event("PhotoGivenUp", photo_id=photo.photo_id, code=refused.code)
