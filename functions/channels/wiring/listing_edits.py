"""Which adapter serves which port of preferences, options and listing edits."""

from functools import lru_cache
from typing import TYPE_CHECKING

from functions.channels import wiring
from functions.channels.adapters.dynamo.preferences import DynamoPreferences
from functions.channels.service.preferences import PreferenceService
from kernel.aws.table import Table

if TYPE_CHECKING:
    from functions.channels.service.field_options import FieldOptions
    from functions.channels.service.listing_edits import ListingEdits


def _preferences() -> DynamoPreferences:
    return DynamoPreferences(Table(wiring.settings().channels_table))


@lru_cache
def preferences() -> PreferenceService:
    """The service for preferences, which calls no platform."""
    return PreferenceService(_preferences())


@lru_cache
def field_options() -> "FieldOptions":
    """The service that lists options and reads quotas."""
    from functions.channels.service.field_options import FieldOptions  # noqa: PLC0415  # few need it

    every = wiring.platforms()
    return FieldOptions(
        _preferences(),
        wiring.token_access(),
        option_sources=every.option_sources,
        quota_readers=every.quota_readers,
    )


@lru_cache
def editor() -> "ListingEdits":
    """The service that updates and unpublishes published listings."""
    from functions.channels.service.listing_edits import ListingEdits  # noqa: PLC0415  # the workflow's
    from functions.channels.wiring.activity import published_listings  # noqa: PLC0415  # as above

    return ListingEdits(wiring.token_access(), wiring.platforms().editors, published_listings())
