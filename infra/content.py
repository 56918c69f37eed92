"""Content: drafts, the writers of copy, and the painters of backdrops."""

from dataclasses import replace

from aws_cdk import Duration
from constructs import Construct

from infra.parts.context import ContextStack
from infra.parts.function import Function, FunctionSpec
from infra.parts.shared import Shared
from infra.parts.table import Table

# In seconds. The writers of one text share 100, the painters of one picture take 70 each.
WRITING, PAINTING = 120, 180
PAUSE = 4
"""Seconds without a change after which typed facts are written about: typing costs no model."""


class Content(ContextStack):
    """From a photograph and the artisan's facts to copy that she approves."""

    def __init__(self, scope: Construct, shared: Shared, *, media: Table, catalog: Table) -> None:
        super().__init__(scope, "content", shared)
        settings = {
            "PHOTO_BUCKET": shared.photos.bucket_name,
            **shared.deployment.writing_settings(),
        }
        spec = FunctionSpec("", settings, layers=("llm", "ai"), memory=1024, timeout=WRITING)
        limit = shared.deployment.budget_settings()

        api = self.api("/drafts", settings=limit, layers=("llm",))
        patterns = self.api("/templates", file="api_templates")
        orders = self.api("/ai", settings=limit, file="api_ai", layers=("llm",))
        photo_ready = self.async_handler("on_photo_ready", spec=spec)
        self.on("media", ["PhotoReady"], photo_ready)
        rewrite = self.async_handler("on_rewrite_requested", spec=spec)
        self.on("content", ["RewriteRequested"], rewrite)
        rested = self.queue_handler(
            "queue_rewrites",
            "content",
            ["RewritePlanned"],
            spec=spec,
            delay=Duration.seconds(PAUSE),
            batch_size=1,
        )
        rejected = self.async_handler("on_photo_rejected")
        self.on("media", ["PhotoRejected"], rejected)
        products = self._products(spec)
        copy, image = self._makers(spec)
        sweep = self.async_handler("cron_sweep_jobs")
        self.every(Duration.minutes(5), sweep)

        writers = (photo_ready, rewrite, rested, *products)
        self.table.read_and_written_by(
            api, patterns, orders, *writers, rejected, copy, image, sweep
        )
        media.read_by(api, orders, *writers, copy, image, sweep)
        catalog.read_by(api, patterns, *writers, rejected, copy, sweep)
        for worker in (*writers, copy, image):
            self.may_use_objects(worker, "s3:GetObject", "media")

    def _products(self, spec: FunctionSpec) -> tuple[Function, ...]:
        """The workers that keep drafts in step with their products, and write the first words."""
        created = self.async_handler("on_product_created", spec=spec)
        self.on("catalog", ["ProductCreated"], created)
        updated = self.async_handler("on_product_updated", spec=spec)
        self.on("catalog", ["ProductUpdated", "StockChanged"], updated)
        archived = self.async_handler("on_product_archived", spec=spec)
        self.on("catalog", ["ProductArchived", "ProductRestored"], archived)
        return created, updated, archived

    def _makers(self, spec: FunctionSpec) -> tuple[Function, Function]:
        """The workers that carry out jobs."""
        painting = replace(spec, layers=("llm", "ai", "imaging"), memory=1769, timeout=PAINTING)
        copy = self.async_handler("on_copy_requested", spec=spec)
        self.on("content", ["CopyRequested"], copy)
        image = self.async_handler("on_image_requested", spec=painting)
        self.on("content", ["ImageRequested"], image)
        self.may_use_objects(image, "s3:PutObject", "media/ai")
        return copy, image
