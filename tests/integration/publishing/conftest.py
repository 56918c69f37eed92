"""The stand-ins, artisans and browser of channels' tests, for what publishes through them."""

from tests.integration.channels.conftest import (
    _door,
    _one_workshop,
    _running,
    artisan,
    memory,
    merchant,
    sandbox,
    workshop,
)

__all__ = [
    "_door",
    "_one_workshop",
    "_running",
    "artisan",
    "memory",
    "merchant",
    "sandbox",
    "workshop",
]
