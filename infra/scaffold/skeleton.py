"""Fills the templates beside this module into the folders of a new platform."""

import re
from pathlib import Path

from infra.parts.assets import ROOT
from infra.scaffold.filling import SUFFIX, NameTaken, NotAName, fill

_TEMPLATES = Path(__file__).parent / "platform"
PLACES = {
    "adapters": "functions/channels/adapters/{name}",
    "sandbox": "infra/local/sandbox/{name}",
    "tests": "tests/platforms/{name}",
    "web": "web/src/platforms/{name}",
}
"""Folder of templates -> folder of the platform."""


def write_platform(name: str, root: Path = ROOT) -> list[Path]:
    """Write every file of the platform `name`; answers their paths below `root`.

    Raises `NotAName` and `NameTaken`; nothing is written then.
    """
    if not re.fullmatch(r"[a-z][a-z0-9]{1,30}", name):
        raise NotAName(f"“{name}” is no name for a platform: use lower-case letters and digits.")
    folders = {kind: root / place.format(name=name) for kind, place in PLACES.items()}
    for folder in folders.values():
        if folder.exists():
            raise NameTaken(f"{folder.relative_to(root)} is there already.")
    words = {"name": name, "Name": name.capitalize(), "NAME": name.upper()}
    written = []
    for kind, folder in folders.items():
        for template in sorted((_TEMPLATES / kind).glob(f"*{SUFFIX}")):
            path = folder / template.name.removesuffix(SUFFIX)
            fill(template, path, words)
            written.append(path.relative_to(root))
    return written
