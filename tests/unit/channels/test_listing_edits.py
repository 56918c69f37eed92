"""Edits of listings, on ports in memory; a listing reaches its adapter as it is."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from functions.channels.errors import (
    ForeignListing,
    ListingNotFound,
    Rejected,
)
from functions.channels.model.connection import (
    AccountKey,
    Candidate,
    Connection,
    Secret,
    Tokens,
)
from functions.channels.model.listing import (
    PARTS,
    Handle,
    Listing,
    Part,
    ShownListing,
    StockLevel,
)
from functions.channels.model.posting_commands import Drifted, Updated
from functions.channels.service.listing_edits import ListingEdits, edit_support
from functions.channels.service.posting import PostingService
from functions.channels.service.token_access import TokenAccess
from kernel.clock import SetClock
from kernel.errors import OutcomeUnknown, TryLater
from kernel.ids import CountedIds
from tests.unit.channels.edit_ports import (
    CHOSEN,
    KEY,
    PLATFORM,
    PlatformStub,
    PublishedListingsStub,
)
from tests.unit.channels.key_exchange_ports import NOW, OWNER, PortsInMemory


def connected(ports: PortsInMemory) -> None:
    """The owner has a working connection."""
    for platform in (PLATFORM, "facebook", "etsy"):
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
    return ListingEdits(access_of(ports), {PLATFORM: there, "etsy": there}, published_listings)


def access_of(ports: PortsInMemory) -> TokenAccess:
    """Token access to the connections in `ports`."""
    return TokenAccess(ports, ports, {}, SetClock(NOW), CountedIds(), pause=lambda _: None)


def changed(
    edits: ListingEdits, *parts: Part, known: Mapping[Part, str] | None = None
) -> Updated | Drifted:
    return edits.update(KEY, CHOSEN, "1", parts or PARTS, known or {})


def test_what_is_changed_reaches_the_platform_as_it_is(
    listing_edits: ListingEdits, there: PlatformStub
) -> None:
    done = changed(listing_edits, "words")
    assert isinstance(done, Updated)
    assert (done.published.external_id, done.drifted) == ("1", ())
    assert done.shown.parts == {"words": "new", "options": "b1"}
    assert there.got == [CHOSEN, "1", ("words",)]


def test_what_somebody_changed_there_is_not_written_over(
    listing_edits: ListingEdits, there: PlatformStub
) -> None:
    sent = ShownListing({"words": "sent", "options": "b1"}).digests
    assert changed(listing_edits, "words", "options", known=sent) == Drifted(
        ("words",), ShownListing(there.shown, {"DOK-7F3K": 3})
    )
    assert there.got == []
    # Another part may be brought: it is said that this one is not as it was sent.
    done = changed(listing_edits, "options", known=sent)
    assert isinstance(done, Updated)
    assert (done.drifted, done.shown.parts["words"]) == (("words",), "old")
    assert there.got == [CHOSEN, "1", ("options",)]


def test_what_is_brought_and_not_read_afterwards_is_brought_all_the_same(
    listing_edits: ListingEdits, there: PlatformStub
) -> None:
    there.is_read_again = False
    done = changed(listing_edits, "words")
    assert isinstance(done, Updated)
    assert done.shown == ShownListing()


def test_nothing_is_said_of_what_shows_itself_only_later(
    listing_edits: ListingEdits, there: PlatformStub
) -> None:
    there.shows_at_once = False
    known = ShownListing({"options": "another"}).digests
    done = changed(listing_edits, "words", known=known)
    assert isinstance(done, Updated)
    assert (done.shown, done.drifted) == (ShownListing(), ("options",))


def test_a_change_that_would_be_refused_is_refused_before_any_call(
    listing_edits: ListingEdits, there: PlatformStub
) -> None:
    with pytest.raises(Rejected, match="100"):
        listing_edits.update(KEY, replace(CHOSEN, title="x" * 101), "1", PARTS, {})
    assert there.got == []


def test_the_words_of_what_is_sold_out_can_be_changed(
    listing_edits: ListingEdits, there: PlatformStub
) -> None:
    """Etsy needs a quantity of what is new, and a change of words brings none."""
    sold_out = replace(CHOSEN, quantity=0)
    listing_edits.update(AccountKey(OWNER, "etsy", "a"), sold_out, "1", ["words"], {})
    assert there.got == [sold_out, "1", ("words",)]


def test_no_number_is_reported_of_what_shows_itself_only_later(
    listing_edits: ListingEdits, there: PlatformStub
) -> None:
    """Else the old number, which is shown for some minutes, would be taken for somebody's."""
    there.shows_at_once = False
    level = StockLevel("DOK-7F3K", 2, 3)
    told = listing_edits.set_stock(AccountKey(OWNER, "etsy", "a"), CHOSEN, "1", [level])
    assert (told.before, told.shown) == ({"DOK-7F3K": 3}, ShownListing())


def test_stock_is_set_where_the_platform_counts_it(
    listing_edits: ListingEdits, there: PlatformStub
) -> None:
    level = StockLevel("DOK-7F3K", 2, 3)
    etsy = AccountKey(OWNER, "etsy", "a")
    assert listing_edits.set_stock(etsy, CHOSEN, "1", [level]).shown.stock == {"DOK-7F3K": 2}
    with pytest.raises(Rejected, match="stock") as refused:
        listing_edits.set_stock(KEY, CHOSEN, "1", [level])
    assert refused.value.remedy
    assert there.got == [CHOSEN, "1", (level,)]


def test_what_is_adopted_is_read_afterwards(
    listing_edits: ListingEdits, there: PlatformStub
) -> None:
    done = listing_edits.adopt(KEY, CHOSEN, "1")
    assert (done.published.external_id, done.shown.parts) == ("1", there.shown)
    assert listing_edits.read(KEY, CHOSEN, "1") == done.shown


def test_what_is_taken_down_is_forgotten(
    listing_edits: ListingEdits, published_listings: PublishedListingsStub
) -> None:
    listing_edits.unpublish(KEY, CHOSEN, "1")
    assert published_listings.ids == set()
    listing_edits.unpublish(KEY, CHOSEN, "1")


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
        listing_edits.unpublish(KEY, CHOSEN, "1")
    with pytest.raises(type(trouble)):
        changed(listing_edits)
    assert published_listings.ids == {"1"}


def test_what_proves_to_be_gone_is_forgotten(
    listing_edits: ListingEdits, there: PlatformStub, published_listings: PublishedListingsStub
) -> None:
    there.fails = ListingNotFound("It is not there.", remedy="Publish it again.")
    with pytest.raises(ListingNotFound):
        changed(listing_edits)
    assert published_listings.ids == set()


@pytest.mark.parametrize("platform", ["meesho", "instagram"])
def test_what_haat_cannot_do_is_said_with_what_to_do(
    listing_edits: ListingEdits, platform: str
) -> None:
    assert edit_support(platform) == (False, False, False, ())
    key = AccountKey(OWNER, platform, "a")
    acts: tuple[Callable[[], object], ...] = (
        lambda: listing_edits.update(key, CHOSEN, "1", PARTS, {}),
        lambda: listing_edits.unpublish(key, CHOSEN, "1"),
        lambda: listing_edits.set_stock(key, CHOSEN, "1", []),
        lambda: listing_edits.adopt(key, CHOSEN, "1"),
        lambda: listing_edits.read(key, CHOSEN, "1"),
    )
    for act in acts:
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
