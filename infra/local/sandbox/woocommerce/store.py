"""A shop's pages for buyers: the products, ordering, paying, cancelling."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from infra.local.sandbox import storefront, webhooks
from infra.local.sandbox.storefront import StorefrontOrder, StorefrontProduct, rupees, words
from infra.local.sandbox.woocommerce import images, products
from infra.local.sandbox.woocommerce.api import host_page
from infra.local.sandbox.woocommerce.orders import Orders
from infra.local.sandbox.woocommerce.sites import Site
from infra.local.sandbox.world import Document, World

VENDOR = "woocommerce"
STATES = {
    "pending": "Ordered. Waiting for the payment.",
    "processing": "Paid. The workshop is packing it.",
    "completed": "Sent.",
    "cancelled": "Cancelled.",
    "refunded": "Refunded.",
}
STEPS = {
    "pending": (("processing", "Pay now"), ("cancelled", "Cancel the order")),
    "processing": (("refunded", "Ask for the money back"),),
}


class Store:
    """Routes of one site's own pages."""

    def __init__(self, world: World, site: Site) -> None:
        self._world = world
        self._site = site
        self._orders = Orders(world, site)

    def routes(self) -> list[Route]:
        """The front, a product, an order."""
        return [
            Route("/", self.front, methods=["GET"]),
            Route("/product/{slug}/", self.product, methods=["GET"]),
            Route("/product/{slug}/buy", self.buy, methods=["POST"]),
            Route("/order/{token}", self.order, methods=["GET"]),
            Route("/order/{token}", self.step, methods=["POST"]),
        ]

    async def front(self, _: Request) -> Response:
        """Everything that is published."""
        held = [
            one
            for one in products.every(self._world, self._site)
            if one["status"] == products.VISIBLE and not one["parent_id"]
        ]
        on_sale = [self._storefront_product(one) for one in held]
        return host_page(self._world) or storefront.shop_page(VENDOR, self._site.name, on_sale)

    async def product(self, request: Request) -> Response:
        """One product."""
        product = self._published(request)
        if product is None:
            return storefront.missing(VENDOR)
        return storefront.product_page(VENDOR, self._place, self._storefront_product(product))

    async def buy(self, request: Request) -> Response:
        """Order it, or the variation with the SKU that is asked for."""
        product = self._published(request)
        if product is None or product["stock_status"] != "instock":
            return storefront.missing(VENDOR)
        held = products.every(self._world, self._site)
        forms = [one for one in held if one["parent_id"] == product["id"]]
        wanted = await storefront.ordered(request)
        left = [
            one
            for one in forms
            if one["stock_status"] == "instock" and wanted.sku in ("", one["sku"])
        ]
        if forms and not left:
            return storefront.missing(VENDOR)
        return self._see(self._orders.place((left or [product])[0], wanted.quantity))

    async def order(self, request: Request) -> Response:
        """The order's own page, known to its buyer only."""
        order = self._orders.by_token(request.path_params["token"])
        if order is None:
            return storefront.missing(VENDOR)
        return storefront.order_page(VENDOR, self._place, self._ordered(order))

    async def step(self, request: Request) -> Response:
        """Pay, cancel, or ask for the money back."""
        order = self._orders.by_token(request.path_params["token"])
        async with request.form() as form:
            step = str(form.get("step", ""))
        if order is None or step not in dict(STEPS.get(order["status"], ())):
            return storefront.missing(VENDOR)
        return self._see(self._orders.turn(order, step))

    @property
    def _place(self) -> tuple[str, str]:
        return self._site.name, f"/{self._site.host}"

    def _see(self, order: Document) -> Response:
        address = f"/{self._site.host}/order/{order['token']}"
        return webhooks.then_send_due(self._world, VENDOR, RedirectResponse(address, 303))

    def _published(self, request: Request) -> Document | None:
        slug = request.path_params["slug"]
        return next(
            (
                one
                for one in products.every(self._world, self._site)
                if one["slug"] == slug and one["status"] == products.VISIBLE
            ),
            None,
        )

    def _storefront_product(self, product: Document) -> StorefrontProduct:
        pictures = images.wire(self._world, self._site, product["images"])
        stock = product["stock_quantity"] if product["manage_stock"] else None
        return StorefrontProduct(
            title=product["name"],
            text=words(product["description"]),
            price=rupees(product["price"]),
            image_urls=tuple(one["src"] for one in pictures),
            alt_text=pictures[0]["alt"] if pictures else "",
            url=f"/{self._site.host}/product/{product['slug']}",
            stock=0 if product["stock_status"] == "outofstock" else stock,
        )

    def _ordered(self, order: Document) -> StorefrontOrder:
        return StorefrontOrder(
            name=f"#{order['id']}",
            lines=tuple(f"{one['quantity']} of {one['name']}" for one in order["lines"]),
            total=rupees(order["total"]),
            state=STATES.get(order["status"], str(order["status"])),
            url=f"/{self._site.host}/order/{order['token']}",
            steps=STEPS.get(order["status"], ()),
        )
