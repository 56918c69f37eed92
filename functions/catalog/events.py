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


class StockChanged(Event):
    """How many there are of a product has changed; `on_hand` is of all its variants together.

    Of two such events of a product that with the greater `stock_version` is the newer.
    """

    source: ClassVar[str] = "catalog"
    relayed: ClassVar[bool] = True

    product_id: str
    owner_id: str
    on_hand: int
    stock_version: int


class StockOversold(Event):
    """An account sold pieces of a SKU of which `short` are not there: they were sold before.

    `order` is the platform's id of the order.
    """

    source: ClassVar[str] = "catalog"
    relayed: ClassVar[bool] = True

    product_id: str
    owner_id: str
    sku: str
    platform: str
    account_id: str
    order: str
    short: int


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
