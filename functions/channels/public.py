"""What other contexts may ask of channels.

The four failures that every posting function may raise: `ReconnectNeeded`, `Rejected`,
`TryLater` (with `StartOver`, which asks to forget the handle and call `start` again) and
`OutcomeUnknown`.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from functions.channels import wiring
from functions.channels.errors import OutcomeUnknown, ReconnectNeeded, Rejected, StartOver
from functions.channels.model.browser import BrowserJob
from functions.channels.model.capabilities import Capabilities
from functions.channels.model.connection import AccountSummary
from functions.channels.model.listing import Listing, Picture
from functions.channels.model.platforms import PLATFORMS
from functions.channels.model.steps import (
    Finding,
    Handle,
    NotThere,
    Published,
    Ready,
    Step,
    Undetermined,
    Waiting,
)
from kernel.errors import TryLater

__all__ = [
    "AccountSummary",
    "Capabilities",
    "Finding",
    "Handle",
    "Listing",
    "NotThere",
    "OutcomeUnknown",
    "Picture",
    "Published",
    "Ready",
    "ReconnectNeeded",
    "Rejected",
    "StartOver",
    "Step",
    "TryLater",
    "Undetermined",
    "Waiting",
    "account",
    "browser_job",
    "bulk_file",
    "capabilities",
    "check",
    "finish",
    "reconcile",
    "run_browser_job",
    "start",
]


def capabilities() -> tuple[Capabilities, ...]:
    """Every platform, with what it can do and what it will have."""
    return PLATFORMS


def account(owner_id: str, platform: str) -> AccountSummary | None:
    """The owner's connection to `platform`, or None when there never was one."""
    held = wiring.connecting().connection(owner_id, platform)
    return AccountSummary(platform, held.status, held.account_name) if held.version else None


def start(owner_id: str, platform: str, listing: Listing) -> Step:
    """Prepare the post: invisible, and harmless to repeat."""
    return wiring.posting().start(owner_id, platform, listing)


def check(owner_id: str, platform: str, listing: Listing, handle: Handle) -> Step:
    """Read how the preparation stands; for a browser platform, what the submitting job said."""
    return wiring.posting().check(owner_id, platform, listing, handle)


def finish(owner_id: str, platform: str, listing: Listing, handle: Handle) -> Published:
    """Make the irreversible call, once; the handle must have been kept before."""
    return wiring.posting().finish(owner_id, platform, listing, handle)


def reconcile(
    owner_id: str, platform: str, listing: Listing, handle: Handle | None, since: datetime
) -> Finding:
    """Read what the platform says happened since `since`; changes nothing.

    For a browser platform `handle` is what a job with `find` (or the submitting one) answered.
    """
    return wiring.posting().reconcile(owner_id, platform, listing, handle, since)


def browser_job(
    owner_id: str, platform: str, listing: Listing, *, find: bool = False
) -> dict[str, Any]:
    """A self-contained job as JSON for `run_browser_job`; with `find` it only looks by SKU.

    The session in it is sealed for this one job, so that it may pass through a state machine.
    """
    job = wiring.sessions().job(owner_id, platform, listing, find=find)
    fields: dict[str, Any] = TypeAdapter(BrowserJob).dump_python(job, mode="json")
    return fields


def bulk_file(owner_id: str, platform: str, listings: Sequence[Listing]) -> bytes:
    """Listings as the .xlsx file of the panel's own bulk upload, for the artisan to upload."""
    return wiring.sessions().file(owner_id, platform, listings)


def run_browser_job(job: Mapping[str, Any], key_id: str = "") -> dict[str, Any]:
    """Do a job where the browser is; answers `{"ref", "stage", "detail"}`, the fields of `Handle`.

    Known failures are in the answer, and `check` or `reconcile` raises them. `key_id` is the
    browser's KMS key (unset: `BROWSER_KEY_ID`). Needs no table.
    """
    errand = TypeAdapter(BrowserJob).validate_python(job)
    report = wiring.browsing(key_id or wiring.settings().browser_key_id).run(errand)
    return {"ref": report.ref, "stage": report.stage, "detail": dict(report.detail)}
