"""Publishing: posts, their targets, and the state machine that settles each of them."""

from aws_cdk import Duration
from constructs import Construct

from infra.parts.context import ContextStack
from infra.parts.function import Function, FunctionSpec
from infra.parts.publish_machine import PublishMachine
from infra.parts.shared import Shared
from infra.parts.table import Table

# In seconds; a deployment may say otherwise, and so do tests, which cannot wait a minute.
TIMINGS = {
    "PUBLISH_LEASE_SECONDS": "75",
    "PUBLISH_BROWSER_LEASE_SECONDS": "150",
    "PUBLISH_GRACE_SECONDS": "60",
}


def time_limit(lease: str) -> int:
    """The time limit, in seconds, of a worker with this lease: surely dead when it runs out."""
    return int(lease) * 4 // 5


class Publishing(ContextStack):
    """One post becomes many listings, each exactly once."""

    def __init__(
        self,
        scope: Construct,
        shared: Shared,
        *,
        content: Table,
        catalog: Table,
        media: Table,
        channels: Table,
    ) -> None:
        super().__init__(scope, "publishing", shared)
        vendors = shared.deployment.publishing_settings()
        timings = TIMINGS | dict(shared.deployment.timings)

        api = self.api("/posts", settings=vendors | timings)
        requested = self.async_handler("on_publish_requested")
        self.on("publishing", ["PublishRequested"], requested)
        sweep = self.async_handler("cron_sweep", spec=FunctionSpec("", timeout=60))
        self.every(Duration.minutes(1), sweep)
        limit = time_limit(timings["PUBLISH_LEASE_SECONDS"])
        step = self.handler(
            "step_publish", spec=FunctionSpec("", vendors | timings, memory=1024, timeout=limit)
        )
        limit = time_limit(timings["PUBLISH_BROWSER_LEASE_SECONDS"])
        browsing = FunctionSpec(
            "", shared.deployment.browsing_settings(), memory=2048, timeout=limit
        )
        browse = self.browser_handler("step_browse", spec=browsing)
        machine = PublishMachine(self, step, browse, shared.alarms)

        self.table.read_and_written_by(api, requested, sweep, step)
        self._gives_jobs(step, browse)
        for table in (content, catalog, media):
            table.read_by(api, step)
        channels.read_and_written_by(api, step)  # api: choices to remember for a craft
        self.seals_and_opens_secrets(step)
        for function in (api, requested, sweep):
            function.knows({"PUBLISH_MACHINE_ARN": machine.arn})
            machine.started_by(function)

    def _gives_jobs(self, step: Function, browse: Function) -> None:
        """A session goes to the browser sealed for that one job, under a key of its own."""
        key = self.shared.browser_key
        for function, action in ((step, "kms:GenerateDataKey"), (browse, "kms:Decrypt")):
            function.knows({"BROWSER_KEY_ID": key.key_id})
            function.may([action], [key.key_arn])
        browse.knows({"PROOF_BUCKET": self.shared.photos.bucket_name})
        self.may_use_objects(browse, "s3:PutObject", "proofs")
