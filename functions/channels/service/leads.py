"""Reads leads where a platform does not push them; a lead that was read twice is stored once."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from functions.channels.errors import ConnectMethodMismatch, ReconnectNeeded, Rejected
from functions.channels.events import WebhookReceived
from functions.channels.model.connection import AccountKey, Secret
from functions.channels.model.leads import OVERLAP, PACE, WINDOW, LeadSubscription
from functions.channels.model.platforms import platform as known
from functions.channels.ports.connections import Secrets
from functions.channels.ports.webhooks import (
    LeadSubscriptions,
    ReadLeads,
)
from kernel.clock import Clock
from kernel.errors import StaleWrite, TryLater
from kernel.observability import log_event, log_failure
from kernel.sweeps import SET_ASIDE, sweep
from kernel.webhooks import WebhookInbox

_SECONDS = 200.0


class Leads:
    """Begins, reads and ends lead subscriptions; `readers` by platform."""

    def __init__(
        self,
        feeds: LeadSubscriptions,
        secrets: Secrets,
        readers: Mapping[str, ReadLeads],
        inbox: WebhookInbox,
        clock: Clock,
    ) -> None:
        self._feeds = feeds
        self._secrets = secrets
        self._readers = readers
        self._inbox = inbox
        self._clock = clock

    def follow(self, owner_id: str, platform: str, key: str, account: str = "") -> LeadSubscription:
        """Read the owner's leads with this key from now on, beginning with the last week's.

        `account` is the artisan's own name for a further account, as for a panel's session. A new
        key goes on where the old one stopped, and keeps its pace: leads are not read at once. It
        takes the old one's place once the platform has taken it.
        """
        self._must_have_leads(platform)
        now = self._clock.now()
        whose = AccountKey(owner_id, platform, account or platform)
        sealed = self._secrets.encrypt(whose, Secret(session=key))
        held = self._feeds.get(whose)
        first = now - WINDOW + OVERLAP
        feed = held or LeadSubscription(*whose, sealed="", read_until=first)
        return self._feeds.save(feed.offered(sealed, first, now))

    def followed(self, owner_id: str, platform: str, account: str = "") -> LeadSubscription | None:
        """The owner's lead subscription, or None; raises `ConnectMethodMismatch` without leads."""
        self._must_have_leads(platform)
        return self._feeds.get(AccountKey(owner_id, platform, account or platform))

    def _must_have_leads(self, platform: str) -> None:
        capabilities = known(platform)
        if platform not in self._readers:
            raise ConnectMethodMismatch(
                f"{capabilities.name} has no leads that could be read.",
                remedy="Connect it as it is.",
            )

    def forget(self, owner_id: str, platform: str, account: str = "") -> None:
        """Delete the subscription and its key; without one nothing happens."""
        held = self._feeds.get(AccountKey(owner_id, platform, account or platform))
        if held is not None:
            self._feeds.remove(held)

    def read_due(self) -> int:
        """Read the subscriptions that are due; answers how many leads were new.

        One in trouble stops no other: it is due again later. What there is no time for waits for
        the next run.
        """
        now = self._clock.now()
        read = sweep(
            self._feeds.due(now),
            self._read,
            failure="LeadsNotRead",
            move_on=lambda feed: self._feeds.postpone(feed, now + SET_ASIDE),
            facts=lambda feed: {"platform": feed.platform},
            seconds=_SECONDS,
        )
        return sum(read.results)

    def _read(self, feed: LeadSubscription) -> int:
        now = self._clock.now()
        try:
            # Before the call: a worker that dies with its answer does not make the next too early.
            feed, new = self._asked(self._feeds.save(feed.claimed(now)))
            self._feeds.save(feed)
        except StaleWrite:
            return 0  # somebody else reads it, or it has another key since
        return new

    def _asked(self, feed: LeadSubscription) -> tuple[LeadSubscription, int]:
        now = self._clock.now()
        since, until = feed.span(now)
        key = self._secrets.decrypt(feed.key, feed.untried or feed.sealed).session
        try:
            notices = self._readers[feed.platform](key, since, until)
        except (ReconnectNeeded, Rejected) as refused:
            log_failure("LeadsRefused", refused, platform=feed.platform)
            if feed.untried and feed.sealed:
                return feed.dropped(refused.message), 0
            return feed.stopped(refused.message), 0
        except TryLater as passing:
            wait = max(PACE, timedelta(seconds=passing.after))
            return feed.put_off(now + wait, passing.message), 0
        own = [replace(one, account=feed.account_id) for one in notices]
        new = self._inbox.store(feed.platform, feed.owner_id, own, WebhookReceived.of)
        log_event("LeadsRead", platform=feed.platform, found=len(notices), new=new)
        return feed.proven().read(until), new
