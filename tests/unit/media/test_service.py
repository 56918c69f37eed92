"""The use cases of media, with fakes at the ports."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from functions.media.errors import (
    NoSuchPhoto,
    NoSuchRendition,
    PictureDamaged,
    PictureTooLarge,
    WrongKindOfFile,
)
from functions.media.events import PhotoReady, PhotoRejected
from functions.media.model.photo import Photo
from functions.media.model.recipes import RECIPES, Rendered
from functions.media.model.upload import Limits, Ticket
from functions.media.service import Darkroom, Gallery, Uploading, shown_name
from kernel.clock import SetClock
from kernel.errors import StaleWrite
from kernel.events import Event
from kernel.ids import CountedIds
from kernel.pages import Page

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
ASHA, RAVI = "user_asha", "user_ravi"


@dataclass
class FakePhotos:
    kept: dict[str, Photo] = field(default_factory=dict)
    said: list[Event] = field(default_factory=list)

    def add(self, photo: Photo) -> None:
        self.kept[photo.photo_id] = photo

    def get(self, photo_id: str) -> Photo | None:
        return self.kept.get(photo_id)

    def of_owner(self, owner_id: str, limit: int, cursor: str | None) -> Page[Photo]:
        assert cursor is None
        return Page([one for one in self.kept.values() if one.owner_id == owner_id][:limit])

    def settle(self, photo: Photo, said: Event) -> None:
        if self.kept[photo.photo_id].status != "uploading":
            raise StaleWrite("settled before")
        self.kept[photo.photo_id] = photo
        self.said.append(said)


@dataclass
class FakeFiles:
    kept: dict[str, bytes] = field(default_factory=dict)

    def ticket(self, key: str, content_type: str, most: int) -> Ticket:
        fields = {"key": key, "Content-Type": content_type, "most": str(most)}
        return Ticket("https://bucket.example", fields, NOW + timedelta(minutes=10))

    def original(self, key: str, most: int) -> bytes:
        content = self.read(key)
        if len(content) > most:
            raise PictureTooLarge.in_bytes(len(content), most)
        return content

    def publish(self, key: str, rendered: Rendered) -> None:
        self.kept[key] = rendered.content

    def read(self, key: str) -> bytes:
        if key not in self.kept:
            raise NoSuchPhoto
        return self.kept[key]


class FakeRenderer:
    """Makes "renditions" of the text `picture`; everything else is damaged."""

    def render(self, content: bytes) -> tuple[Rendered, ...]:
        if content != b"picture":
            raise PictureDamaged
        return tuple(Rendered(recipe, 40, 30, recipe.name.encode()) for recipe in RECIPES)


@dataclass
class Media:
    photos: FakePhotos = field(default_factory=FakePhotos)
    files: FakeFiles = field(default_factory=FakeFiles)
    limits: Limits = field(default_factory=lambda: Limits(max_bytes=1000))

    def __post_init__(self) -> None:
        clock, ids = SetClock(NOW), CountedIds()
        self.uploading = Uploading(self.photos, self.files, self.limits, clock, ids)
        self.gallery = Gallery(self.photos, self.files)
        self.darkroom = Darkroom(self.photos, self.files, FakeRenderer(), self.limits)

    def uploaded(self, content: bytes, owner: str = ASHA) -> Photo:
        photo, _ = self.uploading.invite(owner, "pot.jpg", "image/jpeg", len(content))
        self.files.kept[photo.upload_key] = content
        return photo


@pytest.fixture
def media() -> Media:
    return Media()


def test_an_invitation_names_key_type_and_size(media: Media) -> None:
    photo, ticket = media.uploading.invite(ASHA, "pot.heic", "IMAGE/HEIC", 900)
    assert photo.status == "uploading"
    assert photo.created_at == NOW
    assert ticket.fields == {
        "key": f"uploads/{photo.photo_id}",
        "Content-Type": "image/heic",
        "most": "1000",
    }
    assert media.gallery.photo(ASHA, photo.photo_id) == photo


@pytest.mark.parametrize("announced", ["", "application/octet-stream"])
def test_a_browser_that_does_not_know_heic_may_upload(media: Media, announced: str) -> None:
    _, ticket = media.uploading.invite(ASHA, "IMG_1.HEIC", announced, 10)
    assert ticket.fields["Content-Type"] == "application/octet-stream"


def test_what_would_be_refused_is_refused_before_the_upload(media: Media) -> None:
    with pytest.raises(WrongKindOfFile, match="video/mp4"):
        media.uploading.invite(ASHA, "film.mp4", "video/mp4", 10)
    with pytest.raises(PictureTooLarge):
        media.uploading.invite(ASHA, "pot.jpg", "image/jpeg", 1001)
    assert not media.photos.kept


def test_an_upload_becomes_renditions_and_is_announced_once(media: Media) -> None:
    photo = media.uploaded(b"picture")
    ready = media.darkroom.develop(photo.upload_key)
    assert ready
    assert ready.status == "ready"
    assert [one.key for one in ready.renditions] == [
        f"media/{photo.photo_id}/web.webp",
        f"media/{photo.photo_id}/thumbnail.webp",
        f"media/{photo.photo_id}/instagram.jpg",
        f"media/{photo.photo_id}/pinterest.jpg",
        f"media/{photo.photo_id}/square.jpg",
    ]
    [said] = media.photos.said
    assert isinstance(said, PhotoReady)
    assert said.renditions[2].model_dump() == {
        "name": "instagram",
        "width": 40,
        "height": 30,
        "format": "jpeg",
    }
    assert media.gallery.rendition_bytes(ASHA, photo.photo_id, "square") == b"square"


def test_the_second_delivery_changes_nothing(media: Media) -> None:
    photo = media.uploaded(b"picture")
    media.darkroom.develop(photo.upload_key)
    media.files.kept[photo.upload_key] = b"something else"
    assert media.darkroom.develop(photo.upload_key) is None
    assert media.gallery.photo(ASHA, photo.photo_id).status == "ready"
    assert len(media.photos.said) == 1


def test_of_two_workers_at_once_one_wins(media: Media) -> None:
    photo = media.uploaded(b"picture")

    class Meanwhile(FakeFiles):
        def original(self, key: str, most: int) -> bytes:
            content = super().original(key, most)
            other = Darkroom(media.photos, media.files, FakeRenderer(), media.limits)
            assert other.develop(key)
            return content

    slow = Darkroom(media.photos, Meanwhile(media.files.kept), FakeRenderer(), media.limits)
    assert slow.develop(photo.upload_key) is None
    assert len(media.photos.said) == 1


@pytest.mark.parametrize(
    ("content", "code"), [(b"broken", "picture_damaged"), (b"x" * 1001, "picture_too_large")]
)
def test_a_refused_picture_keeps_its_reason(media: Media, content: bytes, code: str) -> None:
    photo, _ = media.uploading.invite(ASHA, "pot.jpg", "image/jpeg", 5)
    media.files.kept[photo.upload_key] = content
    media.darkroom.develop(photo.upload_key)
    rejected = media.gallery.photo(ASHA, photo.photo_id)
    assert rejected.status == "rejected"
    assert rejected.reason
    assert rejected.reason.code == code
    assert rejected.reason.remedy
    [said] = media.photos.said
    assert isinstance(said, PhotoRejected)
    assert (said.code, said.reason) == (code, rejected.reason.message)
    assert not [key for key in media.files.kept if key.startswith("media/")]


def test_a_key_that_nobody_was_invited_to_is_ignored(media: Media) -> None:
    media.files.kept["uploads/photo_unknown"] = b"picture"
    assert media.darkroom.develop("uploads/photo_unknown") is None
    assert not media.photos.said


def test_an_upload_that_is_gone_again_is_let_be(media: Media) -> None:
    photo, _ = media.uploading.invite(ASHA, "pot.jpg", "image/jpeg", 5)
    assert media.darkroom.develop(photo.upload_key) is None
    assert media.gallery.photo(ASHA, photo.photo_id).status == "uploading"


def test_a_photo_is_shown_to_its_owner_only(media: Media) -> None:
    photo = media.uploaded(b"picture")
    for owner, photo_id in ((RAVI, photo.photo_id), (ASHA, "photo_none"), (ASHA, "../photo")):
        with pytest.raises(NoSuchPhoto):
            media.gallery.photo(owner, photo_id)
    assert not media.gallery.of_owner(RAVI, 10, None).items


def test_a_rendition_that_does_not_exist(media: Media) -> None:
    photo = media.uploaded(b"picture")
    with pytest.raises(NoSuchRendition, match="square"):
        media.gallery.rendition_bytes(ASHA, photo.photo_id, "square")


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("IMG_1.HEIC", "IMG_1.HEIC"),
        ("C:\\Photos\\pot.jpg", "pot.jpg"),
        ("../../etc/passwd", "passwd"),
        ("pot\u202egpj.exe\x00", "potgpj.exe"),
        ("घड़ा.jpg", "घड़ा.jpg"),
        ("/", "photo"),
        ("a" * 300 + ".jpg", "a" * 116 + ".jpg"),
    ],
)
def test_a_file_name_is_shown_without_tricks(sent: str, shown: str) -> None:
    assert shown_name(sent) == shown
