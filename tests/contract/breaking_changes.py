"""Tells which changes of an OpenAPI document break the clients of the old one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


def breaking_changes(old: Json, new: Json) -> list[str]:
    """One line for each; empty when every old client goes on working."""
    found: list[str] = []
    for path, methods in old.get("paths", {}).items():
        for verb, operation in methods.items():
            place = f"{verb.upper()} {path}"
            fresh = new["paths"].get(path, {}).get(verb)
            if fresh is None:
                found.append(f"{place} is gone")
                continue
            found += _of_parameters(place, operation, fresh)
            found += _of_bodies(place, _Side(old, operation), _Side(new, fresh))
    return found


@dataclass(frozen=True)
class _Side:
    """An operation in its document."""

    document: Json
    operation: Json

    def request(self) -> Json | None:
        return _schema(self.operation.get("requestBody", {}))

    def answers(self) -> dict[str, Json | None]:
        found = self.operation["responses"].items()
        return {status: _schema(answer) for status, answer in found if status < "4"}

    def follow(self, shape: Json) -> Json:
        while "$ref" in shape:
            shape = self.document["components"]["schemas"][shape["$ref"].rpartition("/")[2]]
        return shape


def _schema(part: Json) -> Json | None:
    content: Json = part.get("content", {}).get("application/json", {})
    return content.get("schema")


def _of_parameters(place: str, old: Json, new: Json) -> Iterator[str]:
    known = {(one["in"], one["name"]) for one in old.get("parameters", ())}
    needed = {(one["in"], one["name"]) for one in old.get("parameters", ()) if one["required"]}
    fresh = {(one["in"], one["name"]): one for one in new.get("parameters", ())}
    for where, name in sorted(known - set(fresh)):
        yield f"{place}: the {where} parameter {name} is gone"
    for key, one in sorted(fresh.items()):
        if one["required"] and key not in needed:
            yield f"{place}: the {key[0]} parameter {key[1]} is now required"


def _of_bodies(place: str, old: _Side, new: _Side) -> Iterator[str]:
    before, after = old.request(), new.request()
    if after is not None:
        if before is None and new.operation["requestBody"].get("required"):
            yield f"{place}: a body is now required"
        elif before is not None:
            yield from _Comparison(old, new, sent=True).of(f"{place} request", before, after)
    for status, answer in old.answers().items():
        fresh = new.answers()
        if status not in fresh:
            yield f"{place}: {status} is answered no longer"
        elif answer is not None and (now := fresh[status]) is not None:
            yield from _Comparison(old, new, sent=False).of(f"{place} {status}", answer, now)


@dataclass(frozen=True)
class _Comparison:
    """Compares two shapes; `sent` by the client, or else answered to it."""

    old: _Side
    new: _Side
    sent: bool

    def of(self, place: str, before: Json, after: Json) -> Iterator[str]:
        before, after = self.old.follow(before), self.new.follow(after)
        yield from self._types(place, before, after)
        yield from self._values(place, before, after)
        yield from self._fields(place, before, after)
        if "items" in before and "items" in after:
            yield from self.of(f"{place}[]", before["items"], after["items"])

    def _types(self, place: str, before: Json, after: Json) -> Iterator[str]:
        known, fresh = self._kinds(self.old, before), self._kinds(self.new, after)
        # A client may send what the old shape took, and must understand what the new one says.
        gone = known - fresh if self.sent else fresh - known
        if known and fresh and gone:
            yield f"{place}: {' or '.join(sorted(known))} became {' or '.join(sorted(fresh))}"

    def _kinds(self, side: _Side, shape: Json) -> set[str]:
        shape = side.follow(shape)
        if "anyOf" in shape:
            return set().union(*(self._kinds(side, choice) for choice in shape["anyOf"]))
        return {shape["type"]} if isinstance(shape.get("type"), str) else set()

    def _values(self, place: str, before: Json, after: Json) -> Iterator[str]:
        known, fresh = set(before.get("enum", ())), set(after.get("enum", ()))
        if known and fresh and self.sent and known - fresh:
            yield f"{place}: {', '.join(sorted(known - fresh))} is refused now"

    def _fields(self, place: str, before: Json, after: Json) -> Iterator[str]:
        known, fresh = before.get("properties", {}), after.get("properties", {})
        needed, demanded = set(before.get("required", ())), set(after.get("required", ()))
        if known:
            for name in sorted(set(known) - set(fresh)):
                yield f"{place}: {name} is gone"
        if self.sent:
            for name in sorted(demanded - needed):
                yield f"{place}: {name} is now required"
        else:
            for name in sorted((needed & set(fresh)) - demanded):
                yield f"{place}: {name} is no longer always there"
        for name in sorted(set(known) & set(fresh)):
            yield from self.of(f"{place}.{name}", known[name], fresh[name])
