"""The variants of a product: their ids, their SKUs, and the one currency of their prices."""

from dataclasses import replace

from functions.catalog.errors import CurrenciesMixed, VariantNotFound
from functions.catalog.model.product import Product, Variant
from kernel.ids import Ids


def numbered(product: Product, variants: tuple[Variant, ...], ids: Ids) -> Product:
    """The product with these variants: each keeps its id and SKU, or gets new ones.

    The number of a new SKU is one that no variant of the product ever had. Raises
    `VariantNotFound` for an id that the product does not have, or has given to another variant.
    """
    free = {one.variant_id: one.sku for one in product.variants}
    made, known = product.variants_made, []
    for place, one in enumerate(variants):
        if one.variant_id and one.variant_id not in free:
            raise VariantNotFound(place)
        if one.variant_id:
            known.append(replace(one, sku=free.pop(one.variant_id)))
            continue
        made += 1
        sku = f"{product.sku}-{made}"
        known.append(replace(one, variant_id=ids.new("variant"), sku=sku))
    return replace(product, variants=tuple(known), variants_made=made)


def must_have_one_currency(product: Product) -> None:
    """Raises `CurrenciesMixed` for a variant in another currency than the product's.

    A product without a price has the currency of its first variant.
    """
    prices = [product.price] if product.price else [one.price for one in product.variants[:1]]
    for place, one in enumerate(product.variants):
        if one.price.currency != prices[0].currency:
            raise CurrenciesMixed(place, prices[0].currency)
