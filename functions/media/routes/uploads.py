"""Routes for uploads and imports; served by media's API."""

from functions.media.model.photo import Photo
from functions.media.schemas.examples import EXAMPLE
from functions.media.schemas.photos import PhotoRead
from functions.media.schemas.uploads import (
    ImportCreate,
    MultipartUploadCreate,
    MultipartUploadRead,
    UploadAborted,
    UploadCreate,
    UploadedPartRead,
    UploadPartRead,
    UploadRead,
)
from functions.media.wiring import container
from kernel.access import Caller
from kernel.api import Routes
from kernel.responses import Success, success
from kernel.web import status

router = Routes(tags=["media"], example=EXAMPLE)


def _out(photo: Photo) -> PhotoRead:
    return PhotoRead.of(photo, container().settings.public_url)


@router.post(
    "/media/uploads",
    status_code=status.HTTP_201_CREATED,
    creates="photo_id",
    answers_secret=True,
    also={415: "The file is no picture of a type that is taken"},
)
def create_upload(caller: Caller, body: UploadCreate) -> Success[UploadRead]:
    """Create a photo for a file and return how to upload it: with a form, or in parts."""
    photo, ticket = container().upload_service.invite(caller.owner_id, body.invitation())
    return success(UploadRead.of(photo, ticket, container().settings.media_max_bytes))


@router.get("/media/uploads/{photo_id}", owns="photo_id")
def get_upload(caller: Caller, photo_id: str) -> Success[UploadedPartRead]:
    """Return which parts have arrived, so that a broken upload can go on with the others."""
    return success(
        UploadedPartRead.of(*container().upload_service.arrived(caller.owner_id, photo_id))
    )


@router.post("/media/uploads/{photo_id}/parts", owns="photo_id", answers_secret=True)
def create_upload_parts(
    caller: Caller, photo_id: str, body: MultipartUploadCreate
) -> Success[MultipartUploadRead]:
    """Return the addresses to which parts of the file are PUT, valid for an hour."""
    given = container().upload_service.tickets(caller.owner_id, photo_id, tuple(body.numbers))
    return success(MultipartUploadRead(parts=[UploadPartRead.of(one) for one in given]))


@router.post("/media/uploads/{photo_id}/complete", owns="photo_id")
def complete_upload(caller: Caller, photo_id: str) -> Success[PhotoRead]:
    """Put the uploaded parts together; a worker then makes the photo ready."""
    return success(_out(container().upload_service.complete(caller.owner_id, photo_id)))


@router.delete("/media/uploads/{photo_id}", owns="photo_id")
def abandon_upload(caller: Caller, photo_id: str) -> Success[UploadAborted]:
    """Delete an unfinished upload with its parts."""
    container().upload_service.abandon(caller.owner_id, photo_id)
    return success(UploadAborted(photo_id=photo_id))


@router.post("/media/imports", status_code=status.HTTP_202_ACCEPTED, creates="photo_id")
def import_photo(caller: Caller, body: ImportCreate) -> Success[PhotoRead]:
    """Create a photo for a picture at a web address; a worker fetches it."""
    return success(_out(container().upload_service.fetch(caller.owner_id, body.url, body.folder)))
