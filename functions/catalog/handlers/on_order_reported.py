"""Moves the stock of what an account of a platform sold."""

from typing import ClassVar

from pydantic import BaseModel

from functions.catalog.model.stock import OrderedLine, OrderRef, ReportedOrder
from functions.catalog.wiring import container
from kernel.aws.consumers import consumer
from kernel.events import Event


class Line(BaseModel):
    """The fields that this handler reads of a line of an order."""

    line: str
    sku: str
    quantity: int


class ChannelOrderReported(Event):
    """The fields that this handler reads of channels/ChannelOrderReported."""

    source: ClassVar[str] = "channels"

    owner_id: str
    platform: str
    account_id: str
    order: str
    revision: str
    lines: tuple[Line, ...]


@consumer(ChannelOrderReported)
def handler(reported: ChannelOrderReported) -> None:
    """Take what the order holds now from the stock, and give back what it holds no more."""
    order = OrderRef(reported.owner_id, reported.platform, reported.account_id, reported.order)
    # An account that gives a line no id has one line for each SKU.
    lines = tuple(OrderedLine(one.line or one.sku, one.sku, one.quantity) for one in reported.lines)
    container().stock_service.record(ReportedOrder(order, reported.revision, lines))
