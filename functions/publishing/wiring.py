"""Which adapter serves which port of publishing."""

from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from functions.publishing.adapters.catalog import CatalogProductSnapshots
from functions.publishing.adapters.content import ContentDrafts
from functions.publishing.adapters.dynamo import DynamoPosts, DynamoPublications
from functions.publishing.adapters.media import MediaListingPhotos
from functions.publishing.adapters.stepfunctions import StepFunctionsWorkflow
from functions.publishing.service.listing_builder import ListingSources
from functions.publishing.service.listing_watch import ListingWatch
from functions.publishing.service.operations import OperationService
from functions.publishing.service.posts import PostService
from functions.publishing.service.present_listings import PresentListings
from functions.publishing.service.stock_follower import StockFollower
from functions.publishing.service.sweeper import Sweeper
from kernel.aws.container import Container
from kernel.aws.internal import InternalFunction, LambdaFunction
from kernel.aws.table import Table
from kernel.settings import Settings

if TYPE_CHECKING:
    from functions.publishing.adapters.channels.listing_edits import ChannelListingEditor
    from functions.publishing.adapters.channels.platforms import ChannelPlatforms
    from functions.publishing.service.operation_runner import OperationRunner
    from functions.publishing.service.publish_runner import PublishRunner


class PublishingSettings(Settings):
    """The settings of publishing's functions, from the environment; times in seconds.

    A lease outlives the function that holds it and the one that it may have called just before its
    end (60 s and 45 s; 120 s in the browser), so that when it has run out both are surely over.
    """

    publishing_table: str
    publish_machine_arn: str = ""
    channels_posting_function: str = ""
    channels_posting_seconds: int = 45
    publish_lease_seconds: int = 120
    publish_browser_lease_seconds: int = 150
    publish_grace_seconds: int = 60


class PublishingContainer(Container):
    """The parts of publishing, each built when first asked for."""

    @cached_property
    def settings(self) -> PublishingSettings:
        """The settings of this process."""
        return PublishingSettings.load()

    @cached_property
    def table(self) -> Table:
        """The table of publishing."""
        return Table(self.settings.publishing_table)

    @cached_property
    def publications(self) -> DynamoPublications:
        """Publications, on their table."""
        grace = timedelta(seconds=self.settings.publish_grace_seconds)
        return DynamoPublications(self.table, self.outbox, grace)

    @cached_property
    def posts(self) -> DynamoPosts:
        """Posts and their targets, on their table."""
        return DynamoPosts(self.table, self.outbox, self.publications)

    @cached_property
    def workflow(self) -> StepFunctionsWorkflow:
        """The state machine that advances publications."""
        return StepFunctionsWorkflow(self.settings.publish_machine_arn)

    @cached_property
    def channels_posting(self) -> InternalFunction:
        """Channels' internal function, which alone holds the platforms' tokens."""
        settings = self.settings
        return LambdaFunction(settings.channels_posting_function, settings.channels_posting_seconds)

    @cached_property
    def channels(self) -> "ChannelPlatforms":
        """The platforms, through channels' public API and its internal function."""
        from functions.publishing.adapters.channels.platforms import (  # noqa: PLC0415  # +23 %
            ChannelPlatforms,
        )

        return ChannelPlatforms(self.channels_posting)

    @cached_property
    def listing_editor(self) -> "ChannelListingEditor":
        """The listings that are live there, through the same."""
        from functions.publishing.adapters.channels.listing_edits import (  # noqa: PLC0415  # as above
            ChannelListingEditor,
        )

        return ChannelListingEditor(self.channels_posting)

    @cached_property
    def listing_sources(self) -> ListingSources:
        """The other contexts from which listings are put together."""
        return ListingSources(
            ContentDrafts(), CatalogProductSnapshots(), MediaListingPhotos(), self.channels
        )

    @cached_property
    def post_service(self) -> PostService:
        """The service for the artisan's use cases until a piece is published."""
        return PostService(
            self.posts,
            self.publications,
            self.listing_sources,
            self.workflow,
            self.clock,
            self.ids,
        )

    @cached_property
    def present_listings(self) -> PresentListings:
        """The service that says what live listings do not show yet."""
        return PresentListings(self.posts, self.listing_sources, self.listing_editor)

    @cached_property
    def operation_service(self) -> OperationService:
        """The service for the artisan's use cases with a live listing."""
        return OperationService(
            self.publications,
            self.present_listings,
            self.listing_sources,
            self.listing_editor,
            self.workflow,
            self.clock,
            self.ids,
        )

    @cached_property
    def stock_follower(self) -> StockFollower:
        """The service that keeps live listings in step with the stock."""
        return StockFollower(
            self.publications,
            self.listing_sources.products,
            self.listing_editor,
            self.operation_service,
        )

    @cached_property
    def listing_watch(self) -> ListingWatch:
        """The service that has listings read."""
        return ListingWatch(
            self.publications, self.listing_editor, self.operation_service, self.stock_follower
        )

    @cached_property
    def publish_runner(self) -> "PublishRunner":
        """The runner that advances publications for the workflow."""
        from functions.publishing.service.publish_runner import (  # noqa: PLC0415  # +4 % with the other
            PublishRunner,
        )

        lease = timedelta(seconds=self.settings.publish_lease_seconds)
        in_browser = timedelta(seconds=self.settings.publish_browser_lease_seconds)
        return PublishRunner(
            self.publications, self.posts, self.channels, self.clock, lease, in_browser
        )

    @cached_property
    def operation_runner(self) -> "OperationRunner":
        """The runner that advances listing operations for the workflow."""
        from functions.publishing.service.operation_runner import (  # noqa: PLC0415  # as above
            OperationRunner,
        )

        lease = timedelta(seconds=self.settings.publish_lease_seconds)
        products = self.listing_sources.products
        return OperationRunner(self.publications, products, self.listing_editor, self.clock, lease)

    @cached_property
    def sweeper(self) -> Sweeper:
        """The service that sweeps overdue publications and starts runs by event."""
        return Sweeper(self.publications, self.posts, self.workflow, self.clock)


def container() -> PublishingContainer:
    """Return publishing's container."""
    return PublishingContainer.shared()
