"""Which adapter serves which port of identity."""

from functools import cached_property

from functions.identity.adapters.argon2 import Argon2Passwords
from functions.identity.adapters.dynamo import DynamoFamilies, DynamoKnownClients, DynamoUsers
from functions.identity.adapters.zxcvbn import ZxcvbnPasswordRules
from functions.identity.model import REGISTRATIONS
from functions.identity.service.accounts import Identity
from functions.identity.service.sign_in_limits import SignInLimits
from kernel.aws.container import Container
from kernel.aws.keys import KmsDerivedKey, KmsSigner
from kernel.aws.rate_limit import DynamoRateLimiter
from kernel.aws.table import Table
from kernel.pseudonyms import Pseudonyms
from kernel.settings import Settings


class IdentitySettings(Settings):
    """Identity's settings. The keys' ids may be empty in functions that only read users."""

    identity_table: str
    jwt_key_id: str = ""
    cursor_key_id: str = ""
    registrations_per_day: int = REGISTRATIONS


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
            families=DynamoFamilies(self.table, self.outbox),
            passwords=Argon2Passwords(),
            password_rules=ZxcvbnPasswordRules(),
            limits=self.limits,
            signer=KmsSigner(self.settings.jwt_key_id),
            clock=self.clock,
            ids=self.ids,
            registrations=self.settings.registrations_per_day,
        )

    @cached_property
    def limits(self) -> SignInLimits:
        """The limits of sign-ins and registrations."""
        secret = KmsDerivedKey(self.settings.cursor_key_id, "pseudonyms in logs").secret
        return SignInLimits(
            rate_limiter=DynamoRateLimiter(self.table),
            known_clients=DynamoKnownClients(self.table),
            pseudonyms=Pseudonyms(secret),
            clock=self.clock,
        )


def container() -> IdentityContainer:
    """Return identity's container."""
    return IdentityContainer.shared()
