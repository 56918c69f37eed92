"""The artisan's use cases for a live listing: update it, or unpublish it."""

from collections.abc import Callable
from dataclasses import dataclass

from functions.publishing.errors import EditNotSupported, NotPublished, OperationInProgress
from functions.publishing.model.listing_operation import EditSupport, ListingOperation
from functions.publishing.model.publication import Publication
from functions.publishing.ports import Destination, ListingEditor, Posts, Publications, Workflow
from functions.publishing.service.listing_builder import ListingSources, Wanted
from functions.publishing.service.places import must_be_connected
from functions.publishing.service.posts import found_publication
from functions.publishing.service.settlement import changed
from kernel.clock import Clock
from kernel.conflicts import retry_on_conflict
from kernel.ids import Ids

Rule = Callable[[Publication, Destination], ListingOperation | None]
"""Decides which operation a press begins; None when it is begun already, or done."""


@dataclass(frozen=True, slots=True)
class OperationService:
    """Begins listing operations: pressing twice begins one; a different one is refused meanwhile.

    Whatever comes later replaces an update of which nothing was sent yet.
    """

    publications: Publications
    posts: Posts
    sources: ListingSources
    editors: ListingEditor
    workflow: Workflow
    clock: Clock
    ids: Ids

    def edit_support(self, platform: str) -> EditSupport:
        """Whether Haat can update and unpublish listings on the platform."""
        return self.editors.edit_support(platform)

    def update(self, owner_id: str, publication_id: str) -> Publication:
        """Update the live listing to the present words and product.

        Raises `PublicationNotFound`, `NotPublished`, `EditNotSupported`, `AccountNotConnected`,
        `OperationInProgress`, or what the words, product or photographs lack.
        """
        return self._press(owner_id, publication_id, self._updating)

    def unpublish(self, owner_id: str, publication_id: str) -> Publication:
        """Unpublish the listing; raises as `update` does, but needs no words and no product."""
        return self._press(owner_id, publication_id, self._unpublishing)

    def _press(self, owner_id: str, publication_id: str, rule: Rule) -> Publication:
        def press() -> Publication:
            publication = found_publication(self.publications, owner_id, publication_id)
            platform = publication.platform
            destination = self.sources.channels.destinations(owner_id, [platform])[platform]
            return self._begin(publication, rule(publication, destination))

        return retry_on_conflict(press)

    def _begin(self, publication: Publication, operation: ListingOperation | None) -> Publication:
        if operation is not None:
            publication = publication.with_operation(self.clock.now(), operation)
            self.publications.save(publication, changed(publication))
        else:
            operation = publication.open_operation
        if operation is not None:
            # Also for the second press: the first may have died before it came here.
            ids = [publication.publication_id]
            self.workflow.start(publication.post_id, operation.operation_id, ids)
        return publication

    def _updating(
        self, publication: Publication, destination: Destination
    ) -> ListingOperation | None:
        edit_support = self.editors.edit_support(publication.platform)
        _must_be_there(publication, destination)
        if not edit_support.can_update:
            raise EditNotSupported(destination.name, edit_support.why_not_update)
        must_be_connected(publication.account, destination)
        post = self.posts.get(publication.post_id)
        wanted = Wanted(
            publication.publication_id,
            publication.account,
            destination,
            post.field_values(publication.account) if post else {},
        )
        (listing,) = self.sources.listings(publication.owner_id, publication.product_id, [wanted])
        under_way = publication.open_operation
        if under_way and (under_way.kind, under_way.listing) == ("update", listing):
            return None
        if under_way and not publication.can_begin():
            raise OperationInProgress(under_way.kind)
        now = self.clock.now()
        return ListingOperation.asked(self.ids.new("operation"), "update", now, listing)

    def _unpublishing(
        self, publication: Publication, destination: Destination
    ) -> ListingOperation | None:
        if publication.status == "unpublished":
            return None
        edit_support = self.editors.edit_support(publication.platform)
        _must_be_there(publication, destination)
        if not edit_support.can_unpublish:
            raise EditNotSupported(destination.name, edit_support.why_not_unpublish)
        must_be_connected(publication.account, destination)
        if publication.can_begin():
            return ListingOperation.asked(self.ids.new("operation"), "unpublish", self.clock.now())
        under_way = publication.open_operation
        if under_way is not None and under_way.kind != "unpublish":
            raise OperationInProgress(under_way.kind)
        return None


def _must_be_there(publication: Publication, destination: Destination) -> None:
    if publication.status != "confirmed":
        raise NotPublished(destination.name)
    if not publication.is_editable:
        raise EditNotSupported(
            destination.name, f"Haat does not know under which number {destination.name} has it."
        )
