"""Puts the catalogue stand-in together: what it answers on Facebook's hosts, and its shop."""

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from infra.local.sandbox.catalogue import accounts, items
from infra.local.sandbox.catalogue.edges import Edges
from infra.local.sandbox.console import when
from infra.local.sandbox.facebook.registration import APP as FACEBOOK
from infra.local.sandbox.graph import GraphRefusal, bad_day, graph_app
from infra.local.sandbox.oauth import Authority
from infra.local.sandbox.pages import page
from infra.local.sandbox.storefront import rupees
from infra.local.sandbox.vendor import Post
from infra.local.sandbox.world import Document, World

VENDOR = "catalogue"
GRAPH = "graph.facebook.com"
OURS = re.compile(r"(/v\d{1,2}\.0)?/(me/businesses|(201|301|701)\d{13}(/[a-z_]+)?)")
TOO_MANY = (
    "(#80014) There have been too many calls for the batch uploads to this catalog account. Wait "
    "a bit and try again."
)


def apps(world: World) -> dict[str, ASGIApp]:
    """No host of its own: see `answers` and `graph`."""
    del world
    return {}


def answers(host: str, path: str) -> bool:
    """Whether a request to Facebook's Graph host is about businesses, catalogues or items."""
    return host == GRAPH and OURS.fullmatch(path) is not None


def graph(authority: Authority) -> ASGIApp:
    """The part of the Graph host that `answers` names."""
    return graph_app(Edges(authority).routes())


def front(world: World) -> Sequence[Route]:
    """The address at which buyers see an item."""

    async def shown(request: Request) -> Response:
        item = items.by_id(world, request.path_params["id"])
        if item is None or not items.visible(item):
            words = "This item is not on sale."
            return page("refusal.html", status=404, vendor=VENDOR, words=words)
        post = _seen(world, item)
        return page("one.html", vendor=VENDOR, post=post, when=when, owner_actions=False)

    return [Route("/commerce/products/{id}/", shown, methods=["GET"])]


def posts(world: World) -> list[Post]:
    """What is in the catalogues, newest first; hidden items marked as such."""
    found = sorted(world.find(items.KIND), key=lambda item: float(item["created"]))[::-1]
    return [_seen(world, item) for item in found]


def _seen(world: World, item: Document) -> Post:
    fields = item["fields"]
    amount, _, currency = str(fields["price"]).partition(" ")
    catalog = world.get(accounts.KIND, item["catalog"])
    return Post(
        vendor=VENDOR,
        id=item["id"],
        title=fields["title"],
        text=fields["description"],
        image_urls=tuple(world.blob_url(blob) for blob in item["blobs"]),
        link=fields["link"],
        price=rupees(amount) if currency == "INR" else f"{amount} {currency}",
        state=items.state(world, item),
        created_at=datetime.fromtimestamp(item["created"], UTC),
        url=items.permalink(world, item),
        account="" if catalog is None else catalog["name"],
    )


def operation(path: str, body: bytes) -> str:
    """Whether a batch shows items (``active``) or not (``archived``); "" for all else."""
    if not path.endswith("/items_batch"):
        return ""
    form = dict(parse_qsl(body.decode("utf-8", "replace")))
    try:
        requests = json.loads(form.get("requests", "[]"))
        told = [str(one["data"].get("status", "")) for one in requests]
    except (ValueError, TypeError, KeyError, AttributeError):
        return ""
    return items.ACTIVE if items.ACTIVE in told else next(iter(told), "")


def remove(world: World, id_: str) -> None:
    """The owner deletes an item in Commerce Manager, or a piece with all its variants."""
    for item in world.find(items.KIND):
        if id_ in (item["id"], items.group(item)):
            world.delete(items.KIND, items.key(item["catalog"], item["retailer_id"]))


def disconnect(world: World) -> None:
    """The person removes the app from her account."""
    Authority(world, FACEBOOK).revoke("app removed")


def fault_response(kind: str, status: int, request: Request) -> Response:
    """Meta's own answer; the limit is that of the catalogue."""
    if kind != "rate_limit":
        return bad_day(kind, status, VENDOR)
    response = GraphRefusal(80014, TOO_MANY).response()
    usage = {"type": "catalog_batch", "call_count": 100, "estimated_time_to_regain_access": 1}
    catalog = request.url.path.rstrip("/").split("/")[-2]
    response.headers["x-business-use-case-usage"] = json.dumps({catalog: [usage]})
    return response
