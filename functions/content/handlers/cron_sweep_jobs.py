"""Every few minutes: no job stays under way for ever."""

from typing import Any

from functions.content.wiring import making
from kernel.observability import log_event


def handler(_event: dict[str, Any], _context: object) -> None:
    """Give up what should long be finished."""
    log_event("JobsSwept", given_up=making().sweep())
