"""Listing operations on their real table: stored whole, overdue when idle, written once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from functions.publishing.adapters.dynamo import DynamoPosts, DynamoPublications
from functions.publishing.model.parts import outdated
from functions.publishing.model.publication import Publication
from functions.publishing.service.listing_builder import ListingSources
from functions.publishing.service.operation_runner import OperationRunner
from functions.publishing.service.operations import OperationService
from functions.publishing.service.present_listings import PresentListings
from functions.publishing.service.sweeper import Sweeper
from kernel.aws.outbox import Outbox
from kernel.aws.table import Table
from kernel.ids import RandomIds
from tests.clocks import SharedClock
from tests.integration.aws import Cloud
from tests.unit.publishing.in_memory_platform import LEASE, START, planned
from tests.unit.publishing.in_memory_table import CrashPlan
from tests.unit.publishing.operation_scenario import EditorInMemory, RunsInMemory
from tests.unit.publishing.sources_in_memory import DestinationsInMemory, SourcesInMemory

GRACE = timedelta(seconds=60)
LATER = START + timedelta(minutes=3)


class OperationsSetup:
    """One piece that is published, on the real table."""

    def __init__(self, cloud: Cloud, clock: SharedClock) -> None:
        clock.set(START)
        self.clock = clock
        self.runs = RunsInMemory()
        self.editor = EditorInMemory(CrashPlan())
        self.inputs = made = SourcesInMemory()
        table = Table("haat-publishing", cloud.client("dynamodb"))
        outbox = Outbox(self.clock, RandomIds())
        self.publications = DynamoPublications(table, outbox, GRACE)
        self.posts = DynamoPosts(table, outbox, self.publications)
        sources = ListingSources(made, made, made, DestinationsInMemory(CrashPlan(), made))
        self.operations = OperationService(
            self.publications,
            PresentListings(self.posts, sources, self.editor),
            sources,
            self.editor,
            self.runs,
            self.clock,
            RandomIds(),
        )
        self.operation_runner = OperationRunner(
            self.publications, made, self.editor, self.clock, LEASE
        )
        self.sweeper = Sweeper(self.publications, self.posts, self.runs, self.clock)
        post, publication = planned()
        self.posts.save(post, publications=[publication])
        self.publications.save(publication.confirmed(START, "1", "https://bazaar.example/1"))
        self.posts.save(post.settled(START))

    @property
    def publication(self) -> Publication:
        (publication,) = self.publications.of_product("user_1", "product_1")
        return publication

    def unpublish(self) -> str:
        """Request an unpublish; return the id of the operation."""
        operation = self.operations.unpublish("user_1", "pub_1").operation
        assert operation is not None
        return operation.operation_id


@pytest.fixture
def setup(cloud: Cloud, clock: SharedClock) -> OperationsSetup:
    return OperationsSetup(cloud, clock)


def test_a_change_comes_back_whole_and_pressing_again_finds_it(setup: OperationsSetup) -> None:
    setup.inputs.add_size_variant()
    setup.operations.update("user_1", "pub_1")
    operation = setup.publication.operation
    assert operation is not None
    assert operation.listing is not None
    assert operation.listing.variants == setup.inputs.snapshot.variants
    setup.operations.update("user_1", "pub_1")
    assert setup.publication.operation == operation
    setup.operation_runner.advance("pub_1")
    assert outdated(setup.publication.listing, operation.listing) == ()


def test_presses_at_once_are_one_operation(setup: OperationsSetup, cloud: Cloud) -> None:
    with ThreadPoolExecutor(6) as taps:
        operations = set(taps.map(lambda _: setup.unpublish(), range(6)))
    assert len(operations) == 1
    assert list(setup.runs.started) == [f"post_1-{operations.pop()}"]
    statuses = [
        one["data"]["operation_status"]
        for one in cloud.outbox_events("publishing", "PublicationChanged")
    ]
    assert statuses == ["planned"]


def test_an_operation_is_overdue_until_it_is_over(setup: OperationsSetup) -> None:
    setup.clock.forward(3600)
    assert setup.sweeper.sweep() == 0
    setup.unpublish()
    setup.runs.started.clear()
    assert setup.sweeper.sweep() == 0
    setup.clock.forward(GRACE.total_seconds() + 1)
    assert setup.sweeper.sweep() == 1
    assert list(setup.runs.started.values()) == [("pub_1",)]
    setup.operation_runner.advance("pub_1")
    assert setup.publication.status == "unpublished"
    setup.clock.forward(3600)
    assert setup.sweeper.sweep() == 0
