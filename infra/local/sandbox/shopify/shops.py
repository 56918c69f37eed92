"""The stores of the stand-in: who owns them, where they sell, where they keep their stock."""

from dataclasses import dataclass

CURRENCY = "INR"
ZONE = "Asia/Kolkata"
ONLINE_STORE = "online"


@dataclass(frozen=True)
class Place:
    """Something with a number and a name: a publication or a location."""

    number: str
    name: str


@dataclass(frozen=True)
class Shop:
    """One store on Shopify; ``domain`` is its host name."""

    domain: str
    number: str
    name: str
    owner: str
    email: str
    publications: tuple[Place, ...]
    locations: tuple[Place, ...]

    @property
    def handle(self) -> str:
        """The store's part of the domain."""
        return self.domain.partition(".")[0]


SHOPS = {
    shop.domain: shop
    for shop in (
        Shop(
            "haat-craft-house.myshopify.com",
            "71200300401",
            "Haat Craft House",
            "Asha Devi",
            "asha@craft-house.example",
            (Place("150100200301", "Online Store"), Place("150100200302", "Shop")),
            (Place("84300200101", "Workshop, Khurja"), Place("84300200102", "Stall, Dilli Haat")),
        ),
        Shop(
            "neighbour-weavers.myshopify.com",
            "71200300402",
            "Neighbour Weavers",
            "Ravi Ansari",
            "ravi@weavers.example",
            (Place("150100200311", "Online Store"),),
            (Place("84300200111", "Loom house, Varanasi"),),
        ),
    )
}
SCOPES = {
    "read_products": "see your products",
    "write_products": "create and change products",
    "read_publications": "see where products are sold",
    "write_publications": "put products on your sales channels",
    "read_files": "see your files",
    "write_files": "add pictures to your store",
    "read_inventory": "see your stock",
    "write_inventory": "change your stock",
    "read_locations": "see where you keep stock",
    "read_orders": "see your orders of the last 60 days",
    "read_all_orders": "see all your orders",
    "write_merchant_managed_fulfillment_orders": "mark your orders as sent",
    "read_merchant_managed_fulfillment_orders": "see how your orders are sent",
    "read_reports": "see your reports",
}
# A few of the product taxonomy's nodes (shopify.github.io/product-taxonomy): id → full name.
TAXONOMY = {
    "ha": "Hardware",
    "hg": "Home & Garden",
    "hg-3": "Home & Garden > Decor",
    "hg-3-4": "Home & Garden > Decor > Artwork",
    "hg-3-4-3": "Home & Garden > Decor > Artwork > Sculptures & Statues",
    "hg-3-66": "Home & Garden > Decor > Vases",
    "hg-3-57": "Home & Garden > Decor > Rugs",
    "hg-11": "Home & Garden > Kitchen & Dining",
    "hg-15": "Home & Garden > Linens & Bedding",
    "aa": "Apparel & Accessories",
    "aa-1": "Apparel & Accessories > Clothing",
    "aa-2": "Apparel & Accessories > Clothing Accessories",
    "aa-2-26": "Apparel & Accessories > Clothing Accessories > Scarves & Shawls",
    "aa-5": "Apparel & Accessories > Handbags, Wallets & Cases",
    "aa-6": "Apparel & Accessories > Jewelry",
    "ae-2": "Arts & Entertainment > Hobbies & Creative Arts",
}


def gid(kind: str, number: str | int) -> str:
    """Shopify's global id."""
    return f"gid://shopify/{kind}/{number}"


def number_of(global_id: str | None, kind: str) -> str | None:
    """The number in a global id of a kind; None for any other text."""
    prefix = f"gid://shopify/{kind}/"
    found = (global_id or "").removeprefix(prefix)
    return found if global_id and global_id.startswith(prefix) and found else None
