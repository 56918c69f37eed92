"""Publishing on its real table: many clicks make one run, and nothing is written by halves."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

import pytest

from functions.channels.model.listing import Picture
from functions.publishing.adapters.dynamo import DynamoPosts
from functions.publishing.errors import NothingToRetry, NotUnknown, PostNotFound
from functions.publishing.model.post import NewPost, Post
from functions.publishing.model.target import Target
from functions.publishing.ports import Approved, PlatformCopy, ProductSnapshot
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
from tests.unit.publishing.in_memory_platform import CrashPlan, PlatformInMemory

GRACE = timedelta(seconds=60)


class ApprovedDrafts:
    """Content, during whose answer something else may happen."""

    def __init__(self) -> None:
        self.meanwhile: list[Callable[[], None]] = []

    def approved(self, owner_id: str, draft_id: str) -> Approved:
        del owner_id, draft_id
        if self.meanwhile:
            self.meanwhile.pop()()
        copy = PlatformCopy("पीतल का घोड़ा", "ढोकरा शिल्प, बस्तर।", ("dokra",))
        return Approved("पीतल का घोड़ा", "A brass horse", ("photo_1",), "", {"bazaar": copy})


class OneProduct:
    def product(self, owner_id: str, product_id: str) -> ProductSnapshot:
        del owner_id, product_id
        return ProductSnapshot(Money(125_000, "INR"), 1, ("brass",))


class OnePhoto:
    def pictures(self, owner_id: str, photo_id: str) -> Mapping[str, Picture]:
        del owner_id, photo_id
        return {"web": Picture("https://haat.example/media/p/web.webp", 2048, 1536, 300, "webp")}


class RecordedRuns:
    def __init__(self) -> None:
        self.names: list[str] = []

    def start(self, post: Post, run: str, platforms: Sequence[str] = ()) -> None:
        del platforms
        self.names.append(f"{post.post_id}-{run}")


class PublishSetup:
    """Publishing with its real table and a clock that the test moves."""

    def __init__(self, cloud: Cloud, clock: SharedClock) -> None:
        self.clock = clock
        self.runs = RecordedRuns()
        table = Table("haat-publishing", cloud.client("dynamodb"))
        self.posts = DynamoPosts(table, Outbox(self.clock, RandomIds()), GRACE)
        platform = PlatformInMemory(CrashPlan())
        self.drafts = ApprovedDrafts()
        sources = ListingSources(self.drafts, OneProduct(), OnePhoto(), platform)
        self.post_service = PostService(self.posts, sources, self.runs, self.clock, RandomIds())
        self.sweeper = Sweeper(self.posts, self.runs, self.clock)

    def post(self) -> Post:
        return self.post_service.create("user_1", NewPost("draft_1", "product_1", ("bazaar",)))


@pytest.fixture
def setup(cloud: Cloud, clock: SharedClock) -> PublishSetup:
    return PublishSetup(cloud, clock)


def test_a_post_comes_back_whole_in_devanagari(setup: PublishSetup) -> None:
    post = setup.post()
    assert setup.posts.get(post.post_id) == post
    setup.post_service.publish("user_1", post.post_id)
    (target,) = setup.posts.targets(post.post_id)
    assert target.listing.text == "ढोकरा शिल्प, बस्तर।"
    assert target.listing.price == Money(125_000, "INR")
    assert target.listing.marker == target.target_id


def test_a_click_that_was_overtaken_answers_with_the_run_of_the_faster_one(
    setup: PublishSetup, cloud: Cloud
) -> None:
    """The worst moment: each click has read the post as a draft before any of them writes."""
    post = setup.post()
    answers: list[tuple[Post, list[Target]]] = []

    def click() -> None:
        answers.append(setup.post_service.publish("user_1", post.post_id))

    setup.drafts.meanwhile = [click] * 5
    click()
    assert len(answers) == 6
    (target,) = setup.posts.targets(post.post_id)
    assert {answer.round for answer, _ in answers} == {1}
    assert {targets[0].target_id for _, targets in answers} == {target.target_id}
    assert len(cloud.outbox_events("publishing", "PublishRequested")) == 1
    assert setup.runs.names == [f"{post.post_id}-1"]


def test_a_save_that_comes_too_late_writes_neither_state_nor_event(
    setup: PublishSetup, cloud: Cloud
) -> None:
    post = setup.post()
    setup.post_service.publish("user_1", post.post_id)
    (target,) = setup.posts.targets(post.post_id)
    setup.posts.save_target(target.claimed(setup.clock.now(), GRACE))
    events = len(cloud.outbox_events("publishing"))
    with pytest.raises(StaleWrite):
        setup.posts.save_target(target.failed(setup.clock.now(), "late", ""))
    assert setup.posts.targets(post.post_id)[0].status == "claimed"
    assert len(cloud.outbox_events("publishing")) == events


def test_only_what_failed_is_tried_again(setup: PublishSetup) -> None:
    post = setup.post()
    setup.post_service.publish("user_1", post.post_id)
    (target,) = setup.posts.targets(post.post_id)
    with pytest.raises(NothingToRetry):
        setup.post_service.retry("user_1", post.post_id, None)
    setup.posts.save_target(target.failed(setup.clock.now(), "Too wide.", "Crop it."))
    again, (retried,) = setup.post_service.retry("user_1", post.post_id, None)
    assert (again.round, retried.status, retried.target_id) == (2, "planned", target.target_id)
    assert setup.runs.names[-1] == f"{post.post_id}-2"


def test_an_unknown_outcome_is_settled_by_a_person_only_while_it_is_unknown(
    setup: PublishSetup,
) -> None:
    post = setup.post()
    setup.post_service.publish("user_1", post.post_id)
    with pytest.raises(NotUnknown):
        setup.post_service.resolve("user_1", post.post_id, "bazaar", "https://bazaar.example/1")
    (target,) = setup.posts.targets(post.post_id)
    setup.posts.save_target(target.for_review(setup.clock.now(), "We could not find out.", "Look."))
    settled, (known,) = setup.post_service.resolve(
        "user_1", post.post_id, "bazaar", "https://bazaar.example/1"
    )
    assert (settled.status, known.status, known.url) == (
        "settled",
        "confirmed",
        "https://bazaar.example/1",
    )


@pytest.mark.parametrize("url", ["", "https://bazaar.example/7"])
def test_what_was_proposed_to_a_person_is_known_by_its_number_once_she_agrees(
    setup: PublishSetup, url: str
) -> None:
    post = setup.post()
    setup.post_service.publish("user_1", post.post_id)
    (target,) = setup.posts.targets(post.post_id)
    proposed = ("7", "https://bazaar.example/7")
    setup.posts.save_target(
        target.for_review(setup.clock.now(), "We do not know.", "Look.", proposed)
    )
    (asked,) = setup.posts.targets(post.post_id)
    assert (asked.status, asked.url, asked.is_editable) == ("unknown", proposed[1], False)
    _, (known,) = setup.post_service.resolve("user_1", post.post_id, "bazaar", url)
    assert (known.status, known.external_id, known.url) == ("confirmed", *proposed)


def test_what_a_person_denies_is_forgotten(setup: PublishSetup) -> None:
    post = setup.post()
    setup.post_service.publish("user_1", post.post_id)
    (target,) = setup.posts.targets(post.post_id)
    proposed = ("7", "https://bazaar.example/7")
    setup.posts.save_target(
        target.for_review(setup.clock.now(), "We do not know.", "Look.", proposed)
    )
    _, (denied,) = setup.post_service.resolve("user_1", post.post_id, "bazaar", None)
    assert (denied.status, denied.external_id, denied.url) == ("failed", None, None)


def test_somebody_elses_post_is_not_there(setup: PublishSetup) -> None:
    post = setup.post()
    for call in (setup.post_service.get, setup.post_service.publish):
        with pytest.raises(PostNotFound):
            call("user_2", post.post_id)


def test_the_sweep_takes_up_what_is_overdue_and_nothing_else(setup: PublishSetup) -> None:
    post = setup.post()
    setup.post_service.publish("user_1", post.post_id)
    setup.runs.names.clear()
    assert setup.sweeper.sweep() == 0
    setup.clock.forward(GRACE.total_seconds() + 1)
    assert setup.sweeper.sweep() == 1
    assert setup.runs.names[0].startswith(f"{post.post_id}-1-sweep-")
    (target,) = setup.posts.targets(post.post_id)
    setup.posts.save_target(target.confirmed(setup.clock.now(), "1", "https://bazaar.example/1"))
    assert setup.sweeper.sweep() == 0


def test_posts_are_listed_newest_first_in_pages(setup: PublishSetup) -> None:
    made = []
    for _ in range(5):
        made.append(setup.post().post_id)
        setup.clock.forward(1)
    first = setup.post_service.of_owner("user_1", 3, None)
    rest = setup.post_service.of_owner("user_1", 3, first.next_cursor)
    listed = [post.post_id for post in [*first.items, *rest.items]]
    assert listed == made[::-1]
    assert setup.post_service.of_owner("user_2", 3, None).items == []
