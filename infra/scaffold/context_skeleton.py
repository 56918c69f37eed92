"""Writes a new context: its folders in five places, and its time budget."""

import json
import re
from pathlib import Path

from infra.parts.assets import ROOT
from infra.scaffold.filling import SUFFIX, NameTaken, NotAName, fill

_TEMPLATES = Path(__file__).parent / "context"
_SECONDS = 15
"""What a folder of tests may take that has a few tests only."""


def write_context(name: str, entity: str = "", root: Path = ROOT) -> list[Path]:
    """Write every file of the context `name` and of the one entity that it begins with.

    Without `entity`, its name is the context's without a final s. Returns the new files' paths
    below `root`. Raises `NotAName` and `NameTaken`, and writes nothing then.
    """
    entity = entity or name.removesuffix("s")
    if not re.fullmatch(r"[a-z]{2,30}", name):
        raise NotAName(f"“{name}” is no name for a context: use lower-case letters.")
    if not re.fullmatch(r"[a-z]+(_[a-z]+)*", entity):
        raise NotAName(f"“{entity}” is no name for an entity: use words like custom_order.")
    if (root / "functions" / name).exists():
        raise NameTaken(f"functions/{name} is there already.")
    words = {
        "name": name,
        "Name": name.title(),
        "entity": entity,
        "Entity": "".join(part.title() for part in entity.split("_")),
        "words": entity.replace("_", " "),
    }
    written = []
    for template in sorted(_TEMPLATES.rglob(f"*{SUFFIX}")):
        place = template.relative_to(_TEMPLATES).as_posix().removesuffix(SUFFIX)
        path = Path(place.replace("NAME", name).replace("ENTITY", entity))
        fill(template, root / path, words)
        written.append(path)
    _add_budget(root / "tests" / "budget.json", name)
    return written


def _add_budget(file: Path, name: str) -> None:
    """Give the context's folders of tests their seconds."""
    seconds = json.loads(file.read_text(encoding="utf-8"))
    seconds |= {f"{kind}/{name}": _SECONDS for kind in ("unit", "integration")}
    file.write_text(f"{json.dumps(seconds, indent=2, sort_keys=True)}\n", encoding="utf-8")
