"""Which adapter serves which port of conversations."""

from functools import cached_property

from functions.conversations.adapters.api_gateway import ApiGatewaySockets
from functions.conversations.adapters.dynamo import DynamoRevokedSessions, DynamoSocketConnections
from functions.conversations.service import Conversations
from kernel.aws.container import Container
from kernel.aws.keys import KmsPublicKey
from kernel.aws.table import Table
from kernel.principal import TokenVerifier
from kernel.settings import Settings


class ConversationsSettings(Settings):
    """Conversations' settings; only the socket needs `jwt_key_id`, only the push `socket_url`."""

    conversations_table: str
    socket_url: str = ""
    jwt_key_id: str = ""


class ConversationsContainer(Container):
    """The parts of conversations, each built when first asked for."""

    @cached_property
    def settings(self) -> ConversationsSettings:
        """The settings of this process."""
        return ConversationsSettings.load()

    @cached_property
    def conversations(self) -> Conversations:
        """The service for open sockets."""
        table = Table(self.settings.conversations_table)
        return Conversations(
            listeners=DynamoSocketConnections(table),
            revoked=DynamoRevokedSessions(table),
            sockets=ApiGatewaySockets(self.settings.socket_url),
            verifier=TokenVerifier(KmsPublicKey(self.settings.jwt_key_id)),
            clock=self.clock,
        )


def container() -> ConversationsContainer:
    """Return conversations' container."""
    return ConversationsContainer.shared()
