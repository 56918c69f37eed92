"""The parts for seller panels: sessions of artisans, and a browser that works with them."""

import json
from collections.abc import Mapping
from functools import cached_property

from functions.channels.adapters import registry
from functions.channels.adapters.encryption import VaultJobCipher
from functions.channels.adapters.panels.bulk_file import sheet_file
from functions.channels.ports.browser_jobs import SellerPanel
from functions.channels.service.browser_jobs import BrowserJobService
from functions.channels.service.canary import Canary
from functions.channels.service.sessions import Sessions
from functions.channels.wiring.core import ChannelsCore
from kernel.aws.vault import Vault


class PanelParts:
    """Seller panels."""

    def __init__(self, core: ChannelsCore) -> None:
        self._core = core

    @cached_property
    def drivers(self) -> Mapping[str, SellerPanel]:
        """The driver of each panel, in the browser function."""
        return registry.panels(self._core.vendor_client)

    @cached_property
    def sessions(self) -> Sessions:
        """The service for panel sessions and browser jobs."""
        settings = self._core.settings
        key = settings.browser_key_id
        return Sessions(
            self._core.stored_connections,
            self._core.secrets,
            VaultJobCipher(Vault(key)) if key else None,
            self._core.token_access,
            self._core.clock,
            self._core.ids,
            panels=settings.panels,
            sheet=sheet_file,
            off=settings.disabled_panels,
        )

    def browser_jobs(self, key_id: str) -> BrowserJobService:
        """The service that runs jobs encrypted with the key, in the browser function."""
        return BrowserJobService(VaultJobCipher(Vault(key_id)), self.drivers)

    @cached_property
    def canary(self) -> Canary:
        """The daily inspection of the panels, in the browser function."""
        settings = self._core.settings
        logins = json.loads(settings.panel_canary_sessions.get_secret_value())
        enabled = {
            name: driver
            for name, driver in self.drivers.items()
            if name not in settings.disabled_panels
        }
        return Canary(enabled, settings.panels, logins)
