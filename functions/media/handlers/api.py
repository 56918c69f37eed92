"""The HTTP API of media: photos and the library."""

from typing import Annotated

from functions.media import wiring
from functions.media.handlers import routes_uploads
from functions.media.model.photo import Photo
from functions.media.schemas.photos import (
    BatchIn,
    DeletedOut,
    FileIn,
    FolderOut,
    OriginalOut,
    OutcomeOut,
    PhotoOut,
    PhotosIn,
    ProcessIn,
    UsageOut,
    UseOut,
)
from kernel.access import Caller
from kernel.api import Routes, create_api, lambda_handler
from kernel.pages import Page
from kernel.responses import Paginated, Success, paginated, success
from kernel.web import Query, status

router = Routes(tags=["media"])


def _out(photo: Photo) -> PhotoOut:
    return PhotoOut.of(photo, wiring.settings().public_url)


@router.get("/media/usage")
def get_usage(caller: Caller) -> Success[UsageOut]:
    """How much of the storage the caller's photos take."""
    return success(UsageOut.of(wiring.library().usage(caller.user_id)))


@router.get("/media/folders")
def list_folders(caller: Caller) -> Success[Paginated[FolderOut]]:
    """The caller's folders by name."""
    found = wiring.library().folders(caller.user_id)
    return paginated(Page(found).map(FolderOut.of))


@router.post("/media/batch")
def change_many(caller: Caller, body: BatchIn) -> Success[Paginated[OutcomeOut]]:
    """File, delete or restore up to a hundred photos; each succeeds or fails for itself."""
    library, me = wiring.library(), caller.user_id
    verbs = {
        "file": lambda name: library.file(me, name, body.folder, body.labels),
        "delete": lambda name: library.delete(me, name, force=body.force),
        "restore": lambda name: library.restore(me, name),
    }
    done = library.each(tuple(body.photo_ids), verbs[body.action])
    return paginated(Page(done).map(OutcomeOut.of))


@router.get("/media/{photo_id}")
def get_photo(caller: Caller, photo_id: str) -> Success[PhotoOut]:
    """One photo and its renditions, or the reason why there are none."""
    return success(_out(wiring.library().photo(caller.user_id, photo_id)))


@router.patch("/media/{photo_id}")
def file_photo(caller: Caller, photo_id: str, body: FileIn) -> Success[PhotoOut]:
    """Put a photo into a folder, and give it tags."""
    photo = wiring.library().file(caller.user_id, photo_id, body.folder, body.labels)
    return success(_out(photo))


@router.post("/media/{photo_id}/process", status_code=status.HTTP_202_ACCEPTED)
def process_photo(caller: Caller, photo_id: str, body: ProcessIn) -> Success[PhotoOut]:
    """Have a photo made ready again: another focal point, better light, a white background."""
    focal = body.focal.point() if body.focal else None
    photo = wiring.library().process(
        caller.user_id, photo_id, focal, body.background, light=body.light
    )
    return success(_out(photo))


@router.get("/media/{photo_id}/original")
def get_original(caller: Caller, photo_id: str) -> Success[OriginalOut]:
    """Where the original can be fetched."""
    return success(OriginalOut(url=wiring.library().original_address(caller.user_id, photo_id)))


@router.get("/media/{photo_id}/uses")
def list_uses(caller: Caller, photo_id: str) -> Success[Paginated[UseOut]]:
    """What shows the photo."""
    return paginated(Page(wiring.library().uses(caller.user_id, photo_id)).map(UseOut.of))


@router.delete("/media/{photo_id}")
def delete_photo(caller: Caller, photo_id: str, *, force: bool = False) -> Success[DeletedOut]:
    """Take a photo out of the library; 409 names what uses it, unless `force` is given."""
    uses = wiring.library().delete(caller.user_id, photo_id, force=force)
    return success(DeletedOut(photo_id=photo_id, used_by=[UseOut.of(use) for use in uses]))


@router.post("/media/{photo_id}/restore")
def restore_photo(caller: Caller, photo_id: str) -> Success[PhotoOut]:
    """Bring a deleted photo back, within thirty days."""
    return success(_out(wiring.library().restore(caller.user_id, photo_id)))


@router.get("/media")
def list_photos(
    caller: Caller, asked: Annotated[PhotosIn, Query()]
) -> Success[Paginated[PhotoOut]]:
    """The caller's photos, newest first; searched by words, folder and tag, or the deleted ones."""
    library, me = wiring.library(), caller.user_id
    if asked.deleted:
        return paginated(library.deleted(me, asked.limit, asked.cursor).map(_out))
    return paginated(library.page(me, asked.search(), asked.limit, asked.cursor).map(_out))


app = create_api("media", routes_uploads.router, router)
handler = lambda_handler(app)
