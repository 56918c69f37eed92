"""The account, stand-ins, artisans and browser of channels' tests, for the tests of a platform."""

from tests.integration.channels.conftest import (
    _browser_thread,
    _callback_server,
    _running,
    artisan,
    browser_thread,
    client,
    merchant,
    sandbox,
    seller,
    server,
    setup_cache,
)
from tests.integration.conftest import account, cloud

__all__ = [
    "_browser_thread",
    "_callback_server",
    "_running",
    "account",
    "artisan",
    "browser_thread",
    "client",
    "cloud",
    "merchant",
    "sandbox",
    "seller",
    "server",
    "setup_cache",
]
