"""Nodes and lists as a Graph host answers them: fields, nesting, cursors, times."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from infra.local.sandbox.graph.errors import GraphRefusal, Node, invalid
from infra.local.sandbox.graph.parameters import Parameters

FIELD = re.compile(r"[a-z0-9_]+")
Json = Any  # any JSON value


def graph_time(seconds: float) -> str:
    """A time as the Graph API writes it: 2026-11-21T03:10:00+0000."""
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%S}+0000"


def project(node: Node, fields: str | None, default: Sequence[str], kind: str) -> Node:
    """The asked fields of a node, ``id`` always; an unknown field is error 100.

    ``node`` holds every field that this kind has; a None value is left out, as Meta does.
    Nested fields ``attachments{media}`` reach into objects and ``{data: […]}`` lists.
    """
    asked = _fields(fields) if fields else dict.fromkeys(default, "")
    chosen: Node = {}
    for name, inner in asked.items():
        if name not in node:
            raise invalid(
                f"(#100) Tried accessing nonexisting field ({name}) on node type ({kind})"
            )
        value = node[name]
        if value is not None:
            chosen[name] = _inner(value, inner) if inner else value
    return {**chosen, "id": node["id"]} if "id" in node else chosen


def _inner(value: Json, fields: str) -> Json:
    if isinstance(value, list):
        return [_inner(one, fields) for one in value]
    if not isinstance(value, dict):
        return value
    if "data" in value:
        return {**value, "data": _inner(value["data"], fields)}
    asked = _fields(fields)
    return {
        name: _inner(value[name], asked[name]) if asked[name] else value[name]
        for name in (*asked, *(("id",) if "id" in value and "id" not in asked else ()))
        if name in value
    }


def _fields(text: str) -> dict[str, str]:
    """Top-level names, each with what its braces hold."""
    found: dict[str, str] = {}
    depth, name, inner = 0, "", ""
    for character in f"{text},":
        if character == "{":
            depth += 1
            inner += character if depth > 1 else ""
        elif character == "}":
            depth -= 1
            inner += character if depth > 0 else ""
        elif depth > 0:
            inner += character
        elif character == ",":
            bare = name.strip().partition(".")[0]
            if bare and not FIELD.fullmatch(bare):
                raise GraphRefusal(2500, f"Syntax error in the fields parameter near {bare!r}")
            if bare:
                found[bare] = inner
            name, inner = "", ""
        else:
            name += character
    return found


def page_of(nodes: Sequence[Node], given: Parameters, most: int = 100) -> Node:
    """A Graph list: ``limit`` and ``after`` cursors over nodes already in order."""
    limit = given.number("limit", 25, most)
    after = given.text("after")
    start = int(after) if after and after.isdigit() else 0
    chosen = list(nodes[start : start + limit])
    answer: Node = {"data": chosen}
    if chosen:
        answer["paging"] = {"cursors": {"before": str(start), "after": str(start + len(chosen))}}
        if start + limit < len(nodes):
            answer["paging"]["next"] = f"?limit={limit}&after={start + limit}"
    return answer
