"""The settings of channels, from the environment."""

import os
from collections.abc import Mapping
from typing import Self

from pydantic import Field, SecretStr

from functions.channels.model.platforms import PLATFORMS, vendor_settings
from kernel.settings import Settings


class ChannelsSettings(Settings):
    """The settings of channels' functions; `vendors` are those that the platforms' files name."""

    channels_table: str = ""
    secrets_key_id: str = ""
    browser_key_id: str = ""
    vendor_timeout: float = 15.0
    panels_off: str = ""
    panel_canary_sessions: SecretStr = SecretStr("{}")
    vendors: Mapping[str, str] = Field(default_factory=dict, repr=False)

    @classmethod
    def load(cls, environment: Mapping[str, str] | None = None) -> Self:
        """Load the settings as every context does, and the vendors' addresses and keys."""
        source = os.environ if environment is None else environment
        return super().load(source).model_copy(update={"vendors": vendor_settings(source)})

    @property
    def panels(self) -> dict[str, str]:
        """The address of each seller panel, by platform."""
        return {
            capabilities.platform: self.vendors[f"{capabilities.platform}_panel_url"]
            for capabilities in PLATFORMS
            if capabilities.needs_browser
        }

    @property
    def disabled_panels(self) -> list[str]:
        """The platforms whose panels are switched off."""
        return self.panels_off.replace(",", " ").split()
