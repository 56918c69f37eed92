"""The HTTP API as it is open to the world: its stage, made when all routes are there."""

from collections.abc import Iterable

from aws_cdk import Stack
from aws_cdk import aws_apigatewayv2 as apigateway
from constructs import Construct

from infra.parts.access_log import AccessLog
from infra.parts.context import API
from infra.parts.limits import EVERY_ROUTE, ROUTES, Throttle


class ApiStage(Stack):
    """Deployed last: a stage refuses a throttle for a route that does not exist yet."""

    def __init__(self, scope: Construct, api: apigateway.HttpApi, routes: Iterable[Stack]) -> None:
        super().__init__(scope, "HaatApiStage", description="Haat: the stage of /api/v1")
        for stack in routes:
            self.add_stack_dependency(stack)
        stage = apigateway.HttpStage(
            self,
            "HttpStage",
            http_api=api,
            stage_name="$default",
            auto_deploy=True,
            access_log_settings=AccessLog(self, "HttpAccess"),
            throttle=apigateway.ThrottleSettings(
                rate_limit=EVERY_ROUTE.rate, burst_limit=EVERY_ROUTE.burst
            ),
        )
        resource = stage.node.default_child
        if not isinstance(resource, apigateway.CfnStage):
            raise TypeError(resource)
        resource.route_settings = {
            f"ANY {API}{path}{below}": _settings(throttle)
            for path, throttle in ROUTES.items()
            for below in ("", "/{proxy+}")
        }


def _settings(throttle: Throttle) -> dict[str, int]:
    return {"ThrottlingRateLimit": throttle.rate, "ThrottlingBurstLimit": throttle.burst}
