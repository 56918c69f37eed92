"""Reads what a Shopify store shows of a product: pure, without the transport."""

from functions.channels.adapters import shown as written
from functions.channels.adapters.shopify.queries import StoreProduct
from functions.channels.adapters.shown import descriptions, lines, money, pictures
from functions.channels.adapters.store_variants import counted, matched
from functions.channels.adapters.texts import plain
from functions.channels.model.listing import Listing, ShownListing


def shown(found: StoreProduct, listing: Listing, currency: str) -> ShownListing:
    """The parts and the stock of a product."""
    words = lines(
        ("Title", found.title),
        ("Text", plain(found.text)),
        ("Tags", ", ".join(found.tags)),
        *descriptions(one.alt for one in found.media),
    )
    forms = written.forms(one.chosen_by for one in found.forms)
    category = lines(("Category", found.category.rpartition("/")[2]))
    return ShownListing(
        {
            "words": words,
            "price": written.prices(
                (one.chosen_by, money(one.price, currency)) for one in found.forms
            ),
            "pictures": pictures(one.id.rpartition("/")[2] for one in found.media),
            "options": "\n".join(filter(None, (forms, category))),
        },
        stock(found, listing),
    )


def stock(found: StoreProduct, listing: Listing) -> dict[str, int]:
    """How many the store would sell of each of the listing's forms that it counts, by our SKU."""
    forms = matched(listing, [(one.sku, one.chosen_by) for one in found.forms])
    pairs = zip(found.forms, forms, strict=True)
    return counted(listing, ((form, one.stock) for one, form in pairs if one.tracked))
