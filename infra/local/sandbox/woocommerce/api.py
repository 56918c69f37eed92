"""The REST API of one site below /wp-json: who calls, what is asked, what WordPress answers."""

from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from infra.local.sandbox import journal, settings, webhooks
from infra.local.sandbox.woocommerce.keys import ApiKeyAuth
from infra.local.sandbox.woocommerce.orders import Orders
from infra.local.sandbox.woocommerce.products import Effects, Products
from infra.local.sandbox.woocommerce.sites import CURRENCY, Site
from infra.local.sandbox.woocommerce.terms import CATEGORIES, TAGS, Terms
from infra.local.sandbox.woocommerce.webhooks import Webhooks
from infra.local.sandbox.woocommerce.wire import Json, WpError, body, listed, number
from infra.local.sandbox.world import Document, World

ROOT = "/wp-json/wc/v3"
BATCH_MAX = 100
MAINTENANCE = (
    "<!DOCTYPE html><html><head><title>Maintenance</title></head><body><h1>Briefly unavailable "
    "for scheduled maintenance. Check back in a minute.</h1></body></html>"
)
FIREWALL = (
    "<html><head><title>403 Forbidden</title></head><body><center><h1>403 Forbidden</h1></center>"
    "<hr><center>Web Application Firewall</center></body></html>"
)
MOVED = "<html><head><title>301 Moved Permanently</title></head><body>nginx</body></html>"
NOT_FOUND = "<html><head><title>404 Not Found</title></head><body>Apache Server</body></html>"
RANK = ("published", "unpublished", "deleted", "created")
Answer = Callable[[Request, Effects], Awaitable[Response]]


def host_page(world: World) -> Response | None:
    """What a cheap host puts before the shop on a bad day: a web page with a status."""
    mood = settings.text(world, "woocommerce_host")
    pages = {
        "maintenance": HTMLResponse(MAINTENANCE, 503, headers={"retry-after": "600"}),
        "firewall": HTMLResponse(FIREWALL, 403),
        "moved": HTMLResponse(MOVED, 301, headers={"location": "https://www.shop.example/"}),
        "plain_permalinks": HTMLResponse(NOT_FOUND, 404),
    }
    return pages.get(mood)


class Api:
    """The routes of one site."""

    def __init__(self, world: World, site: Site) -> None:
        self._world = world
        self._site = site
        self._auth = ApiKeyAuth(world, site)
        self._orders = Orders(world, site)
        self._hooks = Webhooks(world, site)

    def routes(self) -> list[Route]:
        """Everything below /wp-json."""
        product = f"{ROOT}/products/{{id}}"
        variation = f"{product}/variations"
        return [
            Route("/wp-json/", self.index, methods=["GET"]),
            self._route(f"{ROOT}/data/currencies/current", self.currency),
            self._route(f"{ROOT}/products/batch", self.batch, "POST"),
            *self._terms(),
            self._route(f"{ROOT}/products", self.products),
            self._route(f"{ROOT}/products", self.create, "POST"),
            self._route(product, self.product),
            self._route(product, self.change, "PUT", "POST", "PATCH"),
            self._route(product, self.delete, "DELETE"),
            self._route(variation, self.products),
            self._route(variation, self.create, "POST"),
            self._route(f"{variation}/batch", self.batch, "POST"),
            self._route(f"{variation}/{{variation}}", self.product),
            self._route(f"{variation}/{{variation}}", self.change, "PUT", "POST", "PATCH"),
            self._route(f"{variation}/{{variation}}", self.delete, "DELETE"),
            self._route(f"{ROOT}/orders", self.orders),
            self._route(f"{ROOT}/orders/{{id}}", self.order),
            self._route(f"{ROOT}/orders/{{id}}", self.turn, "PUT"),
            self._route(f"{ROOT}/orders/{{id}}/refunds", self.refunds),
            self._route(f"{ROOT}/webhooks", self.webhooks),
            self._route(f"{ROOT}/webhooks", self.subscribe, "POST"),
            self._route(f"{ROOT}/webhooks/{{id}}", self.webhook),
            self._route(f"{ROOT}/webhooks/{{id}}", self.resubscribe, "PUT"),
            self._route(f"{ROOT}/webhooks/{{id}}", self.unsubscribe, "DELETE"),
        ]

    def _route(self, path: str, answer: Answer, *methods: str) -> Route:
        async def guarded(request: Request) -> Response:
            before = host_page(self._world)
            if before is not None:
                return before
            try:
                self._auth.permissions(request)
                response = await answer(request, journal.EffectLog(request, RANK))
            except WpError as error:
                response = error.response()
            return webhooks.then_send_due(self._world, "woocommerce", response)

        return Route(path, guarded, methods=list(methods or ("GET",)))

    def _terms(self) -> list[Route]:
        routes = []
        for path, taxonomy in (("categories", CATEGORIES), ("tags", TAGS)):
            terms = Terms(self._world, self._site, taxonomy)
            routes += [
                self._route(f"{ROOT}/products/{path}", _all_terms(terms)),
                self._route(f"{ROOT}/products/{path}", _new_term(terms), "POST"),
                self._route(f"{ROOT}/products/{path}/batch", _new_terms(terms), "POST"),
                self._route(f"{ROOT}/products/{path}/{{id}}", _one_term(terms)),
            ]
        return routes

    async def index(self, _: Request) -> Response:
        """What the site says of itself to anybody."""
        home = self._site.home(self._world)
        return host_page(self._world) or JSONResponse(
            {
                "name": self._site.name,
                "description": "",
                "url": home,
                "home": home,
                "gmt_offset": "5.5",
                "timezone_string": "Asia/Kolkata",
                "namespaces": ["wp/v2", "wc/v3"],
                "authentication": {},
            }
        )

    async def currency(self, _: Request, __: Effects) -> Response:
        """What the shop counts in."""
        return JSONResponse({"code": CURRENCY, "name": "Indian rupee", "symbol": "&#8377;"})

    async def products(self, request: Request, effects: Effects) -> Response:
        """Products, or the variations of one."""
        products = self._products(effects)
        parent = number(request) if "id" in request.path_params else 0
        found = products.found(request.query_params, parent)
        return listed(request, [products.wire(one) for one in found])

    async def create(self, request: Request, effects: Effects) -> Response:
        """A new product or variation."""
        products = self._products(effects)
        parent = number(request) if "id" in request.path_params else 0
        if parent:
            products.get(parent)
        kept = await products.create(await body(request), parent)
        return JSONResponse(products.wire(kept), 201)

    async def product(self, request: Request, effects: Effects) -> Response:
        """One product or variation."""
        products = self._products(effects)
        return JSONResponse(products.wire(_addressed(products, request, 404)))

    async def change(self, request: Request, effects: Effects) -> Response:
        """Set what is sent."""
        products = self._products(effects)
        kept = _addressed(products, request, 400)
        return JSONResponse(products.wire(await products.change(kept, await body(request))))

    async def delete(self, request: Request, effects: Effects) -> Response:
        """Into the bin, or away with force."""
        products = self._products(effects)
        kept = _addressed(products, request, 404)
        force = request.query_params.get("force", "false") == "true"
        return JSONResponse(products.delete(kept, force=force))

    async def batch(self, request: Request, effects: Effects) -> Response:
        """Create, update and delete up to a hundred at once; each answers for itself."""
        sent = await body(request)
        asked = [(verb, one) for verb in ("create", "update", "delete")
                 for one in sent.get(verb) or []]  # fmt: skip
        if len(asked) > BATCH_MAX:
            raise _too_many()
        parent = number(request) if "id" in request.path_params else 0
        products = self._products(effects)
        if parent:
            products.get(parent)
        answers: dict[str, list[Document]] = {}
        for verb, one in asked:
            answers.setdefault(verb, []).append(await self._each(products, verb, one, parent))
        return JSONResponse(answers)

    async def _each(self, products: Products, verb: str, one: Json, parent: int) -> Document:
        try:
            if verb == "create":
                return products.wire(await products.create(one, parent))
            if verb == "delete":
                return products.delete(products.get(int(one), parent), force=True)
            kept = products.get(int(one.get("id", 0)), parent, status=400)
            return products.wire(await products.change(kept, one))
        except WpError as error:
            id_ = one.get("id", 0) if isinstance(one, Mapping) else one
            return {"id": id_, "error": error.wire}

    async def orders(self, request: Request, _: Effects) -> Response:
        """Orders, those that are asked for."""
        found = self._orders.found(request.query_params)
        return listed(request, [self._orders.wire(one) for one in found])

    async def order(self, request: Request, _: Effects) -> Response:
        """One order."""
        return JSONResponse(self._orders.wire(self._orders.get(number(request))))

    async def turn(self, request: Request, _: Effects) -> Response:
        """Another status."""
        order = self._orders.get(number(request))
        status = str((await body(request)).get("status", order["status"]))
        return JSONResponse(self._orders.wire(self._orders.turn(order, status)))

    async def refunds(self, request: Request, _: Effects) -> Response:
        """What went back of an order."""
        return JSONResponse(self._orders.refunds(self._orders.get(number(request))))

    async def webhooks(self, request: Request, _: Effects) -> Response:
        """All webhooks."""
        return listed(request, [self._hooks.wire(one) for one in self._hooks.every()])

    async def subscribe(self, request: Request, _: Effects) -> Response:
        """A new webhook."""
        kept = self._hooks.create(await body(request))
        return JSONResponse(self._hooks.wire(kept), 201)

    async def webhook(self, request: Request, _: Effects) -> Response:
        """One webhook with its state."""
        return JSONResponse(self._hooks.wire(self._hooks.get(number(request))))

    async def resubscribe(self, request: Request, _: Effects) -> Response:
        """Set what is sent, such as status=active after it was disabled."""
        kept = self._hooks.get(number(request))
        return JSONResponse(self._hooks.wire(self._hooks.change(kept, await body(request))))

    async def unsubscribe(self, request: Request, _: Effects) -> Response:
        """Take a webhook away; there is no bin for webhooks."""
        if request.query_params.get("force", "false") != "true":
            words = "Webhooks do not support trashing."
            raise WpError(501, "woocommerce_rest_trash_not_supported", words)
        return JSONResponse(self._hooks.wire(self._hooks.delete(number(request))))

    def _products(self, effects: Effects) -> Products:
        return Products(self._world, self._site, effects)


def _addressed(products: Products, request: Request, status: int) -> Document:
    if "variation" in request.path_params:
        return products.get(number(request, "variation"), number(request), status)
    return products.get(number(request), status=status)


def _all_terms(terms: Terms) -> Answer:
    async def answer(request: Request, _: Effects) -> Response:
        wanted = request.query_params.get("search", "").casefold()
        found = [one for one in terms.every() if wanted in one["name"].casefold()]
        return listed(request, found)

    return answer


def _new_term(terms: Terms) -> Answer:
    async def answer(request: Request, _: Effects) -> Response:
        return JSONResponse(terms.create(await body(request)), 201)

    return answer


def _new_terms(terms: Terms) -> Answer:
    async def answer(request: Request, _: Effects) -> Response:
        asked = (await body(request)).get("create") or []
        if len(asked) > BATCH_MAX:
            raise _too_many()
        return JSONResponse({"create": [_made(terms, one) for one in asked]})

    return answer


def _made(terms: Terms, one: Json) -> Document:
    try:
        return terms.create(one if isinstance(one, Mapping) else {})
    except WpError as error:
        return {"id": 0, "error": error.wire}


def _too_many() -> WpError:
    words = f"Unable to accept more than {BATCH_MAX} items for this request."
    return WpError(413, "woocommerce_rest_request_entity_too_large", words)


def _one_term(terms: Terms) -> Answer:
    async def answer(request: Request, _: Effects) -> Response:
        return JSONResponse(terms.get(number(request)))

    return answer
