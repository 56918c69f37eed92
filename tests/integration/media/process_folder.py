"""Processes every file of a folder in one process, as a warm worker does: a JSON line for each.

`python -m tests.integration.media.process_folder <folder> <where renditions go> <every or largest>`
"""

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from functions.media.adapters.imaging import VipsRenderer
from functions.media.errors import PictureRefused
from functions.media.model.recipes import Recipe
from tests.bench.image_worker import BESIDE, peak_mb
from tests.recipes import EVERY

# One after the other is made, so that the largest of each format need the most memory.
LARGEST = tuple(one for one in EVERY if one.name in {"web", "thumbnail", "square", "w2048"})
SETS = {"every": EVERY, "largest": LARGEST}


def processed(path: Path, into: Path, recipes: Sequence[Recipe]) -> dict[str, object]:
    """What came of one file; its renditions are `<name of the file>/<recipe>.<ending>`."""
    content = path.read_bytes()
    started = time.process_time()
    result: dict[str, object] = {"name": path.name}
    try:
        made = VipsRenderer().render(content, recipes)
    except PictureRefused as refused:
        result |= {"refused": refused.code, "said": f"{refused.message} {refused.remedy}"}
    else:
        folder = into / path.name
        folder.mkdir()
        for one in made.renditions:
            (folder / f"{one.recipe.name}.{one.recipe.extension}").write_bytes(one.content)
        result |= {"sizes": [(one.recipe.name, one.width, one.height) for one in made.renditions]}
        result |= {"fingerprint": made.fingerprint, "thumbhash": made.thumbhash, "kind": made.kind}
        result |= {"focal": asdict(made.focal)}
    return result | {"seconds": time.process_time() - started, "peak_mb": peak_mb()}


def main() -> None:
    """Process them all, the files that need least first."""
    for name in BESIDE:
        import_module(name)
    folder, into = map(Path, sys.argv[1:3])
    for path in sorted(folder.iterdir(), key=lambda one: one.stat().st_size):
        sys.stdout.write(json.dumps(processed(path, into, SETS[sys.argv[3]])) + "\n")


if __name__ == "__main__":
    main()
