"""Builds the listing for each place from words, products, photographs and preferences."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field

from functions.channels.model.listing import Listing, LossPart, Picture
from functions.publishing.errors.listings import (
    LossesNotAccepted,
    PictureMissing,
    ProductIncomplete,
    WordsMissing,
)
from functions.publishing.model.account_ref import AccountRef
from functions.publishing.model.built_listing import BuiltListing
from functions.publishing.model.stock_sent import sent_with
from functions.publishing.ports.platforms import Destination, PlatformDirectory
from functions.publishing.ports.sources import (
    Approved,
    ApprovedDrafts,
    ListingPhotos,
    PlatformCopy,
    ProductSnapshot,
    ProductSnapshots,
)
from kernel.errors import Conflict, NotFound, Problem
from kernel.money import Money

Pictures = Mapping[str, Picture]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A listing to build: its marker, where it goes, and the options chosen for it alone.

    `accepts` are the parts that need not be shown there. `there` is what is live already: its words
    stay while no others are approved.
    """

    marker: str
    account: AccountRef
    destination: Destination
    field_values: Mapping[str, str] = field(default_factory=dict)
    accepts: tuple[LossPart, ...] = ()
    there: Listing | None = None


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read for all listings of a product together."""

    product: ProductSnapshot
    approved: Approved
    photos: Mapping[str, Pictures]


@dataclass(frozen=True, slots=True)
class ListingSources:
    """The other contexts from which a listing is put together."""

    drafts: ApprovedDrafts
    products: ProductSnapshots
    photos: ListingPhotos
    platforms: PlatformDirectory

    def listings(
        self,
        owner_id: str,
        product_id: str,
        wanted: Sequence[Wanted],
        *,
        is_preview: bool = False,
    ) -> list[BuiltListing]:
        """Build the listings that are wanted, in this order, as things stand now.

        A preview takes words that are not approved. Raises a `Problem` when the words are not
        approved or a platform's are missing and nothing is live there, the product is not there or
        has no price, or a photograph that a platform would show is not ready.
        """
        product = self.products.product(owner_id, product_id)
        read = self._read(owner_id, product_id, product, wanted, is_preview=is_preview)
        return [self._built(owner_id, one, read) for one in wanted]

    def those_possible(
        self, owner_id: str, product_id: str, product: ProductSnapshot, wanted: Sequence[Wanted]
    ) -> dict[str, BuiltListing]:
        """The listings that are wanted, by marker; without those that cannot be built."""
        found = {}
        with suppress(Problem):
            read = self._read(owner_id, product_id, product, wanted, is_preview=False)
            for one in wanted:
                with suppress(Problem):
                    found[one.marker] = self._built(owner_id, one, read)
        return found

    def _read(
        self,
        owner_id: str,
        product_id: str,
        product: ProductSnapshot,
        wanted: Sequence[Wanted],
        *,
        is_preview: bool,
    ) -> _Read:
        must_be_complete(product)
        approved = self._words(owner_id, product_id, wanted, is_preview=is_preview)
        most = max(one.destination.photos_max for one in wanted)
        return _Read(product, approved, self._photos(owner_id, product.photo_ids[:most]))

    def _built(self, owner_id: str, wanted: Wanted, read: _Read) -> BuiltListing:
        listing = self._listing(owner_id, wanted, read)
        product, account = read.product, wanted.account
        return BuiltListing(
            listing,
            sent_with(listing, product.sales_of(account)),
            self.platforms.losses(account.platform, listing, len(product.photo_ids)),
            wanted.accepts,
        )

    def _words(
        self, owner_id: str, product_id: str, wanted: Sequence[Wanted], *, is_preview: bool
    ) -> Approved:
        """The words to be shown; none, where all that is wanted is live with words of its own."""
        if is_preview:
            return self.drafts.present(owner_id, product_id)
        try:
            return self.drafts.approved(owner_id, product_id)
        except Conflict:
            if any(one.there is None for one in wanted):
                raise
            return Approved("", "", {})

    def _listing(self, owner_id: str, wanted: Wanted, read: _Read) -> Listing:
        destination, product, approved = wanted.destination, read.product, read.approved
        copy, alt_text = approved.copies.get(destination.platform), approved.alt_text
        if copy is None and wanted.there is not None:
            there = wanted.there
            copy, alt_text = PlatformCopy(there.title, there.text, there.tags), there.alt_text
        if copy is None:
            raise WordsMissing(destination.name)
        price, quantity = must_be_complete(product)
        first, *more = _taken(destination, read.photos)
        return Listing(
            marker=wanted.marker,
            title=copy.title or product.title,
            text=copy.text,
            tags=copy.tags,
            alt_text=alt_text,
            price=price,
            quantity=quantity,
            materials=product.materials,
            link=product.link,
            pictures=first,
            more_pictures=tuple(
                {destination.rendition: one[destination.rendition]} for one in more
            ),
            variants=product.variants,
            field_values=self._choices(owner_id, wanted, product.craft),
            product_sku=product.sku,
        )

    def _choices(self, owner_id: str, wanted: Wanted, craft: str | None) -> dict[str, str]:
        """The options of this post, else those of its craft, else those of all pieces."""
        if not wanted.destination.listing_fields:
            return {}
        given = wanted.field_values
        return dict(self.platforms.field_values(owner_id, wanted.account, craft, given))

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


def must_be_accepted(built: Sequence[BuiltListing], wanted: Sequence[Wanted]) -> None:
    """Raises `LossesNotAccepted`, with all places of which something is not shown, unless known."""
    lacking = [(one, where) for one, where in zip(built, wanted, strict=True) if one.unaccepted]
    if lacking:
        raise LossesNotAccepted(
            [where.destination.name for _, where in lacking],
            [
                {
                    "platform": where.account.platform,
                    "account_id": where.account.account_id,
                    "losses": [asdict(loss) for loss in one.losses],
                }
                for one, where in lacking
            ],
        )


def must_be_complete(product: ProductSnapshot) -> tuple[Money, int]:
    """The product's price and quantity; raises `ProductIncomplete` naming all that is missing."""
    given = {"price": product.price, "quantity": product.quantity, "photo_ids": product.photo_ids}
    missing = [name for name, value in given.items() if value is None or value == ()]
    if missing or product.price is None or product.quantity is None:
        raise ProductIncomplete(missing)
    return product.price, product.quantity


def _taken(destination: Destination, photos: Mapping[str, Pictures]) -> list[Pictures]:
    """The pictures of as many photographs as the platform shows; raises `PictureMissing`.

    A photograph that is not ready would be missing for good, so nothing is published without it.
    """
    taken = list(photos.items())[: destination.photos_max]
    for number, (photo_id, pictures) in enumerate(taken, start=1):
        if destination.rendition not in pictures:
            raise PictureMissing(destination.name, photo_id, number)
    return [pictures for _, pictures in taken]
