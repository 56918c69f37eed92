"""What proves that a listing is there: an id given to us or our mark, and never likeness."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest

from functions.channels.adapters.woocommerce.payloads import product_body
from functions.channels.adapters.woocommerce.responses import is_ours
from functions.channels.model.connection import (
    Account,
    AccountKey,
    Candidate,
    Connection,
    Secret,
    Tokens,
)
from functions.channels.model.listing import (
    Alike,
    Finding,
    Handle,
    Listing,
    NotThere,
    Published,
    Ready,
    Sighting,
    Step,
    Undetermined,
)
from functions.channels.model.published_listings import PublishedListing
from functions.channels.service.posting import PostingService
from kernel.clock import SetClock
from kernel.events import Event
from kernel.pages import Page
from tests.unit.channels.key_exchange_ports import PortsInMemory
from tests.unit.channels.sample_listing import listing
from tests.unit.channels.test_listing_edits import access_of

PLATFORM = "instagram"
KEY = AccountKey("user_1", PLATFORM, "a")
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
WHY = "It does not say which."
ONE, TWO = (Published(id_, f"https://insta.example/p/{id_}") for id_ in ("1", "2"))


@dataclass
class PublishedListingsInMemory:
    """Published listings in memory; another request writes `faster` just before the next write."""

    held: dict[str, PublishedListing] = field(default_factory=dict)
    faster: PublishedListing | None = None

    def keep(self, link: PublishedListing) -> bool:
        if self.faster is not None:
            self.held[self.faster.external_id] = self.faster
        return self.held.setdefault(link.external_id, link) is link

    def get(self, key: AccountKey, external_id: str) -> PublishedListing | None:
        assert key == KEY
        return self.held.get(external_id)

    def page(self, key: AccountKey, limit: int, cursor: str | None) -> Page[PublishedListing]:
        raise NotImplementedError

    def metrics_read(self, link: PublishedListing, at: datetime, *events: Event) -> None:
        raise NotImplementedError

    def forget(self, key: AccountKey, external_id: str) -> None:
        raise NotImplementedError


@dataclass
class ChannelStub:
    """A `Channel` whose look-up finds `seen`."""

    seen: Sighting = field(default_factory=NotThere)

    def start(self, account: Account, listing: Listing) -> Step:
        raise NotImplementedError

    def check(self, account: Account, listing: Listing, handle: Handle) -> Step:
        raise NotImplementedError

    def finish(self, account: Account, listing: Listing, handle: Handle) -> Published:
        raise NotImplementedError

    def reconcile(
        self, account: Account, listing: Listing, handle: Handle | None, since: datetime
    ) -> Sighting:
        del account, listing, handle, since
        return self.seen


@dataclass
class PostingScenario:
    """Posting with a working connection."""

    published_listings: PublishedListingsInMemory
    channel: ChannelStub
    posting: PostingService

    def look(self, seen: Sighting, one: Listing | None = None) -> Finding:
        self.channel.seen = seen
        return self.posting.reconcile(*KEY, one or listing(), Handle("c", "c"), NOW)

    def belongs(self, published: Published, marker: str) -> PublishedListing:
        """Its id was given to Haat for the listing with this marker."""
        link = PublishedListing(*KEY, published.external_id, published.url, marker, marker, NOW)
        self.published_listings.held[published.external_id] = link
        return link


@pytest.fixture
def scenario() -> PostingScenario:
    ports = PortsInMemory()
    connection = Connection(*KEY, "connection_1")
    sealed = ports.encrypt(KEY, Secret(Tokens("secret")))
    ports.save(connection.chosen(Candidate("a", "A"), sealed, NOW, None))
    published_listings, channel = PublishedListingsInMemory(), ChannelStub()
    return PostingScenario(
        published_listings,
        channel,
        PostingService(access_of(ports), {PLATFORM: channel}, published_listings, SetClock(NOW)),
    )


def test_one_that_only_says_the_same_is_proposed_and_not_kept(scenario: PostingScenario) -> None:
    assert scenario.look(Alike((ONE,), WHY)) == Undetermined(WHY, (ONE,))
    assert scenario.published_listings.held == {}


def test_those_of_other_listings_are_not_ours(scenario: PostingScenario) -> None:
    scenario.belongs(ONE, "target_of_another")
    assert scenario.look(Alike((ONE,), WHY)) == NotThere()
    assert scenario.look(Alike((ONE, TWO), WHY)) == Undetermined(WHY, (TWO,))


def test_one_whose_id_was_given_to_us_is_ours(scenario: PostingScenario) -> None:
    """The worker that published it died before it could write more than the link."""
    scenario.belongs(TWO, listing().marker)
    for is_out in (True, False):
        assert scenario.look(Alike((ONE, TWO), WHY, is_out=is_out)) == TWO


def test_of_what_is_surely_out_the_single_rest_is_ours_and_kept(scenario: PostingScenario) -> None:
    scenario.belongs(ONE, "target_of_another")
    assert scenario.look(Alike((ONE, TWO), WHY, is_out=True)) == TWO
    assert scenario.published_listings.held["2"].marker == listing().marker
    twin = replace(listing(), marker="target_of_a_third")
    assert scenario.look(Alike((ONE, TWO), WHY, is_out=True), twin) == Undetermined(WHY)


def test_of_what_is_surely_out_several_are_for_a_person_and_none_comes_later(
    scenario: PostingScenario,
) -> None:
    assert scenario.look(Alike((ONE, TWO), WHY, is_out=True)) == Undetermined(WHY, (ONE, TWO))
    assert scenario.look(Alike((), WHY, is_out=True)) == Undetermined(WHY)
    assert scenario.published_listings.held == {}


def test_of_two_that_look_at_the_same_moment_one_has_it(scenario: PostingScenario) -> None:
    scenario.published_listings.faster = scenario.belongs(ONE, "target_of_another")
    scenario.published_listings.held.clear()
    assert scenario.look(Alike((ONE,), WHY, is_out=True)) == Undetermined(WHY, (ONE,))


def test_what_is_proven_is_reported_as_it_is(scenario: PostingScenario) -> None:
    assert scenario.look(ONE) == ONE
    assert scenario.published_listings.held["1"].marker == listing().marker
    for finding in (NotThere(), Ready(Handle("c", "c")), Undetermined(WHY)):
        assert scenario.look(finding) == finding


def test_a_shops_number_is_ours_only_with_our_mark() -> None:
    one = listing()
    made = product_body(one, None, ())
    assert is_ours(made, one)
    assert is_ours({**made, "sku": "her own"}, one)
    assert is_ours({"id": 12, "sku": one.sku}, one)
    assert not is_ours({"id": 12, "sku": "another", "name": one.title}, one)
    assert not is_ours(product_body(replace(one, marker="target_of_another"), None, ()), one)
