"""The context that the resolvers of one request share: the store, the scopes, the effects."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from graphql import GraphQLError, GraphQLResolveInfo

from infra.local.sandbox.shopify.shops import Shop
from infra.local.sandbox.world import World

Json = Any  # any JSON value
Node = dict[str, Any]
Resolver = Callable[..., Json]
DOCUMENTATION = "https://shopify.dev/api/usage/access-scopes"
MOST = 250


@dataclass
class RequestContext:
    """One GraphQL request to one store."""

    world: World
    shop: Shop
    scopes: frozenset[str]
    effects: list[tuple[str, str]] = field(default_factory=list)

    @property
    def base(self) -> str:
        """Where people reach the store, without a slash at the end."""
        return f"{self.world.public_url}/{self.shop.domain}"

    def may(self, scope: str) -> bool:
        """Whether a scope was granted; writing includes reading."""
        return scope in self.scopes or scope.replace("read_", "write_", 1) in self.scopes

    def behind(self, scope: str, resolver: Resolver) -> Resolver:
        """A root field that needs a scope."""

        def guarded(info: GraphQLResolveInfo, **given: Json) -> Json:
            if not self.may(scope):
                raise denied(info.field_name, scope)
            return resolver(info, **given)

        return guarded


@dataclass
class Refused(Exception):
    """A user error: the field's path, words for a person, and the code where there is one."""

    field: Sequence[str]
    message: str
    code: str | None = None

    @property
    def wire(self) -> Node:
        """The member of ``userErrors``."""
        return {"field": list(self.field), "message": self.message, "code": self.code}


def denied(name: str, scope: str) -> GraphQLError:
    """The answer to an app that was not granted a scope."""
    needed = f"`{scope}` access scope."
    return GraphQLError(
        f"Access denied for {name} field. Required access: {needed}",
        extensions={
            "code": "ACCESS_DENIED",
            "documentation": DOCUMENTATION,
            "requiredAccess": needed,
        },
    )


def when(seconds: float) -> str:
    """Shopify's DateTime."""
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%SZ}"


def money(amount: str) -> Node:
    """A MoneyBag in the store's only currency."""
    one = {"amount": amount, "currencyCode": "INR"}
    return {"shopMoney": one, "presentmentMoney": one}


def connection(nodes: Sequence[Json], given: Mapping[str, Json]) -> Node:
    """A page of nodes already in order; cursors are positions."""
    first = given.get("first")
    if first is None:
        raise GraphQLError(
            "you must provide one of first or last", extensions={"code": "BAD_REQUEST"}
        )
    if not 0 < first <= MOST:
        raise GraphQLError(
            f"The first argument must be from 1 to {MOST}.", extensions={"code": "BAD_REQUEST"}
        )
    after = given.get("after")
    if after is not None and not str(after).isdigit():
        raise GraphQLError("Invalid cursor for current pagination sort.")
    start = int(after) if after else 0
    chosen = list(nodes[start : start + first])
    edges = [
        {"cursor": str(start + place), "node": node} for place, node in enumerate(chosen, start=1)
    ]
    return {
        "nodes": chosen,
        "edges": edges,
        "pageInfo": {
            "hasNextPage": start + first < len(nodes),
            "hasPreviousPage": start > 0,
            "startCursor": edges[0]["cursor"] if edges else None,
            "endCursor": edges[-1]["cursor"] if edges else None,
        },
    }
