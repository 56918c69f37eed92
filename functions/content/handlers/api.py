"""The HTTP API of drafts and their review."""

from typing import Any
from urllib.parse import unquote

from functions.content.routes import drafts, reviews
from kernel.api import create_api, lambda_handler

# First the public routes: `/drafts/approvals/…` is no draft.
app = create_api("content", reviews.router, drafts.router)
_once = lambda_handler(app)
_every_time = lambda_handler(app, keeps_answers=False)


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Answer a request; the answer with an approval link's token is not stored for a repeat."""
    keeps = not unquote(event.get("rawPath", "")).endswith(reviews.LINK)
    return (_once if keeps else _every_time)(event, context)
