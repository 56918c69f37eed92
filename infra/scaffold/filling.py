"""Fills templates, and sorts and formats what came of them."""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Template

from infra.parts.assets import ROOT

SUFFIX = ".tmpl"


class NotAName(Exception):
    """A name has letters that a folder and a Python module cannot have."""


class NameTaken(Exception):
    """A folder of this name is there already."""


def fill(template: Path, target: Path, words: Mapping[str, str]) -> None:
    """Write `template`, with each `$word` replaced, to `target`."""
    target.parent.mkdir(parents=True, exist_ok=True)
    filled = Template(template.read_text(encoding="utf-8")).substitute(words)
    target.write_text(filled, encoding="utf-8")


def tidy(written: Sequence[Path], root: Path = ROOT) -> None:
    """Sort and format what was written; raises CalledProcessError if a file breaks a rule."""
    sources = [str(path) for path in written if path.suffix == ".py"]
    tidied = ["format", "--quiet"]
    for command in (tidied, ["check", "--quiet", "--fix"], tidied):
        subprocess.run([sys.executable, "-m", "ruff", *command, *sources], cwd=root, check=True)
