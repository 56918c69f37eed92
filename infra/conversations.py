"""Conversations: for now the live updates that reach a person's open page."""

from aws_cdk import Stack
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_apigatewayv2_integrations as integrations
from constructs import Construct

from infra.parts.acknowledge import acknowledge, acknowledge_resource
from infra.parts.context import ContextStack
from infra.parts.function import Function, FunctionSpec
from infra.parts.relayed import relayed_events
from infra.parts.shared import Shared


class Conversations(ContextStack):
    """Who is listening, and what they are told."""

    def __init__(self, scope: Construct, shared: Shared) -> None:
        super().__init__(scope, "conversations", shared)
        url = {"SOCKET_URL": self._socket_url()}

        socket = self.socket_handler("socket", spec=FunctionSpec("", timeout=29))
        self._routes(socket)
        progress = self.async_handler("on_progress", spec=FunctionSpec("", url))
        for source, names in relayed_events().items():
            self.on(source, names, progress)

        revoked = self.async_handler("on_session_revoked", spec=FunctionSpec("", url))
        self.on("identity", ["SessionRevoked"], revoked)

        self.table.read_and_written_by(socket, progress, revoked)
        for function in (progress, revoked):
            self._may_push(function)

    def _socket_url(self) -> str:
        stage = self.shared.socket_stage
        emulator = self.shared.deployment.emulator_url
        if emulator:
            api_id = self.shared.socket_api.api_id
            return f"{emulator}/_aws/execute-api/{api_id}/{stage.stage_name}"
        return stage.callback_url

    def _routes(self, socket: Function) -> None:
        integration = integrations.WebSocketLambdaIntegration("Socket", socket.entry)
        returns = not self.shared.deployment.laptop
        for key in ("$connect", "$disconnect", "$default"):
            route = apigateway.WebSocketRoute(
                self,
                f"Route {key}",
                web_socket_api=self.shared.socket_api,
                route_key=key,
                integration=integration,
                # The answer to hello and ping is what the function returns. The emulator always
                # sends it, and knows no RouteResponse.
                return_response=returns if key == "$default" else None,
            )
            acknowledge(
                route,
                "The first message carries the token: browsers cannot set headers on a socket.",
                "AwsSolutions-APIG4",
            )

    def _may_push(self, function: Function) -> None:
        foundation = Stack.of(self.shared.socket_api)
        connections = self.format_arn(
            service="execute-api",
            resource=str(foundation.export_value(self.shared.socket_api.api_id)),
            resource_name=f"{self.shared.socket_stage.stage_name}/*/@connections/*",
        )
        function.may(["execute-api:ManageConnections"], [connections])
        acknowledge_resource(
            function.role, connections, "A connection's id is made when somebody connects."
        )
