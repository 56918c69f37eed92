"""Runs a browser job in the browser function: without tables, with one session, within a budget."""

from collections.abc import Mapping

from functions.channels.errors import (
    ReconnectNeeded,
    Rejected,
)
from functions.channels.model.browser import BrowserJob, to_report
from functions.channels.model.listing import Handle
from functions.channels.ports.browser_jobs import JobCipher, SellerPanel
from kernel.errors import OutcomeUnknown, TryLater


class BrowserJobService:
    """Runs jobs; `panels` are the drivers by platform."""

    def __init__(self, cipher: JobCipher, panels: Mapping[str, SellerPanel]) -> None:
        self._cipher = cipher
        self._panels = panels

    def run(self, job: BrowserJob) -> Handle:
        """Run the job; answers outcome or failure as a handle for `check` or `reconcile`."""
        session = self._cipher.decrypt(job.sealed, job.bound_to)
        driver = self._panels[job.platform]
        act = driver.find if job.find else driver.submit
        try:
            outcome = act(session, job.panel, job.listing)
        except (ReconnectNeeded, Rejected, TryLater, OutcomeUnknown) as failure:
            return to_report(failure, job.listing.sku)
        return to_report(outcome, job.listing.sku)
