"""Builds the listings of live publications as they would be now, and says where they differ."""

from collections.abc import Sequence
from dataclasses import dataclass

from functions.channels.model.listing import LossPart, Part, StockLevel
from functions.publishing.model.built_listing import BuiltListing
from functions.publishing.model.parts import Behind, outdated
from functions.publishing.model.post import Post, with_accepted
from functions.publishing.model.publication import Publication
from functions.publishing.model.stock_sent import plan_stock
from functions.publishing.ports.listing_edits import ListingEditor
from functions.publishing.ports.platforms import Destination
from functions.publishing.ports.sources import ProductSnapshot
from functions.publishing.ports.storage import Posts
from functions.publishing.service.listing_builder import ListingSources, Wanted, must_be_accepted
from kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class PresentListings:
    """Puts together what a live publication would show of the present words and product."""

    posts: Posts
    sources: ListingSources
    editors: ListingEditor

    def behind(self, publications: Sequence[Publication]) -> dict[str, Behind]:
        """What live listings of one product do not show yet, by publication.

        A part that Haat cannot bring is none, nor is any of what is not ours there; words are none
        while they are not approved, and nothing is while the product lacks something.
        """
        live = [one for one in publications if one.status == "confirmed"]
        if not live:
            return {}
        owner_id, product_id = live[0].owner_id, live[0].product_id
        platforms = [one.platform for one in live]
        destinations = self.sources.platforms.destinations(owner_id, platforms)
        try:
            product = self.sources.products.product(owner_id, product_id)
        except NotFound:
            return {}
        posts = {post_id: self.posts.get(post_id) for post_id in {one.post_id for one in live}}
        wanted = [_wanted(one, destinations[one.platform], posts[one.post_id]) for one in live]
        found = self.sources.those_possible(owner_id, product_id, product, wanted)
        return {
            one.publication_id: Behind(
                self._to_bring(one, found[one.publication_id])
                if one.publication_id in found and one.is_editable and not one.is_foreign
                else (),
                self._to_count(one, destinations[one.platform], product),
            )
            for one in live
        }

    def _to_count(
        self, publication: Publication, destination: Destination, product: ProductSnapshot
    ) -> tuple[StockLevel, ...]:
        """The numbers that a person has to set, where Haat cannot."""
        by_itself = self.editors.edit_support(publication.platform).can_set_stock
        if by_itself or destination.shows != "listing":
            return ()
        sales = product.sales_of(publication.account)
        plan = plan_stock(publication.sent, product.levels, sales)
        return plan.levels if plan else ()

    def built(
        self,
        publication: Publication,
        destination: Destination,
        accepts: Sequence[LossPart] = (),
    ) -> BuiltListing:
        """The listing as it would be now; raises what keeps it from being built.

        Its words are those that are there, while no others are approved. `accepts` are further
        parts that need not be shown; raises `LossesNotAccepted` for others.
        """
        post = self.posts.get(publication.post_id)
        wanted = _wanted(publication, destination, post, accepts)
        found = self.sources.listings(publication.owner_id, publication.product_id, [wanted])
        must_be_accepted(found, [wanted])
        return found[0]

    def _to_bring(self, publication: Publication, built: BuiltListing) -> tuple[Part, ...]:
        able = self.editors.edit_support(publication.platform).parts
        return tuple(part for part in outdated(publication.listing, built.listing) if part in able)


def _wanted(
    publication: Publication,
    destination: Destination,
    post: Post | None,
    accepts: Sequence[LossPart] = (),
) -> Wanted:
    """The listing that a live publication would show now."""
    return Wanted(
        publication.publication_id,
        publication.account,
        destination,
        post.field_values(publication.account) if post else {},
        with_accepted(publication.accepted, accepts),
        publication.listing,
    )
