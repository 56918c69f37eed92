"""Channels: what each platform can do, and the artisan's connections to them."""

from collections.abc import Mapping

from aws_cdk import Duration
from constructs import Construct

from infra.parts.context import JOBS_ARE_BOUND_TO, ContextStack
from infra.parts.function import Function, FunctionSpec
from infra.parts.internal_function import InternalFunction
from infra.parts.shared import Shared

# In seconds, for one command. A silent platform is given up after 15; publishing computes from this
# how long its steps may take and how long a target is leased to one.
POSTING_SECONDS = "45"


class Channels(ContextStack):
    """Connections; their tokens and sessions are sealed with data keys."""

    def __init__(self, scope: Construct, shared: Shared) -> None:
        super().__init__(scope, "channels", shared)
        settings = shared.deployment.publishing_settings()

        api = self.api("/channels", "/connections", settings=settings)

        hears = self.api(
            "/webhooks", settings=shared.deployment.webhook_settings(), file="webhook_platforms"
        )
        acts = self.queue_handler(
            "queue_webhooks",
            "channels",
            ["WebhookReceived"],
            spec=FunctionSpec("", settings, timeout=60),
        )

        watches, checks = self._checks_connections(settings)
        reads = self.async_handler("cron_leads", spec=FunctionSpec("", settings, timeout=280))
        self.every(Duration.minutes(5), reads)
        begins = self.async_handler("on_connection_changed")
        self.on("channels", ["ConnectionChanged"], begins)
        syncs = self.async_handler(
            "on_sync_requested", spec=FunctionSpec("", settings, timeout=600)
        )
        self.on("channels", ["SyncRequested"], syncs)
        asks = self.async_handler("cron_sync", spec=FunctionSpec("", timeout=280))
        self.every(Duration.hours(1), asks)
        self._looks_at_panels()
        posts = self._posts(settings)

        self.table.read_and_written_by(
            api, hears, acts, watches, checks, reads, begins, syncs, asks, posts
        )
        for function in (hears, reads):
            self.opens_secrets(function)
        for function in (api, acts, checks, syncs, posts):
            self.seals_and_opens_secrets(function)

    def _checks_connections(self, settings: Mapping[str, str]) -> tuple[Function, Function]:
        """What queues the due health checks, and what makes one at a time.

        A shop that answers slowly uses up the time of its own check alone.
        """
        watches = self.async_handler("cron_connections", spec=FunctionSpec("", timeout=280))
        self.every(Duration.hours(1), watches)
        checks = self.queue_handler(
            "queue_health_checks",
            "channels",
            ["HealthCheckRequested"],
            spec=FunctionSpec("", settings, timeout=120),
            batch_size=1,
        )
        return watches, checks

    def _posts(self, settings: Mapping[str, str]) -> InternalFunction:
        """What publishing has posted; a panel's session is sealed for the browser job alone."""
        timings = {"POSTING_SECONDS": POSTING_SECONDS} | dict(self.shared.deployment.timings)
        limit = int(timings["POSTING_SECONDS"])
        spec = FunctionSpec("", {**settings, **timings}, memory=1024, timeout=limit)
        posts = self.internal_handler("posting", spec=spec)
        key = self.shared.browser_key
        posts.knows({"BROWSER_KEY_ID": key.key_id})
        self.may_for(posts, "kms:GenerateDataKey", key, JOBS_ARE_BOUND_TO)
        return posts

    def _looks_at_panels(self) -> None:
        """The canary sees panels and nothing else: it has no table and no key."""
        settings = self.shared.deployment.canary_settings()
        spec = FunctionSpec("", settings, memory=2048, timeout=300)
        self.every(Duration.days(1), self.browser_handler("cron_canary", spec=spec))
