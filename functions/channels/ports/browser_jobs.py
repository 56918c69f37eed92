"""The ports of browser jobs: encrypted sessions, and panels that a browser works through."""

from collections.abc import Mapping
from typing import Protocol

from functions.channels.model.browser import Outcome
from functions.channels.model.listing import Listing, Published


class JobCipher(Protocol):
    """Encrypts the session that travels in a browser job, with the browser's own key."""

    def encrypt(self, session: str, bound_to: Mapping[str, str]) -> str:
        """The session as text for exactly this job."""
        ...

    def decrypt(self, sealed: str, bound_to: Mapping[str, str]) -> str:
        """The session; raises `SecretUnreadable` when the job was changed."""
        ...


class SellerPanel(Protocol):
    """A platform without an API, worked through its web panel in a fresh browser."""

    def submit(self, session: str, panel: str, listing: Listing) -> Published:
        """Fill the panel's form and send it, once for each variant that is not there yet.

        Failures as in `Channel`; once a variant is there, what was only passing is unknown too.
        """
        ...

    def find(self, session: str, panel: str, listing: Listing) -> Outcome:
        """Look for the listing by the SKUs of all its variants; changes nothing.

        `Ready` where some are there and others are not.
        """
        ...

    def inspect(self, session: str, panel: str) -> tuple[str, ...]:
        """The panel's differences from its definition; only its login's without a session."""
        ...
