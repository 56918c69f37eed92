"""Publishing on its real table: many clicks make one run, and nothing is written by halves."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

import pytest

from functions.channels.model.listing import Picture
from functions.publishing.adapters.dynamo import DynamoPosts, DynamoPublications
from functions.publishing.errors.places import PublishingUnderWay
from functions.publishing.errors.posts import NothingToRetry, PostNotFound
from functions.publishing.errors.publications import NotUnknown, PublicationNotFound
from functions.publishing.model.post import NewPlace, NewPost, Post, PostState
from functions.publishing.model.publication import Publication
from functions.publishing.ports.sources import Approved, PlatformCopy, ProductSnapshot
from functions.publishing.service.listing_builder import ListingSources
from functions.publishing.service.posts import PostService
from functions.publishing.service.sweeper import Sweeper
from kernel.aws.outbox import Outbox
from kernel.aws.table import Table
from kernel.errors import StaleWrite
from kernel.ids import RandomIds
from kernel.money import Money
from tests.clocks import SharedClock
from tests.integration.aws import Cloud
from tests.unit.publishing.in_memory_platform import PlatformInMemory
from tests.unit.publishing.in_memory_table import CrashPlan

GRACE = timedelta(seconds=60)


class ApprovedDrafts:
    """Content, during whose answer something else may happen."""

    def __init__(self) -> None:
        self.meanwhile: list[Callable[[], None]] = []

    def approved(self, owner_id: str, product_id: str) -> Approved:
        del owner_id, product_id
        if self.meanwhile:
            self.meanwhile.pop()()
        copy = PlatformCopy("पीतल का घोड़ा", "ढोकरा शिल्प, बस्तर।", ("dokra",))
        return Approved("पीतल का घोड़ा", "A brass horse", {"bazaar": copy})

    def present(self, owner_id: str, product_id: str) -> Approved:
        return self.approved(owner_id, product_id)


class OneProduct:
    def product(self, owner_id: str, product_id: str) -> ProductSnapshot:
        del owner_id, product_id
        price = Money(125_000, "INR")
        return ProductSnapshot("DOK-7F3K", "घोड़ा", price, 1, ("brass",), ("photo_1",))


class OnePhoto:
    def pictures(self, owner_id: str, photo_id: str) -> Mapping[str, Picture]:
        del owner_id, photo_id
        return {"web": Picture("https://haat.example/media/p/web.webp", 2048, 1536, 300, "webp")}


class RecordedRuns:
    def __init__(self) -> None:
        self.names: list[str] = []

    def start(self, post_id: str, run: str, publication_ids: Sequence[str]) -> None:
        assert publication_ids
        self.names.append(f"{post_id}-{run}")


class PublishSetup:
    """Publishing with its real table and a clock that the test moves."""

    def __init__(self, cloud: Cloud, clock: SharedClock) -> None:
        self.clock = clock
        self.runs = RecordedRuns()
        table = Table("haat-publishing", cloud.client("dynamodb"))
        outbox = Outbox(self.clock, RandomIds())
        self.publications = DynamoPublications(table, outbox, GRACE)
        self.posts = DynamoPosts(table, outbox, self.publications)
        platform = PlatformInMemory(CrashPlan())
        self.drafts = ApprovedDrafts()
        sources = ListingSources(self.drafts, OneProduct(), OnePhoto(), platform)
        self.post_service = PostService(
            self.posts, self.publications, sources, self.runs, self.clock, RandomIds()
        )
        self.sweeper = Sweeper(self.publications, self.posts, self.runs, self.clock)

    def post(self, product_id: str = "product_1") -> Post:
        return self.post_service.create("user_1", _wish(product_id)).post

    def begun(self) -> tuple[Post, Publication]:
        """A post that was just published, and its publication."""
        state = self.post_service.publish("user_1", self.post().post_id)
        (publication,) = state.publications
        return state.post, publication


def _wish(product_id: str) -> NewPost:
    return NewPost(product_id, (NewPlace("bazaar"),))


@pytest.fixture
def setup(cloud: Cloud, clock: SharedClock) -> PublishSetup:
    return PublishSetup(cloud, clock)


def test_a_post_comes_back_whole_in_devanagari(setup: PublishSetup) -> None:
    post = setup.post()
    assert setup.posts.get(post.post_id) == post
    (publication,) = setup.post_service.publish("user_1", post.post_id).publications
    assert publication.listing.text == "ढोकरा शिल्प, बस्तर।"
    assert publication.listing.price == Money(125_000, "INR")
    assert publication.listing.marker == publication.publication_id
    assert setup.publications.of_product("user_1", "product_1") == [publication]
    assert setup.publications.of_product("user_2", "product_1") == []


def test_a_click_that_was_overtaken_answers_with_the_run_of_the_faster_one(
    setup: PublishSetup, cloud: Cloud
) -> None:
    """The worst moment: each click has read the post as a draft before any of them writes."""
    post = setup.post()
    answers: list[PostState] = []

    def click() -> None:
        answers.append(setup.post_service.publish("user_1", post.post_id))

    setup.drafts.meanwhile = [click] * 5
    click()
    assert len(answers) == 6
    assert {answer.post.round for answer in answers} == {1}
    assert len({answer.publications[0].publication_id for answer in answers}) == 1
    assert len(cloud.outbox_events("publishing", "PublishRequested")) == 1
    assert setup.runs.names == [f"{post.post_id}-1"]


def test_posts_at_once_make_one_publication(setup: PublishSetup, cloud: Cloud) -> None:
    """Each press names another post and has found nothing there before any of them writes."""
    refused: list[PublishingUnderWay] = []

    def click() -> None:
        try:
            setup.post_service.create("user_1", _wish("product_1"), publish=True)
        except PublishingUnderWay as told:
            refused.append(told)

    setup.drafts.meanwhile = [*[lambda: None] * 6, *[click] * 5]
    for _ in range(2):
        click()
    assert refused
    (publication,) = setup.publications.of_product("user_1", "product_1")
    assert setup.posts.of_owner("user_1", 20, None).items != []
    assert len(cloud.outbox_events("publishing", "PublishRequested")) == 1
    assert setup.runs.names == [f"{publication.post_id}-1"]


def test_one_command_makes_the_post_and_publishes_it(setup: PublishSetup) -> None:
    state = setup.post_service.create("user_1", _wish("product_1"), publish=True)
    assert (state.post.status, state.post.round, len(state.publications)) == ("publishing", 1, 1)
    assert setup.runs.names == [f"{state.post.post_id}-1"]


def test_a_save_that_comes_too_late_writes_neither_state_nor_event(
    setup: PublishSetup, cloud: Cloud
) -> None:
    _, publication = setup.begun()
    setup.publications.save(publication.claimed(setup.clock.now(), GRACE))
    events = len(cloud.outbox_events("publishing"))
    with pytest.raises(StaleWrite):
        setup.publications.save(publication.failed(setup.clock.now(), "late", ""))
    stored = setup.publications.get(publication.publication_id)
    assert stored is not None
    assert stored.status == "claimed"
    assert len(cloud.outbox_events("publishing")) == events


def test_only_what_failed_is_tried_again(setup: PublishSetup) -> None:
    post, publication = setup.begun()
    with pytest.raises(NothingToRetry):
        setup.post_service.retry("user_1", post.post_id, None)
    setup.publications.save(publication.failed(setup.clock.now(), "Too wide.", "Crop it."))
    with pytest.raises(NothingToRetry):
        setup.post_service.retry("user_1", post.post_id, ("pub_2",))
    again = setup.post_service.retry("user_1", post.post_id, (publication.publication_id,))
    (retried,), (wish,) = again.publications, again.targets
    assert (again.post.round, retried.status, wish.outcome) == (2, "planned", None)
    assert retried.publication_id == publication.publication_id
    assert setup.runs.names[-1] == f"{post.post_id}-2"


def test_an_unknown_outcome_is_settled_by_a_person_only_while_it_is_unknown(
    setup: PublishSetup,
) -> None:
    post, publication = setup.begun()
    publication_id, url = publication.publication_id, "https://bazaar.example/1"
    with pytest.raises(NotUnknown):
        setup.post_service.resolve("user_1", publication_id, url)
    setup.publications.save(
        publication.for_review(setup.clock.now(), "We could not find out.", "Look.")
    )
    known = setup.post_service.resolve("user_1", publication_id, url)
    assert (known.status, known.url, known.live_since) == ("confirmed", url, setup.clock.now())
    settled = setup.post_service.get("user_1", post.post_id)
    assert (settled.post.status, settled.targets[0].outcome) == ("settled", "published")


@pytest.mark.parametrize("url", ["", "https://bazaar.example/7"])
def test_what_was_proposed_to_a_person_is_known_by_its_number_once_she_agrees(
    setup: PublishSetup, url: str
) -> None:
    _, publication = setup.begun()
    proposed = ("7", "https://bazaar.example/7")
    setup.publications.save(
        publication.for_review(setup.clock.now(), "We do not know.", "Look.", proposed)
    )
    asked = setup.publications.get(publication.publication_id)
    assert asked is not None
    assert (asked.status, asked.url, asked.is_editable) == ("unknown", proposed[1], False)
    known = setup.post_service.resolve("user_1", publication.publication_id, url)
    assert (known.status, known.external_id, known.url) == ("confirmed", *proposed)


def test_what_a_person_denies_is_forgotten(setup: PublishSetup) -> None:
    _, publication = setup.begun()
    proposed = ("7", "https://bazaar.example/7")
    setup.publications.save(
        publication.for_review(setup.clock.now(), "We do not know.", "Look.", proposed)
    )
    denied = setup.post_service.resolve("user_1", publication.publication_id, None)
    assert (denied.status, denied.external_id, denied.url) == ("failed", None, None)


def test_somebody_elses_post_is_not_there(setup: PublishSetup) -> None:
    post, publication = setup.begun()
    for call in (setup.post_service.get, setup.post_service.publish):
        with pytest.raises(PostNotFound):
            call("user_2", post.post_id)
    with pytest.raises(PublicationNotFound):
        setup.post_service.publication("user_2", publication.publication_id)
    with pytest.raises(PublicationNotFound):
        setup.post_service.resolve("user_2", publication.publication_id, None)


def test_the_sweep_takes_up_what_is_overdue_and_nothing_else(setup: PublishSetup) -> None:
    post, publication = setup.begun()
    setup.runs.names.clear()
    assert setup.sweeper.sweep() == 0
    setup.clock.forward(GRACE.total_seconds() + 1)
    assert setup.sweeper.sweep() == 1
    assert setup.runs.names[0].startswith(f"{post.post_id}-sweep-")
    now = setup.clock.now()
    setup.publications.save(publication.confirmed(now, "1", "https://bazaar.example/1"))
    assert setup.sweeper.sweep() == 0


def test_posts_are_listed_newest_first_in_pages(setup: PublishSetup) -> None:
    made = []
    for number in range(5):
        made.append(setup.post(f"product_{number}").post_id)
        setup.clock.forward(1)
    first = setup.post_service.of_owner("user_1", 3, None)
    rest = setup.post_service.of_owner("user_1", 3, first.next_cursor)
    assert [state.post.post_id for state in [*first.items, *rest.items]] == made[::-1]
    assert setup.post_service.of_owner("user_2", 3, None).items == []
