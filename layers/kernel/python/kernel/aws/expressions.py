"""Builds DynamoDB's update and condition expressions from plain mappings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from boto3.dynamodb.types import TypeDeserializer, TypeSerializer

Item = dict[str, Any]


@lru_cache
def _serializer() -> "TypeSerializer":
    from boto3.dynamodb.types import TypeSerializer  # noqa: PLC0415  # boto3 is imported late

    return TypeSerializer()


@lru_cache
def _deserializer() -> "TypeDeserializer":
    from boto3.dynamodb.types import TypeDeserializer  # noqa: PLC0415  # boto3 is imported late

    return TypeDeserializer()


def to_wire(item: Mapping[str, object]) -> dict[str, Any]:
    """Attributes in DynamoDB's typed form; None is left out, floats are refused by boto3."""
    pack = _serializer().serialize
    return {name: pack(value) for name, value in item.items() if value is not None}


def from_wire(item: Mapping[str, Any]) -> Item:
    """Plain Python from DynamoDB's typed form; numbers come back as int (we store no others)."""
    unpack = _deserializer().deserialize
    return {name: _plain(unpack(value)) for name, value in item.items()}


def _plain(value: Any) -> Any:  # noqa: ANN401  # a JSON-like tree has no closed type
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, set):
        return sorted(_plain(inner) for inner in value)
    return int(value) if hasattr(value, "to_integral_value") else value


@dataclass(slots=True)
class Expression:
    """Collects the names and values that expressions refer to."""

    names: dict[str, str] = field(default_factory=dict)
    values: dict[str, object] = field(default_factory=dict)

    def name(self, attribute: str) -> str:
        """A placeholder for an attribute's name."""
        placeholder = f"#n{len(self.names)}"
        self.names[placeholder] = attribute
        return placeholder

    def value(self, value: object) -> str:
        """A placeholder for a value."""
        placeholder = f":v{len(self.values)}"
        self.values[placeholder] = value
        return placeholder

    def condition(self, expected: Mapping[str, object]) -> str:
        """The condition for `expected`: None means absent, a tuple means one of its values."""
        return " AND ".join(self._clause(name, want) for name, want in expected.items())

    def _clause(self, attribute: str, want: object) -> str:
        name = self.name(attribute)
        if want is None:
            return f"attribute_not_exists({name})"
        if isinstance(want, tuple):
            return f"{name} IN ({', '.join(self.value(one) for one in want)})"
        if isinstance(want, AtMost):
            bounded = f"{name} <= {self.value(want.bound)}"
            return f"(attribute_not_exists({name}) OR {bounded})" if want.or_absent else bounded
        if isinstance(want, AtLeast):
            return f"{name} >= {self.value(want.bound)}"
        return f"{name} = {self.value(want)}"

    def update(
        self,
        changes: Mapping[str, object],
        removed: Iterable[str],
        added: Mapping[str, int] | None = None,
    ) -> str:
        """SET, REMOVE and ADD clauses; a change to None removes the attribute."""
        gone = [*removed, *(name for name, value in changes.items() if value is None)]
        kept = {name: value for name, value in changes.items() if value is not None}
        clauses = []
        if kept:
            pairs = (f"{self.name(name)} = {self.value(value)}" for name, value in kept.items())
            clauses.append("SET " + ", ".join(pairs))
        if gone:
            clauses.append("REMOVE " + ", ".join(self.name(name) for name in gone))
        if added:
            sums = (f"{self.name(name)} {self.value(value)}" for name, value in added.items())
            clauses.append("ADD " + ", ".join(sums))
        return " ".join(clauses)

    def sort_key(self, attribute: str, prefix: str, since: str, until: str) -> str:
        """The key condition for a sort key: by `prefix` or by range; "" where nothing limits it."""
        if not (prefix or since or until):
            return ""
        name = self.name(attribute)
        if prefix:
            return f"begins_with({name}, {self.value(prefix)})"
        if since and until:
            return f"{name} BETWEEN {self.value(since)} AND {self.value(until)}"
        bound, comparison = (since, ">=") if since else (until, "<=")
        return f"{name} {comparison} {self.value(bound)}"

    def arguments(self) -> dict[str, Any]:
        """The names and values as boto3 arguments; empty ones are left out."""
        arguments: dict[str, Any] = {}
        if self.names:
            arguments["ExpressionAttributeNames"] = self.names
        if self.values:
            arguments["ExpressionAttributeValues"] = to_wire(self.values)
        return arguments


@dataclass(frozen=True, slots=True)
class AtMost:
    """A condition: the attribute is not above `bound`; absent, it must be so `or_absent`."""

    bound: object
    or_absent: bool = False


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A condition: the attribute exists and is not below `bound`."""

    bound: object
