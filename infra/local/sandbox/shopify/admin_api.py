"""The HTTP side of the Admin API: version, store's state, token, cost, answer.

https://shopify.dev/docs/api/admin-graphql
"""

import json
import re
import secrets
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    execute_sync,
    parse,
    validate,
)
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from infra.local.sandbox import journal, settings, webhooks
from infra.local.sandbox.oauth import Authority, Token
from infra.local.sandbox.shopify import cost, files
from infra.local.sandbox.shopify.context import RequestContext
from infra.local.sandbox.shopify.graphql import SCHEMA, root
from infra.local.sandbox.shopify.shops import Shop
from infra.local.sandbox.shopify.subscriptions import KIND as SUBSCRIPTIONS
from infra.local.sandbox.shopify.subscriptions import announce
from infra.local.sandbox.shopify.tokens import begin_using
from infra.local.sandbox.world import World

Json = Any  # any JSON value
VERSION = re.compile(r"20\d\d-(01|04|07|10)")
SUPPORTED = ("2025-10", "2026-01", "2026-04", "2026-07", "2026-10")
UNKNOWN_CALLER = "[API] Invalid API key or access token (unrecognized login or wrong password)"
ENDLESS = (
    "[API] Non-expiring access tokens are no longer accepted for the Admin API. Start using "
    "expiring offline tokens: https://shopify.dev/docs/apps/build/authentication-authorization"
)
THROTTLED = {"code": "THROTTLED", "documentation": "https://shopify.dev/api/usage/rate-limits"}
RANK = ("uninstalled", "published", "deleted", "created", "stocked")


@dataclass
class RequestRejected(Exception):
    """An answer before any GraphQL: `{"errors": "…"}` with a status."""

    status: int
    words: str

    def response(self) -> Response:
        """The JSON answer."""
        return JSONResponse({"errors": self.words}, self.status)


@dataclass(frozen=True)
class GraphqlRequest:
    """A parsed request body."""

    document: DocumentNode
    variables: dict[str, Json]


class AdminApi:
    """The Admin API of one store."""

    def __init__(self, authority: Authority, shop: Shop) -> None:
        self._authority = authority
        self._world = authority.world
        self._shop = shop

    async def graphql(self, request: Request) -> Response:
        """POST /admin/api/{version}/graphql.json."""
        try:
            version = _version(request.path_params["version"])
            context = RequestContext(
                self._world, self._shop, frozenset(self._token(request).scopes)
            )
            graphql_request = _graphql_request(await request.body())
            with self._world.transaction():
                answer = self._answered(context, graphql_request)
                self._note(request, context)
        except RequestRejected as rejected:
            return rejected.response()
        except GraphQLError as error:
            return JSONResponse({"errors": [error.formatted]})
        await files.settle(self._world)
        headers = {"x-shopify-api-version": version, "x-request-id": secrets.token_hex(16)}
        return webhooks.then_send_due(self._world, "shopify", JSONResponse(answer, headers=headers))

    async def uninstall(self, request: Request) -> Response:
        """DELETE /admin/api_permissions/current.json: the app removes itself."""
        try:
            self._token(request)
        except RequestRejected as rejected:
            return rejected.response()
        end_installation(self._authority, self._shop)
        return webhooks.then_send_due(self._world, "shopify", JSONResponse({}))

    def _token(self, request: Request) -> Token:
        state = settings.text(self._world, "shopify_shop")
        if state != "open":
            status = {"frozen": 402, "locked": 423}[state]
            raise RequestRejected(status, "Unavailable Shop")
        token = self._authority.token(request.headers.get("x-shopify-access-token", ""))
        mine = token is not None and token.subject == self._shop.domain and token.use == "access"
        if token is None or not mine or not token.live(self._world.now()):
            raise RequestRejected(401, UNKNOWN_CALLER)
        required = settings.text(self._world, "shopify_expiring_tokens") == "required"
        if token.expires_at is None and required:
            raise RequestRejected(403, ENDLESS)
        begin_using(self._authority, token)
        return token

    def _answered(
        self, context: RequestContext, graphql_request: GraphqlRequest
    ) -> dict[str, Json]:
        wrong = validate(SCHEMA, graphql_request.document)
        if wrong:
            return {"errors": [error.formatted for error in wrong]}
        bucket = cost.Bucket(self._world, self._shop.domain)
        asked = cost.requested(SCHEMA, graphql_request.document, graphql_request.variables)
        if asked > cost.SINGLE_MAX:
            return {"errors": [_too_dear(asked)]}
        if not bucket.draw(asked):
            told = {"cost": bucket.extension(asked, None)}
            return {"errors": [{"message": "Throttled", "extensions": THROTTLED}],
                    "extensions": told}  # fmt: skip
        result = execute_sync(
            SCHEMA,
            graphql_request.document,
            root(context),
            variable_values=graphql_request.variables,
        )
        used = min(asked, max(1, cost.actual(result.data)))
        bucket.give_back(asked - used)
        answer: dict[str, Json] = {"data": result.data} if result.data is not None else {}
        if result.errors:
            answer["errors"] = [_shown(error) for error in result.errors]
        return {**answer, "extensions": {"cost": bucket.extension(asked, used)}}

    def _note(self, request: Request, context: RequestContext) -> None:
        """One request has one effect in the log: the gravest that its mutations had."""
        for kind in RANK:
            ids = [id_ for name, id_ in context.effects if name == kind]
            if ids:
                journal.effect(request, kind, ",".join(ids))
                break
        if any(name == "uninstalled" for name, _ in context.effects):
            end_installation(self._authority, self._shop)


def end_installation(authority: Authority, shop: Shop) -> None:
    """The app is gone from a store: told once more, then its tokens and webhooks end."""
    world: World = authority.world
    announce(world, shop, "APP_UNINSTALLED", {})
    authority.revoke("uninstalled", subject=shop.domain)
    for one in world.find(SUBSCRIPTIONS, shop=shop.domain):
        world.delete(SUBSCRIPTIONS, one["number"])


def _version(asked: str) -> str:
    """The version that answers: an older one than any supported falls forward to the oldest."""
    if not VERSION.fullmatch(asked) or asked > SUPPORTED[-1]:
        raise RequestRejected(404, "Not Found")
    return max(asked, SUPPORTED[0])


def _graphql_request(body: bytes) -> GraphqlRequest:
    try:
        sent = json.loads(body)
    except ValueError:
        raise RequestRejected(400, "The request body is not valid JSON.") from None
    query = sent.get("query") if isinstance(sent, dict) else None
    if not isinstance(query, str) or not query.strip():
        raise RequestRejected(400, "query: Required parameter missing or invalid")
    try:
        document = parse(query)
    except GraphQLSyntaxError as error:
        raise GraphQLError(error.message) from error
    return GraphqlRequest(document, sent.get("variables") or {})


def root_field(body: bytes) -> str:
    """The first field that a request asks for; raises what a body that is none makes it raise."""
    document = parse(json.loads(body)["query"])
    for asked in document.definitions:
        if isinstance(asked, OperationDefinitionNode):
            first = asked.selection_set.selections[0]
            return first.name.value if isinstance(first, FieldNode) else ""
    return ""


def _too_dear(asked: int) -> dict[str, Json]:
    return {
        "message": f"Query cost is {asked}, which exceeds the single query max cost limit "
        f"({cost.SINGLE_MAX}).",
        "extensions": {
            "code": "MAX_COST_EXCEEDED",
            "cost": asked,
            "maxCost": cost.SINGLE_MAX,
            "documentation": THROTTLED["documentation"],
        },
    }


def _shown(error: GraphQLError) -> dict[str, Json]:
    """An error as the vendor shows it: a fault of the stand-in's own is not hidden by it."""
    if error.original_error is not None and not isinstance(error.original_error, GraphQLError):
        raise error.original_error
    return dict(error.formatted)
