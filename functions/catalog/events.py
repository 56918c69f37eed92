"""The domain events of catalog."""

from typing import ClassVar

from kernel.events import Event


class ProductSaved(Event):
    """An artisan created or changed a product; `photo_ids` are the photos that it shows now."""

    source: ClassVar[str] = "catalog"

    product_id: str
    owner_id: str
    photo_ids: list[str]
