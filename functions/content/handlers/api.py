"""The HTTP API of drafts and their review."""

from functions.content.routes import drafts, reviews
from kernel.api import create_api, lambda_handler

# First the public routes: `/drafts/approvals/…` is no draft.
app = create_api("content", reviews.router, drafts.router)
handler = lambda_handler(app)
