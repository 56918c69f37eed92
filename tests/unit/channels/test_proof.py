"""What proves that a listing is there: an id given to us or our mark, and never likeness."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest

from functions.channels.adapters.woocommerce.payloads import is_ours, product_body
from functions.channels.model.connection import Account, Candidate, Secret, Tokens
from functions.channels.model.listing import Listing
from functions.channels.model.published_listings import PublishedListing
from functions.channels.model.steps import (
    Alike,
    Finding,
    Handle,
    NotThere,
    Published,
    Ready,
    Sighting,
    Step,
    Undetermined,
)
from functions.channels.service.posting import PostingService
from kernel.clock import SetClock
from kernel.events import Event
from kernel.pages import Page
from tests.unit.channels.counter import Counter
from tests.unit.channels.shelf import listing
from tests.unit.channels.test_tending import access_of

OWNER, PLATFORM = "user_1", "instagram"
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
WHY = "It does not say which."
ONE, TWO = (Published(id_, f"https://insta.example/p/{id_}") for id_ in ("1", "2"))


@dataclass
class LinksInMemory:
    """`Links` as the table keeps them; `faster` is kept by another just before the next write."""

    held: dict[str, PublishedListing] = field(default_factory=dict)
    faster: PublishedListing | None = None

    def keep(self, link: PublishedListing) -> bool:
        if self.faster is not None:
            self.held[self.faster.external_id] = self.faster
        return self.held.setdefault(link.external_id, link) is link

    def get(self, owner_id: str, platform: str, external_id: str) -> PublishedListing | None:
        assert (owner_id, platform) == (OWNER, PLATFORM)
        return self.held.get(external_id)

    def page(
        self, owner_id: str, platform: str, limit: int, cursor: str | None
    ) -> Page[PublishedListing]:
        raise NotImplementedError

    def metrics_read(self, link: PublishedListing, at: datetime, *said: Event) -> None:
        raise NotImplementedError

    def forget(self, owner_id: str, platform: str, external_id: str) -> None:
        raise NotImplementedError


@dataclass
class Eye:
    """A `Channel` that sees what it is told to see."""

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
class Desk:
    """Posting with a working connection."""

    links: LinksInMemory
    eye: Eye
    posting: PostingService

    def look(self, seen: Sighting, one: Listing | None = None) -> Finding:
        self.eye.seen = seen
        return self.posting.reconcile(OWNER, PLATFORM, one or listing(), Handle("c", "c"), NOW)

    def belongs(self, published: Published, marker: str) -> PublishedListing:
        """It was told to Haat for the listing with this marker."""
        link = PublishedListing(
            OWNER, PLATFORM, published.external_id, published.url, marker, marker, NOW
        )
        self.links.held[published.external_id] = link
        return link


@pytest.fixture
def desk() -> Desk:
    counter = Counter()
    connection = counter.get(OWNER, PLATFORM)
    sealed = counter.encrypt(OWNER, PLATFORM, Secret(Tokens("secret")))
    counter.save(connection.chosen(Candidate("a", "A"), sealed, NOW, None))
    links, eye = LinksInMemory(), Eye()
    return Desk(
        links, eye, PostingService(access_of(counter), {PLATFORM: eye}, links, SetClock(NOW))
    )


def test_one_that_only_says_the_same_is_proposed_and_not_kept(desk: Desk) -> None:
    assert desk.look(Alike((ONE,), WHY)) == Undetermined(WHY, (ONE,))
    assert desk.links.held == {}


def test_those_of_other_listings_are_not_ours(desk: Desk) -> None:
    desk.belongs(ONE, "target_of_another")
    assert desk.look(Alike((ONE,), WHY)) == NotThere()
    assert desk.look(Alike((ONE, TWO), WHY)) == Undetermined(WHY, (TWO,))


def test_one_whose_number_was_told_to_us_is_ours(desk: Desk) -> None:
    """The worker that published it died before it could write more than the link."""
    desk.belongs(TWO, listing().marker)
    for is_out in (True, False):
        assert desk.look(Alike((ONE, TWO), WHY, is_out=is_out)) == TWO


def test_of_what_is_surely_out_the_single_rest_is_ours_and_kept(desk: Desk) -> None:
    desk.belongs(ONE, "target_of_another")
    assert desk.look(Alike((ONE, TWO), WHY, is_out=True)) == TWO
    assert desk.links.held["2"].marker == listing().marker
    twin = replace(listing(), marker="target_of_a_third")
    assert desk.look(Alike((ONE, TWO), WHY, is_out=True), twin) == Undetermined(WHY)


def test_of_what_is_surely_out_several_are_for_a_person_and_none_comes_later(desk: Desk) -> None:
    assert desk.look(Alike((ONE, TWO), WHY, is_out=True)) == Undetermined(WHY, (ONE, TWO))
    assert desk.look(Alike((), WHY, is_out=True)) == Undetermined(WHY)
    assert desk.links.held == {}


def test_of_two_that_look_at_the_same_moment_one_has_it(desk: Desk) -> None:
    desk.links.faster = desk.belongs(ONE, "target_of_another")
    desk.links.held.clear()
    assert desk.look(Alike((ONE,), WHY, is_out=True)) == Undetermined(WHY, (ONE,))


def test_what_is_proven_is_told_as_it_is(desk: Desk) -> None:
    assert desk.look(ONE) == ONE
    assert desk.links.held["1"].marker == listing().marker
    for finding in (NotThere(), Ready(Handle("c", "c")), Undetermined(WHY)):
        assert desk.look(finding) == finding


def test_a_shops_number_is_ours_only_with_our_mark() -> None:
    one = listing()
    made = product_body(one, None, ())
    assert is_ours(made, one)
    assert is_ours({**made, "sku": "her own"}, one)
    assert is_ours({"id": 12, "sku": one.sku}, one)
    assert not is_ours({"id": 12, "sku": "another", "name": one.title}, one)
    assert not is_ours(product_body(replace(one, marker="target_of_another"), None, ()), one)
