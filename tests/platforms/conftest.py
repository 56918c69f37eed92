"""The account, stand-ins, artisans and browser of channels' tests, for the tests of a platform."""

from tests.integration.channels.conftest import (
    _door,
    _one_workshop,
    _running,
    artisan,
    client,
    memory,
    merchant,
    sandbox,
    seller,
    vendor,
    workshop,
)
from tests.integration.conftest import account, cloud

__all__ = [
    "_door",
    "_one_workshop",
    "_running",
    "account",
    "artisan",
    "client",
    "cloud",
    "memory",
    "merchant",
    "sandbox",
    "seller",
    "vendor",
    "workshop",
]
