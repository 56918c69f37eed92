"""The response models of a product's stock."""

from collections.abc import Iterable
from typing import Self

from pydantic import Field

from functions.catalog.model.product import Product
from functions.catalog.model.stock import Kind, OrderLine, StockMovement
from kernel.events import Instant
from kernel.responses import ApiModel


class OversoldRead(ApiModel):
    """A line of an order of which `short` pieces are not there: they were sold before."""

    platform: str
    account_id: str = Field(examples=["12345678"])
    order_id: str = Field(examples=["3141592653"])
    sku: str = Field(examples=["AJR-7F3K-1"])
    quantity: int
    short: int
    recorded_at: Instant

    @classmethod
    def of(cls, line: OrderLine) -> Self:
        """`line` as the API returns it."""
        return cls(
            platform=line.order.platform,
            account_id=line.order.account_id,
            order_id=line.order.order_id,
            sku=line.sku,
            quantity=line.quantity,
            short=line.short,
            recorded_at=line.recorded_at,
        )


class StockRead(ApiModel):
    """How many there are of a product, by SKU; `on_hand` is of all, null while she has not said."""

    on_hand: int | None
    levels: dict[str, int] = Field(examples=[{"AJR-7F3K-1": 3}])
    stock_version: int
    oversold: list[OversoldRead]

    @classmethod
    def of(cls, product: Product, oversold: Iterable[OrderLine]) -> Self:
        """The stock of `product` as the API returns it."""
        return cls(
            on_hand=product.on_hand,
            levels=product.levels,
            stock_version=product.stock_version,
            oversold=[OversoldRead.of(one) for one in oversold],
        )


class StockMovementRead(ApiModel):
    """A change of a product's stock: the `deltas` of its SKUs, and their `levels` after it.

    `kind` is `counted` (by the artisan), `sale` or `returned` (an order was cancelled or edited);
    `order_id` names the order in an account of `platform`, "" for a count.
    """

    kind: Kind
    deltas: dict[str, int] = Field(examples=[{"AJR-7F3K-1": -1}])
    levels: dict[str, int] = Field(examples=[{"AJR-7F3K-1": 3}])
    moved_at: Instant
    platform: str
    account_id: str = Field(examples=["12345678"])
    order_id: str = Field(examples=["3141592653"])

    @classmethod
    def of(cls, movement: StockMovement) -> Self:
        """`movement` as the API returns it."""
        return cls(
            kind=movement.kind,
            deltas=dict(movement.deltas),
            levels=dict(movement.levels),
            moved_at=movement.moved_at,
            platform=movement.platform,
            account_id=movement.account_id,
            order_id=movement.order_id,
        )
