"""Takes what a context has said from its table to the bus: at once, and again what was left."""

from aws_cdk import Duration
from aws_cdk import aws_events as events
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_event_sources as sources
from aws_cdk import aws_sns as sns
from constructs import Construct

from infra.parts.acknowledge import acknowledge
from infra.parts.function import Function, FunctionSpec
from infra.parts.queue import Failures
from infra.parts.schedule import every
from infra.parts.table import Table

NEW_OUTBOX_ITEM = {
    "eventName": lambda_.FilterRule.is_equal("INSERT"),
    "dynamodb": {"Keys": {"sk": {"S": lambda_.FilterRule.is_equal("outbox")}}},
}


class Relay(Construct):
    """The stream's reader and the sweep of one context's outbox."""

    def __init__(
        self, scope: Construct, context: str, table: Table, bus: events.EventBus, alarms: sns.ITopic
    ) -> None:
        super().__init__(scope, "Relay")
        failures = Failures(self, "Failures", alarms)
        settings = {
            "HAAT_CONTEXT": context,
            "EVENT_BUS": bus.event_bus_name,
            "CONTEXT_TABLE": table.table.table_name,
        }
        relay, sweep = (
            Function(
                self,
                name,
                FunctionSpec(
                    handler=f"kernel.aws.relay.{entry}",
                    environment=settings,
                    layers=("runtime",),
                    failures=failures.queue if entry == "sweep" else None,
                ),
                alarms,
            )
            for name, entry in (("Stream", "handler"), ("Sweep", "sweep"))
        )
        self.functions = (relay, sweep)
        self._allow(table, bus)
        relay.function.add_event_source(
            sources.DynamoEventSource(
                table.table,
                starting_position=lambda_.StartingPosition.TRIM_HORIZON,
                filters=[lambda_.FilterCriteria.filter(NEW_OUTBOX_ITEM)],
                batch_size=100,
                bisect_batch_on_error=True,
                report_batch_item_failures=True,
                retry_attempts=5,
                max_record_age=Duration.hours(6),
                on_failure=sources.SqsDlq(failures.queue),
            )
        )
        every(self, "EveryMinute", Duration.minutes(1), sweep, failures.queue)

    def _allow(self, table: Table, bus: events.EventBus) -> None:
        relay, sweep = self.functions
        arn = table.table.table_arn
        for function in self.functions:
            function.may(["events:PutEvents"], [bus.event_bus_arn])
            function.may(["dynamodb:DeleteItem"], [arn])
        sweep.may(["dynamodb:Query"], [f"{arn}/index/due"])
        acknowledge(
            relay.role,
            "dynamodb:ListStreams, which the mapping needs, knows no resources.",
            "AwsSolutions-IAM5[Resource::*]",
        )
