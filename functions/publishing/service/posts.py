"""The artisan's use cases for a post: create, publish, retry, and settle an unknown outcome."""

from collections.abc import Mapping
from dataclasses import dataclass

from functions.channels.model.listing import Listing
from functions.publishing.errors import (
    NothingToRetry,
    NotUnknown,
    OptionNotFound,
    PlatformDisabled,
    PlatformNotConnected,
    PlatformNotFound,
    PostNotFound,
)
from functions.publishing.events import PublishRequested
from functions.publishing.model.post import NewPost, Post
from functions.publishing.model.target import Target
from functions.publishing.ports import Destination, Posts, Workflow
from functions.publishing.service.listing_builder import ListingSources, craft_of
from functions.publishing.service.settlement import changed, close_post
from kernel.clock import Clock
from kernel.errors import StaleWrite
from kernel.ids import Ids
from kernel.pages import Page

Destinations = Mapping[str, Destination]


@dataclass(frozen=True, slots=True)
class PostService:
    """Use cases of the artisan."""

    posts: Posts
    sources: ListingSources
    workflow: Workflow
    clock: Clock
    ids: Ids

    def create(self, owner_id: str, new: NewPost) -> Post:
        """Create a post without publishing it; raises a `Problem` naming what is missing."""
        wanted = tuple(dict.fromkeys(new.platforms))
        destinations = self.sources.channels.destinations(owner_id, wanted)
        for platform in wanted:
            if platform not in destinations:
                raise PlatformNotFound(platform)
            must_be_enabled(destinations[platform])
        _must_be_choosable(new, destinations)
        approved = self.sources.drafts.approved(owner_id, new.draft_id)
        product = self.sources.products.product(owner_id, new.product_id)
        pictures = self.sources.photos.pictures(owner_id, approved.photo_ids[0])
        thumbnail = pictures.get("thumbnail") or next(iter(pictures.values()))
        post = Post(
            post_id=self.ids.new("post"),
            owner_id=owner_id,
            draft_id=new.draft_id,
            product_id=new.product_id,
            platforms=wanted,
            title=approved.title,
            thumbnail_url=thumbnail.url,
            status="draft",
            created_at=self.clock.now(),
            field_values=_ids(new),
        )
        self._remember(owner_id, craft_of(approved, product), new, destinations)
        self.posts.save(post, [])
        return post

    def get(self, owner_id: str, post_id: str) -> tuple[Post, list[Target]]:
        """The post and its targets; raises `PostNotFound`, also for somebody else's post."""
        post = self.posts.get(post_id)
        if post is None or post.owner_id != owner_id:
            raise PostNotFound
        return post, self.posts.targets(post_id)

    def of_owner(self, owner_id: str, limit: int, cursor: str | None) -> Page[Post]:
        """The owner's posts, newest first."""
        return self.posts.of_owner(owner_id, limit, cursor)

    def publish(self, owner_id: str, post_id: str) -> tuple[Post, list[Target]]:
        """Publish once: however often and however many press at once, one round begins."""
        post, targets = self.get(owner_id, post_id)
        if post.status != "draft":
            return post, targets
        listings = self._listings(post, self._new_markers(post))
        now = self.clock.now()
        planned = [
            Target(
                target_id=listing.marker,
                post_id=post_id,
                owner_id=owner_id,
                platform=platform,
                listing=listing,
                status="planned",
                step="start",
                updated_at=now,
            )
            for platform, listing in listings.items()
        ]
        return self._begin(post, planned)

    def retry(
        self, owner_id: str, post_id: str, platforms: tuple[str, ...] | None
    ) -> tuple[Post, list[Target]]:
        """Begin another round for failed targets only; raises `NothingToRetry` without any."""
        post, targets = self.get(owner_id, post_id)
        failed = {
            target.platform: target
            for target in targets
            if target.can_retry and (platforms is None or target.platform in platforms)
        }
        if not failed:
            raise NothingToRetry
        markers = {platform: target.target_id for platform, target in failed.items()}
        listings = self._listings(post, markers)
        now = self.clock.now()
        again = [target.retried(now, listings[platform]) for platform, target in failed.items()]
        return self._begin(post, again)

    def resolve(
        self, owner_id: str, post_id: str, platform: str, found_at: str | None
    ) -> tuple[Post, list[Target]]:
        """Settle an unknown target as a person found it: at `found_at`, or (None) not published."""
        _, targets = self.get(owner_id, post_id)
        target = next((one for one in targets if one.platform == platform), None)
        if target is None or target.status != "unknown":
            raise NotUnknown
        now = self.clock.now()
        if found_at is not None:
            known = target.seen_by_person(now, found_at)
        else:
            known = target.failed(
                now, "You looked, and it is not there.", "Try again whenever you like."
            )
        self.posts.save_target(known, changed(known))
        close_post(self.posts, self.clock, post_id)
        return self.get(owner_id, post_id)

    def _begin(self, post: Post, planned: list[Target]) -> tuple[Post, list[Target]]:
        begun = post.begun(self.clock.now())
        request = PublishRequested(post_id=post.post_id, owner_id=post.owner_id, round=begun.round)
        try:
            self.posts.save(begun, planned, request)
        except StaleWrite:
            # Another click was faster; its round is this click's answer.
            return self.get(post.owner_id, post.post_id)
        # The event starts the same run under the same name; this only saves the way round the bus.
        self.workflow.start(begun, str(begun.round))
        return begun, self.posts.targets(post.post_id)

    def _new_markers(self, post: Post) -> dict[str, str]:
        return {platform: self.ids.new("tgt") for platform in post.platforms}

    def _listings(self, post: Post, markers: Mapping[str, str]) -> dict[str, Listing]:
        destinations = self.sources.channels.destinations(post.owner_id, list(markers))
        for platform in markers:
            must_be_enabled(destinations[platform])
            if not destinations[platform].is_connected:
                raise PlatformNotConnected(destinations[platform].name)
        return self.sources.listings(post, markers, destinations)

    def _remember(
        self, owner_id: str, craft: str | None, new: NewPost, destinations: Destinations
    ) -> None:
        """Remember the options that are chosen by craft, for the next piece of this craft."""
        if not craft:
            return
        for platform, field_values in new.field_values.items():
            for name, choice in field_values.items():
                if destinations[platform].listing_fields[name]:
                    self.sources.channels.remember(owner_id, platform, craft, name, choice)


def must_be_enabled(destination: Destination) -> None:
    """Raises `PlatformDisabled` for a platform that the artisan has switched off."""
    if not destination.is_enabled:
        raise PlatformDisabled(destination.name)


def _must_be_choosable(new: NewPost, destinations: Destinations) -> None:
    for platform, field_values in new.field_values.items():
        if platform not in destinations:
            raise OptionNotFound(platform, "it is not a platform of this post")
        for name in field_values:
            if name not in destinations[platform].listing_fields:
                reason = f"{destinations[platform].name} has no such choice"
                raise OptionNotFound(f"{platform}.{name}", reason)


def _ids(new: NewPost) -> dict[str, dict[str, str]]:
    return {
        platform: {name: choice.id for name, choice in field_values.items()}
        for platform, field_values in new.field_values.items()
    }
