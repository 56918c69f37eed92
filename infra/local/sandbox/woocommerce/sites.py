"""The shops: each is somebody's own WordPress site on somebody's own host."""

from dataclasses import dataclass

from infra.local.sandbox.world import World

CURRENCY = "INR"
ZONE_SECONDS = 19_800  # the sites' clocks show Indian time


@dataclass(frozen=True)
class Site:
    """One WordPress site with WooCommerce."""

    host: str
    name: str
    owner: str

    def home(self, world: World) -> str:
        """The site's address, without a slash at the end."""
        return f"{world.public_url}/{self.host}"

    def kind(self, name: str) -> str:
        """What this site's documents of a kind are called in the world."""
        return f"woocommerce.{self.host}.{name}"


SITES = {
    site.host: site
    for site in (
        Site("shop.asha-crafts.example", "Asha Crafts", "asha"),
        Site("weavers.example", "Neighbour Weavers", "ravi"),
    )
}
