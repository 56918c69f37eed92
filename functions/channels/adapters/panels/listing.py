"""Any seller panel as a `Channel`: it has no API, so its steps read what the browser function saw.

A listing is submitted by a browser job (`driver.py`); its SKU is our marker, by which a
second job finds it again. Each variant is submitted under a SKU of its own: where some of them are
there, the listing is `Ready` for another job, which submits the others.
"""

from datetime import datetime

from functions.channels.model.browser import BROWSE, REPORTED, from_report
from functions.channels.model.connection import Account
from functions.channels.model.listing import (
    Finding,
    Handle,
    Listing,
    Published,
    Ready,
    Step,
    Undetermined,
)
from kernel.errors import OutcomeUnknown


class AssistedChannel:
    """The `Channel` of a panel in which a browser works for the artisan."""

    def start(self, account: Account, listing: Listing) -> Step:  # noqa: ARG002  # the port's
        """Nothing is prepared: the whole submission is one browser job."""
        return Ready(Handle(listing.sku, BROWSE))

    def check(self, account: Account, listing: Listing, handle: Handle) -> Step:  # noqa: ARG002  # the port's
        """The listing that the submitting job reported; raises the failure that the job met."""
        if handle.stage != REPORTED:
            return Ready(handle)
        outcome = from_report(handle)
        if isinstance(outcome, Published):
            return outcome
        raise OutcomeUnknown("The panel did not say whether it took the listing.")

    def finish(self, account: Account, listing: Listing, handle: Handle) -> Published:
        """As `check`: the irreversible click happens in the browser job."""
        step = self.check(account, listing, handle)
        if isinstance(step, Published):
            return step
        raise OutcomeUnknown("A browser job must submit this listing.")

    def reconcile(
        self,
        account: Account,  # noqa: ARG002  # the port's
        listing: Listing,  # noqa: ARG002  # the port's
        handle: Handle | None,
        since: datetime,  # noqa: ARG002  # the port's
    ) -> Finding:
        """The outcome that a submitting or a searching job reported; `Undetermined` without one."""
        if handle is None or handle.stage != REPORTED:
            return Undetermined("Only a look into the panel can tell.")
        return from_report(handle)
