"""The ports of listing edits in memory."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from functions.channels.model.api_quota import ApiQuota
from functions.channels.model.capabilities import FieldOption
from functions.channels.model.connection import (
    Account,
    AccountKey,
)
from functions.channels.model.listing import (
    Handle,
    Listing,
    Part,
    Published,
    Ready,
    ShownListing,
    Step,
    StockLevel,
)
from functions.channels.model.posting_commands import StockSet
from functions.channels.model.published_listings import PublishedListing
from kernel.errors import TryLater
from kernel.events import Event
from kernel.pages import Page
from tests.unit.channels.key_exchange_ports import NOW, OWNER
from tests.unit.channels.sample_listing import listing

PLATFORM = "pinterest"
KEY = AccountKey(OWNER, PLATFORM, "a")
CHOSEN = replace(listing(), field_values={"board": "b1", "section": "s 1", "strange": "gid://x/1"})


@dataclass
class PlatformStub:
    """`ListingEditor`, `OptionSource`, `QuotaReader` and `Channel` in memory."""

    got: list[object] = field(default_factory=list)
    fails: Exception | None = None
    is_read_again: bool = True
    shows_at_once: bool = True
    shown: dict[Part, str] = field(default_factory=lambda: {"words": "old", "options": "b1"})

    def read(self, account: Account, listing: Listing, external_id: str) -> ShownListing:
        assert account.token == "secret"
        del listing, external_id
        if self.got and not self.is_read_again:
            raise TryLater("busy")
        return ShownListing(dict(self.shown), {"DOK-7F3K": 3})

    def update(
        self, account: Account, listing: Listing, external_id: str, parts: Collection[Part]
    ) -> Published:
        self._do(account, listing, external_id, tuple(parts))
        self.shown |= dict.fromkeys(parts, "new")
        return Published(external_id, "https://pin.example/1")

    def set_stock(
        self, account: Account, listing: Listing, external_id: str, levels: Sequence[StockLevel]
    ) -> StockSet:
        self._do(account, listing, external_id, tuple(levels))
        before = {one.sku: one.before or 0 for one in levels}
        after = {one.sku: one.quantity for one in levels}
        return StockSet(before, ShownListing(self.shown, after))

    def adopt(self, account: Account, listing: Listing, external_id: str) -> Published:
        self._do(account, listing, external_id)
        return Published(external_id, "https://pin.example/1")

    def unpublish(self, account: Account, listing: Listing, external_id: str) -> None:
        self._do(account, listing, external_id)

    def options(
        self, account: Account, name: str, words: str, within: Mapping[str, str]
    ) -> Sequence[FieldOption]:
        self._do(account, name, words, within)
        return [FieldOption("1", "One"), FieldOption("2", "Two")]

    def budget(self, account: Account) -> ApiQuota:
        self._do(account)
        return ApiQuota(10_000, 29, 10, NOW)

    def start(self, account: Account, listing: Listing) -> Step:
        self._do(account, listing)
        return Ready(Handle("1", "draft"))

    def check(self, account: Account, listing: Listing, handle: Handle) -> Step:
        self._do(account, listing, handle)
        return Ready(handle)

    def finish(self, account: Account, listing: Listing, handle: Handle) -> Published:
        self._do(account, listing, handle)
        return Published("1", "https://pin.example/1")

    def reconcile(
        self, account: Account, listing: Listing, handle: Handle | None, since: datetime
    ) -> Any:
        self._do(account, listing, handle, since)
        return Ready(Handle("1", "draft"))

    def _do(self, account: Account, *given: object) -> None:
        assert account.token == "secret"
        self.got += given
        if self.fails:
            raise self.fails


@dataclass
class PublishedListingsStub:
    """The port of published listings; it only remembers ids."""

    ids: set[str] = field(default_factory=lambda: {"1"})

    def keep(self, link: PublishedListing) -> bool:
        self.ids.add(link.external_id)
        return True

    def get(self, key: AccountKey, external_id: str) -> PublishedListing | None:
        raise NotImplementedError

    def page(self, key: AccountKey, limit: int, cursor: str | None) -> Page[PublishedListing]:
        raise NotImplementedError

    def metrics_read(self, link: PublishedListing, at: datetime, *events: Event) -> None:
        raise NotImplementedError

    def forget(self, key: AccountKey, external_id: str) -> None:
        assert key.account_id == "a"
        self.ids.discard(external_id)
