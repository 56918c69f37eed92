"""Which adapter serves which port of publishing."""

from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from functions.publishing.adapters.catalog import CatalogProductSnapshots
from functions.publishing.adapters.content import ContentDrafts
from functions.publishing.adapters.dynamo import DynamoPosts
from functions.publishing.adapters.media import MediaListingPhotos
from functions.publishing.adapters.stepfunctions import StepFunctionsWorkflow
from functions.publishing.service.listing_builder import ListingSources
from functions.publishing.service.posts import PostService
from kernel.aws.outbox import Outbox
from kernel.aws.table import Table
from kernel.clock import SystemClock
from kernel.ids import RandomIds
from kernel.settings import Settings

if TYPE_CHECKING:
    from functions.publishing.service.operation_runner import OperationRunner
    from functions.publishing.service.operations import OperationService
    from functions.publishing.service.sweeper import Sweeper
    from functions.publishing.service.target_runner import TargetRunner


class PublishingSettings(Settings):
    """The settings of publishing's functions, from the environment; times in seconds.

    A lease outlives the time limit of the function that holds it (60 s; 120 s in the browser), so
    that a worker whose lease has run out is surely dead.
    """

    publishing_table: str
    publish_machine_arn: str = ""
    publish_lease_seconds: int = 75
    publish_browser_lease_seconds: int = 150
    publish_grace_seconds: int = 60


@lru_cache
def _settings() -> PublishingSettings:
    return PublishingSettings.load()


@lru_cache
def posts() -> DynamoPosts:
    """Posts and targets, on their table."""
    return DynamoPosts(
        Table(_settings().publishing_table),
        Outbox(SystemClock(), RandomIds()),
        timedelta(seconds=_settings().publish_grace_seconds),
    )


def _workflow() -> StepFunctionsWorkflow:
    return StepFunctionsWorkflow(_settings().publish_machine_arn)


@lru_cache
def _listing_sources() -> ListingSources:
    from functions.publishing.adapters.channels import (  # noqa: PLC0415  # a context, not at start
        ChannelPlatforms,
    )

    platforms = ChannelPlatforms()
    return ListingSources(
        ContentDrafts(), CatalogProductSnapshots(), MediaListingPhotos(), platforms, platforms
    )


@lru_cache
def post_service() -> PostService:
    """The service for the artisan's use cases until a piece is published."""
    return PostService(posts(), _listing_sources(), _workflow(), SystemClock(), RandomIds())


@lru_cache
def operation_service() -> "OperationService":
    """The service for the artisan's use cases with a published listing."""
    from functions.publishing.adapters.channels import ChannelPlatforms  # noqa: PLC0415  # as above
    from functions.publishing.service.operations import OperationService  # noqa: PLC0415  # as above

    clock, ids = SystemClock(), RandomIds()
    return OperationService(
        posts(), posts(), _listing_sources(), ChannelPlatforms(), _workflow(), clock, ids
    )


@lru_cache
def target_runner() -> "TargetRunner":
    """The runner that advances targets for the workflow."""
    from functions.publishing.adapters.channels import ChannelPlatforms  # noqa: PLC0415  # as above
    from functions.publishing.service.target_runner import TargetRunner  # noqa: PLC0415  # not the API's

    channels = ChannelPlatforms()
    lease, in_browser = (
        timedelta(seconds=seconds)
        for seconds in (
            _settings().publish_lease_seconds,
            _settings().publish_browser_lease_seconds,
        )
    )
    return TargetRunner(posts(), posts(), channels, channels, SystemClock(), lease, in_browser)


@lru_cache
def operation_runner() -> "OperationRunner":
    """The runner that advances listing operations for the workflow."""
    from functions.publishing.adapters.channels import ChannelPlatforms  # noqa: PLC0415  # as above
    from functions.publishing.service.operation_runner import OperationRunner  # noqa: PLC0415  # not the API's

    lease = timedelta(seconds=_settings().publish_lease_seconds)
    return OperationRunner(posts(), ChannelPlatforms(), SystemClock(), lease)


@lru_cache
def sweeper() -> "Sweeper":
    """The service that sweeps overdue targets and starts runs by event."""
    from functions.publishing.service.sweeper import Sweeper  # noqa: PLC0415  # as above

    return Sweeper(posts(), _workflow(), SystemClock())
