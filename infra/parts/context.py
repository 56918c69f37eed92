"""The stack of one context: its table, its relay, and one line for each handler."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from aws_cdk import Duration, Stack
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_apigatewayv2_integrations as integrations
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda_event_sources as sources
from constructs import Construct

from infra.parts.acknowledge import acknowledge, acknowledge_resource
from infra.parts.browser_function import BrowserFunction
from infra.parts.deployment import on_laptop
from infra.parts.detection import watch
from infra.parts.function import Function, FunctionSpec
from infra.parts.internal_function import InternalFunction
from infra.parts.queue import Failures, WorkQueue
from infra.parts.relay import Relay
from infra.parts.schedule import every
from infra.parts.shared import Shared
from infra.parts.table import Table

API = "/api/v1"
SECRETS_ARE_BOUND_TO = ("owner", "platform", "account")
JOBS_ARE_BOUND_TO = (*SECRETS_ARE_BOUND_TO, "target", "panel")


class ContextStack(Stack):
    """What every context has; a subclass adds its handlers, triggers and grants."""

    def __init__(self, scope: Construct, context: str, shared: Shared) -> None:
        super().__init__(scope, f"Haat{context.title()}", description=f"Haat: {context}")
        self.context = context
        self.shared = shared
        self.internal: dict[str, InternalFunction] = {}
        self.failures = Failures(self, "Failures", shared.alarms).queue
        self.table = Table(self, "Store", context)
        Relay(self, context, self.table, shared.bus, shared.alarms)
        watch(self, context, shared.alarms)

    def handler(self, file: str, *, spec: FunctionSpec | None = None) -> Function:
        """Deploy `functions/<context>/handlers/<file>.py` with the context's settings."""
        return Function(self, _title(file), self._complete(file, spec), self.shared.alarms)

    def async_handler(self, file: str, *, spec: FunctionSpec | None = None) -> Function:
        """Deploy a handler that nobody waits for: what fails thrice waits with the failures."""
        spec = replace(spec or FunctionSpec(""), failures=self.failures)
        return self.handler(file, spec=spec)

    def internal_handler(self, noun: str, *, spec: FunctionSpec) -> InternalFunction:
        """Deploy `handlers/internal_<noun>.py`, which other contexts' stacks may borrow."""
        file, variable = f"internal_{noun}", f"{self.context}_{noun}".upper()
        complete = self._complete(file, spec)
        made = InternalFunction(self, variable, _title(file), complete, self.shared.alarms)
        self.internal[noun] = made
        return made

    def browser_handler(self, file: str, *, spec: FunctionSpec) -> BrowserFunction:
        """Deploy a handler that needs a browser."""
        return BrowserFunction(self, _title(file), self._complete(file, spec), self.shared.alarms)

    def api(
        self,
        *paths: str,
        settings: Mapping[str, str] | None = None,
        file: str = "api",
        layers: tuple[str, ...] = (),
    ) -> Function:
        """Deploy `handlers/<file>.py` behind paths below /api/v1, each with what is below it."""
        spec = FunctionSpec(
            "", settings or {}, layers=layers, memory=1024, timeout=29, snap_start=True
        )
        function = self.handler(file, spec=spec)
        self._verifies_tokens(function)
        self._signs_cursors(function)
        self._knows_the_front_door(function)
        integration = integrations.HttpLambdaIntegration(
            _title(file), function.entry, scope_permission_to_route=False
        )
        for path in paths:
            for pattern in (f"{API}{path}", f"{API}{path}/{{proxy+}}"):
                route = apigateway.HttpRoute(
                    self,
                    f"ANY {pattern}",
                    http_api=self.shared.http_api,
                    route_key=apigateway.HttpRouteKey.with_(pattern, apigateway.HttpMethod.ANY),
                    integration=integration,
                )
                acknowledge(
                    route,
                    "Tokens are verified in process, by the kernel (design section 5).",
                    "AwsSolutions-APIG4",
                )
        return function

    def on(
        self,
        source: str,
        names: list[str],
        function: Function,
        only: Mapping[str, list[str]] | None = None,
    ) -> None:
        """Call the function for a context's events; a name may end in `*`.

        With `only` for those alone whose fields have one of these values.
        """
        detail = {"data": dict(only)} if only else None
        events.Rule(
            self,
            f"{function.node.id}When{source.title()}",
            event_bus=self.shared.bus,
            event_pattern=events.EventPattern(
                source=[source], detail_type=_patterns(names), detail=detail
            ),
        ).add_target(
            targets.LambdaFunction(
                function.entry,
                dead_letter_queue=self.failures,
                retry_attempts=8,
                max_event_age=Duration.hours(6),
            )
        )

    def queue_handler(
        self,
        file: str,
        source: str,
        names: list[str],
        *,
        spec: FunctionSpec,
        delay: Duration | None = None,
        batch_size: int = 10,
    ) -> Function:
        """Deploy a handler that takes a context's events from a queue, one batch at a time.

        With a `delay` each event waits in the queue for that long.
        """
        function = self.handler(file, spec=spec)
        title = _title(file)
        alarms = self.shared.alarms
        queue = WorkQueue(self, f"{title}Work", function.timeout, alarms, delay=delay)
        events.Rule(
            self,
            f"{title}When{source.title()}",
            event_bus=self.shared.bus,
            event_pattern=events.EventPattern(source=[source], detail_type=_patterns(names)),
        ).add_target(targets.SqsQueue(queue.queue, dead_letter_queue=self.failures))
        function.function.add_event_source(
            sources.SqsEventSource(
                queue.queue,
                batch_size=batch_size,
                report_batch_item_failures=True,
                # Else messages would use up their tries on calls that find no worker free.
                max_concurrency=function.concurrency,
            )
        )
        return function

    def every(self, period: Duration, function: Function) -> None:
        """Call the function by the clock."""
        every(self, f"{function.node.id}Schedule", period, function, self.failures)

    def socket_handler(self, file: str, *, spec: FunctionSpec) -> Function:
        """Deploy a handler of the WebSocket API: people wait for it, and it reads tokens."""
        function = self.handler(file, spec=replace(spec, snap_start=True))
        self._verifies_tokens(function)
        self._knows_the_front_door(function)
        return function

    def seals_and_opens_secrets(self, function: Function) -> None:
        """Let a function make and open data keys, if it names whose secret it is."""
        self.opens_secrets(function)
        self.may_for(function, "kms:GenerateDataKey", self.shared.secrets_key, SECRETS_ARE_BOUND_TO)

    def opens_secrets(self, function: Function) -> None:
        """Let a function open data keys only, if it names whose secret it is."""
        key = self.shared.secrets_key
        function.knows({"SECRETS_KEY_ID": key.key_id})
        self.may_for(function, "kms:Decrypt", key, SECRETS_ARE_BOUND_TO)

    def may_for(
        self, function: Function, action: str, key: kms.IKey, bound_to: Sequence[str]
    ) -> None:
        """Let a function use a key if its encryption context has exactly these names.

        The emulator knows no condition on an encryption context, so the laptop has none.
        """
        exactly: dict[str, Mapping[str, str | Sequence[str]]] = {
            "ForAllValues:StringEquals": {"kms:EncryptionContextKeys": [*bound_to]},
            "Null": {f"kms:EncryptionContext:{name}": "false" for name in bound_to},
        }
        function.may([action], [key.key_arn], when=None if on_laptop(self) else exactly)

    def may_use_objects(self, function: Function, action: str, folder: str) -> None:
        """Let a function do one thing with the objects of one folder of the photo bucket."""
        bucket = self.shared.photos
        objects = f"{Stack.of(bucket).export_value(bucket.bucket_arn)}/{folder}/*"
        function.may([action], [objects])
        acknowledge_resource(
            function.role, objects, "The keys of objects are made at run time; the folder is named."
        )

    def may_list_objects(self, function: Function) -> None:
        """Let a function list pictures in the photo bucket with all of their versions."""
        bucket = self.shared.photos
        function.may(
            ["s3:ListBucketVersions"],
            [Stack.of(bucket).export_value(bucket.bucket_arn)],
            when={"StringLike": {"s3:prefix": ["uploads/*", "media/*"]}},
        )

    def _verifies_tokens(self, function: Function) -> None:
        key = self.shared.token_key
        function.knows({"JWT_KEY_ID": key.key_id})
        function.may(["kms:GetPublicKey"], [key.key_arn])

    def _signs_cursors(self, function: Function) -> None:
        key = self.shared.cursor_key
        function.knows({"CURSOR_KEY_ID": key.key_id})
        function.may(["kms:GenerateMac"], [key.key_arn])

    def _knows_the_front_door(self, function: Function) -> None:
        function.knows({"FRONT_DOOR_SECRET": self.shared.deployment.front_door_secret})

    def _complete(self, file: str, spec: FunctionSpec | None) -> FunctionSpec:
        given = spec or FunctionSpec("")
        common = {
            "HAAT_CONTEXT": self.context,
            "EVENT_BUS": self.shared.bus.event_bus_name,
            "PUBLIC_URL": self.shared.public_url,
        }
        if self.shared.deployment.outbound_allow:
            common["OUTBOUND_ALLOW"] = self.shared.deployment.outbound_allow
        return replace(
            given,
            handler=f"functions.{self.context}.handlers.{file}.handler",
            environment={**common, **given.environment},
            layers=("runtime", *given.layers),
        )


def _title(file: str) -> str:
    return "".join(word.title() for word in file.split("_"))


def _patterns(names: list[str]) -> list[str]:
    matches = [
        events.Match.prefix(name[:-1]) if name.endswith("*") else events.Match.exact_string(name)
        for name in names
    ]
    return events.Match.any_of(*matches)
