"""`make run`: the whole of Haat on this machine, until Ctrl-C."""

import signal
import sys
import time
from types import FrameType

from infra.local.deploy import DidNotDeploy
from infra.local.laptop import Laptop
from infra.local.process import DidNotStart, PortTaken
from infra.local.seed import EMAIL, PASSWORD, seed
from infra.local.settings import Settings


class Progress:
    """Lines for a person, each with the seconds since the start."""

    def __init__(self) -> None:
        self._started = time.monotonic()

    def __call__(self, line: str) -> None:
        """Print one line."""
        print(f"{time.monotonic() - self._started:6.1f} s  {line}", flush=True)


def interrupted(_number: int, _frame: FrameType | None) -> None:
    """End by the way of Ctrl-C."""
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
    for number in (signal.SIGINT, signal.SIGTERM):  # a shell in the background ignores SIGINT
        signal.signal(number, interrupted)
    try:
        laptop.start()
        ended = _until_something_ends(laptop, say)
        print(ended, file=sys.stderr)
    except KeyboardInterrupt:
        return _stop(laptop, say, 0)
    except (PortTaken, DidNotStart, DidNotDeploy) as failed:  # it has stopped what it started
        print(failed, file=sys.stderr)
        return 1
    return _stop(laptop, say, 1)


def _until_something_ends(laptop: Laptop, say: Progress) -> str:
    if laptop.emulator.recall("seeded") != EMAIL:
        seed(laptop.url)
        laptop.emulator.remember("seeded", EMAIL)
        say("demo artisan signed up")
    say("ready")
    print(welcome(laptop), flush=True)
    while not (ended := laptop.died()):
        time.sleep(0.5)
    return ended


def _stop(laptop: Laptop, say: Progress, code: int) -> int:
    # A second Ctrl-C must not lose the state that is being saved.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    say("stopping")
    laptop.stop()
    say("stopped; everything is kept")
    return code


if __name__ == "__main__":
    raise SystemExit(run())
