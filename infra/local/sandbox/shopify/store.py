"""A store's pages for buyers: the products, ordering, paying, cancelling."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from infra.local.sandbox import storefront, webhooks
from infra.local.sandbox.shopify import files, orders, products, variants
from infra.local.sandbox.shopify.context import RequestContext
from infra.local.sandbox.shopify.shops import Shop
from infra.local.sandbox.storefront import StorefrontOrder, StorefrontProduct, rupees, words
from infra.local.sandbox.world import Document, World

VENDOR = "shopify"
STATES = {
    "PENDING": "Ordered. Waiting for the payment.",
    "PAID": "Paid. The workshop is packing it.",
    "REFUNDED": "Cancelled, and the money is on its way back.",
    "VOIDED": "Cancelled.",
}


class Store:
    """Routes of one store's own site."""

    def __init__(self, world: World, shop: Shop) -> None:
        self._world = world
        self._context = RequestContext(world, shop, frozenset())
        self._shop = shop

    def routes(self) -> list[Route]:
        """The front, a product, an order."""
        return [
            Route("/", self.front, methods=["GET"]),
            Route("/products/{handle}", self.product, methods=["GET"]),
            Route("/products/{handle}/buy", self.buy, methods=["POST"]),
            Route("/orders/{token}", self.order, methods=["GET"]),
            Route("/orders/{token}", self.step, methods=["POST"]),
        ]

    async def front(self, _: Request) -> Response:
        """Everything on the Online Store."""
        held = [
            one
            for one in products.every(self._world, self._shop.domain)
            if products.visible(one) and one["status"] == "ACTIVE"
        ]
        return storefront.shop_page(
            VENDOR, self._shop.name, [self._storefront_product(one) for one in held]
        )

    async def product(self, request: Request) -> Response:
        """One product."""
        product = self._visible(request)
        if product is None:
            return storefront.missing(VENDOR)
        return storefront.product_page(VENDOR, self._place, self._storefront_product(product))

    async def buy(self, request: Request) -> Response:
        """Order a variant by its SKU, else the first that can be sold."""
        product = self._visible(request)
        wanted = await storefront.ordered(request)
        sellable = [one for one in (product or {}).get("variants", []) if variants.sellable(one)]
        sold = next((one for one in sellable if wanted.sku in ("", one["sku"])), None)
        if product is None or sold is None:
            return storefront.missing(VENDOR)
        return self._see(orders.place(self._context, product, sold, wanted.quantity))

    async def order(self, request: Request) -> Response:
        """The order's own page, known to its buyer only."""
        order = self._order(request)
        if order is None:
            return storefront.missing(VENDOR)
        return storefront.order_page(VENDOR, self._place, self._ordered(order))

    async def step(self, request: Request) -> Response:
        """Pay or cancel."""
        order = self._order(request)
        if order is None:
            return storefront.missing(VENDOR)
        async with request.form() as form:
            change = orders.pay if form.get("step") == "pay" else orders.cancel
        return self._see(change(self._context, order))

    @property
    def _place(self) -> tuple[str, str]:
        return self._shop.name, self._context.base

    def _see(self, order: Document) -> Response:
        address = f"/{self._shop.domain}/orders/{order['token']}"
        return webhooks.then_send_due(self._world, VENDOR, RedirectResponse(address, 303))

    def _visible(self, request: Request) -> Document | None:
        handle = request.path_params["handle"]
        return next(
            (
                one
                for one in products.every(self._world, self._shop.domain)
                if one["handle"] == handle and products.visible(one)
            ),
            None,
        )

    def _order(self, request: Request) -> Document | None:
        return orders.by_token(self._world, self._shop.domain, request.path_params["token"])

    def _storefront_product(self, product: Document) -> StorefrontProduct:
        held = [self._world.get(files.KIND, id_) for id_ in product["media"]]
        pictures = [one for one in held if one and one["blob"]]
        tracked = [one for one in product["variants"] if one["tracked"]]
        return StorefrontProduct(
            title=product["title"],
            text=words(product["descriptionHtml"]),
            price=rupees(product["variants"][0]["price"]),
            image_urls=tuple(self._world.blob_url(one["blob"]) for one in pictures),
            alt_text=pictures[0]["alt"] if pictures else "",
            url=f"/{self._shop.domain}/products/{product['handle']}",
            stock=sum(variants.total(one) for one in tracked) if tracked else None,
        )

    def _ordered(self, order: Document) -> StorefrontOrder:
        steps = {
            "PENDING": (("pay", "Pay now"), ("cancel", "Cancel the order")),
            "PAID": (("cancel", "Cancel the order"),),
        }
        return StorefrontOrder(
            name=order["name"],
            lines=tuple(f"{one['quantity']} of {one['title']}" for one in order["lines"]),
            total=rupees(order["total"]),
            state=STATES[order["financial"]],
            url=f"/{self._shop.domain}/orders/{order['token']}",
            steps=steps.get(order["financial"], ()),
        )
