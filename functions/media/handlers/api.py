"""The HTTP API of media."""

from typing import Annotated

from functions.media import wiring
from functions.media.schemas import PhotoOut, UploadIn, UploadOut
from kernel.access import Caller
from kernel.answers import Listing, Success, listing, success
from kernel.api import Routes, create_api, lambda_handler
from kernel.pages import MOST
from kernel.web import Query, status

router = Routes(tags=["media"])


@router.post("/media/uploads", status_code=status.HTTP_201_CREATED)
def invite_upload(caller: Caller, body: UploadIn) -> Success[UploadOut]:
    """Announce a photograph and get the form to upload it with."""
    photo, ticket = wiring.uploading().invite(
        caller.user_id, body.filename, body.content_type, body.size
    )
    return success(UploadOut.of(photo, ticket, wiring.settings().media_max_bytes))


@router.get("/media/{photo_id}")
def get_photo(caller: Caller, photo_id: str) -> Success[PhotoOut]:
    """One photo and its renditions, or the reason why there are none."""
    photo = wiring.gallery().photo(caller.user_id, photo_id)
    return success(PhotoOut.of(photo, wiring.settings().public_url))


@router.get("/media")
def list_photos(
    caller: Caller,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 20,
    cursor: str | None = None,
) -> Success[Listing[PhotoOut]]:
    """The caller's photos, newest first."""
    page = wiring.gallery().of_owner(caller.user_id, limit, cursor)
    base = wiring.settings().public_url
    return listing(page.map(lambda photo: PhotoOut.of(photo, base)))


app = create_api("media", router)
handler = lambda_handler(app)
