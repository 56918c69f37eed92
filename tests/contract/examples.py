"""Makes an example value for a JSON Schema: the same one every time, and one a person can check."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_ID_OF = {"owner": "user", "request": "req"}
WHEN = "2026-11-21T09:30:00.000Z"


def an_id(prefix: str) -> str:
    """An identifier of this kind."""
    return f"{prefix}_01kae2x0000000000000000000"


@dataclass(frozen=True)
class Examples:
    """Values by field name or `Owner.field`; every text must be known, a number else is 1.

    None leaves a field empty that may be null.
    """

    values: Mapping[str, object]
    definitions: Mapping[str, Any]

    def of(self, owner: str, name: str, shape: dict[str, Any]) -> object:
        """An example of `shape`, which is field `name` of `owner`."""
        if self._value(owner, name, "") is None:
            return None
        shape = self._resolved(shape)
        if "example" in shape or shape.get("examples"):
            return shape.get("example", (shape.get("examples") or [None])[0])
        if "const" in shape or "enum" in shape:
            return shape.get("const", shape.get("enum", [None])[0])
        kind = shape.get("type")
        if kind == "object":
            return self._object(shape.get("title", owner), shape)
        if kind == "array":
            return [self.of(owner, name.removesuffix("s"), shape["items"])]
        return self._scalar(owner, name, str(kind))

    def _value(self, owner: str, name: str, absent: object = None) -> object:
        return self.values.get(f"{owner}.{name}", self.values.get(name, absent))

    def _object(self, owner: str, shape: dict[str, Any]) -> dict[str, object]:
        found = {name: self.of(owner, name, inner) for name, inner in _properties(shape)}
        if not found and isinstance(shape.get("additionalProperties"), dict):
            allowed = shape.get("propertyNames", {}).get("enum") or ["etsy"]
            key = str(self.values.get(f"{owner}.*", allowed[0]))
            return {key: self.of(owner, key, shape["additionalProperties"])}
        return found

    def _resolved(self, shape: dict[str, Any]) -> dict[str, Any]:
        """`shape` without references, and without the null that it may also be."""
        if "$ref" in shape:
            return self._resolved(self.definitions[shape["$ref"].rpartition("/")[2]])
        for choice in (*shape.get("anyOf", ()), *shape.get("oneOf", ())):
            if choice.get("type") != "null":
                return self._resolved(choice)
        return shape

    def _scalar(self, owner: str, name: str, kind: str) -> object:
        if kind in {"boolean", "number", "null"}:
            return {"boolean": True, "number": 0.5, "null": None}[kind]
        value = self._value(owner, name)
        if kind == "integer":
            return value if isinstance(value, int) else 1
        if isinstance(value, str):
            return value
        if name.endswith("_id"):
            thing = name.removesuffix("_id")
            return an_id(_ID_OF.get(thing, thing))
        if name.endswith("_at"):
            return WHEN
        msg = f"{owner}.{name} needs an example: its Field's `examples`, or its routes' `example`"
        raise LookupError(msg)


def _properties(shape: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return list(shape.get("properties", {}).items())
