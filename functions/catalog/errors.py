"""What can go wrong with stores and products."""

from kernel.errors import Conflict, Gone, Malformed, NotFound, PreconditionMissed


class StoreNotFound(NotFound):
    """There is no such store, or it is somebody else's."""

    code = "store_not_found"


class ProductNotFound(NotFound):
    """There is no such product, or it is somebody else's."""

    code = "product_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such product.", remedy="Choose one of your products.")


class ProductInTrash(Conflict):
    """An archived product cannot be changed."""

    code = "product_archived"

    def __init__(self) -> None:
        super().__init__("This product was deleted.", remedy="Restore it first, then change it.")


class RestoreOver(Gone):
    """The product was archived too long ago to be restored."""

    code = "restore_over"

    def __init__(self, days: int) -> None:
        super().__init__(
            f"This product was deleted more than {days} days ago.",
            remedy="Make a new product of its photographs.",
        )


class PhotoTaken(Conflict):
    """The photograph begins another product already; `details.product_id` names it."""

    code = "photo_taken"

    def __init__(self, photo_id: str, product_id: str) -> None:
        super().__init__(
            "This photograph is the first one of another product already.",
            remedy="Open that product, or put another photograph first.",
            details={"photo_id": photo_id, "product_id": product_id},
        )


class PhotoNotFound(NotFound):
    """There is no such photo, or it is somebody else's; `details.photo_id` names it."""

    code = "photo_not_found"

    def __init__(self, photo_id: str) -> None:
        super().__init__(
            "One of these photos is not yours or does not exist.",
            remedy="Upload the photo again, or choose one from your gallery.",
            details={"photo_id": photo_id},
        )


class PhotoUnusable(Conflict):
    """The photo was rejected, so that nothing can show it; `details.photo_id` names it."""

    code = "photo_unusable"

    def __init__(self, photo_id: str) -> None:
        super().__init__(
            "One of these photos could not be used.",
            remedy="Look at the reason beside the photo, and upload another one.",
            details={"photo_id": photo_id},
        )


class TooManyPhotos(Malformed):
    """The photographs of a product and those added to them are too many."""

    code = "too_many_photos"

    def __init__(self, most: int) -> None:
        reason = f"a product has {most} photographs at most"
        super().__init__(
            "These are too many photographs for one product.",
            remedy=f"Take some away; a product has {most} at most.",
            details={"fields": [{"field": "photo_ids", "reason": reason}]},
        )


class ChangedMeanwhile(PreconditionMissed):
    """The edit builds on a version that is no longer the current one."""

    code = "changed_meanwhile"

    def __init__(self) -> None:
        super().__init__(
            "This was changed since you loaded it.", remedy="Load it again and repeat your change."
        )


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


class QuantityMissing(Malformed):
    """A new variant has no quantity."""

    code = "quantity_missing"

    def __init__(self, place: int) -> None:
        reason = "a new variant needs a quantity"
        super().__init__(
            "A new variant has no quantity.",
            remedy="Say how many of it there are; 0 is a number too.",
            details={"fields": [{"field": f"variants.{place}.quantity", "reason": reason}]},
        )


class StockMoved(PreconditionMissed):
    """A number of pieces was given, and some were sold since the artisan saw the one before."""

    code = "stock_moved"

    def __init__(self) -> None:
        super().__init__(
            "Some pieces were sold since you looked.",
            remedy="Look at the number that is there now, and change it if it is wrong.",
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
