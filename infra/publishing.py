"""Publishing: posts, publications, and the state machine that settles each of them."""

from aws_cdk import Duration
from constructs import Construct

from infra.parts.context import JOBS_ARE_BOUND_TO, ContextStack
from infra.parts.function import Function, FunctionSpec
from infra.parts.internal_function import InternalFunction
from infra.parts.publish_machine import PublishMachine
from infra.parts.shared import Shared
from infra.parts.table import Table

# In seconds; a deployment may say otherwise, and so do tests, which cannot wait a minute.
TIMINGS = {"PUBLISH_BROWSER_LEASE_SECONDS": "150", "PUBLISH_GRACE_SECONDS": "60"}


def browser_time_limit(lease: str) -> int:
    """The time limit, in seconds, of the browser with this lease: surely over when it runs out."""
    return int(lease) * 4 // 5


def step_time_limit(called: int) -> int:
    """The time limit, in seconds, of a step that waits for a function with the limit `called`."""
    return called * 4 // 3


def step_lease(called: int) -> int:
    """The lease of such a step, in seconds: when it runs out, nobody acts under it any more.

    A step may make its call just before its own end, and the called function goes on without it for
    its cold start, which its time limit does not count, and for its whole time limit.
    """
    return step_time_limit(called) + called + called // 3


class Publishing(ContextStack):
    """One post becomes many listings, each exactly once."""

    def __init__(  # noqa: PLR0913  # what it borrows
        self,
        scope: Construct,
        shared: Shared,
        *,
        content: Table,
        catalog: Table,
        media: Table,
        channels: Table,
        channels_posting: InternalFunction,
    ) -> None:
        super().__init__(scope, "publishing", shared)
        timings = TIMINGS | dict(shared.deployment.timings)
        called = channels_posting.time_limit
        timings["PUBLISH_LEASE_SECONDS"] = str(step_lease(called))

        api = self.api("/posts", "/publications", settings=timings)
        requested = self.async_handler("on_publish_requested")
        self.on("publishing", ["PublishRequested"], requested)
        sweep = self.async_handler("cron_sweep", spec=FunctionSpec("", timeout=60))
        self.every(Duration.minutes(1), sweep)
        limit = step_time_limit(called)
        spec = FunctionSpec("", timings, memory=1024, timeout=limit)
        step = self.handler("step_publish", spec=spec)
        limit = browser_time_limit(timings["PUBLISH_BROWSER_LEASE_SECONDS"])
        sites = shared.deployment.browsing_settings()
        spec = FunctionSpec("", sites, memory=2048, timeout=limit)
        browse = self.browser_handler("step_browse", spec=spec)
        machine = PublishMachine(self, step, browse, shared.alarms)
        hears = (requested, sweep, *self._followers(catalog))

        self.table.read_and_written_by(api, step, *hears)
        self._does_jobs(browse)
        for table in (content, catalog, media):
            table.read_by(api, step)
        channels.read_by(api)
        channels_posting.invoked_by(step, api)  # api: choices to remember for a craft
        for function in (api, *hears):
            function.knows({"PUBLISH_MACHINE_ARN": machine.arn})
            machine.started_by(function)

    def _followers(self, catalog: Table) -> tuple[Function, ...]:
        """What begins listing operations when stock, a listing or an account has changed."""
        stock = self.async_handler("on_stock_changed")
        self.on("catalog", ["StockChanged"], stock)
        listing = self.async_handler("on_listing_changed")
        self.on("publishing", ["PublicationChanged"], listing, only={"status": ["confirmed"]})
        self.on("channels", ["ListingChangedExternally"], listing)
        account = self.async_handler("on_connection_changed")
        self.on("channels", ["ConnectionChanged"], account)
        catalog.read_by(stock, listing)
        return stock, listing, account

    def _does_jobs(self, browse: Function) -> None:
        """A session comes to the browser sealed for that one job, under a key of its own."""
        key = self.shared.browser_key
        browse.knows({"BROWSER_KEY_ID": key.key_id, "PROOF_BUCKET": self.shared.photos.bucket_name})
        self.may_for(browse, "kms:Decrypt", key, JOBS_ARE_BOUND_TO)
        self.may_use_objects(browse, "s3:PutObject", "proofs")
