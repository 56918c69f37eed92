"""A piece that is live in several shops, and what the artisan and her buyers do with it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import httpx2

from infra.local.demo import FACTS
from infra.local.journey import approved_product, connections_to, wish
from tests.e2e.artisan import Artisan
from tests.e2e.waiting import eventually

Publication = dict[str, Any]


@dataclass(frozen=True)
class LivePiece:
    """One product, live in each of some accounts."""

    artisan: Artisan
    product_id: str

    @classmethod
    def published(
        cls, artisan: Artisan, photo_id: str, platforms: Sequence[str], **facts: object
    ) -> "LivePiece":
        """A product with approved words, published on the platforms."""
        api = artisan.api
        artisan.connect(*platforms)
        told = {**FACTS, "link": "https://lakshmi-bai.example/piece", **facts}
        product_id = approved_product(api, photo_id, told)
        post = api.post("/posts", wish(api, product_id, platforms, publish=True))
        settled = artisan.wait_settled(str(post["post_id"]))
        assert {one["status"] for one in settled.values()} == {"confirmed"}, settled
        return cls(artisan, product_id)

    def product(self) -> dict[str, Any]:
        """The product as it is now."""
        return dict(self.artisan.api.get(f"/products/{self.product_id}"))

    def change(self, **facts: object) -> None:
        """Change facts on the product page."""
        version = {"If-Match": f'"{self.product()["version"]}"'}
        self.artisan.api.patch(f"/products/{self.product_id}", facts, version)

    def stock(self) -> dict[str, Any]:
        """How many there are, and what was sold that is not there."""
        return dict(self.artisan.api.get(f"/products/{self.product_id}/stock"))

    def places(self) -> dict[str, Publication]:
        """Where it stands on each platform."""
        found = self.artisan.api.get(f"/publications?product_id={self.product_id}")["items"]
        return {one["platform"]: dict(one) for one in found}

    def wait(
        self,
        what: str,
        seen: Callable[[dict[str, Publication]], object],
        seconds: float = 120,
    ) -> dict[str, Publication]:
        """The places as soon as `seen` is true of them."""

        def now() -> dict[str, Publication] | None:
            places = self.places()
            return places if seen(places) else None

        return eventually(now, what, seconds=seconds, every=0.5, instead=self.places)

    def buy(self, platform: str, quantity: int = 1) -> None:
        """A buyer orders on the listing's page."""
        url = self.places()[platform]["url"]
        page = url.rpartition("/")[0] if platform == "etsy" else url.rstrip("/")
        answer = httpx2.post(f"{page}/buy", data={"quantity": str(quantity)}, trust_env=False)
        assert answer.status_code == 303, answer.text

    def page(self, platform: str) -> str:
        """What a buyer reads there, without the seller being asked."""
        url = self.places()[platform]["url"]
        return httpx2.get(url, trust_env=False, follow_redirects=True).text

    def sync(self, platform: str) -> None:
        """Have the platform's orders read now, as the clock does every few minutes."""
        (connection,) = connections_to(self.artisan.api, platform)
        self.artisan.api.post(f"/connections/{connection['connection_id']}/sync", {})
