"""One Lambda: a handler by name, its own role, a log group, tracing and alarms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from aws_cdk import Duration, RemovalPolicy, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_destinations as destinations
from aws_cdk import aws_logs as logs
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.parts import assets, layers
from infra.parts.acknowledge import acknowledge
from infra.parts.alarm import alarm
from infra.parts.deployment import on_laptop
from infra.parts.environment import EVERYWHERE
from infra.parts.limits import concurrency

LOG_RETENTION = logs.RetentionDays.ONE_MONTH
RUNTIME = lambda_.Runtime.PYTHON_3_13


@dataclass(frozen=True)
class FunctionSpec:
    """What one Lambda is made of; memory in MB, timeout in seconds."""

    handler: str
    environment: Mapping[str, str] = field(default_factory=dict)
    layers: tuple[str, ...] = ()
    memory: int = 512
    timeout: int = 30
    snap_start: bool = False
    failures: sqs.IQueue | None = None


class Function(Construct):
    """A Lambda as Haat runs it; `entry` is what triggers should call."""

    def __init__(self, scope: Construct, name: str, spec: FunctionSpec, alarms: sns.ITopic) -> None:
        super().__init__(scope, name)
        self.timeout = Duration.seconds(spec.timeout)
        # The emulator's account has ten in all.
        self.concurrency = None if on_laptop(self) else concurrency(spec.handler)
        self.log_group = logs.LogGroup(
            self, "Logs", retention=LOG_RETENTION, removal_policy=RemovalPolicy.DESTROY
        )
        self.role = _role(self, self.log_group)
        self.function = self._make(spec)
        acknowledge(
            self.function,
            "3.13 is the newest runtime that every layer has wheels for.",
            "AwsSolutions-L1",
        )
        self.entry: lambda_.IFunction = self.function
        if spec.snap_start:
            acknowledge(
                self.function,
                "Its alias names a published version.",
                "@aws-cdk/aws-lambda:snapStartRequirePublish",
            )
            self.entry = lambda_.Alias(
                self, "Live", alias_name="live", version=self.function.current_version
            )
        alarm(self, "Errors", self.function.metric_errors(), alarms)
        alarm(self, "Throttles", self.function.metric_throttles(), alarms)

    def _make(self, spec: FunctionSpec) -> lambda_.Function:
        failures = destinations.SqsDestination(spec.failures) if spec.failures else None
        return lambda_.Function(
            self,
            "Function",
            code=lambda_.Code.from_asset(str(assets.code())),
            handler=spec.handler,
            runtime=RUNTIME,
            architecture=lambda_.Architecture.ARM_64,
            layers=layers_of(self, spec.layers),
            environment={**EVERYWHERE, **spec.environment},
            memory_size=spec.memory,
            timeout=self.timeout,
            tracing=lambda_.Tracing.ACTIVE,
            log_group=self.log_group,
            role=self.role,
            on_failure=failures,
            retry_attempts=2 if failures else None,
            reserved_concurrent_executions=self.concurrency,
            snap_start=lambda_.SnapStartConf.ON_PUBLISHED_VERSIONS if spec.snap_start else None,
        )

    def knows(self, environment: Mapping[str, str]) -> None:
        """Add settings to the function's environment."""
        for name, value in environment.items():
            self.function.add_environment(name, value)

    def may(
        self,
        actions: Sequence[str],
        resources: Sequence[str],
        *,
        when: Mapping[str, Mapping[str, str | Sequence[str]]] | None = None,
    ) -> None:
        """Let the function do exactly these actions on exactly these resources."""
        self.role.add_to_principal_policy(
            iam.PolicyStatement(
                actions=[*actions], resources=[*resources], conditions=dict(when) if when else None
            )
        )


def _role(scope: Construct, log_group: logs.LogGroup) -> iam.Role:
    role = iam.Role(scope, "Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
    log_group.grant_write(role)
    acknowledge(
        role,
        "X-Ray's write actions know no resources: "
        "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html",
        "AwsSolutions-IAM5[Resource::*]",
    )
    return role


def layers_of(scope: Construct, names: tuple[str, ...]) -> list[lambda_.ILayerVersion]:
    """The kernel and the named layers, one version of each per stack.

    Layers are not shared across stacks: a new version changes its ARN, and CloudFormation
    refuses to change an exported value while another stack imports it. On the laptop the
    workers see the virtual environment, so only layers of our own code are attached.
    """
    stack = Stack.of(scope)
    wanted = [name for name in names if name in assets.OWN or not on_laptop(stack)]
    return [_layer(stack, name) for name in ("kernel", *wanted)]


def _layer(stack: Stack, name: str) -> lambda_.ILayerVersion:
    id_ = f"{name.title()}Layer"
    known = stack.node.try_find_child(id_)
    if isinstance(known, lambda_.LayerVersion):
        return known
    folder = assets.OWN[name]() if name in assets.OWN else layers.build(name)
    return lambda_.LayerVersion(
        stack,
        id_,
        code=lambda_.Code.from_asset(str(folder)),
        compatible_runtimes=[RUNTIME],
        compatible_architectures=[lambda_.Architecture.ARM_64],
        description=folder.name,
    )
