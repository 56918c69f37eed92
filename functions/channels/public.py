"""What other contexts may ask of channels in process, and what acts with its secrets.

Other contexts ask the questions here: `capabilities`, `accounts`, `preferences`, `field_values`,
`edit_support`; these need no right but to read channels' table. What acts needs its secrets, so
other contexts send it as a command (`model.posting_commands`) to channels' internal function.

A call is for one account of the owner, by the platform's id of it: with that account not connected
it raises `ReconnectNeeded`, which names the account, and nothing is touched in any other.

The four failures that every posting function may raise: `ReconnectNeeded`, `Rejected`,
`TryLater` (with `StartOver`, which asks to forget the handle and call `start` again) and
`OutcomeUnknown`.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from functions.channels.errors import (
    ForeignListing,
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
    "ForeignListing",
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
    "accounts",
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


def accounts(owner_id: str) -> tuple[AccountSummary, ...]:
    """The owner's accounts on all platforms, the oldest first; some may need to be reconnected."""
    off = container().listings.preferences.disabled(owner_id)
    return tuple(
        AccountSummary(
            one.platform,
            one.account_id,
            one.account_name,
            one.status,
            one.connection_id,
            enabled=one.key not in off,
        )
        for one in container().stored_connections.list_by_owner(owner_id)
    )


def start(owner_id: str, platform: str, account_id: str, listing: Listing) -> Step:
    """Prepare the post: invisible, and harmless to repeat."""
    return container().listings.posting.start(owner_id, platform, account_id, listing)


def check(owner_id: str, platform: str, account_id: str, listing: Listing, handle: Handle) -> Step:
    """Read how the preparation stands; for a browser platform, what the submitting job reported."""
    return container().listings.posting.check(owner_id, platform, account_id, listing, handle)


def finish(
    owner_id: str, platform: str, account_id: str, listing: Listing, handle: Handle
) -> Published:
    """Make the irreversible call, once; the handle must have been kept before."""
    return container().listings.posting.finish(owner_id, platform, account_id, listing, handle)


def reconcile(  # an account, and what is looked for in it
    owner_id: str,
    platform: str,
    account_id: str,
    listing: Listing,
    handle: Handle | None,
    since: datetime,
) -> Finding:
    """Read what the platform says happened since `since`; changes nothing.

    For a browser platform `handle` is what a job with `find` (or the submitting one) answered.
    """
    posting = container().listings.posting
    return posting.reconcile(owner_id, platform, account_id, listing, handle, since)


def edit_support(platform: str) -> EditSupport:
    """Whether Haat itself can update and unpublish published listings on the platform."""
    return tended(platform)


def update(
    owner_id: str, platform: str, account_id: str, listing: Listing, external_id: str
) -> Published:
    """Update the published piece to `listing`; repeatable.

    Raises `ListingNotFound` too, and `ForeignListing` for what does not bear the listing's marker.
    """
    return container().listings.edits.update(owner_id, platform, account_id, listing, external_id)


def unpublish(
    owner_id: str, platform: str, account_id: str, listing: Listing, external_id: str
) -> None:
    """Unpublish the listing; may be repeated, and a listing that is gone is no failure.

    Raises `ForeignListing`, and touches nothing, for what does not bear the listing's marker.
    """
    container().listings.edits.unpublish(owner_id, platform, account_id, listing, external_id)


def preferences(owner_id: str, platform: str, account_id: str) -> ResolvedDefaults:
    """The owner's preferences for the account; it is enabled for owners who have set nothing."""
    return container().listings.preferences.preferences(owner_id, platform, account_id).preferred


def field_values(
    owner_id: str,
    platform: str,
    account_id: str,
    craft: str | None,
    given: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """The `field_values` of a listing: what is `given` for this post, else what is stored.

    Of the stored options those of the craft come first, then the defaults. Raises
    `InvalidPreferences` (422) for a name in `given` that the platform does not have.
    """
    preferences = container().listings.preferences
    return preferences.field_values(owner_id, platform, account_id, craft or "", given or {})


def remember(  # an account, and what is remembered for it
    owner_id: str, platform: str, account_id: str, craft: str, name: str, choice: FieldOption
) -> None:
    """Use the option `choice` for pieces of this craft from now on, if its field is `per_craft`."""
    container().listings.preferences.remember(owner_id, platform, account_id, craft, name, choice)


def browser_job(
    owner_id: str, platform: str, account_id: str, listing: Listing, *, find: bool = False
) -> dict[str, Any]:
    """A self-contained job as JSON for `run_browser_job`; with `find` the job only looks by SKU.

    The session in it is encrypted for this one job, so that it may pass through a state machine.
    """
    sessions = container().panels.sessions
    job = sessions.job(owner_id, platform, account_id, listing, find=find)
    fields: dict[str, Any] = TypeAdapter(BrowserJob).dump_python(job, mode="json")
    return fields


def bulk_file(owner_id: str, platform: str, account_id: str, listings: Sequence[Listing]) -> bytes:
    """Listings as the .xlsx file of the panel's own bulk upload, for the artisan to upload."""
    return container().panels.sessions.file(owner_id, platform, account_id, listings)


def run_browser_job(job: Mapping[str, Any], key_id: str = "") -> dict[str, Any]:
    """Run a job in the browser function; answers `{"ref", "stage", "detail"}`, as in `Handle`.

    Known failures are in the answer, and `check` or `reconcile` raises them. `key_id` is the
    browser's KMS key (unset: `BROWSER_KEY_ID`). Needs no table.
    """
    operation = TypeAdapter(BrowserJob).validate_python(job)
    key = key_id or container().settings.browser_key_id
    report = container().panels.browser_jobs(key).run(operation)
    return {"ref": report.ref, "stage": report.stage, "detail": dict(report.detail)}
