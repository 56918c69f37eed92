"""Photographs, requests and events for the tests of content, on the account of one test."""

import json
from dataclasses import replace
from typing import Any

from functions.media.adapters.dynamo import DynamoPhotos
from functions.media.events import PhotoReady
from functions.media.model.photo import Photo, Refusal, Rendition
from kernel.aws.outbox import Outbox
from kernel.aws.table import Table
from kernel.clock import SystemClock
from kernel.ids import RandomIds
from tests.clocks import now
from tests.integration.aws import BUCKET, Cloud, Reply, bus_event, signed_token

ASHA, RAVI = "user_asha", "user_ravi"
ONE, TWO, NINE = (f"photo_{number:026d}" for number in (1, 2, 9))


class Scenario:
    """Asha's photos and drafts."""

    def __init__(self, cloud: Cloud) -> None:
        self.cloud = cloud
        self._tokens = {user: signed_token(user) for user in (ASHA, RAVI)}
        self._events = 0
        self._began = now()
        outbox = Outbox(SystemClock(), RandomIds())
        self._photos = DynamoPhotos(Table("haat-media"), outbox)

    def api(self, method: str, path: str, body: object = None, **more: Any) -> Reply:
        """Ask content's API, as Asha unless `user` says who."""
        token = self._tokens[more.pop("user", ASHA)]
        version = more.pop("version", None)
        headers = {} if version is None else {"if-match": f'"{version}"'}
        headers |= more.pop("headers", {})
        return self.cloud.api("content", method, path, body, token=token, headers=headers, **more)

    def upload(self, photo_id: str, content: bytes = b"a picture") -> None:
        """A photo of Asha's whose file is on its way."""
        self._photos.add(Photo(photo_id, ASHA, "vase.jpg", self._began))
        key = f"media/{photo_id}/web.webp"
        self.cloud.client("s3").put_object(Bucket=BUCKET, Key=key, Body=content)

    def mark_ready(self, photo_id: str) -> dict[str, Any]:
        """The photo becomes ready; answers the event that says so."""
        photo = Photo(photo_id, ASHA, "vase.jpg", self._began)
        web = Rendition("web", "webp", 64, 48, 9, f"media/{photo_id}/web.webp")
        event = PhotoReady.model_validate(
            {
                "photo_id": photo_id,
                "owner_id": ASHA,
                "renditions": [{"name": "web", "width": 64, "height": 48, "format": "webp"}],
            }
        )
        self._photos.settle(photo, replace(photo, status="ready", renditions=(web,)), event)
        return event.model_dump(mode="json")

    def reject(self, photo_id: str) -> None:
        """The photo turns out to be none."""
        photo = Photo(photo_id, ASHA, "vase.jpg", self._began)
        event = PhotoReady(photo_id=photo_id, owner_id=ASHA, renditions=())
        self._photos.settle(
            photo, photo.rejected(Refusal("damaged", "It is damaged.", "Again.")), event
        )

    def deliver(self, name: str, content: dict[str, Any], event_id: str = "") -> None:
        """Hand an event to the worker that listens for it."""
        self._events += 1
        handler, source = {
            "PhotoReady": ("content.on_photo_ready", "media"),
            "RewriteRequested": ("content.on_rewrite_requested", "content"),
            "CopyRequested": ("content.on_copy_requested", "content"),
            "ImageRequested": ("content.on_image_requested", "content"),
            "PhotoRejected": ("content.on_photo_rejected", "media"),
            "DraftDeleted": ("content.on_draft_deleted", "content"),
        }[name]
        named = event_id or f"evt_{self._events}"
        self.cloud.call(handler, bus_event(source, name, content, named))

    def requests(self) -> list[dict[str, Any]]:
        """Every rewrite that was asked for, at once or after a pause, oldest first."""
        names = ("RewriteRequested", "RewritePlanned")
        found = [one["data"] for name in names for one in self.cloud.outbox_events("content", name)]
        return sorted(found, key=lambda one: int(one["draft_version"]))

    def write(self) -> None:
        """Carry out the newest request."""
        self.deliver("RewriteRequested", self.requests()[-1])

    def run_planned(self, *planned: dict[str, Any]) -> Any:
        """The pause is over: hand planned rewrites to their worker, as the queue does."""
        records = [
            {
                "messageId": f"message_{place}",
                "body": json.dumps(bus_event("content", "RewritePlanned", one, f"evt_r{place}")),
            }
            for place, one in enumerate(planned)
        ]
        return self.cloud.call("content.queue_rewrites", {"Records": records})

    def only(self) -> Any:
        """Asha's one draft, as the API shows it."""
        (draft,) = self.api("GET", "/drafts").data["items"]
        return draft

    def ready(self, facts: dict[str, Any] | None = None) -> Any:
        """A draft about a photo that is there, with its words written."""
        self.upload(ONE)
        self.mark_ready(ONE)
        body = {"photo_ids": [ONE], "facts": facts or {"title": "Blue vase"}}
        assert self.api("POST", "/drafts", body).status == 201
        self.write()
        return self.only()
