"""Channels: what each platform can do, and the artisan's connections to them."""

from constructs import Construct

from infra.parts.context import ContextStack
from infra.parts.shared import Shared


class Channels(ContextStack):
    """Connections; their tokens and sessions are sealed with data keys."""

    def __init__(self, scope: Construct, shared: Shared) -> None:
        super().__init__(scope, "channels", shared)

        api = self.api(
            "/channels", "/connections", settings=shared.deployment.publishing_settings()
        )

        self.table.read_and_written_by(api)
        self.seals_and_opens_secrets(api)
