"""What other contexts may ask of channels in process, and what acts with its secrets.

Other contexts ask the questions here: `capabilities`, `accounts`, `preferences`, `field_values`,
`edit_support`; these need no right but to read channels' table. What acts needs its secrets, so
other contexts send it as a command (`model.posting_commands`) to channels' internal function.

A command is for one account of the owner, by the platform's id of it: with that account not
connected its failure is `ReconnectNeeded`, which names the account, and nothing is touched in any
other. Every command may fail with `ReconnectNeeded`, `Rejected`, `TryLater` (with `StartOver`,
which asks to forget the handle and to start again) and `OutcomeUnknown`.
"""

from collections.abc import Mapping
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
    Loss,
    NotThere,
    Picture,
    Published,
    Ready,
    Step,
    Undetermined,
    Waiting,
)
from functions.channels.model.losses import losses as lost_of
from functions.channels.model.platforms import PLATFORMS
from functions.channels.model.platforms import platform as known_platform
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
    "Loss",
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
    "capabilities",
    "edit_support",
    "field_values",
    "losses",
    "preferences",
    "run_browser_job",
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


def edit_support(platform: str) -> EditSupport:
    """What Haat itself can do to published listings on the platform, and which parts it updates."""
    return tended(platform)


def losses(platform: str, listing: Listing, photos: int) -> tuple[Loss, ...]:
    """What the platform cannot carry of a listing of a piece with so many photographs."""
    return lost_of(listing, known_platform(platform), photos)


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


def run_browser_job(job: Mapping[str, Any], key_id: str = "") -> dict[str, Any]:
    """Run a job in the browser function; answers `{"ref", "stage", "detail"}`, as in `Handle`.

    Known failures are in the answer, and `check` or `reconcile` raises them. `key_id` is the
    browser's KMS key (unset: `BROWSER_KEY_ID`). Needs no table.
    """
    operation = TypeAdapter(BrowserJob).validate_python(job)
    key = key_id or container().settings.browser_key_id
    report = container().panels.browser_jobs(key).run(operation)
    return {"ref": report.ref, "stage": report.stage, "detail": dict(report.detail)}
