"""Brings live listings in step with the stock of their product."""

from typing import ClassVar

from functions.publishing.wiring import container
from kernel.aws.consumers import consumer
from kernel.events import Event


class StockChanged(Event):
    """The fields that this handler reads of catalog/StockChanged."""

    source: ClassVar[str] = "catalog"

    product_id: str
    owner_id: str


@consumer(StockChanged)
def handler(stock: StockChanged) -> None:
    """Begin to set other numbers where they are not as they should be, or to take it down."""
    container().stock_follower.follow(stock.owner_id, stock.product_id)
