"""Every minute: takes up targets that a lost worker or workflow left behind."""

from functions.publishing import wiring
from kernel.observability import log_event


def handler(_event: object, _context: object) -> dict[str, int]:
    """Sweep; answers how many posts were taken up."""
    started = wiring.sweeper().sweep()
    if started:
        log_event("OverdueTakenUp", posts=started)
    return {"started": started}
