"""The HTTP shapes of keys, leads and webhooks."""

from typing import Literal

from pydantic import ConfigDict, Field, SecretStr

from functions.channels.schemas.connections import AccountName
from kernel.events import Instant
from kernel.responses import ApiModel


class KeyCallbackCreate(ApiModel):
    """A shop's API keys as WooCommerce posts them; further fields are ignored.

    `user_id` is the state of the OAuth session.
    """

    model_config = ConfigDict(extra="ignore")

    user_id: str = Field(min_length=20, max_length=200, examples=["the state that Haat gave"])
    consumer_key: str = Field(
        pattern=r"^ck_[!-~]{1,200}$", repr=False, examples=["ck_0123456789abcdef"]
    )
    consumer_secret: str = Field(
        pattern=r"^cs_[!-~]{1,200}$", repr=False, examples=["cs_0123456789abcdef"]
    )
    key_permissions: Literal["read", "write", "read_write"]

    @property
    def words(self) -> str:
        """The keys and their permissions as one text, to be encrypted."""
        return f"{self.consumer_key} {self.consumer_secret} {self.key_permissions}"


class KeyCallbackRead(ApiModel):
    """The answer after a shop's keys were accepted."""

    platform: str


class LeadKeyCreate(ApiModel):
    """The API key with which a platform lets a seller's own programs read leads.

    `account` is the seller's own name for a further account; it is left out for the first one.
    """

    key: SecretStr = Field(min_length=8, max_length=200, examples=["mRyXwYz0123456789abcdef"])
    account: AccountName = ""


class LeadSubscriptionRead(ApiModel):
    """The time up to which leads have been read; null without a subscription."""

    platform: str
    read_until: Instant | None


class WebhookAck(ApiModel):
    """The answer to a webhook; `new` counts the messages that had not been stored before."""

    new: int
