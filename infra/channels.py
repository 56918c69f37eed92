"""Channels: what each platform can do, and the artisan's connections to them."""

from constructs import Construct

from infra.parts.context import ContextStack
from infra.parts.function import FunctionSpec
from infra.parts.shared import Shared


class Channels(ContextStack):
    """Connections; their tokens and sessions are sealed with data keys."""

    def __init__(self, scope: Construct, shared: Shared) -> None:
        super().__init__(scope, "channels", shared)

        api = self.api(
            "/channels", "/connections", settings=shared.deployment.publishing_settings()
        )

        hears = self.api(
            "/webhooks", settings=shared.deployment.hearing_settings(), file="webhook_platforms"
        )
        acts = self.queue_handler(
            "queue_webhooks",
            "channels",
            ["WebhookReceived"],
            spec=FunctionSpec("", shared.deployment.publishing_settings(), timeout=60),
        )

        self.table.read_and_written_by(api, hears, acts)
        self.opens_secrets(hears)
        for function in (api, acts):
            self.seals_and_opens_secrets(function)
