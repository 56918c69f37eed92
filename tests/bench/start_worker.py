"""Starts the laptop cloud of the checkout that it is run in, again and again; tells the seconds."""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from infra.local.laptop import Laptop


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    began = time.monotonic()
    work()
    return time.monotonic() - began


def main() -> None:
    """First starts in folders of their own, then a later one of the last; the emulator alone."""
    taken: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="haat-bench-") as folder:
        for name in ("first, nothing synthesised yet", "first"):
            laptop = Laptop.for_tests(Path(folder) / name[-5:])
            taken[name] = seconds(laptop.start)
            laptop.stop()
        taken["later"] = seconds(laptop.start)
        laptop.stop()
        bare = Laptop.for_tests(Path(folder) / "bare").emulator
        taken["emulator"] = seconds(bare.start)
        bare.stop()
    sys.stdout.write(json.dumps(taken) + "\n")


if __name__ == "__main__":
    main()
