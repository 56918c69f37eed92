"""One line per request at the edge of an API, in JSON, with nothing personal but the address."""

import json

import jsii
from aws_cdk import RemovalPolicy
from aws_cdk import aws_apigateway as classic
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra.parts.function import LOG_RETENTION

LINE = {
    "request_id": "$context.requestId",
    "ip": "$context.identity.sourceIp",
    "at": "$context.requestTime",
    "route": "$context.routeKey",
    "status": "$context.status",
    "bytes": "$context.responseLength",
    "integration_error": "$context.integrationErrorMessage",
}


@jsii.implements(apigateway.IAccessLogSettings)
class AccessLog:
    """Access log settings of a stage, with a log group of their own."""

    def __init__(self, scope: Construct, name: str) -> None:
        group = logs.LogGroup(
            scope, name, retention=LOG_RETENTION, removal_policy=RemovalPolicy.DESTROY
        )
        self._destination = apigateway.LogGroupLogDestination(group)

    @property
    def destination(self) -> apigateway.IAccessLogDestination:
        """Where lines are written to."""
        return self._destination

    @property
    def format(self) -> classic.AccessLogFormat | None:
        """What a line holds."""
        return classic.AccessLogFormat.custom(json.dumps(LINE))
