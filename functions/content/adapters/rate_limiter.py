"""Counts tries per subject and minute, and makes tokens that nobody can guess."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from kernel.aws.clients import client
from kernel.aws.table import Key, Table
from kernel.clock import epoch

_MINUTE = 60
_FORGOTTEN_AFTER = timedelta(minutes=5)


class DynamoRateLimiter:
    """The `RateLimiter` port: one counter per subject and running minute."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def take(self, subject: str, most: int, now: datetime) -> int:
        """Count one try in a single conditional write; 0, or seconds to the next minute if full."""
        dynamodb = client("dynamodb")
        try:
            dynamodb.update_item(
                **self._address(subject, now),
                UpdateExpression="ADD tries :one SET expires_at = :end",
                ConditionExpression="attribute_not_exists(tries) OR tries < :most",
                ExpressionAttributeValues={
                    ":one": {"N": "1"},
                    ":most": {"N": str(most)},
                    ":end": {"N": str(epoch(now + _FORGOTTEN_AFTER))},
                },
            )
        except dynamodb.exceptions.ConditionalCheckFailedException:
            return _MINUTE - epoch(now) % _MINUTE
        return 0

    def give_back(self, subject: str, now: datetime) -> None:
        """Take back one counted try of the current minute, if there is one."""
        dynamodb = client("dynamodb")
        try:
            dynamodb.update_item(
                **self._address(subject, now),
                UpdateExpression="ADD tries :back",
                ConditionExpression="tries > :none",
                ExpressionAttributeValues={":back": {"N": "-1"}, ":none": {"N": "0"}},
            )
        except dynamodb.exceptions.ConditionalCheckFailedException:
            return

    def _address(self, subject: str, at: datetime) -> dict[str, Any]:
        key = Key(f"tries#{subject}", f"{epoch(at) // _MINUTE}")
        return {"TableName": self._table.name, "Key": key.wire()}


class RandomTokens:
    """The `LinkTokens` port, from the system's randomness."""

    def new(self) -> str:
        """A token of 256 random bits in base64url."""
        return secrets.token_urlsafe(32)
