"""One seller panel as its stand-in sees it: host, sellers, and where its doors are."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from infra.local.sandbox import settings
from infra.local.sandbox.world import World


@dataclass(frozen=True)
class Seller:
    """Somebody with a seller account; username and password only where the panel has them."""

    mobile: str
    name: str
    id: str
    username: str = ""
    password: str = ""


@dataclass(frozen=True)
class Site:
    """A panel. `templates` is its own folder of pages; `work` is where proving leads on to.

    With `passworded`, a username and a password stand before the OTP.
    """

    vendor: str
    host: str
    cookie: str
    templates: Path
    sellers: Mapping[str, Seller]
    sender: str
    name: str
    work: str
    login: str = "/panel/login"
    home: str = "/panel/home"
    logout: str = "/panel/logout"
    human: str = "/panel/human"
    again: str = "/panel/verify"
    passworded: bool = False

    @property
    def otp(self) -> str:
        """Where the OTP is typed."""
        return f"{self.login}/otp"

    @property
    def resend(self) -> str:
        """Where another OTP is asked for."""
        return f"{self.otp}/resend"

    def text(self, world: World, name: str) -> str:
        """A switch of this panel that is a word."""
        return settings.text(world, f"{self.vendor}_{name}")

    def number(self, world: World, name: str) -> int:
        """A switch of this panel that is a number."""
        return settings.number(world, f"{self.vendor}_{name}")

    def seller(self, id_: str) -> str:
        """The name of the seller with this id, or the id."""
        return next((one.name for one in self.sellers.values() if one.id == id_), id_)
