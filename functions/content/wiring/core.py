"""The parts on which all others are built: drafts, jobs, and what other contexts know."""

from functools import cached_property
from typing import TYPE_CHECKING

from functions.content.adapters.collections import DynamoVoices
from functions.content.adapters.dynamo import DynamoDrafts
from functions.content.model.jobs import KEPT_FOR, STUCK_AFTER, AiJob, Made, Order, interrupted
from functions.content.ports.drafts import PhotoReader, Pieces, Platforms
from functions.content.service.ai_jobs import changed
from functions.content.service.ai_requests import AiRequests
from functions.content.service.draft_creation import DraftCreation
from functions.content.service.regeneration import Regeneration
from functions.content.wiring.settings import ContentSettings
from kernel.aws.container import Container
from kernel.aws.jobs import DynamoJobs
from kernel.aws.rate_limit import DynamoRateLimiter
from kernel.aws.table import Table
from kernel.jobs import JobRunner
from kernel.quotas import Quotas

if TYPE_CHECKING:
    from functions.content.service.draft_sweeper import DraftSweeper
    from llm.budget import DynamoBudget


class ContentCore(Container):
    """Drafts and jobs."""

    @cached_property
    def settings(self) -> ContentSettings:
        """The settings of this process."""
        return ContentSettings.load()

    @cached_property
    def table(self) -> Table:
        """The DynamoDB table of content."""
        return Table(self.settings.content_table)

    @cached_property
    def drafts(self) -> DynamoDrafts:
        """The store of drafts."""
        return DynamoDrafts(self.table, self.outbox)

    @cached_property
    def jobs(self) -> DynamoJobs[Order, Made]:
        """The store of AI jobs."""
        return DynamoJobs(
            self.table, self.outbox, AiJob, stuck_after=STUCK_AFTER, kept_for=KEPT_FOR
        )

    @cached_property
    def voices(self) -> DynamoVoices:
        """The store of artisans' voice profiles."""
        return DynamoVoices(self.table)

    @cached_property
    def budget(self) -> "DynamoBudget":
        """The daily budget of each artisan."""
        from llm.budget import DynamoBudget  # noqa: PLC0415  # not in every function's layers

        limit = self.settings.daily_budget_micros
        hint = "words from your facts cost nothing"
        ceiling = self.settings.everybodys_budget_micros
        return DynamoBudget(self.table, limit, self.clock, self.ids, ceiling=ceiling, hint=hint)

    @cached_property
    def platforms(self) -> Platforms:
        """The reader of the platforms' text limits."""
        from functions.content.adapters.channels import ChannelPlatformRules  # noqa: PLC0415  # +20 %

        return ChannelPlatformRules()

    @cached_property
    def photo_reader(self) -> PhotoReader:
        """The reader of photographs' state."""
        from functions.content.adapters.media import MediaPhotoReader  # noqa: PLC0415  # +13 %

        return MediaPhotoReader()

    @cached_property
    def pieces(self) -> Pieces:
        """The reader of the products that drafts are about."""
        from functions.content.adapters.catalog import CatalogPieces  # noqa: PLC0415  # +4 %

        return CatalogPieces()

    @cached_property
    def draft_creation(self) -> DraftCreation:
        """The service for drafts, for the API, other contexts' events, and other contexts."""
        return DraftCreation(
            self.drafts, self.pieces, self.photo_reader, self.platforms, self.clock
        )

    @cached_property
    def draft_sweeper(self) -> "DraftSweeper":
        """The service that ends what drafts wait for too long, for the sweep alone."""
        from functions.content.adapters.facts import FactsCopyWriter  # noqa: PLC0415  # the sweep's
        from functions.content.service.copy_writing import CopyWriting  # noqa: PLC0415  # as above
        from functions.content.service.draft_sweeper import DraftSweeper  # noqa: PLC0415  # as above

        writer = FactsCopyWriter()
        from_facts = CopyWriting(
            self.drafts, self.pieces, writer, self.platforms, self.voices, self.clock
        )
        return DraftSweeper(self.drafts, self.pieces, self.draft_creation, from_facts, self.clock)

    @cached_property
    def regeneration(self) -> Regeneration:
        """The service that replaces one rewritten field, for the API and the copy worker."""
        return Regeneration(self.drafts, self.pieces, self.platforms, self.clock)

    @cached_property
    def ai_requests(self) -> AiRequests:
        """The service that queues AI jobs, for the APIs."""
        quotas = Quotas(DynamoRateLimiter(self.table), self.clock)
        return AiRequests(self.jobs, self.photo_reader, self.budget, quotas, self.clock, self.ids)

    @cached_property
    def job_runner(self) -> JobRunner[Order, Made]:
        """The service that runs jobs, for the workers and the sweep."""
        return JobRunner(self.jobs, self.clock, changed, interrupted)
