"""Which adapter serves which port of identity."""

from functools import lru_cache

from functions.identity.adapters.argon2 import Argon2Passwords
from functions.identity.adapters.dynamo import DynamoFamilies, DynamoUsers
from functions.identity.service import Identity
from kernel.aws.keys import KmsSigner
from kernel.aws.outbox import Outbox
from kernel.aws.rate_limit import DynamoRateLimiter
from kernel.aws.table import Table
from kernel.clock import SystemClock
from kernel.ids import RandomIds
from kernel.settings import Settings


class IdentitySettings(Settings):
    """Identity's settings. `jwt_key_id` may be empty in functions that only read users."""

    identity_table: str
    jwt_key_id: str = ""


@lru_cache
def settings() -> IdentitySettings:
    """The settings of this process."""
    return IdentitySettings.load()


@lru_cache
def service() -> Identity:
    """The use cases on DynamoDB, KMS and Argon2."""
    table, clock, ids = Table(settings().identity_table), SystemClock(), RandomIds()
    return Identity(
        users=DynamoUsers(table, Outbox(clock, ids)),
        families=DynamoFamilies(table),
        passwords=Argon2Passwords(),
        rate_limiter=DynamoRateLimiter(table),
        signer=KmsSigner(settings().jwt_key_id),
        clock=clock,
        ids=ids,
    )
