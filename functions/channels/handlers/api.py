"""The HTTP API of channels: platforms and the artisan's connections to them."""

from functions.channels.routes import (
    activity,
    connections,
    files,
    keys,
    leads,
    manual_post,
    oauth,
    preferences,
    sessions,
)
from kernel.api import create_api, lambda_handler

app = create_api(
    "channels",
    connections.router,
    manual_post.router,
    oauth.router,
    files.router,
    keys.router,
    leads.router,
    preferences.router,
    activity.router,
    sessions.router,
)
handler = lambda_handler(app)
