"""Random secrets that stand-ins issue, with a mark by which a test finds any that leaks."""

import secrets

MARK = "5ec2e7c0ffee"
"""In every token, code, key and cookie of a stand-in; hexadecimal, so that it fits any form."""


def new_secret(bytes_: int) -> str:
    """A secret of this many random bytes, URL-safe, with the mark."""
    return MARK + secrets.token_urlsafe(bytes_)


def new_hex_secret(digits: int) -> str:
    """A secret of this many hexadecimal digits, the mark among them."""
    return MARK + secrets.token_hex(digits)[: digits - len(MARK)]
