"""What every vendor's stand-in module offers to the sandbox, and what a person sees of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from infra.local.sandbox.world import World


@dataclass(frozen=True)
class Post:
    """One published thing as its platform shows it; texts are hostile and rendered escaped.

    ``price`` is ready to read ("₹1,250.00"), ``state`` is the vendor's word, ``url`` is the
    permalink that the vendor's API returned, ``created_at`` an aware UTC instant.
    """

    vendor: str
    id: str
    title: str | None
    text: str
    image_urls: tuple[str, ...]
    link: str | None
    price: str | None
    state: str
    created_at: datetime
    url: str
    account: str = ""
    alt_text: str | None = None


class Vendor(Protocol):
    """The shape of a vendor module (a module satisfies it by having these names)."""

    VENDOR: str

    def apps(self, world: World) -> Mapping[str, ASGIApp]:
        """The vendor's host names and the app that answers for each; paths start after the host."""
        ...

    def posts(self, world: World) -> list[Post]:
        """What a person would see now, newest first."""
        ...

    def fault_response(self, kind: str, status: int, request: Request) -> Response:
        """The vendor's own answer for the fault kinds rate_limit, error, expired_token, blocked."""
        ...


@runtime_checkable
class OperationVendor(Vendor, Protocol):
    """What a vendor module also offers whose whole API is at one address, as with GraphQL."""

    def operation(self, path: str, body: bytes) -> str:
        """What a request asks for (``productSet``); a fault may name it: ``*/graphql.json#…``."""
        ...


@runtime_checkable
class SharedHostVendor(Vendor, Protocol):
    """What a vendor module also offers that answers on a host of another's (Meta's catalogues)."""

    def answers(self, host: str, path: str) -> bool:
        """Whether a request to this path of another's host is its own."""
        ...


@runtime_checkable
class OwnerActions(Vendor, Protocol):
    """What some vendor modules also offer: what the account's owner can do on the platform itself.

    These happen behind the app's back, so they are no requests and leave no trace in the journal.
    """

    def remove(self, world: World, id_: str) -> None:
        """Delete one post; absent is fine."""
        ...

    def disconnect(self, world: World) -> None:
        """Take the app's access away: every token ends."""
        ...
