"""An artisan at the laptop cloud, who does everything through the public API."""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from infra.local.connect import PANELS, browser_page
from infra.local.demo import FACTS, connect_panel_in
from infra.local.drawing import draw
from infra.local.journey import (
    Api,
    approved_product,
    by_platform,
    connect_by_oauth,
    connections_to,
    ready_photo,
    upload,
    wish,
)
from infra.local.laptop import Laptop
from tests.e2e.sandbox_client import SandboxClient
from tests.e2e.waiting import eventually

PASSWORD = "a loom and a kiln"

Post = dict[str, Any]


@dataclass
class Artisan:
    """Signed in, with one photograph; each post has words of its own."""

    api: Api
    sandbox_url: str
    email: str
    photo_id: str = ""
    product_id: str = ""
    posts: list[str] = field(default_factory=list)

    def sign_in(self) -> None:
        """Access tokens end after 15 minutes."""
        self.api.sign_in(self.email, PASSWORD)

    def upload_photo(self, folder: Path) -> None:
        """Upload a drawn photograph and wait for its pictures."""
        self.photo_id = upload(self.api, draw(folder / "cloth.jpg"))
        ready_photo(self.api, self.photo_id)

    def connect(self, *platforms: str) -> None:
        """Connect what is not connected (any more)."""
        missing = [one for one in platforms if not connections_to(self.api, one)]
        for platform in missing:
            if platform not in PANELS:
                connect_by_oauth(self.api, platform)
        if panels := [one for one in missing if one in PANELS]:
            self._log_in_to(panels)

    def _log_in_to(self, panels: Sequence[str]) -> None:
        with browser_page(headless=True) as page:
            browser = page.context.browser
            assert browser
            for platform in panels:
                with closing(browser.new_context(service_workers="block")) as context:
                    connect_panel_in(context.new_page(), self.api, self.sandbox_url, platform)

    def post(self, *platforms: str) -> str:
        """An approved post that is not published yet; answers its id."""
        return self.separate_posts(platforms)[0]

    def separate_posts(self, *bundles: Sequence[str]) -> list[str]:
        """A new piece with approved words, in a post for each bundle of platforms; their ids.

        The photograph makes one piece at a time, so the one before is archived.
        """
        self.sign_in()
        if self.product_id:
            self.api.delete(f"/products/{self.product_id}")
        self.connect(*(platform for bundle in bundles for platform in bundle))
        # Facebook refuses the words of the Page's last post; a catalogue needs a link.
        number = len(self.posts) + 1
        facts = FACTS | {
            "title": f"{FACTS['title']}, piece {number}",
            "link": f"https://lakshmi-bai.example/piece-{number}",
        }
        self.product_id = approved_product(self.api, self.photo_id, facts)
        wishes = [wish(self.api, self.product_id, one) for one in bundles]
        made = [str(self.api.post("/posts", one)["post_id"]) for one in wishes]
        self.posts += made
        return made

    def publish(self, post_id: str) -> Post:
        """Press *Publish*."""
        return dict(self.api.post(f"/posts/{post_id}/publish", {}))

    def retry(self, post_id: str) -> Post:
        """Press *Try again*."""
        return dict(self.api.post(f"/posts/{post_id}/retry", {}))

    def read(self, post_id: str) -> Post:
        """The post as it stands."""
        return dict(self.api.get(f"/posts/{post_id}"))

    def wait_settled(self, post_id: str, seconds: float = 240) -> dict[str, Post]:
        """The publications by platform, once the post is settled."""

        def when_settled() -> Post | None:
            post = self.read(post_id)
            return post if post["status"] == "settled" else None

        post = eventually(when_settled, f"{post_id} settled", seconds=seconds)
        return by_platform(post)

    def assert_posts_match(self, sandbox: SandboxClient) -> None:
        """Assert that each platform shows exactly what is said to be confirmed there."""
        self.sign_in()
        shown = [one for post_id in self.posts for one in by_platform(self.read(post_id)).values()]
        for platform in {one["platform"] for one in shown}:
            confirmed = [
                one for one in shown if (one["platform"], one["status"]) == (platform, "confirmed")
            ]
            assert len(sandbox.published(platform)) == len(confirmed), platform


def address() -> str:
    """An e-mail address that nobody has signed up with."""
    return f"{secrets.token_hex(6)}@haat.test"


@contextmanager
def new_artisan(laptop: Laptop, name: str) -> Iterator[Artisan]:
    """Somebody who has just signed up."""
    api, email = Api(laptop.url), address()
    try:
        api.register(email, PASSWORD, name)
        yield Artisan(api, laptop.sandbox_url, email)
    finally:
        api.http.close()
