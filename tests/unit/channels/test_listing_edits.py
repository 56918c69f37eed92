"""Changing and taking down, on ports in memory; a listing reaches its adapter as it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import pytest

from functions.channels.errors import (
    ForeignListing,
    ListingNotFound,
    Rejected,
)
from functions.channels.model.api_quota import ApiQuota
from functions.channels.model.capabilities import FieldOption
from functions.channels.model.connection import (
    Account,
    AccountKey,
    Candidate,
    Connection,
    Secret,
    Tokens,
)
from functions.channels.model.listing import Handle, Listing, Published, Ready, Step
from functions.channels.model.published_listings import PublishedListing
from functions.channels.service.listing_edits import ListingEdits, edit_support
from functions.channels.service.posting import PostingService
from functions.channels.service.token_access import TokenAccess
from kernel.clock import SetClock
from kernel.errors import OutcomeUnknown, TryLater
from kernel.events import Event
from kernel.ids import CountedIds
from kernel.pages import Page
from tests.unit.channels.key_exchange_ports import NOW, OWNER, PortsInMemory
from tests.unit.channels.sample_listing import listing

PLATFORM = "pinterest"
KEY = AccountKey(OWNER, PLATFORM, "a")
CHOSEN = replace(listing(), field_values={"board": "b1", "section": "s 1", "strange": "gid://x/1"})


@dataclass
class PlatformStub:
    """`ListingEditor`, `OptionSource`, `QuotaReader` and `Channel` in memory."""

    got: list[object] = field(default_factory=list)
    fails: Exception | None = None

    def update(self, account: Account, listing: Listing, external_id: str) -> Published:
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
        assert key == KEY
        self.ids.discard(external_id)


def connected(ports: PortsInMemory) -> None:
    """The owner has a working connection."""
    for platform in (PLATFORM, "facebook"):
        connection = Connection(OWNER, platform, "a", f"connection_of_{platform}")
        sealed = ports.encrypt(connection.key, Secret(Tokens("secret")))
        ports.save(connection.chosen(Candidate("a", "A"), sealed, NOW, None))


@pytest.fixture
def ports() -> PortsInMemory:
    made = PortsInMemory()
    connected(made)
    return made


@pytest.fixture
def there() -> PlatformStub:
    return PlatformStub()


@pytest.fixture
def published_listings() -> PublishedListingsStub:
    return PublishedListingsStub()


@pytest.fixture
def listing_edits(
    ports: PortsInMemory, there: PlatformStub, published_listings: PublishedListingsStub
) -> ListingEdits:
    return ListingEdits(access_of(ports), {PLATFORM: there}, published_listings)


def access_of(ports: PortsInMemory) -> TokenAccess:
    """Token access to the connections in `ports`."""
    return TokenAccess(ports, ports, {}, SetClock(NOW), CountedIds(), pause=lambda _: None)


def test_what_is_changed_reaches_the_platform_as_it_is(
    listing_edits: ListingEdits, there: PlatformStub
) -> None:
    done = listing_edits.update(*KEY, CHOSEN, "1")
    assert (done.external_id, there.got) == ("1", [CHOSEN, "1"])


def test_a_change_that_would_be_refused_is_refused_before_any_call(
    listing_edits: ListingEdits, there: PlatformStub
) -> None:
    with pytest.raises(Rejected, match="100"):
        listing_edits.update(*KEY, replace(CHOSEN, title="x" * 101), "1")
    assert there.got == []


def test_what_is_taken_down_is_forgotten(
    listing_edits: ListingEdits, published_listings: PublishedListingsStub
) -> None:
    listing_edits.unpublish(*KEY, CHOSEN, "1")
    assert published_listings.ids == set()
    listing_edits.unpublish(*KEY, CHOSEN, "1")


@pytest.mark.parametrize(
    "trouble",
    [
        TryLater("busy"),
        OutcomeUnknown("silence"),
        Rejected("no", remedy="do"),
        ForeignListing("Pinterest", "the pin is not of this account"),
    ],
)
def test_what_may_still_be_there_is_not_forgotten(
    listing_edits: ListingEdits,
    there: PlatformStub,
    published_listings: PublishedListingsStub,
    trouble: Exception,
) -> None:
    there.fails = trouble
    with pytest.raises(type(trouble)):
        listing_edits.unpublish(*KEY, CHOSEN, "1")
    with pytest.raises(type(trouble)):
        listing_edits.update(*KEY, CHOSEN, "1")
    assert published_listings.ids == {"1"}


def test_what_proves_to_be_gone_is_forgotten(
    listing_edits: ListingEdits, there: PlatformStub, published_listings: PublishedListingsStub
) -> None:
    there.fails = ListingNotFound("It is not there.", remedy="Publish it again.")
    with pytest.raises(ListingNotFound):
        listing_edits.update(*KEY, CHOSEN, "1")
    assert published_listings.ids == set()


@pytest.mark.parametrize("platform", ["meesho", "instagram"])
def test_what_haat_cannot_do_is_said_with_what_to_do(
    listing_edits: ListingEdits, platform: str
) -> None:
    assert edit_support(platform) == (False, False)
    for act in (
        lambda: listing_edits.update(OWNER, platform, "a", CHOSEN, "1"),
        lambda: listing_edits.unpublish(OWNER, platform, "a", CHOSEN, "1"),
    ):
        with pytest.raises(Rejected) as refused:
            act()
        assert refused.value.remedy


def test_a_listing_is_posted_with_its_choices_untouched(
    ports: PortsInMemory, there: PlatformStub, published_listings: PublishedListingsStub
) -> None:
    posting = PostingService(access_of(ports), {PLATFORM: there}, published_listings, SetClock(NOW))
    handle = Handle("1", "draft")
    posting.start(*KEY, CHOSEN)
    posting.check(*KEY, CHOSEN, handle)
    posting.finish(*KEY, CHOSEN, handle)
    posting.reconcile(*KEY, CHOSEN, handle, NOW)
    assert [one for one in there.got if isinstance(one, Listing)] == [CHOSEN] * 4
