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
        deleted = self.async_handler("on_draft_deleted")
        self.on("content", ["DraftDeleted"], deleted)
        made = self._makers(spec)

        self.table.read_and_written_by(api, patterns, orders)
        self.table.read_and_written_by(photo_ready, rejected, rewrite, rested, deleted)
        media.read_by(api, orders, photo_ready, rewrite, rested, *made)
        catalog.read_by(api, photo_ready, rewrite, rested)
        for worker in (photo_ready, rewrite, rested, *made):
            self.may_use_objects(worker, "s3:GetObject", "media")

    def _makers(self, spec: FunctionSpec) -> tuple[Function, Function]:
        """The workers that carry out jobs, and the sweep that ends those nobody finished."""
        painting = replace(spec, layers=("llm", "ai", "imaging"), memory=1769, timeout=PAINTING)
        copy = self.async_handler("on_copy_requested", spec=spec)
        self.on("content", ["CopyRequested"], copy)
        image = self.async_handler("on_image_requested", spec=painting)
        self.on("content", ["ImageRequested"], image)
        sweep = self.async_handler("cron_sweep_jobs")
        self.every(Duration.minutes(5), sweep)
        self.table.read_and_written_by(copy, image, sweep)
        self.may_use_objects(image, "s3:PutObject", "media/ai")
        return copy, image
