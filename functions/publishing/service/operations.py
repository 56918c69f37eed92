"""The artisan's use cases for a published listing: update it, or unpublish it."""

from collections.abc import Callable
from dataclasses import dataclass

from functions.publishing.errors import (
    EditNotSupported,
    NotPublished,
    OperationInProgress,
    PlatformNotConnected,
    PostNotFound,
)
from functions.publishing.model.listing_operation import EditSupport, ListingOperation
from functions.publishing.model.post import Post
from functions.publishing.model.target import Target
from functions.publishing.ports import Destination, ListingEditor, Posts, Workflow
from functions.publishing.service.listing_builder import ListingSources
from functions.publishing.service.settlement import changed
from kernel.clock import Clock
from kernel.conflicts import retry_on_conflict
from kernel.ids import Ids

Rule = Callable[[Post, Target, Destination], ListingOperation | None]
"""Decides which operation a press begins; None when it is begun already, or done."""


@dataclass(frozen=True, slots=True)
class OperationService:
    """Begins listing operations: pressing twice begins one; a different one is refused meanwhile.

    Unpublishing replaces an update of which nothing was sent yet.
    """

    posts: Posts
    sources: ListingSources
    editors: ListingEditor
    workflow: Workflow
    clock: Clock
    ids: Ids

    def edit_support(self, platform: str) -> EditSupport:
        """Whether Haat can update and unpublish listings on the platform."""
        return self.editors.edit_support(platform)

    def update(self, owner_id: str, post_id: str, platform: str) -> tuple[Post, list[Target]]:
        """Update the published listing to the present draft and product.

        Raises `PostNotFound`, `NotPublished`, `EditNotSupported`, `PlatformNotConnected`,
        `OperationInProgress`, or what the draft, product or photographs lack.
        """
        return self._press(owner_id, post_id, platform, self._updating)

    def unpublish(self, owner_id: str, post_id: str, platform: str) -> tuple[Post, list[Target]]:
        """Unpublish the listing; raises as `update` does, but needs no draft or product."""
        return self._press(owner_id, post_id, platform, self._unpublishing)

    def _press(
        self, owner_id: str, post_id: str, platform: str, rule: Rule
    ) -> tuple[Post, list[Target]]:

        def press() -> Post:
            post, target = self._found(owner_id, post_id, platform)
            destination = self.sources.channels.destinations(owner_id, [platform])[platform]
            self._begin(post, target, rule(post, target, destination))
            return post

        return retry_on_conflict(press), self.posts.targets(post_id)

    def _begin(self, post: Post, target: Target, operation: ListingOperation | None) -> None:
        if operation is not None:
            begun = target.with_operation(self.clock.now(), operation)
            self.posts.save_target(begun, changed(begun))
        else:
            operation = target.open_operation
        if operation is not None:
            # Also for the second press: the first may have died before it came here.
            self.workflow.start(post, operation.operation_id, (target.platform,))

    def _updating(
        self, post: Post, target: Target, destination: Destination
    ) -> ListingOperation | None:
        edit_support = self.editors.edit_support(target.platform)
        _must_be_there(target, destination)
        if not edit_support.can_update:
            raise EditNotSupported(destination.name, edit_support.why_not_update)
        _must_be_connected(destination)
        markers = {target.platform: target.target_id}
        listing = self.sources.listings(post, markers, {destination.platform: destination})[
            target.platform
        ]
        under_way = target.open_operation
        if under_way is None:
            return ListingOperation.asked(
                self.ids.new("operation"), "update", self.clock.now(), listing
            )
        if (under_way.kind, under_way.listing) != ("update", listing):
            raise OperationInProgress(under_way.kind)
        return None

    def _unpublishing(
        self, _post: Post, target: Target, destination: Destination
    ) -> ListingOperation | None:
        if target.status == "unpublished":
            return None
        edit_support = self.editors.edit_support(target.platform)
        _must_be_there(target, destination)
        if not edit_support.can_unpublish:
            raise EditNotSupported(destination.name, edit_support.why_not_unpublish)
        _must_be_connected(destination)
        if target.can_begin("unpublish"):
            return ListingOperation.asked(self.ids.new("operation"), "unpublish", self.clock.now())
        under_way = target.open_operation
        if under_way is not None and under_way.kind != "unpublish":
            raise OperationInProgress(under_way.kind)
        return None

    def _found(self, owner_id: str, post_id: str, platform: str) -> tuple[Post, Target]:
        post = self.posts.get(post_id)
        if post is None or post.owner_id != owner_id:
            raise PostNotFound
        target = self.posts.target(post_id, platform)
        if target is None:
            raise NotPublished(platform)
        return post, target


def _must_be_there(target: Target, destination: Destination) -> None:
    if target.status != "confirmed":
        raise NotPublished(destination.name)
    if not target.is_editable:
        raise EditNotSupported(
            destination.name, f"Haat does not know under which number {destination.name} has it."
        )


def _must_be_connected(destination: Destination) -> None:
    if not destination.is_connected:
        raise PlatformNotConnected(destination.name)
