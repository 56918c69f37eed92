"""An artisan with one of everything, made through the real handlers alone."""

import io
import json
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from tests.integration.aws import BUCKET, Cloud
from tests.integration.publications import live_publication
from tests.integration.routes import Route, all_routes

PLAIN = {"post_id": {"places": [{"platform": "facebook"}], "publish": False}}
"""Where the example says more than a tenant can: nobody is connected here."""
S3_EVENT = Path(__file__).parents[2] / "events" / "aws" / "s3_object_created.json"


@dataclass(frozen=True)
class Artisan:
    """A person, their token, and the ids of what they own by the names that routes use."""

    user_id: str
    token: str
    refresh_token: str
    owned: dict[str, str]


def register(cloud: Cloud, name: str) -> Artisan:
    """Somebody who owns nothing yet."""
    body = {
        "email": f"{name}@example.com",
        "password": "sixteen washes",
        "name": name,
        "session": "token",
    }
    session = cloud.api("identity", "POST", "/auth/register", body).data
    user_id = session["user"]["user_id"]
    return Artisan(user_id, session["access_token"], session["refresh_token"], {})


def seeded_artisan(cloud: Cloud, name: str) -> Artisan:
    """Somebody with one of everything that a route creates, made by its example.

    A photo needs a worker as well, a draft is approved, so that there can be a post of it, and what
    is published is stored as the workflow leaves it.
    """
    artisan = register(cloud, name)
    artisan.owned["photo_id"] = _photograph(cloud, artisan)
    makers: dict[str, Route] = {}
    for route in all_routes():
        makers.setdefault(route.declared.creates, route)
    del makers[""]
    while missing := makers.keys() - artisan.owned.keys():
        ready = [one for one in sorted(missing) if not makers[one].named(missing - {one})]
        assert ready, f"each of these needs another one first: {missing}"
        if ready[0] == "publication_id":
            artisan.owned[ready[0]] = _publication(artisan)
            continue
        _create(cloud, artisan, makers[ready[0]])
        if ready[0] == "draft_id":
            _approve(cloud, artisan)
    return artisan


def _publication(artisan: Artisan) -> str:
    """A publication of her post as the workflow leaves it: there is no vendor here."""
    return live_publication(artisan.user_id, artisan.owned["post_id"], "facebook")


def _create(cloud: Cloud, artisan: Artisan, route: Route) -> None:
    kind, path = route.declared.creates, route.at(artisan.owned)
    body = {**(route.body_with(artisan.owned) or {}), **PLAIN.get(kind, {})} or None
    made = cloud.api(route.context, route.method, path, body, token=artisan.token)
    artisan.owned[kind] = made.data[kind]


def _approve(cloud: Cloud, artisan: Artisan) -> None:
    deliver(cloud)
    path = f"/drafts/{artisan.owned['draft_id']}"
    ready = cloud.api("content", "GET", path, token=artisan.token)
    assert ready.data["status"] == "ready", ready.text
    tag = {"If-Match": f'"{ready.data["version"]}"'}
    approved = cloud.api("content", "POST", f"{path}/approve", token=artisan.token, headers=tag)
    assert approved.status == 200, approved.text


def deliver(cloud: Cloud) -> None:
    """Carry events from the outboxes over the bus to content's workers until all is quiet."""
    workers = {
        "PhotoReady": "content.on_photo_ready",
        "ProductCreated": "content.on_product_created",
        "RewriteRequested": "content.on_rewrite_requested",
        "CopyRequested": "content.on_copy_requested",
    }
    for _ in range(5):
        for context in ("media", "catalog", "content"):
            cloud.relay(context)
        waiting = cloud.on_bus()
        for event in waiting:
            if worker := workers.get(event["detail-type"]):
                cloud.call(worker, event)
        if not waiting:
            return


def _photograph(cloud: Cloud, artisan: Artisan) -> str:
    picture = io.BytesIO()
    Image.linear_gradient("L").resize((800, 600)).convert("RGB").save(picture, "JPEG")
    content = picture.getvalue()
    body = {"filename": "stole.jpg", "content_type": "image/jpeg", "size": len(content)}
    presigned = cloud.api("media", "POST", "/media/uploads", body, token=artisan.token).data
    key = presigned["fields"]["key"]
    cloud.client("s3").put_object(Bucket=BUCKET, Key=key, Body=content)
    event = json.loads(S3_EVENT.read_text(encoding="utf-8"))
    event["Records"][0]["s3"]["object"]["key"] = key
    cloud.call("media.on_photo_uploaded", event)
    return str(presigned["photo_id"])
