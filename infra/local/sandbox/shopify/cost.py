"""Shopify's price of a query and the bucket that it is drawn from.

https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits: a scalar costs nothing, an
object one point, a connection as much as it may return, a mutation ten points.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    get_named_type,
    value_from_ast_untyped,
)

from infra.local.sandbox import settings
from infra.local.sandbox.world import World

SINGLE_MAX = 1000
MUTATION = 10
DEFAULT_PAGE = 10
WRAPPERS = ("Connection", "Edge", "PageInfo")
Json = Any  # any JSON value


def requested(schema: GraphQLSchema, document: DocumentNode, given: Mapping[str, Json]) -> int:
    """What the first operation of a valid document would cost at most."""
    definitions = document.definitions
    fragments = {
        one.name.value: one for one in definitions if isinstance(one, FragmentDefinitionNode)
    }
    operation = next(one for one in definitions if isinstance(one, OperationDefinitionNode))
    root = schema.get_root_type(operation.operation)
    inner = _Price(schema, fragments, given).selections(operation.selection_set, root)
    if operation.operation is OperationType.MUTATION:
        return inner + MUTATION * len(operation.selection_set.selections)
    return max(1, inner)


@dataclass(frozen=True)
class _Price:
    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Mapping[str, Json]

    def selections(self, chosen: SelectionSetNode | None, parent: Json) -> int:
        """The cost of everything between two braces."""
        total = 0
        for one in chosen.selections if chosen else ():
            if isinstance(one, FieldNode):
                total += self._field(one, parent)
            elif isinstance(one, InlineFragmentNode):
                on = one.type_condition
                kind = self.schema.type_map[on.name.value] if on else parent
                total += self.selections(one.selection_set, kind)
            elif isinstance(one, FragmentSpreadNode):
                fragment = self.fragments[one.name.value]
                kind = self.schema.type_map[fragment.type_condition.name.value]
                total += self.selections(fragment.selection_set, kind)
        return total

    def _field(self, chosen: FieldNode, parent: Json) -> int:
        if not isinstance(parent, GraphQLObjectType | GraphQLInterfaceType):
            return 0
        field = parent.fields.get(chosen.name.value)
        kind = get_named_type(field.type) if field else None
        if not isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            return 0
        inner = self.selections(chosen.selection_set, kind)
        if kind.name.endswith("Connection"):
            return max(1, self._page(chosen)) * max(1, inner)
        return inner if kind.name.endswith(WRAPPERS[1:]) else inner + 1

    def _page(self, chosen: FieldNode) -> int:
        for argument in chosen.arguments:
            if argument.name.value == "first":
                value = value_from_ast_untyped(argument.value, dict(self.variables))
                return value if isinstance(value, int) else DEFAULT_PAGE
        return DEFAULT_PAGE


def actual(data: Json) -> int:
    """What an answer really held: one point for each object."""
    if isinstance(data, dict):
        wrapper = {"nodes", "edges", "cursor", "hasNextPage"} & set(data)
        return (not wrapper) + sum(actual(inner) for inner in data.values())
    if isinstance(data, list):
        return sum(actual(inner) for inner in data)
    return 0


class Bucket:
    """The points that one app has left at one store."""

    def __init__(self, world: World, shop: str) -> None:
        self._world = world
        self._shop = shop
        self.maximum = settings.number(world, "shopify_bucket")
        self.rate = settings.number(world, "shopify_restore_rate")

    def draw(self, points: int) -> bool:
        """Take points if they are there."""
        with self._world.lock:
            left = self.left()
            if points > left:
                return False
            self._keep(left - points)
        return True

    def give_back(self, points: int) -> None:
        """What was asked for and not used."""
        with self._world.lock:
            self._keep(min(self.maximum, self.left() + points))

    def left(self) -> float:
        """The points that are there now."""
        kept = self._world.get("shopify.bucket", self._shop)
        if kept is None:
            return float(self.maximum)
        restored = (self._world.now() - kept["at"]) * self.rate
        return float(min(self.maximum, kept["left"] + max(0.0, restored)))

    def _keep(self, left: float) -> None:
        self._world.put("shopify.bucket", self._shop, {"left": left, "at": self._world.now()})

    def extension(self, requested: int, used: int | None) -> dict[str, Json]:
        """``extensions.cost`` of an answer."""
        return {
            "requestedQueryCost": requested,
            "actualQueryCost": used,
            "throttleStatus": {
                "maximumAvailable": float(self.maximum),
                "currentlyAvailable": int(self.left()),
                "restoreRate": float(self.rate),
            },
        }
