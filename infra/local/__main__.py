"""`make run`: the whole of Haat on this machine, until Ctrl-C."""

import contextlib
import signal
import sys
import time
from collections.abc import Callable
from types import FrameType

from infra.local.deploy import DidNotDeploy
from infra.local.laptop import Laptop
from infra.local.lineage import Lineage
from infra.local.process import DidNotStart, PortTaken
from infra.local.seed import EMAIL, PASSWORD, seed
from infra.local.settings import Settings

ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Progress:
    """Lines for a person, each with the seconds since the start."""

    def __init__(self) -> None:
        self._started = time.monotonic()

    def __call__(self, line: str) -> None:
        """Print one line."""
        tell(f"{time.monotonic() - self._started:6.1f} s  {line}")


def tell(text: str) -> None:
    """Print for a person, who may have closed the terminal meanwhile."""
    with contextlib.suppress(OSError):
        print(text, flush=True)


def interrupted(_number: int, _frame: FrameType | None) -> None:
    """End by the way of Ctrl-C; a second one must not lose the state that is being saved."""
    for number in ENDS:
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


def welcome(laptop: Laptop) -> str:
    """Where everything is, and who may sign in."""
    real = laptop.settings.real_vendors()
    vendors = f"called for real: {', '.join(real)}" if real else "all of them stand-ins"
    return f"""
  Haat          {laptop.url}
  the vendors   {laptop.sandbox_url}   ({vendors})
  AWS           {laptop.settings.emulator_url}
  logs          {laptop.settings.state / "logs"}

  Sign in as    {EMAIL}   password: {PASSWORD}

  Ctrl-C stops everything and keeps it; `make clean` forgets it.
"""


def run() -> int:
    """Start, wait for Ctrl-C or for a process that ends by itself, stop; the exit code."""
    say = Progress()
    laptop = Laptop(Settings.load(), say=say)

    def work() -> None:
        laptop.start()
        tell(_until_something_ends(laptop, say))

    def stop() -> None:
        say("stopping")
        laptop.stop()
        say("stopped; everything is kept")

    try:
        return watch_and_wait(work, stop)
    except (PortTaken, DidNotStart, DidNotDeploy) as failed:  # it has stopped what it started
        print(failed, file=sys.stderr)
        return 1


def watch_and_wait(work: Callable[[], None], stop: Callable[[], None]) -> int:
    """Work until somebody ends it, or those are gone who wait for it; then stop. The exit code.

    A second Ctrl-C does not interrupt the stop: it must not lose the state that is being saved.
    """
    lineage = Lineage.of_this_process()
    kept = signal.getsignal(signal.SIGHUP) is signal.SIG_IGN  # nohup
    for number in ENDS[:2] if kept else ENDS:  # a shell in the background ignores SIGINT
        signal.signal(number, interrupted)
    if lineage:
        lineage.watch()
    code = 1  # nobody asked for the end
    try:
        work()
    except KeyboardInterrupt:
        code = 0
    for number in ENDS:
        signal.signal(number, signal.SIG_IGN)
    stop()
    return code


def _until_something_ends(laptop: Laptop, say: Progress) -> str:
    if laptop.emulator.recall("seeded") != EMAIL:
        seed(laptop.url)
        laptop.emulator.remember("seeded", EMAIL)
        say("demo artisan signed up")
    say("ready")
    tell(welcome(laptop))
    while not (ended := laptop.died()):
        time.sleep(0.5)
    return ended


if __name__ == "__main__":
    raise SystemExit(run())
