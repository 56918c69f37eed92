"""How an authorization begins, comes back and ends."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from functions.channels.model.connection import Connection


@dataclass(frozen=True, slots=True)
class AuthorizationStart:
    """Where to send the browser, and the key that this browser must bring back."""

    url: str
    browser_key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class AuthorizationResult:
    """What an authorization led to: a connection, or a choice of accounts where it is None.

    `instead_of` is the connection that the artisan wanted to renew if another account came back.
    """

    connection: Connection | None = None
    instead_of: str = ""


@dataclass(frozen=True, slots=True)
class CallbackRequest:
    """The parameters of the platform's redirect, and the key from the browser's cookie."""

    code: str = field(repr=False)
    state: str = field(repr=False)
    error: str
    browser_key: str = field(repr=False)
    query: Mapping[str, str] = field(default_factory=dict, repr=False)
