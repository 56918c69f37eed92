"""The artisan's use cases for a post: create, publish, retry, and settle an unknown outcome."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from functions.channels.model.listing import LossPart
from functions.publishing.errors.posts import NothingToRetry, PostNotFound
from functions.publishing.errors.publications import NotUnknown, PublicationNotFound
from functions.publishing.events import PublishRequested
from functions.publishing.model.built_listing import BuiltListing
from functions.publishing.model.post import (
    NewPost,
    Place,
    PlacePreview,
    Post,
    PostState,
    with_accepted,
)
from functions.publishing.model.publication import Publication
from functions.publishing.ports.storage import Posts, Publications
from functions.publishing.ports.workflow import Workflow
from functions.publishing.service.listing_builder import (
    ListingSources,
    Wanted,
    must_be_accepted,
    must_be_complete,
)
from functions.publishing.service.places import (
    Destinations,
    choices,
    connected,
    must_be_connected,
    places_of,
    planned_there,
)
from functions.publishing.service.settlement import changed, close_post
from kernel.clock import Clock
from kernel.conflicts import retry_on_conflict
from kernel.errors import StaleWrite
from kernel.ids import Ids
from kernel.pages import Page


@dataclass(frozen=True, slots=True)
class PostService:
    """Use cases of the artisan."""

    posts: Posts
    publications: Publications
    sources: ListingSources
    workflow: Workflow
    clock: Clock
    ids: Ids

    def create(self, owner_id: str, new: NewPost, *, publish: bool = False) -> PostState:
        """Create a post, and begin to publish it at once if asked to; all of it, or nothing.

        Raises a `Problem` naming what is missing; where the product is live or on its way already
        `AlreadyLive` or `PublishingUnderWay`, so that pressing again makes nothing twice.
        """
        product = self.sources.products.product(owner_id, new.product_id)
        destinations = self._destinations(owner_id, [one.platform for one in new.places])
        places = places_of(new.places, destinations)
        must_be_complete(product)
        approved = self.sources.drafts.approved(owner_id, new.product_id)
        pictures = self.sources.photos.pictures(owner_id, product.photo_ids[0])
        thumbnail = pictures.get("thumbnail") or next(iter(pictures.values()))
        post = Post(
            post_id=self.ids.new("post"),
            owner_id=owner_id,
            product_id=new.product_id,
            places=places,
            title=approved.title or product.title,
            thumbnail_url=thumbnail.url,
            status="draft",
            created_at=self.clock.now(),
        )
        # First: it may be repeated. After the post is begun a failure would answer “not begun”.
        self._remember(post, product.craft, new, destinations)
        if publish:
            unsaved = replace(post, version=0)
            retry_on_conflict(lambda: self._publish(unsaved, destinations))
        else:
            self.posts.save(post)
        return self.get(owner_id, post.post_id)

    def preview(self, owner_id: str, new: NewPost) -> list[PlacePreview]:
        """What each place of a post could not show of the product as it is now; begins nothing.

        Its words need not be approved yet. Raises what else would keep it from being created.
        """
        destinations = self._destinations(owner_id, [one.platform for one in new.places])
        places = places_of(new.places, destinations)
        wanted = [self._wanted(self.ids.new("pub"), one, destinations) for one in places]
        listings = self.sources.listings(owner_id, new.product_id, wanted, is_preview=True)
        return [
            PlacePreview(place.account, built.losses)
            for place, built in zip(places, listings, strict=True)
        ]

    def get(self, owner_id: str, post_id: str) -> PostState:
        """The post as it stands; raises `PostNotFound`, also for somebody else's post."""
        (state,) = self._states([self._found(owner_id, post_id)])
        return state

    def of_owner(self, owner_id: str, limit: int, cursor: str | None) -> Page[PostState]:
        """The owner's posts, newest first."""
        page = self.posts.of_owner(owner_id, limit, cursor)
        return Page(self._states(page.items), page.next_cursor)

    def shown(
        self, owner_id: str, product_id: str | None, limit: int, cursor: str | None
    ) -> Page[Publication]:
        """Where the owner's products are or were shown, newest first; of one product all."""
        if product_id is None:
            return self.publications.of_owner(owner_id, limit, cursor)
        return Page(self.publications.of_product(owner_id, product_id))

    def publication(self, owner_id: str, publication_id: str) -> Publication:
        """One of the owner's publications; raises `PublicationNotFound`."""
        return found_publication(self.publications, owner_id, publication_id)

    def publish(self, owner_id: str, post_id: str, accepts: Sequence[LossPart] = ()) -> PostState:
        """Publish once: however often and however many press at once, one round begins.

        `accepts` are further parts that need not be shown; raises `LossesNotAccepted` for others.
        """

        def press() -> None:
            post = self._found(owner_id, post_id).accepting(accepts)
            if post.status == "draft":
                platforms = [place.account.platform for place in post.places]
                self._publish(post, self._destinations(owner_id, platforms))

        retry_on_conflict(press)
        return self.get(owner_id, post_id)

    def retry(
        self,
        owner_id: str,
        post_id: str,
        publication_ids: tuple[str, ...] | None,
        accepts: Sequence[LossPart] = (),
    ) -> PostState:
        """Begin another round for failed publications only; raises `NothingToRetry` without any.

        `accepts` are further parts that need not be shown; raises `LossesNotAccepted` for others.
        """
        state = self.get(owner_id, post_id)
        failed = [
            one
            for one in state.publications
            if one.can_retry
            and one.post_id == post_id
            and (publication_ids is None or one.publication_id in publication_ids)
        ]
        if not failed:
            raise NothingToRetry
        listings = self._built_again(state.post, failed, accepts)
        now = self.clock.now()
        again = [
            one.taken_up(now, post_id, built) for one, built in zip(failed, listings, strict=True)
        ]
        with suppress(StaleWrite):  # another click was faster; its round is this one's answer
            self._begin(state.post.begun(now), again)
        return self.get(owner_id, post_id)

    def _built_again(
        self, post: Post, failed: Sequence[Publication], accepts: Sequence[LossPart]
    ) -> list[BuiltListing]:
        destinations = self._destinations(post.owner_id, [one.platform for one in failed])
        for one in failed:
            must_be_connected(one.account, destinations[one.platform])
        wanted = [
            Wanted(
                one.publication_id,
                one.account,
                destinations[one.platform],
                post.field_values(one.account),
                with_accepted(one.accepted, accepts),
            )
            for one in failed
        ]
        listings = self.sources.listings(post.owner_id, post.product_id, wanted)
        must_be_accepted(listings, wanted)
        return listings

    def resolve(self, owner_id: str, publication_id: str, found_at: str | None) -> Publication:
        """Settle an unknown outcome as a person found it: at `found_at`, or (None) not there."""
        publication = found_publication(self.publications, owner_id, publication_id)
        if publication.status != "unknown":
            raise NotUnknown
        now = self.clock.now()
        if found_at is not None:
            known = publication.seen_by_person(now, found_at)
        elif publication.live_since:
            known = publication.gone(now)
        else:
            known = publication.failed(
                now, "You looked, and it is not there.", "Try again whenever you like."
            )
        self.publications.save(known, changed(known))
        close_post(self.posts, self.clock, publication.post_id)
        return known

    def _publish(self, post: Post, destinations: Destinations) -> None:
        """Plan the publications of a post and begin its first round; raises `StaleWrite`."""
        places = connected(post.places, destinations)
        existing = self.publications.of_product(post.owner_id, post.product_id)
        chosen = choices(places, existing, destinations)
        wanted = [
            self._wanted(
                choice.publication.publication_id if choice.publication else self.ids.new("pub"),
                place,
                destinations,
            )
            for place, choice in zip(places, chosen, strict=True)
        ]
        listings = self.sources.listings(post.owner_id, post.product_id, wanted)
        must_be_accepted(listings, wanted)
        now = self.clock.now()
        begun = post.begun(now, places)
        planned = [
            planned_there(begun, choice, place, built, now)
            for place, choice, built in zip(places, chosen, listings, strict=True)
        ]
        self._begin(begun, planned)

    def _begin(self, begun: Post, planned: Sequence[Publication]) -> None:
        request = PublishRequested(
            post_id=begun.post_id, owner_id=begun.owner_id, round=begun.round
        )
        self.posts.save(begun, request, publications=planned)
        # The event starts the same run under the same name; this only saves the way round the bus.
        ids = [one.publication_id for one in planned]
        self.workflow.start(begun.post_id, str(begun.round), ids)

    def _found(self, owner_id: str, post_id: str) -> Post:
        post = self.posts.get(post_id)
        if post is None or post.owner_id != owner_id:
            raise PostNotFound
        return post

    def _states(self, posts: Sequence[Post]) -> list[PostState]:
        targets = {post.post_id: self.posts.targets(post.post_id) for post in posts}
        ids = [one.publication_id for each in targets.values() for one in each]
        found = {one.publication_id: one for one in self.publications.get_many(ids)}
        return [
            PostState(
                post,
                targets[post.post_id],
                [found[one.publication_id] for one in targets[post.post_id]],
            )
            for post in posts
        ]

    @staticmethod
    def _wanted(marker: str, place: Place, destinations: Destinations) -> Wanted:
        where = destinations[place.account.platform]
        return Wanted(marker, place.account, where, place.field_values, place.accepts)

    def _destinations(self, owner_id: str, platforms: Sequence[str]) -> Destinations:
        return self.sources.platforms.destinations(owner_id, tuple(dict.fromkeys(platforms)))

    def _remember(
        self, post: Post, craft: str | None, new: NewPost, destinations: Destinations
    ) -> None:
        """Remember the options that are chosen by craft, for the next piece of this craft."""
        known = {place.account.platform: place.account for place in post.places}
        for place in new.places if craft else ():
            account = known[place.platform]
            if place.account_id:
                account = replace(account, account_id=place.account_id)
            for name, choice in place.field_values.items():
                if account.account_id and destinations[place.platform].listing_fields[name]:
                    self.sources.platforms.remember(
                        post.owner_id, account, craft or "", name, choice
                    )


def found_publication(
    publications: Publications, owner_id: str, publication_id: str
) -> Publication:
    """The owner's publication; raises `PublicationNotFound`, also for somebody else's."""
    publication = publications.get(publication_id)
    if publication is None or publication.owner_id != owner_id:
        raise PublicationNotFound
    return publication
