"""HTTP client with which stand-ins fetch pictures, send webhooks and post keys."""

import ssl
from functools import lru_cache

import httpx2


@lru_cache
def _trusted() -> ssl.SSLContext:
    # Reading the certificates takes 20 ms: once for all calls.
    return httpx2.create_ssl_context(trust_env=False)


def http_client(seconds: float, *, redirects: int = 0) -> httpx2.AsyncClient:
    """A client for one call, which waits `seconds` for each step of it."""
    return httpx2.AsyncClient(
        verify=_trusted(),
        timeout=seconds,
        trust_env=False,
        follow_redirects=redirects > 0,
        max_redirects=redirects,
    )
