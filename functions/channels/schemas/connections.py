"""The HTTP shapes of connections and of what they need."""

from typing import Annotated, Any

from pydantic import Field

from functions.channels.model import connection as held
from functions.channels.model.browser import SellerProfile
from functions.channels.model.pending_connection import PendingConnection
from kernel.events import Instant
from kernel.responses import ApiModel

Platform = Annotated[str, Field(pattern=r"^[a-z]{2,30}$", examples=["etsy"])]


AccountName = Annotated[str, Field(pattern=r"^[a-z0-9-]{0,40}$", examples=[""])]
"""A person's own name for a further account where the platform tells no name."""


class AccountRead(ApiModel):
    """An account on a platform, by the platform's id and name."""

    id: str
    name: str


class LastErrorRead(ApiModel):
    """What is wrong with a connection, and what the artisan can do."""

    message: str
    remedy: str


class ConnectionRead(ApiModel):
    """The caller's connection to one account on a platform.

    `expires_at` is when the artisan must have reconnected. `enabled` comes from the preferences; an
    account that is disabled gets no posts.
    """

    connection_id: str
    platform: str
    status: held.Status
    enabled: bool
    account: AccountRead
    scopes: list[str]
    connected_at: Instant | None
    expires_at: Instant | None
    last_used_at: Instant | None
    problem: LastErrorRead | None

    @classmethod
    def of(cls, one: held.Connection, *, enabled: bool) -> "ConnectionRead":
        """The connection as the API returns it, without its secret."""
        problem = one.problem
        return cls(
            connection_id=one.connection_id,
            platform=one.platform,
            status=one.status,
            enabled=enabled,
            account=AccountRead(id=one.account_id, name=one.account_name),
            scopes=list(one.scopes),
            connected_at=one.connected_at,
            expires_at=one.ends_at,
            last_used_at=one.last_used_at,
            problem=LastErrorRead(message=problem.message, remedy=problem.remedy)
            if problem
            else None,
        )


class PendingConnectionRead(ApiModel):
    """An authorization that connected nothing: `accounts` to choose from, or why it failed.

    Connections stay as they are until the choice is made; at `expires_at` it is forgotten.
    """

    pending_id: str
    platform: str
    accounts: list[AccountRead]
    problem: LastErrorRead | None
    expires_at: Instant

    @classmethod
    def of(cls, one: PendingConnection) -> "PendingConnectionRead":
        """The pending connection as the API returns it, without its secret."""
        why = one.problem
        return cls(
            pending_id=one.pending_id,
            platform=one.platform,
            accounts=[AccountRead(id=each.id, name=each.name) for each in one.accounts],
            problem=LastErrorRead(message=why.message, remedy=why.remedy) if why else None,
            expires_at=one.ends_at,
        )


class AuthorizationCreate(ApiModel):
    """The answers to the platform's `connect_inputs` (GET /channels), by the input's name.

    `connection_id` is the connection to renew; without it any account may be connected.
    """

    connection_id: str = Field(default="", max_length=100, examples=[""])
    given: dict[str, str] = Field(
        default_factory=dict, max_length=10, examples=[{"shop": "haat-craft-house"}]
    )


class AuthorizationRead(ApiModel):
    """The address of the platform's consent page, for the browser to open."""

    authorize_url: str


class AccountChoice(ApiModel):
    """One of the `accounts` of a pending connection."""

    pending_id: str = Field(min_length=1, max_length=100)
    account_id: str = Field(min_length=1, max_length=100)


class SellerProfileRead(ApiModel):
    """Facts about the seller that a panel demands with every product.

    `hsn` and `gst` (per cent) are the tax code and slab of her products, `net_weight` the usual
    weight of a piece in grams.
    """

    name: str = Field(min_length=2, max_length=100)
    address: str = Field(min_length=10, max_length=250)
    pincode: str = Field(pattern=r"^[1-9]\d{5}$", examples=["494661"])
    hsn: str = Field(pattern=r"^(\d{4}|\d{6}|\d{8})$", examples=["8306"])
    gst: str = Field(pattern=r"^\d{1,2}$", examples=["5"])
    net_weight: str = Field(pattern=r"^[1-9]\d{0,4}$", examples=["650"])

    def seller(self) -> SellerProfile:
        """The facts as a `SellerProfile`."""
        return SellerProfile(**self.model_dump())


_STORAGE_STATE = {
    "cookies": [{"name": "login", "value": "c2Vzc2lvbg", "domain": "supplier.meesho.com"}],
    "origins": [],
}


class PanelSessionCreate(ApiModel):
    """A browser's storage state after a person logged in to the panel.

    Without `seller` the facts that were stored before stay. `account` is the person's own name for
    a further account of the panel; it is left out for the first one.
    """

    storage_state: dict[str, Any] = Field(examples=[_STORAGE_STATE])
    account: AccountName = ""
    seller: SellerProfileRead | None = None

    @property
    def maker(self) -> SellerProfile | None:
        """The seller's facts as a `SellerProfile`; None if they were left out."""
        return self.seller.seller() if self.seller else None


class ConnectionDeleted(ApiModel):
    """The answer after a connection was deleted."""

    connection_id: str
