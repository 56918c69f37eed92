"""How much one kind of function, and one kind of request, may take of what all share."""

from collections.abc import Mapping
from dataclasses import dataclass

ACCOUNT = 1000
"""Lambda's default for the concurrent executions of an account."""
UNRESERVED = 100
"""What Lambda wants left for functions without a reservation: here the outboxes' relays."""

# By the beginning of a handler's file name; the first that fits.
CONCURRENCY: Mapping[str, int] = {
    # People, platforms or a state machine wait for these.
    "api": 40,
    "webhook_": 40,
    "socket": 40,
    "internal_": 40,
    "step_publish": 60,
    "step_browse": 10,
    # Models cost money by the call.
    "on_copy_requested": 10,
    "on_image_requested": 10,
    "on_rewrite_requested": 10,
    "queue_rewrites": 10,
    # Pictures cost memory: 1.8 GB each.
    "on_photo_uploaded": 30,
    "on_process_requested": 10,
    # Nobody waits for these; what finds none free is called again.
    "queue_": 10,
    "on_": 10,
    "cron_": 2,
}


@dataclass(frozen=True)
class Throttle:
    """Requests per second of everybody together, and how many may come at once."""

    rate: int
    burst: int


EVERY_ROUTE = Throttle(500, 1000)
# Of everybody: so low that a flood stays cheap, so high that it needs more than one network, which
# the firewall and the kernel stop first. By path below /api/v1.
ROUTES: Mapping[str, Throttle] = {
    "/auth": Throttle(50, 100),  # sign-in and registration hash passwords
    "/media": Throttle(100, 200),  # uploads
    "/ai": Throttle(20, 40),  # models
    "/webhooks": Throttle(200, 400),
}


def concurrency(handler: str) -> int | None:
    """The reservation of the function `functions.<context>.handlers.<file>.handler`."""
    file = handler.split(".")[-2]
    return next((most for start, most in CONCURRENCY.items() if file.startswith(start)), None)
