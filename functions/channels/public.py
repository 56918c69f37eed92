"""What other contexts may ask of channels in process, and what acts with its secrets.

Other contexts ask the questions here: `capabilities`, `account`, `preferences`, `field_values`,
`edit_support`; these need no right but to read channels' table. What acts needs its secrets, so
other contexts send it as a command (`model.posting_commands`) to channels' internal function.

The four failures that every posting function may raise: `ReconnectNeeded`, `Rejected`,
`TryLater` (with `StartOver`, which asks to forget the handle and call `start` again) and
`OutcomeUnknown`.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from functions.channels.errors import (
    InvalidPreferences,
    ListingNotFound,
    ReconnectNeeded,
    Rejected,
    StartOver,
)
from functions.channels.model.browser import BrowserJob
from functions.channels.model.capabilities import Capabilities, FieldOption
from functions.channels.model.connection import AccountSummary
from functions.channels.model.listing import (
    Finding,
    Handle,
    Listing,
    ListingVariant,
    NotThere,
    Picture,
    Published,
    Ready,
    Step,
    Undetermined,
    Waiting,
)
from functions.channels.model.platforms import PLATFORMS
from functions.channels.model.platforms import platform as known
from functions.channels.model.preferences import ResolvedDefaults
from functions.channels.service.listing_edits import EditSupport
from functions.channels.service.listing_edits import edit_support as tended
from functions.channels.wiring.container import container
from kernel.errors import OutcomeUnknown, TryLater

__all__ = [
    "AccountSummary",
    "Capabilities",
    "EditSupport",
    "FieldOption",
    "Finding",
    "Handle",
    "InvalidPreferences",
    "Listing",
    "ListingNotFound",
    "ListingVariant",
    "NotThere",
    "OutcomeUnknown",
    "Picture",
    "Published",
    "Ready",
    "ReconnectNeeded",
    "Rejected",
    "ResolvedDefaults",
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
    "edit_support",
    "field_values",
    "finish",
    "preferences",
    "reconcile",
    "remember",
    "run_browser_job",
    "start",
    "unpublish",
    "update",
]


def capabilities() -> tuple[Capabilities, ...]:
    """The capabilities of every platform, in the order in which people see them."""
    return PLATFORMS


def account(owner_id: str, platform: str) -> AccountSummary | None:
    """The owner's connection to `platform`, or None when there never was one."""
    held = container().stored_connections.get(owner_id, known(platform).platform)
    return AccountSummary(platform, held.status, held.account_name) if held.version else None


def start(owner_id: str, platform: str, listing: Listing) -> Step:
    """Prepare the post: invisible, and harmless to repeat."""
    return container().listings.posting.start(owner_id, platform, listing)


def check(owner_id: str, platform: str, listing: Listing, handle: Handle) -> Step:
    """Read how the preparation stands; for a browser platform, what the submitting job reported."""
    return container().listings.posting.check(owner_id, platform, listing, handle)


def finish(owner_id: str, platform: str, listing: Listing, handle: Handle) -> Published:
    """Make the irreversible call, once; the handle must have been kept before."""
    return container().listings.posting.finish(owner_id, platform, listing, handle)


def reconcile(
    owner_id: str, platform: str, listing: Listing, handle: Handle | None, since: datetime
) -> Finding:
    """Read what the platform says happened since `since`; changes nothing.

    For a browser platform `handle` is what a job with `find` (or the submitting one) answered.
    """
    return container().listings.posting.reconcile(owner_id, platform, listing, handle, since)


def edit_support(platform: str) -> EditSupport:
    """Whether Haat itself can update and unpublish published listings on the platform."""
    return tended(platform)


def update(owner_id: str, platform: str, listing: Listing, external_id: str) -> Published:
    """Update the published piece to `listing`; repeatable. Raises `ListingNotFound` too."""
    return container().listings.edits.update(owner_id, platform, listing, external_id)


def unpublish(owner_id: str, platform: str, external_id: str) -> None:
    """Unpublish the listing; may be repeated, and a listing that is gone is no failure."""
    container().listings.edits.unpublish(owner_id, platform, external_id)


def preferences(owner_id: str, platform: str) -> ResolvedDefaults:
    """The owner's preferences for the platform; it is enabled for owners who have set nothing."""
    return container().listings.preferences.preferences(owner_id, platform).preferred


def field_values(
    owner_id: str, platform: str, craft: str | None, given: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The `field_values` of a listing: what is `given` for this post, else what is stored.

    Of the stored options those of the craft come first, then the defaults. Raises
    `InvalidPreferences` (422) for a name in `given` that the platform does not have.
    """
    preferences = container().listings.preferences
    return preferences.field_values(owner_id, platform, craft or "", given or {})


def remember(owner_id: str, platform: str, craft: str, name: str, choice: FieldOption) -> None:
    """Use the option `choice` for pieces of this craft from now on, if its field is `per_craft`."""
    container().listings.preferences.remember(owner_id, platform, craft, name, choice)


def browser_job(
    owner_id: str, platform: str, listing: Listing, *, find: bool = False
) -> dict[str, Any]:
    """A self-contained job as JSON for `run_browser_job`; with `find` the job only looks by SKU.

    The session in it is encrypted for this one job, so that it may pass through a state machine.
    """
    job = container().panels.sessions.job(owner_id, platform, listing, find=find)
    fields: dict[str, Any] = TypeAdapter(BrowserJob).dump_python(job, mode="json")
    return fields


def bulk_file(owner_id: str, platform: str, listings: Sequence[Listing]) -> bytes:
    """Listings as the .xlsx file of the panel's own bulk upload, for the artisan to upload."""
    return container().panels.sessions.file(owner_id, platform, listings)


def run_browser_job(job: Mapping[str, Any], key_id: str = "") -> dict[str, Any]:
    """Run a job in the browser function; answers `{"ref", "stage", "detail"}`, as in `Handle`.

    Known failures are in the answer, and `check` or `reconcile` raises them. `key_id` is the
    browser's KMS key (unset: `BROWSER_KEY_ID`). Needs no table.
    """
    operation = TypeAdapter(BrowserJob).validate_python(job)
    key = key_id or container().settings.browser_key_id
    report = container().panels.browser_jobs(key).run(operation)
    return {"ref": report.ref, "stage": report.stage, "detail": dict(report.detail)}
