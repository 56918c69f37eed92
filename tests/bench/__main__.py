"""`make bench`: every budget of the design, measured; `python -m tests.bench cold warm` a few."""

import json
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.bench import (
    bench_cold_starts,
    bench_images,
    bench_journey,
    bench_lighthouse,
    bench_start,
    bench_warm_requests,
    bench_web,
)
from tests.bench.measurements import Measurement, as_json, as_table

ROOT = Path(__file__).parents[2]
FILE = ROOT / ".local" / "bench.json"


def images() -> list[Measurement]:
    """The image pipeline; both of its budgets are ratios."""
    return [
        Measurement(
            name, one["value"], one["unit"], one["reference"], one["ratio"], "ratio ≤ 1", 1.0
        )
        for name, one in bench_images.run().items()
    ]


BENCHES: dict[str, Callable[[], Iterable[Measurement]]] = {
    "web": bench_web.run,
    "cold": bench_cold_starts.run,
    "warm": bench_warm_requests.run,
    "images": images,
    "journey": bench_journey.run,
    "start": bench_start.run,
    "lighthouse": bench_lighthouse.run,
}


def main(chosen: list[str]) -> int:
    """Run the chosen benches, print their lines, and keep them beside those of earlier runs."""
    unknown = set(chosen) - BENCHES.keys()
    if unknown:
        sys.stderr.write(f"There are only these benches: {', '.join(BENCHES)}\n")
        return 2
    kept = json.loads(FILE.read_text()) if chosen and FILE.exists() else {}
    lines: list[Measurement] = []
    for name in chosen or BENCHES:
        sys.stderr.write(f"measuring: {name} (load {os.getloadavg()[0]:.1f})\n")
        lines += BENCHES[name]()
    sys.stdout.write(as_table(lines))
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(json.dumps(kept | as_json(lines), indent=2, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
