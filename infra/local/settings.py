"""What a person can set for the laptop cloud: ports, the state's folder, real vendors' keys."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values

from infra.local.process import ROOT
from infra.local.sandbox import credentials
from infra.local.state_secret import state_secret
from infra.parts.deployment import BROWSING_URLS
from infra.parts.platforms import platform_settings

PORTS = {"HAAT_PORT": 8080, "HAAT_SANDBOX_PORT": 8090, "HAAT_EMULATOR_PORT": 4566}

# Vendor → (address setting → host), as contracts name them.
ADDRESSES = {
    one.platform: {name: urlsplit(url).netloc for name, url in one.addresses.items()}
    for one in platform_settings()
} | {
    "gemini": {"GEMINI_URL": "generativelanguage.googleapis.com"},
    "anthropic": {"ANTHROPIC_URL": "api.anthropic.com"},
    "openai": {"OPENAI_URL": "api.openai.com"},
}
# Vendor → (key setting → the stand-in's own registration). A model key is not among the defaults:
# without one, copy is composed from the artisan's facts only.
KEYS = {
    one.platform: {
        name: getattr(credentials.apps()[one.platform], called) for name, called in one.keys.items()
    }
    for one in platform_settings()
} | {
    "gemini": {"GEMINI_API_KEY": ""},
    "anthropic": {"ANTHROPIC_API_KEY": ""},
    "openai": {"OPENAI_API_KEY": ""},
}
# Tests cannot wait a minute for a worker that may be dead, nor 15 s for a silent vendor.
TIMINGS = (
    "POSTING_SECONDS",
    "PUBLISH_BROWSER_LEASE_SECONDS",
    "PUBLISH_GRACE_SECONDS",
    "VENDOR_TIMEOUT",
)
# Which models, in which order, and what a person's day may cost.
WRITING = (
    "WRITERS",
    "IMAGE_GENERATORS",
    "GEMINI_MODEL",
    "GEMINI_IMAGE_MODEL",
    "ANTHROPIC_MODEL",
    "OPENAI_MODEL",
    "OPENAI_IMAGE_MODEL",
    "WRITER_SECONDS",
    "DAILY_BUDGET_MICROS",
    "EVERYBODYS_BUDGET_MICROS",
    "MODEL_PRICES",
)
# Which seller panels are left alone, and how fast the browser may turn their pages.
PANELS = ("PANELS_OFF", "BROWSER_PACE_SECONDS", "PANEL_CANARY_SESSIONS")
STAND_IN_PACE = "0.05"
STAND_IN = "sandbox"  # GEMINI_API_KEY=sandbox asks the stand-in for copy
MODEL_KEYS = {
    "GEMINI_API_KEY": credentials.GEMINI_API_KEY,
    "ANTHROPIC_API_KEY": credentials.ANTHROPIC_API_KEY,
    "OPENAI_API_KEY": credentials.OPENAI_API_KEY,
}


@dataclass(frozen=True)
class Settings:
    """One laptop cloud."""

    port: int = PORTS["HAAT_PORT"]
    sandbox_port: int = PORTS["HAAT_SANDBOX_PORT"]
    emulator_port: int = PORTS["HAAT_EMULATOR_PORT"]
    state: Path = ROOT / ".local" / "state"
    named: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def load(
        cls, environ: Mapping[str, str] = os.environ, file: Path = ROOT / ".env"
    ) -> "Settings":
        """Read `.env`, then the environment, which wins."""
        given = {name: value for name, value in dotenv_values(file).items() if value}
        known = {*PORTS, *TIMINGS, *WRITING, *PANELS, "HAAT_STATE", "HAAT_PUBLIC_URL"}
        for vendor, addresses in ADDRESSES.items():
            known |= {*addresses, *KEYS[vendor]}
        given |= {name: environ[name] for name in known if environ.get(name)}
        port, sandbox, emulator = (_port(given, name) for name in PORTS)
        state = Path(given.get("HAAT_STATE", cls.state))
        return cls(port, sandbox, emulator, state.resolve(), given)

    @property
    def public_url(self) -> str:
        """Where people and vendors find Haat: the front door, or a tunnel to it."""
        return self.named.get("HAAT_PUBLIC_URL", self.door_url).rstrip("/")

    @property
    def door_url(self) -> str:
        """Where this machine's browsers and programs find Haat."""
        return f"http://localhost:{self.port}"

    @property
    def origins(self) -> list[str]:
        """The origins of pages that may upload photographs."""
        return sorted({self.public_url, self.door_url, f"http://127.0.0.1:{self.port}"})

    @property
    def sandbox_url(self) -> str:
        """Where functions find the vendors' stand-ins."""
        return f"http://127.0.0.1:{self.sandbox_port}"

    @property
    def emulator_url(self) -> str:
        """Where AWS is."""
        return f"http://127.0.0.1:{self.emulator_port}"

    @property
    def outbound_allow(self) -> str:
        """Private addresses that functions may call although they are private."""
        ports = (self.sandbox_port, self.port)
        return ",".join(f"{host}:{port}" for port in ports for host in ("127.0.0.1", "localhost"))

    @property
    def front_door_secret(self) -> str:
        """What the front door adds to each request, and functions ask for."""
        return state_secret(self.state, "front-door")

    def vendors(self) -> dict[str, str]:
        """Vendor settings: the real ones where `.env` has keys, the stand-ins everywhere else."""
        chosen: dict[str, str] = {}
        for vendor, addresses in ADDRESSES.items():
            chosen |= self._real(vendor) or self._stand_in(vendor)
            chosen |= {name: self.named[name] for name in addresses if name in self.named}
        if all(chosen.get(name, "").startswith(self.sandbox_url) for name in BROWSING_URLS):
            chosen["BROWSER_PACE_SECONDS"] = STAND_IN_PACE  # nobody's site is strained
        told = (*WRITING, *PANELS)
        return chosen | {name: self.named[name] for name in told if name in self.named}

    def timings(self) -> dict[str, str]:
        """How long publishing waits for a worker that may be dead; unset means its own values."""
        return {name: self.named[name] for name in TIMINGS if name in self.named}

    def real_vendors(self) -> list[str]:
        """The vendors that will be called for real."""
        return [
            vendor
            for vendor in ADDRESSES
            if self._real(vendor) or any(name in self.named for name in ADDRESSES[vendor])
        ]

    def _real(self, vendor: str) -> dict[str, str]:
        keys = {name: self.named[name] for name in KEYS[vendor] if name in self.named}
        return {} if STAND_IN in keys.values() else keys

    def _stand_in(self, vendor: str) -> dict[str, str]:
        hosts = ADDRESSES[vendor].items()
        keys = dict(KEYS[vendor])
        keys |= {name: MODEL_KEYS[name] for name in keys if self.named.get(name) == STAND_IN}
        return {name: f"{self._host(name)}/{host}" for name, host in hosts} | {
            name: value for name, value in keys.items() if value
        }

    def _host(self, name: str) -> str:
        # What people open is at the address that they were told; one browser, one set of cookies.
        people = name.endswith("_WWW_URL")
        return f"http://localhost:{self.sandbox_port}" if people else self.sandbox_url


def _port(given: Mapping[str, str], name: str) -> int:
    text = given.get(name, str(PORTS[name]))
    if not text.isdigit() or not 0 < int(text) < 2**16:
        raise SystemExit(f"{name}={text} is no port: say a number from 1 to 65535.")
    return int(text)
