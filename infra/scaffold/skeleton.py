"""Fills the templates beside this module into the folders of a new platform."""

import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from string import Template

from infra.parts.assets import ROOT

_TEMPLATES = Path(__file__).parent / "platform"
_SUFFIX = ".tmpl"
PLACES = {
    "adapters": "functions/channels/adapters/{name}",
    "sandbox": "infra/local/sandbox/{name}",
    "tests": "tests/platforms/{name}",
    "web": "web/src/platforms/{name}",
}
"""Folder of templates -> folder of the platform."""


class NotAName(Exception):
    """A platform's name is a Python name in lower case."""


class NameTaken(Exception):
    """A folder of this name is there already."""


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
        folder.mkdir(parents=True)
        for template in sorted((_TEMPLATES / kind).glob(f"*{_SUFFIX}")):
            path = folder / template.name.removesuffix(_SUFFIX)
            filled = Template(template.read_text(encoding="utf-8")).substitute(words)
            path.write_text(filled, encoding="utf-8")
            written.append(path.relative_to(root))
    return written


def tidy(written: Sequence[Path], root: Path = ROOT) -> None:
    """Sort and format what was written; raises CalledProcessError if a file breaks a rule."""
    sources = [str(path) for path in written if path.suffix == ".py"]
    for command in (["check", "--quiet", "--fix"], ["format", "--quiet"]):
        subprocess.run([sys.executable, "-m", "ruff", *command, *sources], cwd=root, check=True)
