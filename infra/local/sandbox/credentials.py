"""The app registrations that Haat would have at each vendor, fixed for the laptop."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from infra.local.sandbox.packages import modules_named

CALLBACK = r"http://localhost(?::\d{1,5})?/api/v1/connections/%s/callback"


@dataclass(frozen=True)
class AppCredentials:
    """One registered app: its id, its secret, and which redirect addresses it listed."""

    vendor: str
    client_id: str
    client_secret: str
    also: tuple[str, ...] = ()
    """Other platforms that are connected with the same registration."""

    def allows(self, redirect_uri: str) -> bool:
        """Whether the address is on the app's list: exact path, any port of this machine."""
        known = (CALLBACK % re.escape(name) for name in (self.vendor, *self.also))
        return any(re.fullmatch(pattern, redirect_uri) for pattern in known)


@lru_cache
def apps() -> Mapping[str, AppCredentials]:
    """Platform → registered app: `APP` in each vendor's `registration.py`."""
    found = [module.APP for module in modules_named("registration")]
    return {name: one for one in found for name in (one.vendor, *one.also)}


# WooCommerce has no app registration: every shop is its own, and gives out keys itself.
GEMINI_API_KEY = "AIzaSandboxStandInModelKey0000000000001"
OPENAI_API_KEY = "sk-proj-SandboxStandInModelKey000000000000001"
ANTHROPIC_API_KEY = "sk-ant-api03-SandboxStandInModelKey00000001"
