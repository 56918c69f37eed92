"""A seller who is logged in to one of the three panels, and jobs done in a real Chromium."""

import json
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from functions.channels import public
from functions.channels.public import Handle, Listing, Published
from infra.local.connect import DEMO_SELLER
from infra.local.sandbox import settings
from infra.local.sandbox.faults import FaultKind
from infra.local.sandbox.indiamart.form import SITE as INDIAMART
from infra.local.sandbox.meesho.catalogs import SITE as MEESHO
from infra.local.sandbox.panels.site import Site
from infra.local.sandbox.snapdeal.form import SITE as SNAPDEAL
from tests.clocks import now
from tests.integration.channels.chromium import Workshop
from tests.integration.channels.people import OWNER, Artisan, break_down, published
from tests.integration.sandbox.panels.sellers import Visitor

SITES: dict[str, Site] = {one.vendor: one for one in (MEESHO, SNAPDEAL, INDIAMART)}
SENDING = {"meesho": "*/details", "snapdeal": "/uploads/*", "indiamart": "*/details"}
"""The request that submits, after which nothing can be taken back."""


@dataclass
class Seller:
    """One artisan at one panel."""

    artisan: Artisan
    platform: str
    workshop: Workshop | None = None

    @property
    def site(self) -> Site:
        """The panel's stand-in."""
        return SITES[self.platform]

    def connect(self, **more: Any) -> dict[str, Any]:
        """Log in over HTTP and hand the session over, as `make connect` does with a browser's."""
        visitor = Visitor(self.artisan.sandbox, self.site)
        visitor.login()
        body = {"storage_state": visitor.storage_state(), "seller": asdict(DEMO_SELLER), **more}
        kept: dict[str, Any] = self.artisan.api(
            "PUT", f"/connections/{self.platform}/session", body
        ).data
        return kept

    def run(self, one: Listing, *, find: bool = False) -> Handle:
        """The job through the state machine, as JSON."""
        job = json.loads(json.dumps(public.browser_job(OWNER, self.platform, one, find=find)))
        act = partial(public.run_browser_job, job)
        report = self.workshop(act) if self.workshop else act()
        return Handle(**json.loads(json.dumps(report)))

    def submit(self, one: Listing) -> Published:
        """Submit it, and settle it."""
        step = public.check(OWNER, self.platform, one, self.run(one))
        assert isinstance(step, Published)
        return step

    def look(self, one: Listing) -> object:
        """Only look for it."""
        report = self.run(one, find=True)
        return public.reconcile(OWNER, self.platform, one, report, now())

    def switch(self, name: str, value: str | int) -> None:
        """Turn one of the panel's switches."""
        settings.change(self.artisan.sandbox.world, f"{self.platform}_{name}", value)

    def break_sending(self, kind: FaultKind, **more: Any) -> None:
        """Break the request that submits, once."""
        break_down(self.artisan.sandbox, kind, SENDING[self.platform], vendor=self.platform, **more)

    def published(self) -> list[str]:
        """What the panel really took, by its own log."""
        return published(self.artisan.sandbox, self.platform)

    def connection(self) -> dict[str, Any]:
        """The connection as the API shows it."""
        return self.artisan.connection(self.platform)
