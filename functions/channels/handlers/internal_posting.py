"""Called by publishing's functions: posts, updates and unpublishes with channels' secrets."""

from typing import Any

from functions.channels.model.posting_commands import COMMANDS, OUTCOMES
from functions.channels.wiring.container import container
from kernel.aws.internal import CORRELATION
from kernel.events import correlation


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Carry out one command; returns its outcome, which may be a failure.

    Raises `Malformed` for what is no command, before anything is done.
    """
    correlation.set(str(event.get(CORRELATION, "")))
    command = COMMANDS.from_json(event)
    return OUTCOMES.to_json(container().posting_commands.execute(command))
