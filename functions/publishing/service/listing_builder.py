"""Builds the listing for each platform from drafts, products, photographs and preferences."""

from collections.abc import Mapping
from dataclasses import dataclass

from functions.channels.model.listing import Listing, Picture
from functions.publishing.errors import PictureMissing, WordsMissing
from functions.publishing.model.post import Post
from functions.publishing.ports import (
    Approved,
    ApprovedDrafts,
    Channels,
    Destination,
    ListingPhotos,
    ProductSnapshot,
    ProductSnapshots,
)
from kernel.errors import NotFound

Pictures = Mapping[str, Picture]


@dataclass(frozen=True, slots=True)
class ListingSources:
    """The other contexts from which a listing is put together."""

    drafts: ApprovedDrafts
    products: ProductSnapshots
    photos: ListingPhotos
    channels: Channels

    def listings(
        self, post: Post, markers: Mapping[str, str], destinations: Mapping[str, Destination]
    ) -> dict[str, Listing]:
        """Build the listing of each platform in `markers`, as things stand now.

        Raises a `Problem` when the draft is not approved or lacks a platform's words, there is no
        such product, or a photograph that a platform would show is not ready.
        """
        approved = self.drafts.approved(post.owner_id, post.draft_id)
        product = self.products.product(post.owner_id, post.product_id)
        most = max(destinations[platform].photos_max for platform in markers)
        photos = self._photos(post.owner_id, shown(approved, product)[:most])
        return {
            platform: self._listing(post, marker, destinations[platform], approved, product, photos)
            for platform, marker in markers.items()
        }

    def _listing(  # the sources of one listing
        self,
        post: Post,
        marker: str,
        destination: Destination,
        approved: Approved,
        product: ProductSnapshot,
        photos: Mapping[str, Pictures],
    ) -> Listing:
        copy = approved.copies.get(destination.platform)
        if copy is None:
            raise WordsMissing(destination.name)
        first, *more = _taken(destination, photos)
        return Listing(
            marker=marker,
            title=copy.title,
            text=copy.text,
            tags=copy.tags,
            alt_text=approved.alt_text,
            price=product.price,
            quantity=product.quantity,
            materials=product.materials,
            link=approved.link,
            pictures=first,
            more_pictures=tuple(
                {destination.rendition: one[destination.rendition]} for one in more
            ),
            variants=product.variants,
            field_values=self._choices(post, destination, craft_of(approved, product)),
        )

    def _choices(self, post: Post, destination: Destination, craft: str | None) -> dict[str, str]:
        """The options of this post, else those of its craft, else those of all pieces."""
        if not destination.listing_fields:
            return {}
        given = post.field_values.get(destination.platform, {})
        return dict(self.channels.field_values(post.owner_id, destination.platform, craft, given))

    def _photos(self, owner_id: str, photo_ids: tuple[str, ...]) -> dict[str, Pictures]:
        first, *more = photo_ids
        pictures = {first: self.photos.pictures(owner_id, first)}
        for photo_id in more:
            try:
                pictures[photo_id] = self.photos.pictures(owner_id, photo_id)
            except NotFound:
                # Deleted since it was put into the product: reported as one that is not ready.
                pictures[photo_id] = {}
        return pictures


def shown(approved: Approved, product: ProductSnapshot) -> tuple[str, ...]:
    """The draft's photographs and then the product's, none twice."""
    return tuple(dict.fromkeys((*approved.photo_ids, *product.photo_ids)))


def craft_of(approved: Approved, product: ProductSnapshot) -> str | None:
    """The craft under which options are remembered: the product's, else the draft's."""
    return product.craft or approved.craft


def _taken(destination: Destination, photos: Mapping[str, Pictures]) -> list[Pictures]:
    """The pictures of as many photographs as the platform shows; raises `PictureMissing`.

    A photograph that is not ready would be missing for good, so nothing is published without it.
    """
    taken = list(photos.items())[: destination.photos_max]
    for number, (photo_id, pictures) in enumerate(taken, start=1):
        if destination.rendition not in pictures:
            raise PictureMissing(destination.name, photo_id, number)
    return [pictures for _, pictures in taken]
