"""Identity: people, sessions, tokens."""

from constructs import Construct

from infra.parts.context import ContextStack
from infra.parts.shared import Shared


class Identity(ContextStack):
    """Who somebody is; the only one who may sign tokens."""

    def __init__(self, scope: Construct, shared: Shared) -> None:
        super().__init__(scope, "identity", shared)

        api = self.api("/auth", "/users")

        self.table.read_and_written_by(api)
        api.may(["kms:Sign"], [shared.token_key.key_arn])
