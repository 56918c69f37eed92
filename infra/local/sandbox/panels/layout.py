"""The two layouts of a panel: the changed one renames and re-identifies every control."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """One input: `label` in the standard layout, `other` in the changed one."""

    name: str
    label: str
    other: str
    kind: str = "text"
    required: bool = True
    options: tuple[str, ...] = ()
    hint: str = ""


@dataclass(frozen=True)
class Layout:
    """What the panel calls things; the changed one renames and re-identifies every control."""

    changed: bool

    def id(self, name: str) -> str:
        """The id and name of a control."""
        if not self.changed:
            return name
        return f"v2-{hashlib.sha256(name.encode()).hexdigest()[:8]}"

    def label(self, field: Field) -> str:
        """The words beside a control."""
        return field.other if self.changed else field.label

    def word(self, standard: str, other: str) -> str:
        """A heading or a button's words."""
        return other if self.changed else standard
