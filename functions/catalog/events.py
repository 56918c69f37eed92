"""What catalog says."""

from typing import ClassVar

from kernel.events import Event


class ProductSaved(Event):
    """A product was made or changed."""

    source: ClassVar[str] = "catalog"

    product_id: str
    owner_id: str
    photo_ids: list[str]
