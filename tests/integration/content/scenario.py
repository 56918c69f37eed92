"""Photographs, requests and events for the tests of content, on the account of one test."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
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
        self._heard: set[str] = set()
        self._deaf = False
        self.product_id = ""
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

    def catalog(self, method: str, path: str, body: object = None, **more: Any) -> Reply:
        """Ask catalog's API as Asha."""
        return self.cloud.api("catalog", method, path, body, token=self._tokens[ASHA], **more)

    def product(self, *photo_ids: str, **facts: Any) -> Any:
        """Asha's product that begins with the first photo; content hears of it by `hear`."""
        reply = self.catalog("POST", "/products", {"photo_ids": photo_ids, **facts})
        assert reply.status in {200, 201}, reply.text
        self.product_id = str(reply.data["product_id"])
        return reply.data

    def start(self, *photo_ids: str, **facts: Any) -> Reply:
        """Ask for the draft of a product with these photos and facts, as the web app does."""
        product = self.product(*photo_ids, **facts)
        return self.api("POST", "/drafts", {"product_id": product["product_id"]})

    def change(self, **facts: Any) -> Any:
        """Change the product, and let content hear of it; Asha's one draft after that."""
        product = self.catalog("GET", f"/products/{self.product_id}").data
        headers = {"If-Match": f'"{product["version"]}"'}
        path = f"/products/{self.product_id}"
        reply = self.catalog("PATCH", path, facts, headers=headers)
        assert reply.status == 200, reply.text
        self.hear()
        return self.only()

    def archive(self) -> None:
        """Delete the product, and let content hear of it."""
        assert self.catalog("DELETE", f"/products/{self.product_id}").status == 200
        self.hear()

    def restore(self) -> None:
        """Restore the product, and let content hear of it."""
        assert self.catalog("POST", f"/products/{self.product_id}/restore").status == 200
        self.hear()

    @contextmanager
    def unheard(self) -> Iterator[None]:
        """Within it, what catalog says stays on its way."""
        self._deaf = True
        yield
        self._deaf = False

    def cover(self, draft: Any) -> str:
        """The first photo of the draft's product."""
        product = self.catalog("GET", f"/products/{draft['product_id']}").data
        return str(product["photo_ids"][0])

    def hear(self) -> None:
        """Hand content what catalog has said since the last time."""
        if self._deaf:
            return
        rows = [row for row in self.cloud.items("catalog") if row["sk"] == "outbox"]
        for row in sorted(rows, key=lambda one: str(one["pk"])):
            if row["pk"] not in self._heard:
                self._heard.add(row["pk"])
                self.deliver(row["detail_type"], json.loads(row["detail"])["data"])

    def photo_ready(self, photo_id: str) -> None:
        """The photo becomes ready, and all who hear of it do what they do."""
        ready = self.mark_ready(photo_id)
        self._events += 1
        event = bus_event("media", "PhotoReady", ready, f"evt_{self._events}")
        self.cloud.call("catalog.on_photo_ready", event)
        self.deliver("PhotoReady", ready)
        self.hear()

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
            "ProductCreated": ("content.on_product_created", "catalog"),
            "ProductUpdated": ("content.on_product_updated", "catalog"),
            "StockChanged": ("content.on_product_updated", "catalog"),
            "ProductArchived": ("content.on_product_archived", "catalog"),
            "ProductRestored": ("content.on_product_archived", "catalog"),
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
        assert self.start(ONE, **(facts or {"title": "Blue vase"})).status == 201
        self.hear()
        self.write()
        return self.only()
