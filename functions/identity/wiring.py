"""Which adapter serves which port of identity."""

from functools import cached_property

from functions.identity.adapters.argon2 import Argon2Passwords
from functions.identity.adapters.dynamo import DynamoFamilies, DynamoUsers
from functions.identity.service import Identity
from kernel.aws.container import Container
from kernel.aws.keys import KmsSigner
from kernel.aws.rate_limit import DynamoRateLimiter
from kernel.aws.table import Table
from kernel.settings import Settings


class IdentitySettings(Settings):
    """Identity's settings. `jwt_key_id` may be empty in functions that only read users."""

    identity_table: str
    jwt_key_id: str = ""


class IdentityContainer(Container):
    """The parts of identity, each built when first asked for."""

    @cached_property
    def settings(self) -> IdentitySettings:
        """The settings of this process."""
        return IdentitySettings.load()

    @cached_property
    def table(self) -> Table:
        """The DynamoDB table of identity."""
        return Table(self.settings.identity_table)

    @cached_property
    def identity(self) -> Identity:
        """The service for accounts and sessions."""
        return Identity(
            users=DynamoUsers(self.table, self.outbox),
            families=DynamoFamilies(self.table),
            passwords=Argon2Passwords(),
            rate_limiter=DynamoRateLimiter(self.table),
            signer=KmsSigner(self.settings.jwt_key_id),
            clock=self.clock,
            ids=self.ids,
        )


def container() -> IdentityContainer:
    """Return identity's container."""
    return IdentityContainer.shared()
