"""Values of a few classes as JSON objects, in which one field names the class."""

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from kernel.errors import Malformed

T = TypeVar("T")


class TaggedUnion(Generic[T]):
    """Writes and reads frozen dataclasses; the field `tag` of the JSON object names the class.

    `TaggedUnion("verb", start=StartListing)` writes `{"verb": "start", …}`. Fields that a class
    does not have are ignored, so that a newer writer may add some.
    """

    def __init__(self, tag: str, /, **kinds: type[T]) -> None:
        self._tag = tag
        self.kinds: Mapping[str, type[T]] = kinds
        self._names = {kind: name for name, kind in kinds.items()}
        self._adapters: dict[str, TypeAdapter[T]] = {}

    def to_json(self, value: T) -> dict[str, Any]:
        """The value as a JSON object."""
        name = self._names[type(value)]
        written: dict[str, Any] = self._adapter(name).dump_python(value, mode="json")
        return {self._tag: name, **written}

    def from_json(self, given: Mapping[str, Any]) -> T:
        """The value in a JSON object; raises `Malformed`, which names fields and no contents."""
        name = given.get(self._tag)
        if not isinstance(name, str) or name not in self.kinds:
            raise Malformed(f"`{self._tag}` is none of: {', '.join(self.kinds)}.")
        fields = {field: value for field, value in given.items() if field != self._tag}
        try:
            return self._adapter(name).validate_python(fields)
        except ValidationError as invalid:
            wrong = {".".join(map(str, one["loc"])): one["type"] for one in invalid.errors()}
            listed = ", ".join(f"{place} ({why})" for place, why in wrong.items())
            raise Malformed(f"`{name}` cannot be read: {listed}.") from None

    def _adapter(self, name: str) -> TypeAdapter[T]:
        """The class's adapter, made for its first value: each takes some milliseconds."""
        if name not in self._adapters:
            self._adapters[name] = TypeAdapter(self.kinds[name])
        return self._adapters[name]
