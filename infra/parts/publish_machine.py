"""The state machine that takes publications to their end, one step per Lambda call."""

from collections.abc import Mapping

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from aws_cdk import aws_sns as sns
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks
from constructs import Construct

from infra.parts.acknowledge import acknowledge
from infra.parts.alarm import alarm
from infra.parts.function import LOG_RETENTION, Function

PUBLICATION = {
    "post_id": sfn.JsonPath.string_at("$.post_id"),
    "publication_id": sfn.JsonPath.string_at("$.publication_id"),
}
AT_ONCE = 5
RECOVERY = Duration.seconds(5)
LONGEST = Duration.days(7)  # a panel's quality check takes days

LOG_DELIVERY = (
    "logs:CreateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:DescribeLogGroups",
    "logs:DescribeResourcePolicies",
    "logs:GetLogDelivery",
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
    "logs:UpdateLogDelivery",
)
TRACING = (
    "xray:GetSamplingRules",
    "xray:GetSamplingTargets",
    "xray:PutTelemetryRecords",
    "xray:PutTraceSegments",
)


class PublishMachine(Construct):
    """Standard workflow; at most four transitions per publication when nothing has to wait."""

    def __init__(
        self, scope: Construct, step: Function, browse: Function, alarms: sns.ITopic
    ) -> None:
        super().__init__(scope, "Machine")
        self._step, self._browse = step, browse
        each = sfn.Map(
            self,
            "Each publication",
            items_path="$.publications",
            max_concurrency=AT_ONCE,
            item_selector=PUBLICATION
            | {"publication_id": sfn.JsonPath.string_at("$$.Map.Item.Value")},
            result_path=sfn.JsonPath.DISCARD,
        )
        each.item_processor(self._publication())
        self.machine = self._make(each)
        self.arn = self.machine.state_machine_arn
        alarm(self, "Failed", self.machine.metric_failed(), alarms)
        alarm(self, "TimedOut", self.machine.metric_timed_out(), alarms)

    def started_by(self, function: Function) -> None:
        """Let a function start executions, and nothing else."""
        function.may(["states:StartExecution"], [self.arn])

    def _publication(self) -> sfn.IChainable:
        """Advance, look at what is next, and so on; two of the states end one."""
        advance = self._call("Advance", self._step, PUBLICATION)
        choose = sfn.Choice(self, "Choose")
        pause = sfn.Wait(self, "Pause", time=sfn.WaitTime.seconds_path("$.seconds"))
        recover = sfn.Wait(self, "Recover", time=sfn.WaitTime.duration(RECOVERY))
        job = PUBLICATION | {"job": sfn.JsonPath.object_at("$.job")}
        browse = self._call("Browse", self._browse, job, "$.result")
        settle = self._settling("Settle", "result")
        crashed = self._settling("Settle a crash", "error")

        # What a crashed call did, only its publication's lease tells: Advance reads it, and answers
        # how long to wait. Settle fails on purpose while there is no outcome.
        for step in (advance, settle, crashed):
            step.add_catch(recover, errors=["States.ALL"], result_path="$.caught")
        browse.add_catch(crashed, errors=["States.ALL"], result_path="$.error")
        recover.next(advance)
        pause.next(advance)
        browse.next(settle)
        advance.next(choose)
        (
            choose.when(sfn.Condition.string_equals("$.next", "wait"), pause)
            .when(sfn.Condition.string_equals("$.next", "browse"), browse)
            .otherwise(sfn.Succeed(self, "Settled"))
        )
        return advance

    def _settling(self, name: str, told: str) -> tasks.LambdaInvoke:
        more = {told: sfn.JsonPath.object_at(f"$.{told}"), "last": True}
        return self._call(name, self._step, PUBLICATION | more)

    def _call(
        self,
        name: str,
        function: Function,
        payload: Mapping[str, object],
        result: str | None = None,
    ) -> tasks.LambdaInvoke:
        task = tasks.LambdaInvoke(
            self,
            name,
            lambda_function=function.entry,
            payload=sfn.TaskInput.from_object(dict(payload)),
            payload_response_only=True,
            result_path=result,
            retry_on_service_exceptions=False,
        )
        # The one failure that says that nothing ran. In all at most 14 s: less than the margin
        # between the browser's time limit and its lease, which begins before the call.
        task.add_retry(
            errors=["Lambda.TooManyRequestsException"],
            interval=Duration.seconds(2),
            max_attempts=3,
            backoff_rate=2,
            jitter_strategy=sfn.JitterType.FULL,
        )
        return task

    def _make(self, each: sfn.Map) -> sfn.StateMachine:
        group = logs.LogGroup(
            self, "Logs", retention=LOG_RETENTION, removal_policy=RemovalPolicy.DESTROY
        )
        return sfn.StateMachine(
            self,
            "Publish",
            definition_body=sfn.DefinitionBody.from_chainable(each),
            state_machine_type=sfn.StateMachineType.STANDARD,
            timeout=LONGEST,
            tracing_enabled=True,
            logs=sfn.LogOptions(destination=group, level=sfn.LogLevel.ALL),
            role=self._role().without_policy_updates(),
        )

    def _role(self) -> iam.Role:
        """Exactly the two functions; CDK would add every version of each."""
        role = iam.Role(self, "Role", assumed_by=iam.ServicePrincipal("states.amazonaws.com"))
        role.add_to_policy(
            iam.PolicyStatement(
                actions=["lambda:InvokeFunction"],
                resources=[self._step.entry.function_arn, self._browse.entry.function_arn],
            )
        )
        role.add_to_policy(iam.PolicyStatement(actions=[*LOG_DELIVERY, *TRACING], resources=["*"]))
        acknowledge(
            role,
            "X-Ray's write actions and the delivery of logs know no resources: "
            "https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html",
            "AwsSolutions-IAM5[Resource::*]",
        )
        return role
