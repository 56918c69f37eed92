"""The Lambda that drives a real browser: a container on AWS, a zip with this machine's Chromium."""

from aws_cdk import Size
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sns as sns
from constructs import Construct

from infra.parts import assets
from infra.parts.deployment import Deployment, on_laptop
from infra.parts.function import Function, FunctionSpec


class BrowserFunction(Function):
    """Playwright with Chromium; the same handler string in both forms."""

    def __init__(self, scope: Construct, name: str, spec: FunctionSpec, alarms: sns.ITopic) -> None:
        self._laptop = on_laptop(scope)
        super().__init__(scope, name, spec, alarms)

    def _make(self, spec: FunctionSpec) -> lambda_.Function:
        if self._laptop:
            return super()._make(spec)
        return lambda_.DockerImageFunction(
            self,
            "Function",
            code=lambda_.DockerImageCode.from_image_asset(
                str(assets.browser_image()),
                cmd=[spec.handler],
                build_args={"BASE_DIGEST": Deployment.of(self).base_digest or ""},
            ),
            architecture=lambda_.Architecture.ARM_64,
            environment=dict(spec.environment),
            memory_size=spec.memory,
            timeout=self.timeout,
            reserved_concurrent_executions=self.concurrency,
            ephemeral_storage_size=Size.gibibytes(1),
            tracing=lambda_.Tracing.ACTIVE,
            log_group=self.log_group,
            role=self.role,
        )
