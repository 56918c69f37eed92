"""Content: drafts and the writers of copy."""

from constructs import Construct

from infra.parts.context import ContextStack
from infra.parts.function import FunctionSpec
from infra.parts.shared import Shared
from infra.parts.table import Table


class Content(ContextStack):
    """From a photograph and the artisan's facts to copy that she approves."""

    def __init__(self, scope: Construct, shared: Shared, *, media: Table, catalog: Table) -> None:
        super().__init__(scope, "content", shared)
        settings = {
            "PHOTO_BUCKET": shared.photos.bucket_name,
            **shared.deployment.writing_settings(),
        }
        spec = FunctionSpec("", settings, layers=("ai",), memory=1024, timeout=60)

        api = self.api("/drafts")
        photo_ready = self.async_handler("on_photo_ready", spec=spec)
        self.on("media", ["PhotoReady"], photo_ready)
        rewrite = self.async_handler("on_rewrite_requested", spec=spec)
        self.on("content", ["RewriteRequested"], rewrite)

        self.table.read_and_written_by(api, photo_ready, rewrite)
        media.read_by(api, photo_ready, rewrite)
        catalog.read_by(api, photo_ready, rewrite)
        for worker in (photo_ready, rewrite):
            self.may_use_objects(worker, "s3:GetObject", "media")
