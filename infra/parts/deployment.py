"""What differs between one deployment of Haat and another, read once from the CDK context."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from constructs import Construct

from infra.parts.assets import ROOT

VENDOR_SECRET = "haat/vendors"  # noqa: S105 - the name of the secret, not its content

PUBLISHING_KEYS = (
    "FACEBOOK_APP_ID",
    "FACEBOOK_APP_SECRET",
    "INSTAGRAM_APP_ID",
    "INSTAGRAM_APP_SECRET",
    "ETSY_KEYSTRING",
    "ETSY_SHARED_SECRET",
    "PINTEREST_APP_ID",
    "PINTEREST_APP_SECRET",
)
PUBLISHING_URLS = (
    "FACEBOOK_GRAPH_URL",
    "FACEBOOK_WWW_URL",
    "INSTAGRAM_GRAPH_URL",
    "INSTAGRAM_API_URL",
    "INSTAGRAM_WWW_URL",
    "ETSY_API_URL",
    "ETSY_WWW_URL",
    "PINTEREST_API_URL",
    "PINTEREST_WWW_URL",
    "MEESHO_PANEL_URL",
)
HEARING_KEYS = (
    "FACEBOOK_APP_SECRET",
    "FACEBOOK_VERIFY_TOKEN",
    "INSTAGRAM_APP_SECRET",
    "INSTAGRAM_VERIFY_TOKEN",
    "ETSY_WEBHOOK_SECRET",
    "SHOPIFY_CLIENT_SECRET",
)
WRITING_KEYS = ("GEMINI_API_KEY",)
WRITING_URLS = ("GEMINI_URL", "GEMINI_MODEL")


def on_laptop(scope: Construct) -> bool:
    """Whether this is the laptop cloud.

    It differs in five things only: no CloudFront (a front door instead), no container image, no
    third-party layers (workers see the virtual environment), no refusal of plain HTTP, and no
    RouteResponse on the socket (the emulator answers without).
    """
    return bool(scope.node.try_get_context("haat:laptop"))


@dataclass(frozen=True)
class Deployment:
    """The settings of one deployment; see `docs/runbooks/deploy.md` for each name."""

    laptop: bool = False
    public_url: str | None = None
    domain: str | None = None
    certificate_arn: str | None = None
    alarm_email: str | None = None
    emulator_url: str | None = None
    outbound_allow: str | None = None
    upload_origins: tuple[str, ...] = ()
    web_dist: Path = ROOT / "web" / "dist"
    vendors: Mapping[str, str] = field(default_factory=dict)
    timings: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, scope: Construct) -> "Deployment":
        """The deployment that the `haat:*` context keys of this app describe."""

        def text(name: str) -> str | None:
            value = scope.node.try_get_context(f"haat:{name}")
            return str(value) if value else None

        def table(name: str) -> dict[str, str]:
            given = scope.node.try_get_context(f"haat:{name}") or {}
            return {str(key): str(value) for key, value in given.items()}

        return cls(
            laptop=on_laptop(scope),
            public_url=text("public_url"),
            domain=text("domain"),
            certificate_arn=text("certificate_arn"),
            alarm_email=text("alarm_email"),
            emulator_url=text("emulator_url"),
            outbound_allow=text("outbound_allow"),
            upload_origins=tuple(scope.node.try_get_context("haat:upload_origins") or ()),
            web_dist=Path(text("web_dist") or cls.web_dist),
            vendors=table("vendors"),
            timings=table("timings"),
        )

    def publishing_settings(self) -> dict[str, str]:
        """Environment of the functions that talk to sales platforms."""
        return self._settings(PUBLISHING_KEYS, PUBLISHING_URLS)

    def hearing_settings(self) -> dict[str, str]:
        """Environment of the function that takes webhooks: what they are signed with, no more."""
        return self._settings(HEARING_KEYS, ())

    def writing_settings(self) -> dict[str, str]:
        """Environment of the functions that may ask a language model for copy."""
        return self._settings(WRITING_KEYS, WRITING_URLS)

    def browsing_settings(self) -> dict[str, str]:
        """Environment of the function that drives seller panels: addresses only, no keys."""
        return self._settings((), ("MEESHO_PANEL_URL",))

    def _settings(self, keys: tuple[str, ...], urls: tuple[str, ...]) -> dict[str, str]:
        if self.laptop:
            return {name: self.vendors[name] for name in (*keys, *urls) if name in self.vendors}
        # CloudFormation resolves these while it deploys, so no template holds a secret.
        secrets = {
            name: f"{{{{resolve:secretsmanager:{VENDOR_SECRET}:SecretString:{name}}}}}"
            for name in keys
        }
        return secrets | {name: self.vendors[name] for name in urls if name in self.vendors}
