"""Identity: people, sessions, tokens."""

from constructs import Construct

from infra.parts.context import ContextStack
from infra.parts.shared import Shared

# On a laptop all people are one network: their own machine, or the tunnel to it.
LAPTOP = {"REGISTRATIONS_PER_DAY": "100000"}


class Identity(ContextStack):
    """Who somebody is; the only one who may sign tokens."""

    def __init__(self, scope: Construct, shared: Shared) -> None:
        super().__init__(scope, "identity", shared)

        api = self.api("/auth", "/users", settings=LAPTOP if shared.deployment.laptop else None)

        self.table.read_and_written_by(api)
        api.may(["kms:Sign"], [shared.token_key.key_arn])
