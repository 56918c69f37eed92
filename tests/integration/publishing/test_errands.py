"""Errands on their real table: kept whole, overdue when nobody works on them, written once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from functions.publishing.adapters.dynamo import DynamoPosts
from functions.publishing.model.target import Target
from functions.publishing.service.listing_builder import ListingSources
from functions.publishing.service.operation_runner import OperationRunner
from functions.publishing.service.operations import OperationService
from functions.publishing.service.sweeper import Sweeper
from kernel.aws.outbox import Outbox
from kernel.aws.table import Table
from kernel.ids import RandomIds
from tests.clocks import SharedClock
from tests.integration.aws import Cloud
from tests.unit.publishing.platform import LEASE, START, Fate, planned
from tests.unit.publishing.shop import Platforms, RunsInMemory, ShopInMemory, Workshop

GRACE = timedelta(seconds=60)


class Desk:
    """One piece that is published, on the real table."""

    def __init__(self, cloud: Cloud, clock: SharedClock) -> None:
        clock.set(START)
        self.clock = clock
        self.runs = RunsInMemory()
        self.shop = ShopInMemory(Fate())
        self.workshop = made = Workshop()
        table = Table("haat-publishing", cloud.client("dynamodb"))
        self.posts = DynamoPosts(table, Outbox(self.clock, RandomIds()), GRACE)
        sources = ListingSources(made, made, made, Platforms(Fate(), made), made)
        self.operations = OperationService(
            self.posts, self.posts, sources, self.shop, self.runs, self.clock, RandomIds()
        )
        self.tending = OperationRunner(self.posts, self.shop, self.clock, LEASE)
        self.sweeping = Sweeper(self.posts, self.runs, self.clock)
        post, target = planned()
        self.posts.create(post)
        self.posts.save_target(target)
        confirmed = target.confirmed(START, "1", "https://bazaar.example/1")
        self.posts.save(post.settled(START), [confirmed])

    @property
    def target(self) -> Target:
        (target,) = self.posts.targets("post_1")
        return target

    def unpublish(self) -> str:
        """Press; answers the errand that the press was about."""
        _, (target,) = self.operations.unpublish("user_1", "post_1", "bazaar")
        assert target.operation is not None
        return target.operation.operation_id


@pytest.fixture
def desk(cloud: Cloud, clock: SharedClock) -> Desk:
    return Desk(cloud, clock)


def test_a_change_comes_back_whole_and_pressing_again_finds_it(desk: Desk) -> None:
    desk.workshop.in_sizes()
    desk.operations.update("user_1", "post_1", "bazaar")
    operation = desk.target.operation
    assert operation is not None
    assert operation.listing is not None
    assert operation.listing.variants == desk.workshop.for_sale.variants
    desk.operations.update("user_1", "post_1", "bazaar")
    assert desk.target.operation == operation
    desk.tending.advance("post_1", "bazaar")
    assert desk.target.listing == operation.listing


def test_presses_at_once_are_one_errand(desk: Desk, cloud: Cloud) -> None:
    with ThreadPoolExecutor(6) as taps:
        operations = set(taps.map(lambda _: desk.unpublish(), range(6)))
    assert len(operations) == 1
    assert list(desk.runs.started) == [f"post_1-{operations.pop()}"]
    told = [one["data"]["operation_status"] for one in cloud.said("publishing", "TargetChanged")]
    assert told == ["planned"]


def test_an_errand_is_overdue_until_it_is_over(desk: Desk) -> None:
    desk.clock.forward(3600)
    assert desk.sweeping.sweep() == 0
    desk.unpublish()
    desk.runs.started.clear()
    assert desk.sweeping.sweep() == 0
    desk.clock.forward(GRACE.total_seconds() + 1)
    assert desk.sweeping.sweep() == 1
    assert list(desk.runs.started.values()) == [("bazaar",)]
    desk.tending.advance("post_1", "bazaar")
    assert desk.target.status == "unpublished"
    desk.clock.forward(3600)
    assert desk.sweeping.sweep() == 0


def test_a_target_kept_before_there_were_errands_is_tended(desk: Desk, cloud: Cloud) -> None:
    names = ("more_pictures", "variants", "field_values")
    removed = ", ".join(["operation", *(f"listing.#{name}" for name in names)])
    cloud.client("dynamodb").update_item(
        TableName="haat-publishing",
        Key={"pk": {"S": "post#post_1"}, "sk": {"S": "target#bazaar"}},
        UpdateExpression=f"REMOVE {removed}",
        ExpressionAttributeNames={f"#{name}": name for name in names},
    )
    assert desk.target.operation is None
    assert desk.target.listing.more_pictures == ()
    desk.unpublish()
    desk.tending.advance("post_1", "bazaar")
    assert desk.target.status == "unpublished"
