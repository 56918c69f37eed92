"""The web app's JavaScript for the first thing that a person sees, as it travels: gzipped."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench.measurements import Measurement

DIST = Path(__file__).parents[2] / "web" / "dist"
BUDGET_KB = 170.0
ENTRY = "index.html"
WORDS = "src/locales/en.ts"
VIEWS = {
    "sign-in": ("src/app/routes/sign-in.tsx",),
    "home": ("src/app/shell/shell.tsx", "src/app/routes/home.tsx"),
    "new post": ("src/app/shell/shell.tsx", "src/app/routes/new-post.tsx"),
}


def run() -> Iterator[Measurement]:
    """One line per first view: the entry, the view's own parts and the words in one language."""
    manifest = json.loads((DIST / ".vite" / "manifest.json").read_text())
    for view, parts in VIEWS.items():
        files = chunks(manifest, (ENTRY, WORDS, *parts))
        size = sum(len(gzip.compress((DIST / file).read_bytes(), 6)) for file in files) / 1000
        yield Measurement(
            f"web: JavaScript of the first load, {view}",
            round(size, 1),
            "KB gzip",
            f"{BUDGET_KB:g} KB; {len(files)} files from web/dist",
            round(size / BUDGET_KB, 3),
            f"≤ {BUDGET_KB:g} KB",
            1.0,
        )


def chunks(manifest: dict[str, Any], roots: tuple[str, ...]) -> set[str]:
    """The files that `roots` need before they run: all that they import statically."""
    files, waiting, seen = set(), [*roots], set[str]()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        chunk = manifest[name]
        files.add(str(chunk["file"]))
        waiting += chunk.get("imports", ())
    return files
