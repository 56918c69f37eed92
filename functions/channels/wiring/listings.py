"""The parts that post, update and unpublish listings, with the options that go into them."""

from functools import cached_property

from functions.channels.adapters.dynamo.preferences import DynamoPreferences
from functions.channels.adapters.dynamo.published import DynamoPublishedListings
from functions.channels.adapters.registry import by_platform
from functions.channels.service.field_options import FieldOptions
from functions.channels.service.listing_edits import ListingEdits
from functions.channels.service.posting import PostingService
from functions.channels.service.preferences import PreferenceService
from functions.channels.wiring.core import ChannelsCore


class ListingParts:
    """Listings, options and preferences."""

    def __init__(self, core: ChannelsCore) -> None:
        self._core = core

    @cached_property
    def published(self) -> DynamoPublishedListings:
        """The repository of published listings."""
        return DynamoPublishedListings(self._core.table, self._core.outbox)

    @cached_property
    def posting(self) -> PostingService:
        """The service that posts listings step by step."""
        return PostingService(
            self._core.token_access,
            by_platform(self._core.platforms, lambda one: one.channel),
            self.published,
            self._core.clock,
        )

    @cached_property
    def edits(self) -> ListingEdits:
        """The service that updates and unpublishes published listings."""
        return ListingEdits(
            self._core.token_access,
            by_platform(self._core.platforms, lambda one: one.editor),
            self.published,
        )

    @cached_property
    def preferences(self) -> PreferenceService:
        """The service for preferences, which calls no platform."""
        return PreferenceService(self._stored_preferences)

    @cached_property
    def field_options(self) -> FieldOptions:
        """The service that lists options and reads quotas."""
        return FieldOptions(
            self._stored_preferences,
            self._core.token_access,
            option_sources=by_platform(self._core.platforms, lambda one: one.option_source),
            quota_readers=by_platform(self._core.platforms, lambda one: one.quota_reader),
        )

    @cached_property
    def _stored_preferences(self) -> DynamoPreferences:
        return DynamoPreferences(self._core.table)
