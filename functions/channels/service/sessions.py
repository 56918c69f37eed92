"""Stores the panel sessions of logins that artisans made, and encrypts them for browser jobs."""

import json
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from functions.channels.errors import ConnectMethodMismatch, InvalidSession, NotConfigured, Rejected
from functions.channels.model.browser import (
    BrowserJob,
    SellerProfile,
    binding,
    login_cookies,
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
from kernel.ids import Ids

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
        ids: Ids,
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
        self._ids = ids
        self._panels = panels
        self._sheet = sheet
        self._off = off

    def panel(self, platform: str) -> str:
        """The address where a person logs in."""
        return self._panels[self._assisted(platform).platform]

    def keep(
        self,
        owner_id: str,
        platform: str,
        state: Mapping[str, Any],
        seller: SellerProfile | None,
        account: str = "",
    ) -> Connection:
        """Connect with a browser's storage state; without `seller` the one known before stays.

        A panel does not tell whose login it is: `account` is the artisan's own name for a further
        account, "" for her first one. Raises `InvalidSession` when the state is no login to the
        panel; a session that works stays then.
        """
        capabilities = self._assisted(platform)
        session = panel_session(state, self._panels[platform])
        account_id = account or platform
        held = self._connections.get(owner_id, platform, account_id) or Connection(
            owner_id, platform, account_id, self._ids.new("connection")
        )
        self._must_be_login(session, held)
        seller = seller or self._seller(held)
        sealed = self._secrets.encrypt(held.key, Secret(session=packed(session, seller)))
        name = seller.name if seller else capabilities.name
        named = Candidate(account_id, f"{name} ({account})" if account else name)
        chosen = held.chosen(named, sealed, self._clock.now(), session_end(session))
        return self._connections.save(chosen, changed(chosen))

    def _must_be_login(self, session: str, held: Connection) -> None:
        """Raise `InvalidSession` for a login that has ended, or is none beside one that works.

        A login shares at least one HttpOnly cookie with another; what else panels set varies.
        """
        ends_at, now = session_end(session), self._clock.now()
        ended = ends_at is not None and ends_at <= now
        works = held.status == "connected" and not (held.ends_at and held.ends_at <= now)
        if not ended and works:
            state, _ = unpacked(self._secrets.decrypt(held.key, held.sealed).session)
            logins = login_cookies(json.dumps(state))
            ended = bool(logins) and logins.isdisjoint(login_cookies(session))
        if ended:
            raise InvalidSession(
                "The session is not signed in to the seller panel.",
                remedy="Log in to the panel in the window that opened, then try again.",
            )

    def _seller(self, connection: Connection | None) -> SellerProfile | None:
        if connection is None or not connection.sealed:
            return None
        return unpacked(self._secrets.decrypt(connection.key, connection.sealed).session)[1]

    def file(
        self, owner_id: str, platform: str, account_id: str, listings: Sequence[Listing]
    ) -> bytes:
        """The listings as the file that the panel's own bulk upload takes; the artisan uploads it.

        Raises `Rejected` for what the panel would refuse, or when the seller's facts are not known.
        """
        capabilities = self._assisted(platform)
        wrong = [words for one in listings for words in objections(one, _for_a_file(capabilities))]
        if wrong:
            raise Rejected(" ".join(wrong), remedy="Change it in the draft and ask again.")
        seller = self._seller(self._connections.get(owner_id, platform, account_id))
        if seller is None:
            raise Rejected(
                f"{capabilities.name} needs the maker's name, address and tax code "
                "of every product.",
                remedy=f"Run: make connect PLATFORM={platform}, and answer its questions.",
            )
        return self._sheet(platform, listings, seller)

    def job(
        self, owner_id: str, platform: str, account_id: str, listing: Listing, *, find: bool
    ) -> BrowserJob:
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
        connection, secret = self._access.opened(owner_id, platform, account_id)
        panel = self._panels[platform]
        bound_to = binding(connection.key, listing.marker, panel)
        sealed = self._cipher.encrypt(secret.session, bound_to)
        self._connections.touch(connection, self._clock.now())
        slim = _slim(listing, capabilities)
        return BrowserJob(owner_id, platform, account_id, panel, find, slim, sealed)

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


def _for_a_file(capabilities: Capabilities) -> Capabilities:
    """A file has room for all variants: only what is listed in one go is limited."""
    how = capabilities.variant_rows
    return replace(capabilities, variant_rows=replace(how, most=sys.maxsize) if how else None)


def _slim(listing: Listing, capabilities: Capabilities) -> Listing:
    """The listing with only the pictures that the job needs: what is not sent cannot leak."""
    name = capabilities.image.rendition
    kept = {name: listing.pictures[name]} if name in listing.pictures else {}
    more = ({name: one} for one in listing.shown(name, capabilities.photos_max)[len(kept) :])
    return replace(listing, pictures=kept, more_pictures=tuple(more))
