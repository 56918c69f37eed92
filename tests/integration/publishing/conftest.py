"""The stand-ins, artisans and browser of channels' tests, for what publishes through them."""

from tests.integration.channels.conftest import (
    _browser_thread,
    _callback_server,
    _running,
    artisan,
    browser_thread,
    merchant,
    sandbox,
    setup_cache,
)
from tests.integration.publishing.live_client import furnished, live

__all__ = [
    "_browser_thread",
    "_callback_server",
    "_running",
    "artisan",
    "browser_thread",
    "furnished",
    "live",
    "merchant",
    "sandbox",
    "setup_cache",
]
