"""Another post of the same piece is never taken for this one, on any platform."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial

import pytest

from functions.channels.model.listing import Listing as Frozen
from functions.channels.model.listing import Picture
from functions.channels.public import (
    Handle,
    Listing,
    NotThere,
    OutcomeUnknown,
    Published,
    Ready,
    TryLater,
    Undetermined,
)
from functions.publishing.adapters.channels.platforms import ChannelPlatforms
from functions.publishing.model.account_ref import AccountRef
from functions.publishing.model.built_listing import BuiltListing
from functions.publishing.model.post import Place, Post
from functions.publishing.model.publication import Publication
from functions.publishing.service.publish_runner import Done, PublishRunner, Wait
from infra.local.sandbox import faults
from infra.local.sandbox.faults import FaultKind
from tests.clocks import SharedClock, now
from tests.integration.channels import posting
from tests.integration.channels.oauth_client import (
    OWNER,
    Artisan,
    account,
    inject_fault,
    listing,
    published,
    without_link,
)
from tests.integration.channels.test_faults import IRREVERSIBLE, prepared
from tests.integration.channels.test_posting import OAUTH, post
from tests.integration.internal_functions import InProcessFunction
from tests.unit.publishing.in_memory_platform import BROWSER_LEASE, LEASE
from tests.unit.publishing.in_memory_table import (
    CrashPlan,
    PostsInMemory,
    PublicationsInMemory,
    TableInMemory,
)

TWIN = "target_01jd00000000000000000000cc"


def twin_of(one: Listing) -> Listing:
    """The same piece, published once more."""
    return replace(one, marker=TWIN)


def lost(artisan: Artisan, platform: str, one: Listing) -> Handle:
    """Published, and its answer never came; what was kept before the call."""
    ready = prepared(platform, one)
    method, path = IRREVERSIBLE[platform]
    fault = FaultKind.ERROR_AFTER_SUCCESS
    inject_fault(artisan.sandbox, fault, path, vendor=platform, method=method, status=500)
    with pytest.raises(OutcomeUnknown):
        posting.finish(*account(platform), one, ready.handle)
    return ready.handle


@pytest.mark.parametrize("platform", OAUTH)
def test_the_twins_post_is_no_proof_of_one_that_was_never_begun(
    artisan: Artisan, platform: str
) -> None:
    artisan.connect(platform)
    one = listing(artisan.sandbox)
    since = now()
    post(platform, twin_of(one))
    assert posting.reconcile(*account(platform), one, None, since) == NotThere()


@pytest.mark.parametrize("platform", OAUTH)
def test_the_twins_post_is_no_proof_of_one_that_was_only_prepared(
    artisan: Artisan, platform: str
) -> None:
    artisan.connect(platform)
    one = listing(artisan.sandbox)
    since = now()
    ready = prepared(platform, one)
    post(platform, twin_of(one))
    found = posting.reconcile(*account(platform), one, ready.handle, since)
    assert isinstance(found, NotThere | Ready)
    done = posting.finish(*account(platform), one, ready.handle)
    assert len(set(published(artisan.sandbox, platform))) == 2
    assert done.external_id == published(artisan.sandbox, platform)[-1]


@pytest.mark.parametrize("platform", OAUTH)
@pytest.mark.parametrize("twin_first", [True, False])
def test_of_two_with_the_same_words_the_one_whose_answer_was_lost_is_found(
    artisan: Artisan, platform: str, *, twin_first: bool
) -> None:
    artisan.connect(platform)
    one = listing(artisan.sandbox)
    since = now()
    publish_twin = partial(post, platform, twin_of(one))
    if twin_first:
        other = publish_twin()
    handle = lost(artisan, platform, one)
    if not twin_first:
        other = publish_twin()
    found = posting.reconcile(*account(platform), one, handle, since)
    assert isinstance(found, Published)
    assert {found.external_id, other.external_id} == set(published(artisan.sandbox, platform))
    assert found.external_id != other.external_id


def test_of_two_lost_on_instagram_a_person_is_shown_both(artisan: Artisan) -> None:
    artisan.connect("instagram")
    one = listing(artisan.sandbox)
    since = now()
    handle = lost(artisan, "instagram", one)
    lost(artisan, "instagram", twin_of(one))
    found = posting.reconcile(*account("instagram"), one, handle, since)
    assert isinstance(found, Undetermined)
    there = {alike.external_id for alike in found.alike}
    assert there == set(published(artisan.sandbox, "instagram"))
    assert all(alike.url for alike in found.alike)


def test_an_instagram_container_that_is_out_is_never_checked_into_a_post(artisan: Artisan) -> None:
    artisan.connect("instagram")
    one = listing(artisan.sandbox)
    handle = lost(artisan, "instagram", one)
    with pytest.raises(OutcomeUnknown):
        posting.check(*account("instagram"), one, handle)


def test_a_pin_without_a_link_is_proposed_to_a_person_and_not_taken(artisan: Artisan) -> None:
    artisan.connect("pinterest")
    one = without_link(listing(artisan.sandbox))
    since = now()
    handle = lost(artisan, "pinterest", one)
    other = post("pinterest", twin_of(one))
    (ours,) = set(published(artisan.sandbox, "pinterest")) - {other.external_id}
    found = posting.reconcile(*account("pinterest"), one, handle, since)
    assert isinstance(found, Undetermined)
    assert [alike.external_id for alike in found.alike] == [ours]
    assert ours in found.alike[0].url
    assert posting.reconcile(*account("pinterest"), one, None, since) == NotThere()


def test_a_pin_without_a_link_of_which_only_the_twin_is_there_did_not_arrive(
    artisan: Artisan,
) -> None:
    artisan.connect("pinterest")
    one = without_link(listing(artisan.sandbox))
    since = now()
    ready = prepared("pinterest", one)
    post("pinterest", twin_of(one))
    assert posting.reconcile(*account("pinterest"), one, ready.handle, since) == NotThere()


def test_a_draft_on_etsy_without_our_sku_is_left_to_whoever_made_it(artisan: Artisan) -> None:
    """The twin's draft, in the moment before it is marked, looks just like ours."""
    artisan.connect("etsy")
    one = listing(artisan.sandbox)
    since = now()
    fault = {"vendor": "etsy", "method": "PUT"}
    inject_fault(artisan.sandbox, FaultKind.RATE_LIMIT, "*/inventory", **fault)
    post("etsy", twin_of(one))  # its draft was kept, and completed at the end
    inject_fault(artisan.sandbox, FaultKind.HTML, "*/listings", vendor="etsy")
    (draft,) = artisan.sandbox.world.find("etsy.listing")
    unmarked = {**draft, "state": "draft", "inventory": [], "listing_id": 7_000_001}
    artisan.sandbox.world.put("etsy.listing", "7000001", unmarked)
    with pytest.raises((OutcomeUnknown, TryLater)):
        posting.start(*account("etsy"), one)
    assert posting.reconcile(*account("etsy"), one, None, since) == NotThere()
    step = posting.start(*account("etsy"), one)
    assert isinstance(step, Ready)
    assert step.handle.ref != "7000001"


@dataclass
class PostOnPlatform:
    """A post of the piece on one platform, advanced as the state machine does."""

    one: Listing
    platform: str
    clock: SharedClock
    table: TableInMemory = field(default_factory=lambda: TableInMemory(CrashPlan()))

    def __post_init__(self) -> None:
        now, listing = self.clock.now(), frozen(self.one)
        where = AccountRef(*account(self.platform)[1:])
        post = Post("post_1", OWNER, "product_1", (Place(where),), "", "", "publishing", now)
        made = Publication(
            listing.marker,
            OWNER,
            "product_1",
            where,
            "post_1",
            listing,
            "planned",
            "start",
            now,
            now,
        )
        self.table.add(post, made)

    def try_again(self) -> None:
        """Press *Try again*."""
        one = self.table.rows[self.one.marker]
        self.table.store(one.taken_up(self.clock.now(), "post_1", BuiltListing(one.listing, {})))

    def run(self) -> Publication:
        platforms = ChannelPlatforms(InProcessFunction("channels.internal_posting"))
        advancing = PublishRunner(
            PublicationsInMemory(self.table),
            PostsInMemory(self.table),
            platforms,
            self.clock,
            LEASE,
            BROWSER_LEASE,
        )
        for _ in range(40):
            following = advancing.advance(self.one.marker)
            if isinstance(following, Done):
                break
            assert isinstance(following, Wait)
            self.clock.forward(following.seconds)
        return self.table.rows[self.one.marker]


def frozen(one: Listing) -> Frozen:
    """The listing as publishing keeps it."""
    pictures: Mapping[str, Picture] = {
        name: Picture(kept.url, kept.width, kept.height, kept.bytes, kept.format)
        for name, kept in one.pictures.items()
    }
    return Frozen(
        one.marker,
        one.title,
        one.text,
        one.tags,
        one.alt_text,
        one.price,
        one.quantity,
        one.materials,
        one.link,
        pictures,
    )


@pytest.mark.parametrize("platform", ["facebook", "etsy", "pinterest"])
def test_try_again_on_the_first_board_leaves_the_second_boards_post_alone(
    artisan: Artisan, platform: str, clock: SharedClock
) -> None:
    """A draft published twice: the first failed, the second is there, and the first is retried."""
    artisan.connect(platform)
    one = without_link(listing(artisan.sandbox))
    first, second = (
        PostOnPlatform(one, platform, clock),
        PostOnPlatform(twin_of(one), platform, clock),
    )
    refused = {"vendor": platform, "method": None, "times": 2}
    inject_fault(artisan.sandbox, FaultKind.EXPIRED_TOKEN, "*", **refused)
    failed = first.run()
    assert failed.status == "failed", failed
    artisan.sandbox.world.clear(faults.KIND)
    artisan.connect(platform)
    other = second.run()
    assert other.status == "confirmed", other
    first.try_again()
    again = first.run()
    assert again.status == "confirmed", again
    assert (again.external_id, again.url) != (other.external_id, other.url)
    ids = [other.external_id, again.external_id]
    assert published(artisan.sandbox, platform) == ids
