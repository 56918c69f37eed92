"""The queue of webhooks that stand-ins send: signed by the vendor, retried after a failure."""

import asyncio
import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

import httpx2
from starlette.background import BackgroundTask
from starlette.responses import Response

from infra.local.sandbox import settings
from infra.local.sandbox.http_client import http_client
from infra.local.sandbox.world import Document, World

KIND = "delivery"
SECONDS = 5.0
BODY_SHOWN = 200
_LOCKS: WeakKeyDictionary[World, dict[int, asyncio.Lock]] = WeakKeyDictionary()


@dataclass(frozen=True)
class OutgoingWebhook:
    """One request to an app's address; ``retries`` are the seconds after which it comes again.

    ``about`` is what it belongs to (a subscription's id), so that its sender can count failures.
    """

    vendor: str
    url: str
    body: bytes
    headers: Mapping[str, str]
    about: str = ""
    retries: tuple[float, ...] = field(default=())


def base64_hmac(secret: str, body: bytes) -> str:
    """Base64 of HMAC-SHA256 over the raw body, as Shopify and WooCommerce sign."""
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()


def enqueue(world: World, webhook: OutgoingWebhook) -> None:
    """Put a request into the queue; the setting ``<vendor>_webhooks`` may double or drop it."""
    mood = settings.text(world, f"{webhook.vendor}_webhooks")
    for _ in range({"off": 0, "duplicated": 2}.get(mood, 1)):
        number = world.next_id(KIND)
        world.put(
            KIND,
            str(number),
            {
                "number": number,
                "vendor": webhook.vendor,
                "url": webhook.url,
                "body": webhook.body.decode(),
                "headers": dict(webhook.headers),
                "about": webhook.about,
                "retries": list(webhook.retries),
                "due": world.now(),
                "tries": 0,
                "state": "waiting",
                "status": None,
                "answer": "",
            },
        )


def due(world: World, vendor: str | None = None) -> list[Document]:
    """What waits and may go now, in the order in which it is sent."""
    asked = {} if vendor is None else {"vendor": vendor}
    found = [one for one in world.find(KIND, state="waiting", **asked) if one["due"] <= world.now()]
    disordered = {
        name
        for name in {one["vendor"] for one in found}
        if settings.text(world, f"{name}_webhooks") == "disordered"
    }
    late = [one for one in found if one["vendor"] in disordered]
    return [one for one in found if one["vendor"] not in disordered] + late[::-1]


async def send_due(world: World, vendor: str | None = None) -> int:
    """Send everything that is due, one after the other; how many requests went out.

    Concurrent calls wait for one another, so no request is on its way when a call returns.
    """
    sent = 0
    async with _turns(world):
        for one in due(world, vendor):
            await _send(world, one)
            sent += 1
    return sent


def _turns(world: World) -> asyncio.Lock:
    loop = asyncio.get_running_loop()
    return _LOCKS.setdefault(world, {}).setdefault(id(loop), asyncio.Lock())


def then_send_due(world: World, vendor: str, response: Response) -> Response:
    """The same answer; the queue is sent once it is on its way."""
    response.background = BackgroundTask(send_due, world, vendor)
    return response


def failures(world: World, about: str, after: int = 0) -> int:
    """How many of the newest webhooks of a subscription failed in a row, above a number."""
    count = 0
    for one in world.find(KIND, about=about)[::-1]:
        if one["state"] == "done" or one["number"] <= after:
            return count
        count += one["state"] == "failed"
    return count


def newest(world: World, about: str) -> int:
    """The number of a subscription's newest webhook; 0 before any."""
    found = world.find(KIND, about=about)
    return int(found[-1]["number"]) if found else 0


async def _send(world: World, one: Document) -> None:
    status, answer = await _post(one)
    told = status is not None and 200 <= status < 300  # noqa: PLR2004  # HTTP's successes
    retries = one["retries"]
    again = None if told or one["tries"] >= len(retries) else retries[one["tries"]]
    state = "done" if told else "failed" if again is None else "waiting"
    changed = {
        **one,
        "state": state,
        "status": status,
        "answer": answer[:BODY_SHOWN],
        "tries": one["tries"] + 1,
        "due": world.now() + (again or 0),
    }
    world.put(KIND, str(one["number"]), changed)


async def _post(one: Document) -> tuple[int | None, str]:
    content, headers = one["body"].encode(), one["headers"]
    try:
        async with http_client(SECONDS) as client:
            response = await client.post(one["url"], content=content, headers=headers)
            return response.status_code, response.text
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        return None, type(error).__name__
