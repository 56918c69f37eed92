"""Posts to each platform without Haat around it: the same vendor calls, one after the other.

A process of its own: the adapters take their settings from its environment, and keep their
connections in an in-process table, so that only the platforms' own time is left.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, cast

from moto import mock_aws

from infra.local.connect import DEMO_SELLER, assisted_login, browser_page, demo_person
from infra.local.sandbox.server import SandboxServer
from kernel.money import Money
from tests.integration.aws import ENVIRONMENT, Cloud
from tests.integration.channels import posting
from tests.integration.channels.oauth_client import Artisan, account

IN_BROWSER = "meesho"


@dataclass(frozen=True)
class PostContext:
    """What to post, and where the stand-ins are."""

    environment: Mapping[str, str]
    sandbox_url: str
    platforms: tuple[str, ...]
    pictures: tuple[Mapping[str, Any], ...]
    rounds: int


def connect(artisan: Artisan, context: PostContext, platform: str) -> None:
    """Connect through the platform's real consent page, or by a login in its panel."""
    if platform == IN_BROWSER:
        asked = artisan.api("POST", "/connections/meesho/authorize", {})
        with browser_page(headless=True) as page:
            panel = asked.error["details"]["panel_url"]
            state = assisted_login(
                page, panel, demo_person(context.sandbox_url, "meesho"), platform="meesho"
            )
        body = {"storage_state": state, "seller": asdict(DEMO_SELLER)}
        _ = artisan.api("PUT", "/connections/meesho/session", body).data
        return
    url, cookies = artisan.begin(platform)
    back = artisan.decide(url)
    path = f"/connections/{platform}/callback"
    artisan.cloud.api("channels", "GET", path, query=back, cookies=cookies)
    for pending in artisan.api("GET", "/connections/pending").data["items"]:
        if pending["platform"] == platform and pending["accounts"]:
            first = pending["accounts"][0]["id"]
            chosen = {"pending_id": pending["pending_id"], "account_id": first}
            _ = artisan.api("POST", f"/connections/{platform}/account", chosen).data


def listing(context: PostContext, platform: str, number: int) -> Any:
    """A brass horse, unlike the one before: Facebook refuses the words of the last post."""
    from functions.channels.public import Listing, Picture  # noqa: PLC0415  # after the environment

    sizes = ("url", "width", "height", "bytes", "format")
    pictures = {one["name"]: Picture(*(one[key] for key in sizes)) for one in context.pictures}
    return Listing(
        marker=f"target_{platform[:4]}{number:022d}",
        title=f"Dokra brass horse, direct {number}",
        text=f"A horse in lost-wax brass from Bastar, direct {number}. #dokra #handmade",
        tags=("dokra", "brass horse", "lost wax"),
        alt_text="A small brass horse on a cotton cloth",
        price=Money(185_000, "INR"),
        quantity=3,
        materials=("brass", "beeswax"),
        link="",
        pictures=pictures,
    )


def post(platform: str, one: Any) -> None:
    """The vendor calls from the first to the one that makes it visible, waits included."""
    from functions.channels import public  # noqa: PLC0415  # after the environment

    if platform == IN_BROWSER:
        report = public.run_browser_job(posting.browser_job(*account(platform), one))
        posting.check(*account(platform), one, public.Handle(**report))
        return
    step = posting.start(*account(platform), one)
    while isinstance(step, public.Waiting):
        time.sleep(step.seconds)
        step = posting.check(*account(platform), one, step.handle)
    if isinstance(step, public.Ready):
        posting.finish(*account(platform), one, step.handle)


def seconds(work: Callable[[], None]) -> float:
    """How long it takes."""
    began = time.monotonic()
    work()
    return time.monotonic() - began


def measured(context: PostContext) -> dict[str, list[float]]:
    """Seconds of each run, by platform."""
    os.environ.update({**ENVIRONMENT, **context.environment})
    with mock_aws():
        cloud = Cloud().build()
        made = cloud.client("kms").create_key(KeySpec="SYMMETRIC_DEFAULT")
        os.environ["BROWSER_KEY_ID"] = made["KeyMetadata"]["KeyId"]
        # Only its consent pages are needed here, and they are asked over HTTP.
        artisan = Artisan(cloud, cast("SandboxServer", None))
        taken: dict[str, list[float]] = {}
        for platform in context.platforms:
            connect(artisan, context, platform)
            for number in range(context.rounds):
                one = listing(context, platform, number)
                took = seconds(lambda platform=platform, one=one: post(platform, one))  # type: ignore[misc]  # a lambda's defaults
                taken.setdefault(platform, []).append(took)
        return taken


if __name__ == "__main__":
    sys.stdout.write(
        "\n" + json.dumps(measured(PostContext(**json.loads(sys.stdin.read())))) + "\n"
    )
