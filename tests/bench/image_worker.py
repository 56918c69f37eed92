"""Makes renditions on request, in a process of its own: a set and a file per line, one answer."""

import json
import sys
import time
from importlib import import_module
from pathlib import Path

from functions.media.adapters.heif import HeifPicture
from functions.media.adapters.imaging import VipsRenderer
from functions.media.model.kinds import sniff
from tests.recipes import CLASSIC, EVERY

# What the Lambda holds beside the pictures, so that the memory measured is the Lambda's.
BESIDE = ("functions.media.handlers.on_photo_uploaded", "boto3.dynamodb.types", "boto3.s3.inject")


SETS = {"classic": CLASSIC, "every": EVERY}


def peak_mb() -> float:
    """The most memory that this process held so far; its parent's is not counted (`ru_maxrss`)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def answer(name: str, path: str, renderer: VipsRenderer) -> dict[str, object]:
    """CPU milliseconds of all renditions and of the HEIC decoder alone; peak memory in MB."""
    content = Path(path).read_bytes()
    started = time.process_time()
    made = renderer.render(content, SETS[name]).renditions
    elapsed = time.process_time() - started
    decoding = 0.0
    peak = peak_mb()
    if sniff(content[:64]) == "heic":
        started = time.process_time()
        HeifPicture(content, threads=1).decode(1.0)
        decoding = time.process_time() - started
    sizes = [[one.width, one.height, len(one.content)] for one in made]
    return {
        "ms": elapsed * 1000,
        "decoding_ms": decoding * 1000,
        "sizes": sizes,
        "peak_mb": peak,
    }


def main() -> None:
    """Answer until standard input ends."""
    for name in BESIDE:
        import_module(name)
    renderer = VipsRenderer(threads=1)
    for line in sys.stdin:
        name, _, path = line.strip().partition(" ")
        sys.stdout.write(json.dumps(answer(name, path, renderer)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
