"""What differs between one deployment of Haat and another, read once from the CDK context."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from infra.parts.assets import ROOT
from infra.parts.platforms import platform_settings

if TYPE_CHECKING:  # importing it starts Node, and whoever reads a name here would wait for that
    from constructs import Construct

VENDOR_SECRET = "haat/vendors"  # noqa: S105 - the name of the secret, not its content
FRONT_DOOR_SECRET = "haat/front-door"  # noqa: S105 - as above

PUBLISHING_KEYS = tuple(name for one in platform_settings() for name in one.keys)
PUBLISHING_URLS = tuple(name for one in platform_settings() for name in one.addresses)
BROWSING_URLS = tuple(
    name for one in platform_settings() if one.needs_browser for name in one.addresses
)
PANEL_SWITCHES = ("PANELS_OFF", "BROWSER_PACE_SECONDS")
CANARY_KEYS = ("PANEL_CANARY_SESSIONS",)
WEBHOOK_KEYS = tuple(name for one in platform_settings() for name in one.webhooks)
WRITING_KEYS = ("GEMINI_API_KEY", "ANTHROPIC_API_KEY", "OPENAI_API_KEY")
WRITING_URLS = (
    "GEMINI_URL",
    "GEMINI_MODEL",
    "GEMINI_IMAGE_MODEL",
    "ANTHROPIC_URL",
    "ANTHROPIC_MODEL",
    "OPENAI_URL",
    "OPENAI_MODEL",
    "OPENAI_IMAGE_MODEL",
    "WRITERS",
    "IMAGE_GENERATORS",
    "WRITER_SECONDS",
    "DAILY_BUDGET_MICROS",
    "EVERYBODYS_BUDGET_MICROS",
    "MODEL_PRICES",
)


def on_laptop(scope: "Construct") -> bool:
    """Whether this is the laptop cloud.

    It differs in eight things only: no CloudFront with its firewall (a front door instead), no
    limit of registrations (everybody is one network), no container image, no third-party layers
    (workers see the virtual environment), no refusal of plain HTTP, no RouteResponse on the socket
    (the emulator answers without), no reserved concurrency (its account has ten in all), and no
    condition on KMS's encryption context (it knows none).
    """
    return bool(scope.node.try_get_context("haat:laptop"))


@dataclass(frozen=True)
class Deployment:
    """The settings of one deployment; see `docs/runbooks/deploy.md` for each name."""

    laptop: bool = False
    public_url: str | None = None
    domain: str | None = None
    certificate_arn: str | None = None
    base_digest: str | None = None
    alarm_email: str | None = None
    emulator_url: str | None = None
    outbound_allow: str | None = None
    upload_origins: tuple[str, ...] = ()
    given_front_door_secret: str | None = None
    web_dist: Path = ROOT / "web" / "dist"
    vendors: Mapping[str, str] = field(default_factory=dict)
    timings: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, scope: "Construct") -> "Deployment":
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
            base_digest=text("base_digest"),
            alarm_email=text("alarm_email"),
            emulator_url=text("emulator_url"),
            outbound_allow=text("outbound_allow"),
            upload_origins=tuple(scope.node.try_get_context("haat:upload_origins") or ()),
            given_front_door_secret=text("front_door_secret"),
            web_dist=Path(text("web_dist") or cls.web_dist),
            vendors=table("vendors"),
            timings=table("timings"),
        )

    @property
    def front_door_secret(self) -> str:
        """What the front door adds to each request, and functions ask for.

        On AWS CloudFormation reads it while it deploys, so no template holds it.
        """
        made = f"{{{{resolve:secretsmanager:{FRONT_DOOR_SECRET}:SecretString}}}}"
        return self.given_front_door_secret or made

    def publishing_settings(self) -> dict[str, str]:
        """Environment of the functions that talk to sales platforms."""
        return self._settings(PUBLISHING_KEYS, (*PUBLISHING_URLS, *PANEL_SWITCHES))

    def webhook_settings(self) -> dict[str, str]:
        """Environment of the function that takes webhooks: what they are signed with, no more."""
        return self._settings(WEBHOOK_KEYS, ())

    def writing_settings(self) -> dict[str, str]:
        """Environment of the functions that may ask a language model for copy."""
        return self._settings(WRITING_KEYS, WRITING_URLS)

    def budget_settings(self) -> dict[str, str]:
        """Environment of the functions that tell what a person's day may cost: no keys."""
        return self._settings((), ("DAILY_BUDGET_MICROS", "EVERYBODYS_BUDGET_MICROS"))

    def browsing_settings(self) -> dict[str, str]:
        """Environment of the function that drives seller panels: addresses only, no keys."""
        return self._settings((), (*BROWSING_URLS, *PANEL_SWITCHES))

    def canary_settings(self) -> dict[str, str]:
        """Environment of the daily look at seller panels, with Haat's own logins to them."""
        return self._settings(CANARY_KEYS, (*BROWSING_URLS, *PANEL_SWITCHES))

    def _settings(self, keys: tuple[str, ...], urls: tuple[str, ...]) -> dict[str, str]:
        if self.laptop:
            return {name: self.vendors[name] for name in (*keys, *urls) if name in self.vendors}
        # CloudFormation resolves these while it deploys, so no template holds a secret.
        secrets = {
            name: f"{{{{resolve:secretsmanager:{VENDOR_SECRET}:SecretString:{name}}}}}"
            for name in keys
        }
        return secrets | {name: self.vendors[name] for name in urls if name in self.vendors}
