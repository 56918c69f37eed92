"""An artisan with one of everything, made through the real handlers alone."""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from tests.integration.aws import BUCKET, Cloud, Reply

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
    """Somebody with a store, a product, a photo, an approved draft and a post of it."""
    artisan = register(cloud, name)

    def ask(context: str, method: str, path: str, body: object = None, **more: Any) -> Reply:
        return cloud.api(context, method, path, body, token=artisan.token, **more)

    artisan.owned["store_id"] = ask("catalog", "POST", "/stores", {"name": name}).data["store_id"]
    price = {"amount": "1450.00", "currency": "INR"}
    product = {"title": "Stole", "price": price, "quantity": 3}
    artisan.owned["product_id"] = ask("catalog", "POST", "/products", product).data["product_id"]
    photo_id = artisan.owned["photo_id"] = _photograph(cloud, artisan)
    facts = {"title": "Stole", "craft": "Ajrakh", "materials": ["silk"], "price": price}
    draft = ask("content", "POST", "/drafts", {"photo_ids": [photo_id], "facts": facts}).data
    draft_id = artisan.owned["draft_id"] = draft["draft_id"]
    deliver(cloud)
    ready = ask("content", "GET", f"/drafts/{draft_id}")
    assert ready.data["status"] == "ready", ready.text
    tag = {"If-Match": f'"{ready.data["version"]}"'}
    assert ask("content", "POST", f"/drafts/{draft_id}/approve", headers=tag).status == 200
    order = ask("content", "POST", "/ai/generate-copy", {"facts": facts})
    artisan.owned["job_id"] = order.data["job_id"]
    _reviewed(artisan, ask)
    post = {
        "draft_id": draft_id,
        "product_id": artisan.owned["product_id"],
        "platforms": ["facebook"],
    }
    artisan.owned["post_id"] = ask("publishing", "POST", "/posts", post).data["post_id"]
    return artisan


def _reviewed(artisan: Artisan, ask: Callable[..., Reply]) -> None:
    """A link for approval, a group of hashtags and a template."""
    path = f"/drafts/{artisan.owned['draft_id']}/approval-link"
    artisan.owned["link_id"] = ask("content", "POST", path, {"name": "Ravi"}).data["link_id"]
    group = {"name": "Craft", "hashtags": ["craft"]}
    groups = ask("content", "POST", "/templates/hashtag-groups", group)
    artisan.owned["group_id"] = groups.data["group_id"]
    template = ask("content", "POST", "/templates", {"name": "Festive", "body": "{title}"})
    artisan.owned["template_id"] = template.data["template_id"]


def deliver(cloud: Cloud) -> None:
    """Carry events from the outboxes over the bus to content's workers until all is quiet."""
    workers = {
        "PhotoReady": "content.on_photo_ready",
        "RewriteRequested": "content.on_rewrite_requested",
        "CopyRequested": "content.on_copy_requested",
    }
    for _ in range(5):
        for context in ("media", "content"):
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
