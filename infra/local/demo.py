"""`make demo`: one photograph becomes five live posts, step by step, ending at the post's page.

With JSON=1, or where no person watches, the last line is JSON with all that was made.
"""

import argparse
import contextlib
import json
import os
import signal
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO
from zoneinfo import ZoneInfo

from playwright.sync_api import Page

from infra.local.connect import (
    DEMO_SELLER,
    PANELS,
    CannotConnect,
    Haat,
    assisted_login,
    browser_page,
    demo_person,
)
from infra.local.drawing import draw
from infra.local.journey import (
    Api,
    JourneyBroken,
    approved_product,
    by_platform,
    connect_by_oauth,
    connections_to,
    ready_photo,
    until,
    upload,
    wish,
)
from infra.local.running import Running, running_haat
from infra.local.seed import EMAIL, PASSWORD

IST = ZoneInfo("Asia/Kolkata")
PLATFORMS = ("facebook", "instagram", "etsy", "pinterest", "meesho")
FACTS: dict[str, Any] = {
    "title": "Blue pottery vase",
    "craft": "Jaipur blue pottery",
    "materials": ["quartz", "glass", "multani mitti"],
    "technique": "painted by hand, fired once",
    "region": "Jaipur, Rajasthan",
    "price": {"amount": "1850.00", "currency": "INR"},
    "quantity": 3,
    "dimensions": "34 x 22 cm",
}
"""What is told of the picture that the demo draws."""

_ANY_PIECE = {"title": "A piece from my workshop"} | {
    name: FACTS[name] for name in ("price", "quantity")
}


def facts_of(photo: Path | None) -> dict[str, Any]:
    """Facts of the drawn picture, or, for somebody's own, only what shops cannot do without.

    Facebook refuses the words of a Page's last post, so each demo says when it was made.
    """
    told = FACTS if photo is None else _ANY_PIECE
    return told | {"story": f"Posted from the shell on {datetime.now(IST):%d %B %Y at %H:%M:%S}."}


class Teller:
    """Prints each step with the time that it took."""

    def __init__(self) -> None:
        self.began = time.monotonic()

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        """Time one step."""
        began = time.monotonic()
        print(f"  {what} …", end="", flush=True)
        try:
            yield
        except BaseException:
            print(" failed")
            raise
        print(f" {time.monotonic() - began:.1f} s")

    @property
    def seconds(self) -> float:
        """Seconds since the first step."""
        return round(time.monotonic() - self.began, 2)


def connect_all(
    api: Api, sandbox: str, teller: Teller, platforms: Sequence[str] = PLATFORMS
) -> None:
    """Connect what is not connected yet, as the demo artisan."""
    for platform in platforms:
        if connections_to(api, platform):
            continue
        with teller.step(f"connect {platform}"):
            if platform in PANELS:
                connect_panel(api, sandbox, platform)
            else:
                connect_by_oauth(api, platform)


def connect_panel(api: Api, sandbox: str, platform: str) -> None:
    """Log in to a panel's stand-in as its seller would, in a browser of its own."""
    with browser_page(headless=True) as page:
        connect_panel_in(page, api, sandbox, platform)


def connect_panel_in(page: Page, api: Api, sandbox: str, platform: str) -> None:
    """The same in a given page; only the session reaches Haat."""
    haat = Haat(api.url, api.token)
    person = demo_person(sandbox, platform)
    state = assisted_login(page, haat.panel(platform), person, seconds=60, platform=platform)
    haat.keep_session(platform, state, DEMO_SELLER)


def publish(
    api: Api,
    photo: Path,
    facts: dict[str, Any],
    teller: Teller,
    platforms: Sequence[str] = PLATFORMS,
) -> dict[str, Any]:
    """The journey from photograph to settled post; answers what the last line says."""
    with teller.step(f"upload {photo.name} ({photo.stat().st_size / 1e6:.1f} MB)"):
        photo_id = upload(api, photo)
    with teller.step("make the pictures"):
        renditions = ready_photo(api, photo_id)["renditions"]
    with teller.step("write and approve the words"):
        product_id = approved_product(api, photo_id, facts)
    with teller.step(f"publish on {len(platforms)} platforms"):
        post = api.post("/posts", wish(api, product_id, platforms, publish=True))
        settled = until(
            lambda: api.get(f"/posts/{post['post_id']}"),
            lambda one: one["status"] == "settled",
            420,
        )
    shown = by_platform(settled)
    for platform, one in shown.items():
        print(f"    {platform:<10} {one['status']:<10} {_where(one)}")
    sizes = ("name", "width", "height", "bytes", "url")
    outcome = ("platform", "status", "url", "reason")
    return {
        "post_id": post["post_id"],
        "product_id": product_id,
        "seconds": teller.seconds,
        "renditions": [{key: one[key] for key in sizes} for one in renditions],
        "targets": [{key: one[key] for key in outcome} for one in shown.values()],
    }


def _where(publication: dict[str, Any]) -> str:
    return str(publication["url"] or publication["reason"])


def _show(haat: Running, board: str) -> None:
    print(f"\n  See it: {board}\n  Sign in as {EMAIL}, password: {PASSWORD}")
    if haat.started_here and wants_json(os.environ, sys.stdout):
        print("  Haat was started for this demo and stops now; `make run` shows it again.")


def _wait_for_ctrl_c() -> None:
    print("  Haat runs until you press Ctrl-C, and keeps everything.", flush=True)
    with contextlib.suppress(KeyboardInterrupt):
        signal.pause()


def wants_json(environment: Mapping[str, str], out: TextIO) -> bool:
    """Whether the last line is to be JSON: where JSON=1 asks for it, or no person watches."""
    return environment.get("JSON") == "1" or not out.isatty()


def main() -> int:
    """Run the demo; 0 only when the piece is live everywhere."""
    options = argparse.ArgumentParser(prog="make demo", description=__doc__)
    options.add_argument("photo", nargs="?", type=Path, help="a JPEG, PNG, WebP or HEIC")
    photo = options.parse_args().photo
    if photo is not None and not photo.is_file():
        print(f"There is no photograph at {photo}. Give one with PHOTO=…", file=sys.stderr)
        return 2
    with running_haat() as haat:
        teller = Teller()
        try:
            api = Api(haat.url)
            with teller.step("sign in as the demo artisan"):
                api.sign_in(EMAIL, PASSWORD)
            connect_all(api, haat.sandbox_url, teller)
            picture = photo or draw(haat.state / "demo.jpg")
            told = publish(api, picture, facts_of(photo), teller)
        except (JourneyBroken, CannotConnect) as broken:
            print(f"The demo stopped: {broken}", file=sys.stderr)
            return 1
        _show(haat, f"{haat.url}/posts/{told['post_id']}")
        if wants_json(os.environ, sys.stdout):
            print(json.dumps(told, ensure_ascii=False), flush=True)
        elif haat.started_here:
            _wait_for_ctrl_c()
        return 0 if all(one["status"] == "confirmed" for one in told["targets"]) else 1


if __name__ == "__main__":
    sys.exit(main())
