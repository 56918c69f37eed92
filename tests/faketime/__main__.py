"""Runs the tests on other days and in other zones, by libfaketime: `make clocks [ARGS=…]`."""

import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MACOS = sys.platform == "darwin"
LEAP_DAY = datetime(2028, 2, 29, 23, 50, tzinfo=UTC)
TODAY = timedelta(0)
SETTINGS: dict[str, tuple[timedelta | datetime, str]] = {
    "in 8 days": (timedelta(days=8), "UTC"),
    "in 400 days": (timedelta(days=400), "UTC"),
    "from the last minutes of 29 February 2028": (LEAP_DAY, "UTC"),
    "in Kiritimati, 14 hours ahead of UTC": (TODAY, "Pacific/Kiritimati"),
    "in St John's, three and a half hours behind": (TODAY, "America/St_Johns"),
}
"""How far ahead of now, or at which moment, a run begins, and in which zone."""

# Chromium's processes stop for minutes, or for good, where libfaketime is preloaded; and one that
# keeps today's date sets cookies that Haat, on its other day, takes for run out. In another zone
# alone nothing is preloaded, and Chromium's cases are run.
WITHOUT_CHROMIUM = ["-m", "not browser"]
SUITES = ("unit", "integration", "platforms", "contract", "architecture", "infra")
"""Folders of tests/; a journey starts programs of other makers, which count their own time."""
ABSENT = (
    "make clocks needs libfaketime, which is not here: `apt-get install faketime gcc` (Debian, "
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


def sleeper() -> Path:
    """The library that sleeps past libfaketime, compiled."""
    made = ROOT / ".local" / "faketime" / "sleep.so"
    made.parent.mkdir(parents=True, exist_ok=True)
    source = Path(__file__).with_name("sleep.c")
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", made, source, "-ldl"], check=True)  # noqa: S607  # the system's compiler
    return made


def environment(
    libraries: Sequence[Path], begin: timedelta | datetime, zone: str
) -> dict[str, str]:
    """What a run that begins now inherits: all of its processes see the same shifted time."""
    if begin == TODAY:
        return {**os.environ, "TZ": zone}
    ahead = begin if isinstance(begin, timedelta) else begin - datetime.now(UTC)
    preload = "DYLD_INSERT_LIBRARIES" if MACOS else "LD_PRELOAD"
    return {
        **os.environ,
        "TZ": zone,
        preload: os.pathsep.join(str(one) for one in libraries),
        "FAKETIME": f"{round(ahead.total_seconds()):+d}",
        # Only the calendar is shifted: waits and deadlines are measured on the monotonic clock.
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "DONT_FAKE_MONOTONIC": "1",
        "NO_FAKE_STAT": "1",
    }


def run(
    libraries: Sequence[Path], setting: tuple[timedelta | datetime, str], arguments: list[str]
) -> tuple[bool, str]:
    """Whether the tests passed under a setting, and the last line of pytest's summary."""
    wanted = arguments or [f"tests/{suite}" for suite in SUITES]
    wanted = wanted if setting[0] == TODAY else [*WITHOUT_CHROMIUM, *wanted]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "2"]
    tests = subprocess.Popen(
        [*command, "--dist", "loadfile", *wanted],
        cwd=ROOT,
        env=environment(libraries, *setting),
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
    libraries = [faker] if MACOS else [sleeper(), faker]
    results = {}
    for name, setting in SETTINGS.items():
        say(f"\n=== {name}\n")
        results[name] = run(libraries, setting, sys.argv[1:])
    say("\n")
    for name, (_, summary) in results.items():
        say(f"{name}: {summary}\n")
    if not all(passed for passed, _ in results.values()):
        sys.exit(1)


if __name__ == "__main__":
    main()
