"""The HTTP API of media: photos and the library."""

from typing import Annotated

from functions.media.model.photo import Photo
from functions.media.schemas.examples import EXAMPLE
from functions.media.schemas.photos import (
    BatchOutcomeRead,
    FolderRead,
    OriginalRead,
    PhotoBatchUpdate,
    PhotoDeletion,
    PhotoQuery,
    PhotoRead,
    PhotoReferenceRead,
    PhotoUpdate,
    ProcessingUpdate,
    UsageRead,
)
from functions.media.wiring import container
from kernel.access import Caller
from kernel.api import Routes
from kernel.pages import Page
from kernel.responses import Paginated, Success, paginated, success
from kernel.web import Query, status

router = Routes(tags=["media"], example=EXAMPLE)
Asked = Annotated[PhotoQuery, Query()]


def _out(photo: Photo) -> PhotoRead:
    return PhotoRead.of(photo, container().settings.public_url)


@router.get("/media/usage")
def get_usage(caller: Caller) -> Success[UsageRead]:
    """Return the number of the caller's photos and their bytes."""
    return success(UsageRead.of(container().library.usage(caller.owner_id)))


@router.get("/media/folders")
def list_folders(caller: Caller) -> Success[Paginated[FolderRead]]:
    """List the caller's folders, by name."""
    found = container().library.folders(caller.owner_id)
    return paginated(Page(found).map(FolderRead.of))


@router.post("/media/batch")
def change_many(caller: Caller, body: PhotoBatchUpdate) -> Success[Paginated[BatchOutcomeRead]]:
    """File, delete or restore up to a hundred photos; each succeeds or fails on its own."""
    library, me = container().library, caller.owner_id
    verbs = {
        "file": lambda name: library.file(me, name, body.folder, body.labels),
        "delete": lambda name: library.delete(me, name, force=body.force),
        "restore": lambda name: library.restore(me, name),
    }
    done = library.each(tuple(body.photo_ids), verbs[body.action])
    return paginated(Page(done).map(BatchOutcomeRead.of))


@router.get("/media/{photo_id}", owns="photo_id")
def get_photo(caller: Caller, photo_id: str) -> Success[PhotoRead]:
    """Return one photo with its renditions, or the reason why it was rejected."""
    return success(_out(container().library.photo(caller.owner_id, photo_id)))


@router.patch("/media/{photo_id}", owns="photo_id")
def file_photo(caller: Caller, photo_id: str, body: PhotoUpdate) -> Success[PhotoRead]:
    """Put a photo into a folder and give it tags."""
    photo = container().library.file(caller.owner_id, photo_id, body.folder, body.labels)
    return success(_out(photo))


@router.post("/media/{photo_id}/process", status_code=status.HTTP_202_ACCEPTED, owns="photo_id")
def process_photo(caller: Caller, photo_id: str, body: ProcessingUpdate) -> Success[PhotoRead]:
    """Process a photo again with these options; the new renditions have addresses of their own."""
    focal = body.focal.point() if body.focal else None
    photo = container().library.process(
        caller.owner_id, photo_id, focal, body.background, light=body.light
    )
    return success(_out(photo))


@router.get("/media/{photo_id}/original", owns="photo_id")
def get_original(caller: Caller, photo_id: str) -> Success[OriginalRead]:
    """Return an address where the original can be fetched for five minutes."""
    return success(
        OriginalRead(url=container().library.original_address(caller.owner_id, photo_id))
    )


@router.get("/media/{photo_id}/uses", owns="photo_id")
def list_uses(caller: Caller, photo_id: str) -> Success[Paginated[PhotoReferenceRead]]:
    """List the drafts and products that show the photo."""
    found = container().library.uses(caller.owner_id, photo_id)
    return paginated(Page(found).map(PhotoReferenceRead.of))


@router.delete("/media/{photo_id}", owns="photo_id")
def delete_photo(caller: Caller, photo_id: str, *, force: bool = False) -> Success[PhotoDeletion]:
    """Move a photo to the trash; 409 names what shows it, unless `force` is given."""
    uses = container().library.delete(caller.owner_id, photo_id, force=force)
    return success(PhotoDeletion.of(photo_id, uses))


@router.post("/media/{photo_id}/restore", owns="photo_id")
def restore_photo(caller: Caller, photo_id: str) -> Success[PhotoRead]:
    """Take a photo out of the trash, within thirty days of its deletion."""
    return success(_out(container().library.restore(caller.owner_id, photo_id)))


@router.get("/media")
def list_photos(caller: Caller, asked: Asked) -> Success[Paginated[PhotoRead]]:
    """List the caller's photos that match the query, or those in the trash; the newest first."""
    library, me = container().library, caller.owner_id
    if asked.deleted:
        return paginated(library.deleted(me, asked.limit, asked.cursor).map(_out))
    return paginated(library.page(me, asked.search(), asked.limit, asked.cursor).map(_out))
