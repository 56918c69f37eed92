"""What can go wrong with stores and products."""

from kernel.errors import Malformed, NotFound, PreconditionMissed


class StoreNotFound(NotFound):
    """There is no such store, or it is somebody else's."""

    code = "store_not_found"


class ProductNotFound(NotFound):
    """There is no such product, or it is somebody else's."""

    code = "product_not_found"


class ChangedMeanwhile(PreconditionMissed):
    """The edit builds on a version that is no longer the current one."""

    code = "changed_meanwhile"


class VariantNotFound(Malformed):
    """An edit names a variant that the product does not have."""

    code = "variant_not_found"

    def __init__(self, place: int) -> None:
        reason = "this product has no such variant, or it is named twice"
        super().__init__(
            "A variant is named that this product does not have.",
            remedy="Leave out its variant_id to add it as a new one.",
            details={"fields": [{"field": f"variants.{place}.variant_id", "reason": reason}]},
        )


class CurrenciesMixed(Malformed):
    """A variant's price is in another currency than the product's."""

    code = "currencies_mixed"

    def __init__(self, place: int, currency: str) -> None:
        reason = f"it is in another currency than the product's {currency}"
        super().__init__(
            "The variants of a product have prices in its own currency.",
            remedy=f"Give every price in {currency}.",
            details={"fields": [{"field": f"variants.{place}.price.currency", "reason": reason}]},
        )
