"""Pushes messages into open sockets, and closes them, through API Gateway's @connections."""

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

        gateway = self._gateway()
        content = json.dumps(message, ensure_ascii=False).encode()
        try:
            gateway.post_to_connection(ConnectionId=connection_id, Data=content)
        except gateway.exceptions.GoneException:
            return False
        except (ClientError, BotoCoreError) as error:
            raise TryLater("A socket did not take its message.") from error
        return True

    def close(self, connection_id: str) -> None:
        """Close with DeleteConnection; a socket that is gone (410) is closed already."""
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415  # as above

        gateway = self._gateway()
        try:
            gateway.delete_connection(ConnectionId=connection_id)
        except gateway.exceptions.GoneException:
            return
        except (ClientError, BotoCoreError) as error:
            raise TryLater("A socket could not be closed.") from error

    def _gateway(self) -> Any:  # noqa: ANN401  # boto3 client
        return client("apigatewaymanagementapi", self._url)
