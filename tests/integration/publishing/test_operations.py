"""Listing operations on their real table: stored whole, overdue when idle, written once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from functions.publishing.adapters.dynamo import DynamoPosts
from functions.publishing.model.target import Target
from functions.publishing.service.listing_builder import ListingSources
from functions.publishing.service.operation_runner import OperationRunner
from functions.publishing.service.operations import OperationService
from functions.publishing.service.sweeper import Sweeper
from kernel.aws.outbox import Outbox
from kernel.aws.table import Key, Table, Update
from kernel.clock import rfc3339
from kernel.ids import RandomIds
from tests.clocks import SharedClock
from tests.integration.aws import Cloud
from tests.unit.publishing.in_memory_platform import LEASE, START, CrashPlan, planned
from tests.unit.publishing.operation_scenario import (
    DestinationsInMemory,
    EditorInMemory,
    RunsInMemory,
    SourcesInMemory,
)

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
        self.posts = DynamoPosts(table, Outbox(self.clock, RandomIds()), GRACE)
        sources = ListingSources(made, made, made, DestinationsInMemory(CrashPlan(), made))
        self.operations = OperationService(
            self.posts, sources, self.editor, self.runs, self.clock, RandomIds()
        )
        self.operation_runner = OperationRunner(self.posts, self.editor, self.clock, LEASE)
        self.sweeper = Sweeper(self.posts, self.runs, self.clock)
        post, target = planned()
        self.posts.save(post, [])
        self.posts.save_target(target)
        confirmed = target.confirmed(START, "1", "https://bazaar.example/1")
        self.posts.save(post.settled(START), [confirmed])

    @property
    def target(self) -> Target:
        (target,) = self.posts.targets("post_1")
        return target

    def unpublish(self) -> str:
        """Request an unpublish; return the id of the operation."""
        _, (target,) = self.operations.unpublish("user_1", "post_1", "bazaar")
        assert target.operation is not None
        return target.operation.operation_id


@pytest.fixture
def setup(cloud: Cloud, clock: SharedClock) -> OperationsSetup:
    return OperationsSetup(cloud, clock)


def test_a_change_comes_back_whole_and_pressing_again_finds_it(setup: OperationsSetup) -> None:
    setup.inputs.add_size_variant()
    setup.operations.update("user_1", "post_1", "bazaar")
    operation = setup.target.operation
    assert operation is not None
    assert operation.listing is not None
    assert operation.listing.variants == setup.inputs.snapshot.variants
    setup.operations.update("user_1", "post_1", "bazaar")
    assert setup.target.operation == operation
    setup.operation_runner.advance("post_1", "bazaar")
    assert setup.target.listing == operation.listing


def test_presses_at_once_are_one_operation(setup: OperationsSetup, cloud: Cloud) -> None:
    with ThreadPoolExecutor(6) as taps:
        operations = set(taps.map(lambda _: setup.unpublish(), range(6)))
    assert len(operations) == 1
    assert list(setup.runs.started) == [f"post_1-{operations.pop()}"]
    statuses = [
        one["data"]["operation_status"]
        for one in cloud.outbox_events("publishing", "TargetChanged")
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
    assert list(setup.runs.started.values()) == [("bazaar",)]
    setup.operation_runner.advance("post_1", "bazaar")
    assert setup.target.status == "unpublished"
    setup.clock.forward(3600)
    assert setup.sweeper.sweep() == 0


def test_a_target_stored_before_there_were_operations_can_be_edited(
    setup: OperationsSetup, cloud: Cloud
) -> None:
    names = ("more_pictures", "variants", "field_values")
    removed = ", ".join(["operation", *(f"listing.#{name}" for name in names)])
    cloud.client("dynamodb").update_item(
        TableName="haat-publishing",
        Key={"pk": {"S": "post#post_1"}, "sk": {"S": "target#bazaar"}},
        UpdateExpression=f"REMOVE {removed}",
        ExpressionAttributeNames={f"#{name}": name for name in names},
    )
    assert setup.target.operation is None
    assert setup.target.listing.more_pictures == ()
    setup.unpublish()
    setup.operation_runner.advance("post_1", "bazaar")
    assert setup.target.status == "unpublished"


@pytest.mark.parametrize(
    ("stored", "moves_on_at"),
    [
        ({"status": "planned"}, START),
        ({"status": "sent", "calls": 1, "lease_until": rfc3339(LATER)}, LATER),
        ({"status": "unknown", "calls": 2, "resume_at": rfc3339(LATER)}, LATER),
        ({"status": "unknown", "calls": 6, "reason": "Lost."}, None),
        ({"status": "confirmed", "calls": 1}, None),
    ],
)
def test_an_operation_that_an_earlier_release_stored_goes_on(
    setup: OperationsSetup, cloud: Cloud, stored: dict[str, object], moves_on_at: datetime | None
) -> None:
    before = {
        "operation_id": "operation_1",
        "kind": "unpublish",
        "asked_at": rfc3339(START),
        "listing": None,
        "lease_until": None,
        "resume_at": None,
        "calls": 0,
        "may_have_executed": False,
        "reason": None,
        "remedy": None,
    }
    table = Table("haat-publishing", cloud.client("dynamodb"))
    row = Key("post#post_1", "target#bazaar")
    table.write(Update(row, {"operation": before | stored}, expect={"version": 2}))

    operation = setup.target.operation
    assert operation is not None
    assert (operation.operation_id, operation.effect.moves_on_at) == ("operation_1", moves_on_at)
    assert operation.effect.is_over is (moves_on_at is None)
    setup.clock.set(LATER)
    setup.operation_runner.advance("post_1", "bazaar")
    if stored["status"] == "planned":
        assert setup.target.status == "unpublished"
