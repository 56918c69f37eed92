"""Every route of the API as it is served: its example request, and what it declares."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kernel.routes import PREFIX, Declaration
from tests.contract.openapi_from_code import declarations, generated


@dataclass(frozen=True)
class Route:
    """One operation of the API; `body` is the example of its request."""

    context: str
    declared: Declaration
    body: Any

    @property
    def name(self) -> str:
        return f"{self.declared.method} {self.path}"

    @property
    def method(self) -> str:
        return self.declared.method

    @property
    def path(self) -> str:
        return self.declared.path.removeprefix(PREFIX)

    @property
    def parameters(self) -> list[str]:
        return re.findall(r"{(\w+)}", self.path)

    def at(self, values: Mapping[str, str]) -> str:
        """The path with these values, and the example's for parameters that name nobody's."""
        return self.path.format(**{**self.declared.example, **values})

    def named(self, kinds: set[str]) -> set[str]:
        """Which of these kinds of ids the path or the example names, such as `draft_id`."""
        keys = {*self.declared.owns, *_keys(self.body)}
        return {kind for kind in kinds for key in keys if _names(key, kind)}

    def body_with(self, owned: Mapping[str, str]) -> Any:
        """The example request about what is owned."""
        return _filled(self.body, owned)


def _names(key: str, kind: str) -> bool:
    return key.endswith((kind, f"{kind}s"))


def _keys(part: Any) -> set[str]:
    if isinstance(part, list):
        return set().union(*map(_keys, part))
    if not isinstance(part, dict):
        return set()
    return {key for key, value in part.items() if value}.union(*map(_keys, part.values()))


def _filled(part: Any, owned: Mapping[str, str], key: str = "") -> Any:
    if isinstance(part, dict):
        return {name: _filled(value, owned, name) for name, value in part.items()}
    if isinstance(part, list):
        return [_filled(value, owned, key) for value in part]
    return next((hers for kind, hers in owned.items() if _names(key, kind)), part)


@lru_cache
def all_routes() -> tuple[Route, ...]:
    """The routes of every context's `handlers/api*.py`, by path."""
    paths = generated()["paths"]
    found = [
        Route(context, one, _example(paths[one.path][one.method.lower()]))
        for context, one in declarations()
    ]
    return tuple(sorted(found, key=lambda route: (route.path, route.method)))


def _example(operation: dict[str, Any]) -> Any:
    content = operation.get("requestBody", {}).get("content", {})
    return content.get("application/json", {}).get("example")
