"""A seller logged in to one of the three panels, and browser jobs in a real Chromium."""

import json
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from functions.channels import public
from functions.channels.model.listing import Picture
from functions.channels.public import Handle, Listing, Published
from infra.local.connect import DEMO_SELLER
from infra.local.sandbox import settings
from infra.local.sandbox.faults import FaultKind
from infra.local.sandbox.indiamart.form import SITE as INDIAMART
from infra.local.sandbox.meesho.catalogs import SITE as MEESHO
from infra.local.sandbox.panels.site import Site
from infra.local.sandbox.snapdeal.form import SITE as SNAPDEAL
from tests.clocks import now
from tests.integration.channels import posting
from tests.integration.channels.oauth_client import Artisan, account, inject_fault, published
from tests.integration.channels.shared_browser import BrowserThread
from tests.integration.sandbox.panels.panel_client import PanelClient

SITES: dict[str, Site] = {one.vendor: one for one in (MEESHO, SNAPDEAL, INDIAMART)}
SUBMIT_PATHS = {"meesho": "*/details", "snapdeal": "/uploads/*", "indiamart": "*/details"}
"""The request that submits, after which nothing can be taken back."""


@dataclass
class PanelSeller:
    """One artisan at one panel."""

    artisan: Artisan
    platform: str
    browser_thread: BrowserThread | None = None

    @property
    def site(self) -> Site:
        """The panel's stand-in."""
        return SITES[self.platform]

    def connect(self, **more: Any) -> dict[str, Any]:
        """Log in over HTTP and hand the session over, as `make connect` does with a browser's."""
        client = PanelClient(self.artisan.sandbox, self.site)
        client.login()
        body = {"storage_state": client.storage_state(), "seller": asdict(DEMO_SELLER), **more}
        kept: dict[str, Any] = self.artisan.api(
            "PUT", f"/connections/{self.platform}/session", body
        ).data
        return kept

    def run(self, one: Listing, *, find: bool = False) -> Handle:
        """The job through the state machine, as JSON."""
        job = json.loads(json.dumps(posting.browser_job(*account(self.platform), one, find=find)))
        act = partial(public.run_browser_job, job)
        report = self.browser_thread(act) if self.browser_thread else act()
        return Handle(**json.loads(json.dumps(report)))

    def submit(self, one: Listing) -> Published:
        """Submit it, and settle it."""
        step = posting.check(*account(self.platform), one, self.run(one))
        assert isinstance(step, Published)
        return step

    def look(self, one: Listing) -> object:
        """Only look for it."""
        report = self.run(one, find=True)
        return posting.reconcile(*account(self.platform), one, report, now())

    def switch(self, name: str, value: str | int) -> None:
        """Turn one of the panel's switches."""
        settings.change(self.artisan.sandbox.world, f"{self.platform}_{name}", value)

    def break_submit(self, kind: FaultKind, **more: Any) -> None:
        """Break the request that submits, once."""
        inject_fault(
            self.artisan.sandbox, kind, SUBMIT_PATHS[self.platform], vendor=self.platform, **more
        )

    def published(self) -> list[str]:
        """What the panel really took, by its own log."""
        return published(self.artisan.sandbox, self.platform)

    def connection(self) -> dict[str, Any]:
        """The connection as the API shows it."""
        return self.artisan.connection(self.platform)


def as_sent(picture: Picture) -> dict[str, Any]:
    """A picture as a page sends it to export a piece: what `GET /media/{photo_id}` told it."""
    return {
        "url": picture.url,
        "width": picture.width,
        "height": picture.height,
        "bytes": picture.bytes,
        "format": picture.format,
    }
