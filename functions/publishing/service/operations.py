"""The artisan's use cases for a published listing: change it, or take it down."""

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
from functions.publishing.ports import ListingEditor, Offer, Posts, Targets, Workflow
from functions.publishing.service.listing_builder import ListingSources
from functions.publishing.service.settlement import changed
from kernel.clock import Clock
from kernel.errors import StaleWrite
from kernel.ids import Ids

_CLICKS_AT_ONCE = 5

Rule = Callable[[Post, Target, Offer], ListingOperation | None]
"""Decides which operation a press begins; None when it is begun already, or done."""


@dataclass(frozen=True, slots=True)
class OperationService:
    """Begins listing operations: pressing twice begins one; a different one is refused meanwhile.

    A withdrawal replaces a change of which nothing was sent yet.
    """

    posts: Posts
    targets: Targets
    sources: ListingSources
    keepers: ListingEditor
    machine: Workflow
    clock: Clock
    ids: Ids

    def care(self, platform: str) -> EditSupport:
        """Whether Haat can change and take down listings on the platform."""
        return self.keepers.care(platform)

    def change(self, owner_id: str, post_id: str, platform: str) -> tuple[Post, list[Target]]:
        """Update the published listing to what the draft and the product say now.

        Raises `PostNotFound`, `NotPublished`, `EditNotSupported`, `PlatformNotConnected`,
        `OperationInProgress`, or what the draft, product or photographs lack.
        """
        return self._press(owner_id, post_id, platform, self._changing)

    def withdraw(self, owner_id: str, post_id: str, platform: str) -> tuple[Post, list[Target]]:
        """Take the listing down; raises as `change` does, but needs no draft or product."""
        return self._press(owner_id, post_id, platform, self._withdrawing)

    def _press(
        self, owner_id: str, post_id: str, platform: str, rule: Rule
    ) -> tuple[Post, list[Target]]:
        for _ in range(_CLICKS_AT_ONCE):
            post, target = self._found(owner_id, post_id, platform)
            offer = self.sources.channels.offers(owner_id, [platform])[platform]
            errand = rule(post, target, offer)
            try:
                self._begin(post, target, errand)
            except StaleWrite:
                continue  # Another click or a worker was faster: judge by what is there now.
            return post, self.posts.targets(post_id)
        raise StaleWrite("This is being changed by others.", remedy="Press again in a moment.")

    def _begin(self, post: Post, target: Target, errand: ListingOperation | None) -> None:
        if errand is not None:
            begun = target.tended(self.clock.now(), errand)
            self.targets.save_target(begun, changed(begun))
        else:
            errand = target.open_errand
        if errand is not None:
            # Also for the second press: the first may have died before it came here.
            self.machine.start(post, errand.errand_id, (target.platform,))

    def _changing(self, post: Post, target: Target, offer: Offer) -> ListingOperation | None:
        care = self.keepers.care(target.platform)
        _must_be_there(target, offer)
        if not care.can_change:
            raise EditNotSupported(offer.name, care.why_no_change)
        _must_be_connected(offer)
        markers = {target.platform: target.target_id}
        listing = self.sources.listings(post, markers, {offer.platform: offer})[target.platform]
        under_way = target.open_errand
        if under_way is None:
            return ListingOperation(self.ids.new("errand"), "change", self.clock.now(), listing)
        if (under_way.kind, under_way.listing) != ("change", listing):
            raise OperationInProgress(under_way.kind)
        return None

    def _withdrawing(self, _post: Post, target: Target, offer: Offer) -> ListingOperation | None:
        if target.status == "withdrawn":
            return None
        care = self.keepers.care(target.platform)
        _must_be_there(target, offer)
        if not care.can_withdraw:
            raise EditNotSupported(offer.name, care.why_no_withdrawal)
        _must_be_connected(offer)
        if target.can_begin("withdraw"):
            return ListingOperation(self.ids.new("errand"), "withdraw", self.clock.now())
        under_way = target.open_errand
        if under_way is not None and under_way.kind != "withdraw":
            raise OperationInProgress(under_way.kind)
        return None

    def _found(self, owner_id: str, post_id: str, platform: str) -> tuple[Post, Target]:
        post = self.posts.get(post_id)
        if post is None or post.owner_id != owner_id:
            raise PostNotFound
        target = self.targets.target(post_id, platform)
        if target is None:
            raise NotPublished(platform)
        return post, target


def _must_be_there(target: Target, offer: Offer) -> None:
    if target.status != "confirmed":
        raise NotPublished(offer.name)
    if not target.is_tendable:
        raise EditNotSupported(
            offer.name, f"Haat does not know under which number {offer.name} has it."
        )


def _must_be_connected(offer: Offer) -> None:
    if not offer.is_connected:
        raise PlatformNotConnected(offer.name)
