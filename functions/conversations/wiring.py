"""Which adapter serves which port of conversations."""

from functools import lru_cache

from functions.conversations.adapters.api_gateway import ApiGatewaySockets
from functions.conversations.adapters.dynamo import DynamoSocketConnections
from functions.conversations.service import Conversations
from kernel.aws.keys import KmsPublicKey
from kernel.aws.table import Table
from kernel.clock import SystemClock
from kernel.principal import TokenVerifier
from kernel.settings import Settings


class ConversationsSettings(Settings):
    """Conversations' settings; only the socket needs `jwt_key_id`, only the push `socket_url`."""

    conversations_table: str
    socket_url: str = ""
    jwt_key_id: str = ""


@lru_cache
def service() -> Conversations:
    """The use cases on DynamoDB, API Gateway and KMS."""
    settings = ConversationsSettings.load()
    return Conversations(
        listeners=DynamoSocketConnections(Table(settings.conversations_table)),
        sockets=ApiGatewaySockets(settings.socket_url),
        verifier=TokenVerifier(KmsPublicKey(settings.jwt_key_id)),
        clock=SystemClock(),
    )
