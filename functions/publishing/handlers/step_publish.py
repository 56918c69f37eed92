"""One step of the publishing workflow: advances one target and returns what comes next."""

from typing import Any

from functions.publishing.errors import NotSettledYet
from functions.publishing.service.target_runner import Browse, Done, Next, Wait
from functions.publishing.wiring import container
from kernel.events import correlation

_LONGEST_WAIT = 300


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Advance the target, or take the browser function's answer if the event has one.

    Returns `next`: `done`, `wait` with `seconds`, or `browse` with a `job`.
    """
    correlation.set(event["post_id"])
    post_id, platform = event["post_id"], event["platform"]
    if "result" in event or "error" in event:
        following = container().target_runner.take(post_id, platform, event.get("result"))
        if event.get("last") and not isinstance(following, Done):
            raise NotSettledYet
    else:
        following = container().target_runner.advance(post_id, platform)
        if isinstance(following, Done):
            following = container().operation_runner.advance(post_id, platform)
    return {"post_id": post_id, "platform": platform, **_as_json(following)}


def _as_json(following: Next) -> dict[str, object]:
    match following:
        case Done():
            return {"next": "done"}
        case Wait(seconds):
            return {"next": "wait", "seconds": max(1, min(round(seconds), _LONGEST_WAIT))}
        case Browse(job):
            return {"next": "browse", "job": dict(job)}
