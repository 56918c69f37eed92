"""Secrets that travel in links: a random token, of which only the digest is stored."""

import hashlib
import secrets


def random_token() -> str:
    """A token of 256 random bits in base64url, safe in a URL."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """The token's SHA-256 in hex, by which it is found again; 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()
