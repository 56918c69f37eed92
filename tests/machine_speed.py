"""How slow the machine was while the tests ran, against the machine on which budgets were set.

Seconds of tests measure two things: what the tests do, and how fast the machine is that day. A
thread beside the run times the same piece of work every few seconds; its mean says the second.
"""

import threading
import time

PAUSE = 5.0
REFERENCE_MS = 86.0
"""What the piece of work takes while both workers of a whole run are busy and nothing else is."""


def _piece_of_work() -> float:
    began = time.perf_counter()
    sum(number * number for number in range(1_000_000))
    return (time.perf_counter() - began) * 1000


class MachineSpeed:
    """Times a piece of work from `start` to `stop`, in a thread of its own."""

    def __init__(self) -> None:
        self._samples: list[float] = []
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)

    def start(self) -> None:
        """Begin to sample."""
        self._thread.start()

    def stop(self) -> None:
        """End sampling; a second call does nothing."""
        self._over.set()

    @property
    def was_timed(self) -> bool:
        """Whether there is a sample yet."""
        return bool(self._samples)

    @property
    def milliseconds(self) -> float:
        """The mean time of the piece of work; the reference before the first sample."""
        samples = self._samples or [REFERENCE_MS]
        return sum(samples) / len(samples)

    @property
    def slowness(self) -> float:
        """How many times slower than the reference the machine was; at least 1."""
        return max(1.0, self.milliseconds / REFERENCE_MS)

    def _sample(self) -> None:
        while not self._over.wait(PAUSE):
            self._samples.append(_piece_of_work())
