"""The app registrations that Haat would have at each vendor, fixed for the laptop."""

import re
from dataclasses import dataclass

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


FACEBOOK = AppCredentials(
    "facebook", "1000000001", "sandbox-facebook-app-secret", also=("catalogue",)
)
INSTAGRAM = AppCredentials("instagram", "2000000002", "sandbox-instagram-app-secret")
ETSY = AppCredentials("etsy", "sandboxetsykeystring00001", "sandboxshrd")
PINTEREST = AppCredentials("pinterest", "3000003", "sandbox-pinterest-client-secret")
SHOPIFY = AppCredentials(
    "shopify", "5a4d0f6e2b7c4c1f9d3e8a70b6c5d401", "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"
)
APPS = {
    name: one
    for one in (FACEBOOK, INSTAGRAM, ETSY, PINTEREST, SHOPIFY)
    for name in (one.vendor, *one.also)
}
# WooCommerce has no app registration: every shop is its own, and gives out keys itself.
GEMINI_API_KEY = "AIzaSandboxStandInModelKey0000000000001"
OPENAI_API_KEY = "sk-proj-SandboxStandInModelKey000000000000001"
ANTHROPIC_API_KEY = "sk-ant-api03-SandboxStandInModelKey00000001"
