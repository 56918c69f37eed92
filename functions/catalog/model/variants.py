"""The variants of a product: their ids, their SKUs, and the one currency of their prices."""

from dataclasses import replace

from functions.catalog.errors import CurrenciesMixed, QuantityMissing, VariantNotFound
from functions.catalog.model.product import Product, Variant, VariantChange
from kernel.ids import Ids
from kernel.normal_form import fold


def numbered(product: Product, variants: tuple[Variant | VariantChange, ...], ids: Ids) -> Product:
    """The product with these variants: each keeps its id and SKU, or gets new ones.

    One without an id is the variant of the product that has the same options, if none is named by
    that one's id: saying the same twice numbers nothing anew. The number of a new SKU is one that
    no variant of the product ever had. Raises `VariantNotFound` for an id that the product does not
    have, or has given to another variant, and `QuantityMissing` for a new one without a quantity.
    """
    free = {one.variant_id: one for one in product.variants}
    for place, one in enumerate(variants):
        if one.variant_id and free.pop(one.variant_id, None) is None:
            raise VariantNotFound(place)
    by_id = {one.variant_id: one for one in product.variants}
    by_options = {_folded(one): one for one in free.values()}
    made, known = product.variants_made, []
    for place, one in enumerate(variants):
        same = by_id.get(one.variant_id) or by_options.get(_folded(one))
        quantity = same.quantity if same and one.quantity is None else one.quantity
        if quantity is None:
            raise QuantityMissing(place)
        if same is None:
            made += 1
            variant_id, sku = ids.new("variant"), f"{product.sku}-{made}"
        else:
            variant_id, sku = same.variant_id, same.sku
        known.append(Variant(one.options, one.price, quantity, variant_id, sku))
    return replace(product, variants=tuple(known), variants_made=made)


def _folded(variant: Variant | VariantChange) -> frozenset[tuple[str, str]]:
    return frozenset((fold(name), fold(value)) for name, value in variant.options.items())


def must_have_one_currency(product: Product) -> None:
    """Raises `CurrenciesMixed` for a variant in another currency than the product's.

    A product without a price has the currency of its first variant.
    """
    prices = [product.price] if product.price else [one.price for one in product.variants[:1]]
    for place, one in enumerate(product.variants):
        if one.price.currency != prices[0].currency:
            raise CurrenciesMixed(place, prices[0].currency)
