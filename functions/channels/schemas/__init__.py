"""The HTTP shapes of channels."""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, SecretStr

from functions.channels.model import connection as held
from functions.channels.model.browser import SellerProfile
from kernel.events import Instant
from kernel.responses import ApiModel

Platform = Annotated[str, Field(pattern=r"^[a-z]{2,30}$", examples=["etsy"])]


class AccountRead(ApiModel):
    """An account on a platform."""

    id: str
    name: str


class LastErrorRead(ApiModel):
    """What is wrong, and what to do."""

    message: str
    remedy: str


class ConnectionRead(ApiModel):
    """The artisan's connection to one platform; `enabled` is what the preferences say of it."""

    platform: str
    status: held.Status
    enabled: bool
    account: AccountRead | None
    accounts: list[AccountRead]
    scopes: list[str]
    connected_at: Instant | None
    expires_at: Instant | None
    last_used_at: Instant | None
    problem: LastErrorRead | None

    @classmethod
    def of(cls, one: held.Connection, *, enabled: bool) -> "ConnectionRead":
        """The wire form; nothing secret is in it."""
        problem = one.problem
        return cls(
            platform=one.platform,
            status=one.status,
            enabled=enabled,
            account=AccountRead(id=one.account_id, name=one.account_name)
            if one.account_id
            else None,
            accounts=[AccountRead(id=each.id, name=each.name) for each in one.accounts],
            scopes=list(one.scopes),
            connected_at=one.connected_at,
            expires_at=one.ends_at,
            last_used_at=one.last_used_at,
            problem=LastErrorRead(message=problem.message, remedy=problem.remedy)
            if problem
            else None,
        )


class AuthorizationCreate(ApiModel):
    """Answers to the `connect_inputs` of GET /channels, by name; asked before the consent page."""

    given: dict[str, str] = Field(
        default_factory=dict, max_length=10, examples=[{"shop": "haat-craft-house"}]
    )


class KeyCallbackCreate(ApiModel):
    """A shop's keys as WooCommerce sends them; what else it may send is left aside."""

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
        """All of it as one text, for sealing."""
        return f"{self.consumer_key} {self.consumer_secret} {self.key_permissions}"


class KeyCallbackRead(ApiModel):
    """It was taken."""

    platform: str


class AuthorizationRead(ApiModel):
    """Where to send the browser."""

    authorize_url: str


class AccountChoice(ApiModel):
    """One of the connection's choices."""

    account_id: str = Field(min_length=1, max_length=100)


class SellerProfileRead(ApiModel):
    """What the panel demands of every product and only the artisan knows."""

    name: str = Field(min_length=2, max_length=100)
    address: str = Field(min_length=10, max_length=250)
    pincode: str = Field(pattern=r"^[1-9]\d{5}$", examples=["494661"])
    hsn: str = Field(pattern=r"^(\d{4}|\d{6}|\d{8})$", examples=["8306"])
    gst: str = Field(pattern=r"^\d{1,2}$", examples=["5"])
    net_weight: str = Field(pattern=r"^[1-9]\d{0,4}$", examples=["650"])

    def seller(self) -> SellerProfile:
        """The value."""
        return SellerProfile(**self.model_dump())


class PanelSessionCreate(ApiModel):
    """A browser's storage state after a person logged in to the panel."""

    storage_state: dict[str, Any]
    seller: SellerProfileRead | None = None

    @property
    def maker(self) -> SellerProfile | None:
        """The seller, if it was given."""
        return self.seller.seller() if self.seller else None


class LeadKeyCreate(ApiModel):
    """The key by which a platform lets a seller's own programs read leads."""

    key: SecretStr = Field(min_length=8, max_length=200, examples=["mRyXwYz0123456789abcdef"])


class LeadSubscriptionRead(ApiModel):
    """Up to when leads have been read; null when they are not."""

    platform: str
    read_until: Instant | None


class ConnectionDeleted(ApiModel):
    """It is gone."""

    platform: str


class WebhookAck(ApiModel):
    """A webhook was taken; `new` counts what had not been told before."""

    new: int
