"""One step of the publishing workflow: advances one publication and returns what comes next."""

from typing import Any

from functions.publishing.errors.publications import NotSettledYet
from functions.publishing.service.publish_runner import Browse, Done, Next, Wait
from functions.publishing.wiring import container
from kernel.events import correlation

_LONGEST_WAIT = 300


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Advance the publication, or take the browser function's answer if the event has one.

    Returns `next`: `done`, `wait` with `seconds`, or `browse` with a `job`.
    """
    correlation.set(event["post_id"])
    publication_id = event["publication_id"]
    if "result" in event or "error" in event:
        following = container().publish_runner.take(publication_id, event.get("result"))
        if event.get("last") and not isinstance(following, Done):
            raise NotSettledYet
    else:
        following = container().publish_runner.advance(publication_id)
        if isinstance(following, Done):
            following = container().operation_runner.advance(publication_id)
    known = {"post_id": event["post_id"], "publication_id": publication_id}
    return {**known, **_as_json(following)}


def _as_json(following: Next) -> dict[str, object]:
    match following:
        case Done():
            return {"next": "done"}
        case Wait(seconds):
            return {"next": "wait", "seconds": max(1, min(round(seconds), _LONGEST_WAIT))}
        case Browse(job):
            return {"next": "browse", "job": dict(job)}
