"""Runs the tests on other days and in other zones, by libfaketime: `make clocks [ARGS=…]`."""

import os
import subprocess
import sys
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DAY = 24 * 3600
LEAP_DAY = datetime(2028, 2, 29, 23, 59, tzinfo=UTC)
SUITES = ("unit", "integration", "contract", "architecture", "infra")
"""Folders of tests/; a journey starts programs of other makers, which count their own time."""
ABSENT = (
    "make clocks needs libfaketime, which is not here: `apt-get install faketime` (Debian, "
    "Ubuntu) or `brew install libfaketime` (macOS) brings it; LIBFAKETIME=… names it elsewhere."
)


def say(text: str) -> None:
    """Show at once what is going on: a setting takes minutes."""
    sys.stdout.write(text)
    sys.stdout.flush()


def library() -> Path | None:
    """The variant of libfaketime for programs with threads, if it is on this machine."""
    named = os.environ.get("LIBFAKETIME")
    places: Iterable[Path] = (
        [Path(named)]
        if named
        else [
            *Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"),
            *Path("/usr/lib/faketime").glob("libfaketimeMT.so.1"),
            *Path("/usr/local/lib/faketime").glob("libfaketimeMT.so.1"),
            *Path("/opt/homebrew/lib/faketime").glob("libfaketimeMT.1.dylib"),
        ]
    )
    return next((place for place in places if place.is_file()), None)


def settings() -> dict[str, tuple[int, str]]:
    """Seconds from now and zone of each run, by the name under which it is reported."""
    to_leap_day = int(LEAP_DAY.timestamp() - time.time())
    return {
        "in 8 days": (8 * DAY, "UTC"),
        "in 400 days": (400 * DAY, "UTC"),
        "from the last minute of 29 February 2028": (to_leap_day, "UTC"),
        "in Kiritimati, 14 hours ahead of UTC": (0, "Pacific/Kiritimati"),
        "in St John's, three and a half hours behind": (0, "America/St_Johns"),
    }


def environment(faker: Path, seconds: int, zone: str) -> dict[str, str]:
    """What a run inherits: all of its processes see the same shifted time."""
    preload = "DYLD_INSERT_LIBRARIES" if sys.platform == "darwin" else "LD_PRELOAD"
    path = [str(ROOT / "tests" / "almanac"), os.environ.get("PYTHONPATH", "")]
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(path),
        "TZ": zone,
        preload: str(faker),
        "FAKETIME": f"{seconds:+d}",
        # Only the calendar is shifted: waits and deadlines are measured on the monotonic clock.
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "DONT_FAKE_MONOTONIC": "1",
        "NO_FAKE_STAT": "1",
    }


def run(faker: Path, setting: tuple[int, str], arguments: list[str]) -> tuple[bool, str]:
    """Whether the tests passed under a setting, and the last line of pytest's summary."""
    wanted = arguments or [f"tests/{suite}" for suite in SUITES]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "2"]
    tests = subprocess.Popen(
        [*command, "--dist", "loadfile", *wanted],
        cwd=ROOT,
        env=environment(faker, *setting),
        stdout=subprocess.PIPE,
        text=True,
    )
    last = ""
    for line in tests.stdout or ():
        say(line)
        last = line.strip() or last
    return tests.wait() == 0, last


def main() -> None:
    """Run every setting in turn, whatever became of the one before; fail if any failed."""
    faker = library()
    if faker is None:
        sys.exit(ABSENT)
    results = {}
    for name, setting in settings().items():
        say(f"\n=== {name}\n")
        results[name] = run(faker, setting, sys.argv[1:])
    say("\n")
    for name, (_, summary) in results.items():
        say(f"{name}: {summary}\n")
    if not all(passed for passed, _ in results.values()):
        sys.exit(1)


if __name__ == "__main__":
    main()
