"""What nobody finished: deleted in between, cancelled, never arrived, or left by a dead worker."""

from datetime import timedelta
from typing import Any

import pytest

from functions.media.errors import UploadOver
from functions.media.model.photo import TRIES, UPLOAD_LIMIT, WORKER_LIMIT
from functions.media.wiring import container
from tests.clocks import SharedClock
from tests.integration.aws import BUCKET, Cloud, before_calls
from tests.integration.media.media_api import (
    ASHA,
    PICTURE,
    ask,
    create_upload,
    deliver,
    refused,
    s3_event,
    show,
    upload,
)

NEVER = [{"code": "upload_never_came", "reason": "This photograph never arrived."}]


def begin(cloud: Cloud) -> tuple[str, str]:
    """An upload whose file is on its way: the photo's id, and the key of the file."""
    presigned = create_upload(cloud)
    return str(presigned["photo_id"]), str(presigned["fields"]["key"])


def arrive(cloud: Cloud, key: str, *, notified: bool = True) -> None:
    """The file arrives in the bucket, and S3 says so."""
    cloud.client("s3").put_object(Bucket=BUCKET, Key=key, Body=PICTURE)
    if notified:
        cloud.call("media.on_photo_uploaded", s3_event(key))


def sweep(cloud: Cloud, clock: SharedClock, after: timedelta) -> int:
    """Some time goes by, and the sweep looks."""
    clock.forward(after.total_seconds())
    swept: int = cloud.call("media.cron_sweep", {})["swept"]
    return swept


def said(cloud: Cloud, name: str, *fields: str) -> list[dict[str, Any]]:
    """These fields of all events of a name."""
    events = [one["data"] for one in cloud.outbox_events("media", name)]
    return [{field: one[field] for field in fields} for one in events]


def state(cloud: Cloud, photo_id: str) -> Any:
    """The photo as media keeps it; the tokens of a test do not last for days."""
    assert cloud
    return container().library.photo(ASHA, photo_id, deleted=True)


def delete(cloud: Cloud, photo_id: str) -> None:
    ask(cloud, "DELETE", f"/media/{photo_id}", query={"force": "true"})


def restore(cloud: Cloud, photo_id: str) -> Any:
    return ask(cloud, "POST", f"/media/{photo_id}/restore")


class TestRestored:
    def test_a_photo_deleted_while_it_was_made_ready_becomes_ready(self, cloud: Cloud) -> None:
        photo_id, key = begin(cloud)
        delete(cloud, photo_id)
        arrive(cloud, key)
        assert restore(cloud, photo_id)["status"] == "uploading"
        deliver(cloud)
        assert show(cloud, photo_id)["status"] == "ready"
        assert len(cloud.outbox_events("media", "PhotoReady")) == 1

    def test_a_photo_restored_before_its_file_came_becomes_ready(self, cloud: Cloud) -> None:
        photo_id, key = begin(cloud)
        delete(cloud, photo_id)
        restore(cloud, photo_id)
        deliver(cloud)
        assert show(cloud, photo_id)["status"] == "uploading"
        arrive(cloud, key)
        assert show(cloud, photo_id)["status"] == "ready"

    def test_new_options_that_were_skipped_are_applied(self, cloud: Cloud) -> None:
        photo_id = upload(cloud, PICTURE)
        ask(cloud, "POST", f"/media/{photo_id}/process", {"light": True})
        delete(cloud, photo_id)
        deliver(cloud)
        restore(cloud, photo_id)
        assert show(cloud, photo_id)["processing"]
        deliver(cloud)
        shown = show(cloud, photo_id)
        assert (shown["processing"], shown["light"], shown["edition"]) == (False, True, 2)

    def test_a_photo_that_lacked_nothing_is_not_made_again(self, cloud: Cloud) -> None:
        photo_id = upload(cloud, PICTURE)
        delete(cloud, photo_id)
        restore(cloud, photo_id)
        assert cloud.outbox_events("media", "ProcessRequested") == []

    def test_deleted_and_restored_while_a_worker_is_at_work_it_is_made_once(
        self, cloud: Cloud
    ) -> None:
        photo_id, key = begin(cloud)
        moments = iter((delete, restore))

        def interfere(request: Any) -> None:
            # The worker has read the photo, and stores its first two renditions.
            stores = request.method == "PUT" and f"/media/{photo_id}/" in request.url
            act = next(moments, None) if stores else None
            if act:
                act(cloud, photo_id)

        with before_calls(interfere):
            arrive(cloud, key)
        assert len(cloud.outbox_events("media", "PhotoReady")) == 1
        deliver(cloud)
        assert show(cloud, photo_id)["status"] == "ready"
        assert cloud.outbox_events("media") == []

    def test_deleted_while_a_worker_is_at_work_and_restored_later_it_is_made(
        self, cloud: Cloud
    ) -> None:
        photo_id, key = begin(cloud)
        moments = iter((delete,))

        def interfere(request: Any) -> None:
            stores = request.method == "PUT" and f"/media/{photo_id}/" in request.url
            act = next(moments, None) if stores else None
            if act:
                act(cloud, photo_id)

        with before_calls(interfere):
            arrive(cloud, key)
        assert cloud.outbox_events("media", "PhotoReady") == []
        restore(cloud, photo_id)
        deliver(cloud)
        assert show(cloud, photo_id)["status"] == "ready"


class TestCancelled:
    def test_a_cancelled_upload_says_that_its_photo_will_never_be(self, cloud: Cloud) -> None:
        photo_id, _ = begin(cloud)
        ask(cloud, "DELETE", f"/media/uploads/{photo_id}")
        assert said(cloud, "PhotoRejected", "photo_id", "owner_id", "code", "reason") == [
            {
                "photo_id": photo_id,
                "owner_id": ASHA,
                "code": "upload_cancelled",
                "reason": "This upload was cancelled.",
            }
        ]
        assert refused(cloud, "DELETE", f"/media/uploads/{photo_id}")["code"] == "photo_not_found"

    def test_bytes_that_arrive_after_that_are_removed(self, cloud: Cloud) -> None:
        photo_id, key = begin(cloud)
        ask(cloud, "DELETE", f"/media/uploads/{photo_id}")
        arrive(cloud, key)
        assert "Versions" not in cloud.client("s3").list_object_versions(Bucket=BUCKET)
        assert not [row for row in cloud.items("media") if str(row["pk"]).startswith("photo#")]

    def test_a_photo_that_is_there_cannot_be_cancelled(self, cloud: Cloud) -> None:
        photo_id = upload(cloud, PICTURE)
        assert refused(cloud, "DELETE", f"/media/uploads/{photo_id}")["code"] == UploadOver.code
        assert cloud.outbox_events("media", "PhotoRejected") == []


class TestSweep:
    def test_an_upload_that_never_comes_says_so_after_a_day(
        self, cloud: Cloud, clock: SharedClock
    ) -> None:
        photo_id, _ = begin(cloud)
        assert sweep(cloud, clock, WORKER_LIMIT - timedelta(seconds=1)) == 0
        assert sweep(cloud, clock, timedelta(seconds=1)) == 1
        assert state(cloud, photo_id).status == "uploading"
        sweep(cloud, clock, UPLOAD_LIMIT)
        assert state(cloud, photo_id).status == "rejected"
        assert said(cloud, "PhotoRejected", "code", "reason") == NEVER
        assert sweep(cloud, clock, UPLOAD_LIMIT) == 0

    def test_a_file_that_comes_late_is_still_taken(self, cloud: Cloud, clock: SharedClock) -> None:
        photo_id, key = begin(cloud)
        sweep(cloud, clock, timedelta(hours=2))
        arrive(cloud, key)
        assert state(cloud, photo_id).status == "ready"
        assert sweep(cloud, clock, UPLOAD_LIMIT) == 0

    def test_a_file_whose_worker_died_is_made_ready(self, cloud: Cloud, clock: SharedClock) -> None:
        photo_id, key = begin(cloud)
        arrive(cloud, key, notified=False)
        assert sweep(cloud, clock, WORKER_LIMIT) == 1
        deliver(cloud)
        assert state(cloud, photo_id).status == "ready"
        assert sweep(cloud, clock, UPLOAD_LIMIT) == 0

    def test_what_no_worker_can_finish_ends_with_a_sentence(
        self, cloud: Cloud, clock: SharedClock
    ) -> None:
        photo_id, key = begin(cloud)
        arrive(cloud, key, notified=False)
        for _ in range(TRIES):
            assert sweep(cloud, clock, WORKER_LIMIT) == 1
        assert len(cloud.outbox_events("media", "ProcessRequested")) == TRIES
        assert sweep(cloud, clock, WORKER_LIMIT) == 1
        photo = state(cloud, photo_id)
        assert (photo.status, photo.reason.code) == ("rejected", "picture_not_processed")
        assert photo.reason.remedy
        assert len(cloud.outbox_events("media", "ProcessRequested")) == TRIES

    def test_options_that_no_worker_applied_are_refused_and_the_photo_stays(
        self, cloud: Cloud, clock: SharedClock
    ) -> None:
        photo_id = upload(cloud, PICTURE)
        ask(cloud, "POST", f"/media/{photo_id}/process", {"light": True})
        for _ in range(TRIES + 1):
            assert sweep(cloud, clock, WORKER_LIMIT) == 1
        photo = state(cloud, photo_id)
        assert (photo.status, photo.asked) == ("ready", 0)
        assert photo.refusal.code == "picture_not_processed"
        assert sweep(cloud, clock, UPLOAD_LIMIT) == 0

    def test_a_new_wish_has_all_its_tries(self, cloud: Cloud, clock: SharedClock) -> None:
        photo_id = upload(cloud, PICTURE)
        ask(cloud, "POST", f"/media/{photo_id}/process", {"light": True})
        for _ in range(TRIES):
            sweep(cloud, clock, WORKER_LIMIT)
        ask(cloud, "POST", f"/media/{photo_id}/process", {"light": False})
        sweep(cloud, clock, WORKER_LIMIT)
        assert state(cloud, photo_id).refusal is None

    def test_an_import_is_fetched_again(self, cloud: Cloud, clock: SharedClock) -> None:
        body = {"url": "https://asha.example/vase.jpg"}
        photo_id = ask(cloud, "POST", "/media/imports", body)["photo_id"]
        for _ in range(TRIES):
            sweep(cloud, clock, WORKER_LIMIT)
        assert len(cloud.outbox_events("media", "ImportRequested")) == 1 + TRIES
        assert state(cloud, photo_id).source == body["url"]
        sweep(cloud, clock, WORKER_LIMIT)
        assert state(cloud, photo_id).reason.code == "picture_not_processed"

    @pytest.mark.parametrize("deleted", [True, False])
    def test_what_is_in_the_trash_is_let_be_until_it_is_restored(
        self, cloud: Cloud, clock: SharedClock, *, deleted: bool
    ) -> None:
        photo_id, key = begin(cloud)
        arrive(cloud, key, notified=False)
        delete(cloud, photo_id)
        if not deleted:
            restore(cloud, photo_id)
        assert sweep(cloud, clock, UPLOAD_LIMIT) == (0 if deleted else 1)
