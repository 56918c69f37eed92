"""The edges of businesses, catalogues and their items, below the version."""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from infra.local.sandbox import journal
from infra.local.sandbox.catalogue import accounts, batches, items
from infra.local.sandbox.graph import (
    GraphRefusal,
    Node,
    Parameters,
    invalid,
    invisible,
    page_of,
    parameters,
    project,
    signed_in,
    usage_headers,
)
from infra.local.sandbox.oauth import Authority
from infra.local.sandbox.world import Document

UNAUTHORIZED = 401
MOST_ITEMS = 1000
CATALOG = ("id", "name", "vertical", "product_count")
FILTERED = ("retailer_id", "retailer_product_group_id")


class Edges:
    """Routes on one world."""

    def __init__(self, authority: Authority) -> None:
        self._authority = authority
        self._world = authority.world

    def routes(self) -> Sequence[Route]:
        """All that is answered here."""
        return [
            Route("/me/businesses", self.businesses, methods=["GET"]),
            Route("/{id}/owned_product_catalogs", self.owned, methods=["GET"]),
            Route("/{id}/owned_product_catalogs", self.found, methods=["POST"]),
            Route("/{id}/items_batch", self.batch, methods=["POST"]),
            Route("/{id}/check_batch_request_status", self.status, methods=["GET"]),
            Route("/{id}/products", self.products, methods=["GET"]),
            Route("/{id}", self.node, methods=["GET"]),
        ]

    async def businesses(self, request: Request) -> Response:
        """The person's businesses; none without permission, as Meta answers."""
        given = await parameters(request)
        token = signed_in(self._authority, given, UNAUTHORIZED)
        seen = accounts.businesses(self._world) if token.allows("business_management") else ()
        nodes = [
            project({"id": one.id, "name": one.name}, given.text("fields"), ("name",), "Business")
            for one in seen
        ]
        return self._answer(page_of(nodes, given))

    async def owned(self, request: Request) -> Response:
        """The catalogues of a business."""
        given = await self._allowed(request)
        business = self._business(request)
        nodes = [
            project(self._catalog_node(one), given.text("fields"), ("name",), "ProductCatalog")
            for one in accounts.catalogs(self._world, business)
        ]
        return self._answer(page_of(nodes, given))

    async def found(self, request: Request) -> Response:
        """A new catalogue."""
        given = await self._allowed(request)
        business = self._business(request)
        if given.text("vertical") not in (None, "commerce"):
            raise invalid("(#100) This stand-in has catalogues for commerce only")
        made = accounts.found(self._world, business, given.needed("name"))
        return self._answer({"id": made["id"]})

    async def batch(self, request: Request) -> Response:
        """Create, change or delete items."""
        given = await self._allowed(request)
        catalog = self._catalog(request, "post")
        told = partial(journal.stands, request)
        handle, batch = await batches.run(self._world, catalog["id"], given, told)
        body = {"handles": [handle], "validation_status": batch.validation}
        return self._answer(body, catalog["id"])

    async def status(self, request: Request) -> Response:
        """How a batch stands."""
        given = await self._allowed(request)
        catalog = self._catalog(request)
        told = batches.outcome(self._world, given.needed("handle"))
        if told is None:
            raise invalid("(#100) Param handle is not a handle of this catalog")
        fields = given.text("fields")
        shown = project(told, fields, tuple(told), "CheckBatchRequestStatus")
        return self._answer({"data": [shown]}, catalog["id"])

    async def products(self, request: Request) -> Response:
        """The items that fit a filter."""
        given = await self._allowed(request)
        catalog = self._catalog(request)
        fits = _filter(given)
        seen = [items.node(self._world, one) for one in self._items(catalog["id"])]
        nodes = [
            project(one, given.text("fields"), ("retailer_id", "name"), "ProductItem")
            for one in seen
            if fits(one)
        ]
        return self._answer(page_of(nodes, given, MOST_ITEMS), catalog["id"])

    async def node(self, request: Request) -> Response:
        """A catalogue or an item."""
        given = await self._allowed(request)
        asked, fields = request.path_params["id"], given.text("fields")
        catalog = accounts.catalog_by_id(self._world, asked)
        if catalog is not None:
            node = self._catalog_node(catalog)
            return self._answer(project(node, fields, ("name",), "ProductCatalog"))
        item = items.by_id(self._world, asked)
        if item is None:
            raise invisible(asked)
        node = items.node(self._world, item)
        return self._answer(project(node, fields, ("retailer_id", "name"), "ProductItem"))

    def _items(self, catalog: str) -> list[Document]:
        return items.of_catalog(self._world, catalog)

    def _catalog_node(self, catalog: Document) -> Node:
        count = len(items.of_catalog(self._world, catalog["id"]))
        return {name: catalog[name] for name in CATALOG[:-1]} | {"product_count": count}

    def _business(self, request: Request) -> accounts.Business:
        asked = request.path_params["id"]
        for one in accounts.businesses(self._world):
            if one.id == asked:
                return one
        raise invisible(asked)

    def _catalog(self, request: Request, verb: str = "get") -> Document:
        asked = request.path_params["id"]
        catalog = accounts.catalog_by_id(self._world, asked)
        if catalog is None:
            raise invisible(asked, verb)
        return catalog

    async def _allowed(self, request: Request) -> Parameters:
        given = await parameters(request)
        token = signed_in(self._authority, given, UNAUTHORIZED)
        if not token.allows(*accounts.SCOPES):
            raise GraphRefusal(
                200, "(#200) Requires catalog_management permission to manage it", status=403
            )
        return given

    def _answer(self, body: Node, catalog: str | None = None) -> Response:
        return JSONResponse(body, headers=usage_headers(self._world, "catalogue", catalog))


def _filter(given: Parameters) -> Callable[[Node], bool]:
    """The `filter` of the products edge: eq on a retailer's ids, and their or."""
    text = given.text("filter")
    if text is None:
        return lambda _: True
    try:
        rule = json.loads(text)
    except ValueError as error:
        raise invalid("(#100) Param filter must be a valid JSON object") from error
    rules = rule.get("or", [rule]) if isinstance(rule, dict) else []
    wanted = [_equals(one) for one in rules]
    if not wanted:
        raise invalid("(#100) Param filter is not a filter")
    return lambda node: any(node.get(name) == value for name, value in wanted)


def _equals(rule: Mapping[str, Any]) -> tuple[str, str]:
    for name in FILTERED:
        told = rule.get(name)
        if isinstance(told, dict) and isinstance(told.get("eq"), str):
            return name, told["eq"]
    raise invalid(f"(#100) This filter is not understood: {json.dumps(rule)}")
