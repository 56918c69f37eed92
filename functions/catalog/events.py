"""The domain events of catalog."""

from typing import ClassVar

from kernel.events import Event


class ProductCreated(Event):
    """A product was made, by an artisan or from a photograph that is ready.

    `photo_ids` are the photographs that it shows, in their order, `product_version` is 1.
    """

    source: ClassVar[str] = "catalog"
    relayed: ClassVar[bool] = True

    product_id: str
    owner_id: str
    photo_ids: list[str]
    product_version: int


class ProductUpdated(Event):
    """A product was changed: `fields` names what is different since the version before.

    `photo_ids` are the photographs that it shows now, `product_version` is the changed product's.
    """

    source: ClassVar[str] = "catalog"
    relayed: ClassVar[bool] = True

    product_id: str
    owner_id: str
    fields: list[str]
    photo_ids: list[str]
    product_version: int


class ProductArchived(Event):
    """A product was deleted by its artisan, or its photograph joined another product.

    It can be restored for thirty days. `product_version` is the archived product's.
    """

    source: ClassVar[str] = "catalog"
    relayed: ClassVar[bool] = True

    product_id: str
    owner_id: str
    product_version: int


class ProductRestored(Event):
    """An archived product was restored; `photo_ids` are the photographs that it shows.

    `product_version` is the restored product's.
    """

    source: ClassVar[str] = "catalog"
    relayed: ClassVar[bool] = True

    product_id: str
    owner_id: str
    photo_ids: list[str]
    product_version: int
