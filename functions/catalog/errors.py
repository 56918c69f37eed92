"""What can go wrong with stores and products."""

from kernel.errors import NotFound, PreconditionMissed


class StoreUnknown(NotFound):
    """There is no such store, or it is somebody else's."""

    code = "store_unknown"


class ProductUnknown(NotFound):
    """There is no such product, or it is somebody else's."""

    code = "product_unknown"


class ChangedMeanwhile(PreconditionMissed):
    """The edit builds on a version that is no longer the current one."""

    code = "changed_meanwhile"
