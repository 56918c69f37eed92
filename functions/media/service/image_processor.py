"""Processes uploads and new options, and fetches pictures from addresses."""

from functions.media.errors import PhotoNotFound, PictureRefused, PictureUnreachable
from functions.media.events import PhotoReady, PhotoRejected, PhotoReprocessed, ReadyRendition
from functions.media.model.library import ALIKE, distance
from functions.media.model.photo import UPLOADS, Photo, Refusal, Rendition
from functions.media.model.processing_options import ProcessedImage
from functions.media.model.upload import Limits
from functions.media.ports import Photos, PictureFiles, Recipes, Renderer, Web
from kernel.errors import StaleWrite
from kernel.observability import log_event


class ImageProcessor:
    """The use cases of the workers that make renditions."""

    def __init__(
        self,
        photos: Photos,
        files: PictureFiles,
        renderer: Renderer,
        recipes: Recipes,
        limits: Limits,
    ) -> None:
        self._photos = photos
        self._files = files
        self._renderer = renderer
        self._recipes = recipes
        self._limits = limits

    def process_upload(self, upload_key: str) -> Photo | None:
        """Make the photo that was uploaded at `upload_key` ready, or reject it.

        Returns None for a photo that is unknown or settled before: S3 may notify twice, and a
        ticket may be used twice, but a published picture never changes under its viewers. The file
        of an unknown photo, whose upload was cancelled, is removed.
        """
        photo = self._photos.get(upload_key.removeprefix(UPLOADS))
        if photo is None:
            self._files.remove(upload_key)
            log_event("UploadRemoved")
            return None
        if photo.status != "uploading" or photo.deleted_at:
            log_event("UploadIgnored", photo_id=photo.photo_id)
            return None
        try:
            content, made = self._made(photo)
        except PictureRefused as refused:
            return self._reject(photo, refused)
        except PhotoNotFound:
            log_event("UploadGone", photo_id=photo.photo_id)
            return None
        return self._finish(photo, made, len(content))

    def process(self, photo_id: str, edition: int) -> Photo | None:
        """Make the photo ready as `edition`, 0 for its first; None if nobody waits for that.

        Nobody does after newer options or a deletion, or when it is made already.
        """
        photo = self._photos.get(photo_id)
        if photo is None or photo.asked != edition or photo.deleted_at or not photo.is_unfinished:
            log_event("ProcessIgnored", photo_id=photo_id, edition=edition)
            return None
        try:
            content, made = self._made(photo)
        except PictureRefused as refused:
            return self._refuse(photo, refused)
        except PhotoNotFound:
            log_event("UploadGone", photo_id=photo_id)
            return None
        return self._finish(photo, made, len(content))

    def _made(self, photo: Photo) -> tuple[bytes, ProcessedImage]:
        content = self._files.original(photo.upload_key, self._limits.max_bytes)
        return content, self._renderer.render(content, self._recipes.all(), photo.options)

    def _reject(self, photo: Photo, refused: PictureRefused) -> Photo | None:
        settled = photo.rejected(refusal_of(refused))
        return self._settle(photo, settled, rejection(photo, refused))

    def _refuse(self, photo: Photo, refused: PictureRefused) -> Photo | None:
        if photo.status == "uploading":
            return self._reject(photo, refused)
        return self._settle(
            photo, photo.unmade(refusal_of(refused)), reprocessed(photo, refused.code)
        )

    def _finish(self, photo: Photo, made: ProcessedImage, size: int) -> Photo | None:
        # Files first: a consumer of PhotoReady may fetch them at once.
        edition = max(1, photo.asked)
        renditions = tuple(self._published(photo, made, edition))
        ready = photo.ready(made, renditions, size)
        if photo.status != "uploading":
            return self._settle(photo, ready, reprocessed(ready, ""))
        event = PhotoReady(
            photo_id=photo.photo_id,
            owner_id=photo.owner_id,
            renditions=[
                ReadyRendition(name=one.name, width=one.width, height=one.height, format=one.format)
                for one in renditions
            ],
        )
        alike = self._alike(photo, made.fingerprint)
        return self._settle(photo, ready, event, duplicate_of=alike)

    def _alike(self, photo: Photo, fingerprint: str) -> str:
        """The id of the owner's most similar photo within `ALIKE` bits, or ""."""
        others = [
            (distance(fingerprint, other.fingerprint), other.photo_id)
            for other in self._photos.lookalikes(photo.owner_id, fingerprint)
            if other.photo_id != photo.photo_id
        ]
        near = sorted(other for other in others if other[0] <= ALIKE)
        return near[0][1] if near else ""

    def _published(self, photo: Photo, made: ProcessedImage, edition: int) -> list[Rendition]:
        published = []
        for one in made.renditions:
            key = photo.rendition_key(one.recipe, edition)
            self._files.publish(key, one)
            published.append(
                Rendition(
                    one.recipe.name,
                    one.recipe.format,
                    one.width,
                    one.height,
                    len(one.content),
                    key,
                    one.enlarged_from,
                )
            )
        return published

    def _settle(
        self,
        photo: Photo,
        settled: Photo,
        event: PhotoReady | PhotoRejected | PhotoReprocessed,
        duplicate_of: str = "",
    ) -> Photo | None:
        try:
            kept = self._photos.settle(photo, settled, event, duplicate_of)
        except StaleWrite:
            # Another delivery of the same upload, or newer options, were faster; they stand.
            return None
        code = settled.reason.code if settled.reason else None
        log_event(type(event).__name__, photo_id=photo.photo_id, code=code)
        return kept


class Importer:
    """The use case of the worker that fetches from an address, and needs no imaging."""

    def __init__(self, photos: Photos, files: PictureFiles, web: Web, limits: Limits) -> None:
        self._photos = photos
        self._files = files
        self._web = web
        self._limits = limits

    def fetch(self, photo_id: str) -> bool:
        """Store the picture from its address as the photo's original; returns whether it did."""
        photo = self._photos.get(photo_id)
        if photo is None or photo.status != "uploading":
            return False
        try:
            content = self._web.picture(photo.source, self._limits.max_bytes)
        except PictureUnreachable as refused:
            settled = photo.rejected(refusal_of(refused))
            try:
                self._photos.settle(photo, settled, rejection(photo, refused))
            except StaleWrite:
                return False
            return False
        self._files.keep(photo.upload_key, content)
        return True


def refusal_of(refused: PictureRefused) -> Refusal:
    """Why a photo was refused, as it is kept with the photo."""
    return Refusal(refused.code, refused.message, refused.remedy)


def rejection(photo: Photo, refused: PictureRefused) -> PhotoRejected:
    """The event about a photo that will never be ready."""
    return PhotoRejected(
        photo_id=photo.photo_id, owner_id=photo.owner_id, code=refused.code, reason=refused.message
    )


def reprocessed(photo: Photo, refused: str) -> PhotoReprocessed:
    """The event about new options that a worker applied, or `refused`."""
    return PhotoReprocessed(
        photo_id=photo.photo_id,
        owner_id=photo.owner_id,
        edition=photo.edition,
        refused=refused,
    )
