"""Pushes messages into open sockets through API Gateway's @connections."""

import json
from collections.abc import Mapping
from typing import Any

from kernel.aws.clients import client
from kernel.errors import TryLater


class ApiGatewaySockets:
    """The `Sockets` port through the @connections endpoint `url` of a WebSocket API."""

    def __init__(self, url: str) -> None:
        self._url = url

    def push(self, connection_id: str, message: Mapping[str, Any]) -> bool:
        """Send with PostToConnection; False on 410, and `TryLater` on any other failure."""
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415  # late boto3

        gateway = client("apigatewaymanagementapi", self._url)
        content = json.dumps(message, ensure_ascii=False).encode()
        try:
            gateway.post_to_connection(ConnectionId=connection_id, Data=content)
        except gateway.exceptions.GoneException:
            return False
        except (ClientError, BotoCoreError) as error:
            raise TryLater("A socket did not take its message.") from error
        return True
