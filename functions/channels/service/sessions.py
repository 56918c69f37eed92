"""Stores the panel sessions of logins that artisans made, and encrypts them for browser jobs."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from functions.channels.errors import ConnectMethodMismatch, NotConfigured, Rejected
from functions.channels.model.browser import (
    BrowserJob,
    SellerProfile,
    binding,
    packed,
    panel_session,
    session_end,
    unpacked,
)
from functions.channels.model.capabilities import Capabilities, objections
from functions.channels.model.connection import Candidate, Connection, Secret
from functions.channels.model.listing import Listing
from functions.channels.model.platforms import platform as known
from functions.channels.ports.browser_jobs import JobCipher
from functions.channels.ports.connections import Connections, Secrets
from functions.channels.service.token_access import TokenAccess, changed
from kernel.clock import Clock
from kernel.errors import TryLater

WriteSheet = Callable[[str, Sequence[Listing], SellerProfile], bytes]
"""Writes listings of a seller as the file that a platform's own bulk upload takes."""


class Sessions:
    """Stores panel sessions and makes browser jobs; `panels` are addresses, `off` disabled ones."""

    def __init__(  # noqa: PLR0913  # its ports
        self,
        connections: Connections,
        secrets: Secrets,
        cipher: JobCipher | None,
        access: TokenAccess,
        clock: Clock,
        *,
        panels: Mapping[str, str],
        sheet: WriteSheet,
        off: Collection[str] = (),
    ) -> None:
        self._connections = connections
        self._secrets = secrets
        self._cipher = cipher
        self._access = access
        self._clock = clock
        self._panels = panels
        self._sheet = sheet
        self._off = off

    def panel(self, platform: str) -> str:
        """The address where a person logs in."""
        return self._panels[self._assisted(platform).platform]

    def keep(
        self, owner_id: str, platform: str, state: Mapping[str, Any], seller: SellerProfile | None
    ) -> Connection:
        """Connect with a browser's storage state; without `seller` the one known before stays.

        Raises `InvalidSession` when the state holds nothing of the panel.
        """
        capabilities = self._assisted(platform)
        session = panel_session(state, self._panels[platform])
        connection = self._connections.get(owner_id, platform)
        seller = seller or self._seller(connection)
        secret = Secret(session=packed(session, seller))
        sealed = self._secrets.encrypt(owner_id, platform, secret)
        account = Candidate(platform, seller.name if seller else capabilities.name)
        chosen = connection.chosen(account, sealed, self._clock.now(), session_end(session))
        return self._connections.save(chosen, changed(chosen))

    def _seller(self, connection: Connection) -> SellerProfile | None:
        if not connection.sealed:
            return None
        return unpacked(self._secrets.decrypt(connection).session)[1]

    def file(self, owner_id: str, platform: str, listings: Sequence[Listing]) -> bytes:
        """The listings as the file that the panel's own bulk upload takes; the artisan uploads it.

        Raises `Rejected` for what the panel would refuse, or when the seller's facts are not known.
        """
        capabilities = self._assisted(platform)
        wrong = [words for one in listings for words in objections(one, capabilities)]
        if wrong:
            raise Rejected(" ".join(wrong), remedy="Change it in the draft and ask again.")
        seller = self._seller(self._connections.get(owner_id, platform))
        if seller is None:
            raise Rejected(
                f"{capabilities.name} needs the maker's name, address and tax code "
                "of every product.",
                remedy=f"Run: make connect PLATFORM={platform}, and answer its questions.",
            )
        return self._sheet(platform, listings, seller)

    def job(self, owner_id: str, platform: str, listing: Listing, *, find: bool) -> BrowserJob:
        """A self-contained browser job; the session in it opens for this job only.

        Raises `Rejected` when the platform would refuse the listing, `NotConnected` without login.
        """
        capabilities = self._assisted(platform)
        self._must_be_on(capabilities, find=find)
        wrong = () if find else objections(listing, capabilities)
        if wrong:
            raise Rejected(" ".join(wrong), remedy="Change it in the draft and publish again.")
        if self._cipher is None:
            raise NotConfigured(
                "This function may not make browser jobs.", remedy="Set BROWSER_KEY_ID."
            )
        connection, secret = self._access.opened(owner_id, platform)
        panel = self._panels[platform]
        bound_to = binding(owner_id, platform, listing.marker, panel)
        sealed = self._cipher.encrypt(secret.session, bound_to)
        self._connections.touch(connection, self._clock.now())
        return BrowserJob(owner_id, platform, panel, find, _slim(listing, capabilities), sealed)

    def _must_be_on(self, capabilities: Capabilities, *, find: bool) -> None:
        """The kill switch: for a disabled panel raise `TryLater` (a look-up) or `Rejected`."""
        if capabilities.platform not in self._off:
            return
        words = f"Haat's work in {capabilities.name}'s panel is switched off at the moment."
        if find:
            raise TryLater(words, after=3600)
        raise Rejected(words, remedy="Add the product in the panel yourself, or publish it later.")

    def _assisted(self, platform: str) -> Capabilities:
        capabilities = known(platform)
        if capabilities.connect != "assisted":
            raise ConnectMethodMismatch(
                f"{capabilities.name} is connected on its own page.",
                remedy="Press Connect under Connections.",
            )
        return capabilities


def _slim(listing: Listing, capabilities: Capabilities) -> Listing:
    """The listing with only the pictures that the job needs: what is not sent cannot leak."""
    name = capabilities.image.rendition
    kept = {name: listing.pictures[name]} if name in listing.pictures else {}
    more = ({name: one} for one in listing.shown(name, capabilities.photos_max)[len(kept) :])
    return replace(listing, pictures=kept, more_pictures=tuple(more))
