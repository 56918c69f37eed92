"""Stock: every movement with its cause, which counts once, and the lines of orders that it serves.

The number of each SKU is in its `Product`; a movement is saved in the same transaction, so that the
movements of a SKU always sum up to its number. A number is never below zero: what was sold and is
not there is *short*, and the order's line is oversold until somebody cancels or makes it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from functions.catalog.model.product import AccountSales, Product, account_key

Kind = Literal["counted", "sale", "returned"]
"""Why a number moved: its artisan said so, an account sold, or an order was cancelled or edited."""


@dataclass(frozen=True, slots=True)
class OrderRef:
    """An order in an account of a platform, under the platform's own id."""

    owner_id: str
    platform: str
    account_id: str
    order_id: str


@dataclass(frozen=True, slots=True)
class StockMovement:
    """One change of a product's stock: the `deltas` of its SKUs, and their `levels` after it.

    `cause` is unique for the product. `order_id` names the order of a sale, "" otherwise.
    """

    owner_id: str
    product_id: str
    cause: str
    kind: Kind
    deltas: Mapping[str, int]
    levels: Mapping[str, int]
    moved_at: datetime
    platform: str = ""
    account_id: str = ""
    order_id: str = ""


@dataclass(frozen=True, slots=True)
class OrderLine:
    """A line of an order as far as stock goes: `quantity` pieces are the buyer's by `revision`.

    `short` of them are not there: they were sold elsewhere before.
    """

    order: OrderRef
    line_id: str
    product_id: str
    sku: str
    recorded_at: datetime
    quantity: int = 0
    short: int = 0
    revision: str = ""
    version: int = 0

    @property
    def is_oversold(self) -> bool:
        """Whether pieces were sold that are not there."""
        return self.short > 0

    def reported(self, quantity: int, revision: str, now: datetime) -> "OrderLine":
        """The line by a newer report of it."""
        return replace(
            self, quantity=quantity, revision=revision, version=self.version + 1, recorded_at=now
        )


@dataclass(frozen=True, slots=True)
class StockChange:
    """What is saved with a product whose stock moved: its movement, and the order's line."""

    movement: StockMovement | None = None
    line: OrderLine | None = None


@dataclass(frozen=True, slots=True)
class OrderedLine:
    """A line as an account tells of it: so many pieces of a SKU are the buyer's now."""

    line_id: str
    sku: str
    quantity: int


@dataclass(frozen=True, slots=True)
class ReportedOrder:
    """An order as an account tells of it; of two reports that with the greater revision counts."""

    order: OrderRef
    revision: str
    lines: tuple[OrderedLine, ...] = field(default=())


def counted(before: Product | None, after: Product) -> StockChange:
    """The change by which the artisan's own numbers differ; its cause names the new version."""
    was, levels = (before.levels if before else {}), after.levels
    deltas = {sku: levels.get(sku, 0) - was.get(sku, 0) for sku in sorted({*was, *levels})}
    deltas = {sku: delta for sku, delta in deltas.items() if delta}
    if not deltas:
        return StockChange()
    movement = StockMovement(
        owner_id=after.owner_id,
        product_id=after.product_id,
        cause=f"counted#{after.version:06d}",
        kind="counted",
        deltas=deltas,
        levels={sku: levels.get(sku, 0) for sku in deltas},
        moved_at=after.updated_at,
    )
    return StockChange(movement)


def ordered(
    product: Product, line: OrderLine, quantity: int, revision: str, now: datetime
) -> tuple[Product, StockChange]:
    """The product and its stock once the line holds `quantity` pieces by a newer revision.

    More pieces are taken as far as there are any; the rest is short. Fewer are first no longer
    short, then come back, but for a piece that is one of a kind: that comes back by hand only.
    """
    delta = quantity - line.quantity
    following = line.reported(quantity, revision, now)
    on_hand = product.levels.get(line.sku, 0)
    if delta > 0:
        taken = min(delta, on_hand)
        following = replace(following, short=line.short + delta - taken)
        moved = -taken
    else:
        settled = min(line.short, -delta)
        following = replace(following, short=line.short - settled)
        moved = 0 if product.one_of_a_kind else -delta - settled
    after = _counted_for(product, line, delta)
    moved = moved if line.sku in product.levels else 0
    if moved:
        after = after.with_level(line.sku, on_hand + moved)
    if after == product:
        return product, StockChange(line=following)
    after = replace(after.next(now), stock_version=product.stock_version + 1)
    movement = StockMovement(
        owner_id=product.owner_id,
        product_id=product.product_id,
        cause=_cause(line, revision),
        kind="sale" if delta > 0 else "returned",
        deltas={line.sku: moved},
        levels={line.sku: on_hand + moved},
        moved_at=now,
        platform=line.order.platform,
        account_id=line.order.account_id,
        order_id=line.order.order_id,
    )
    return after, StockChange(movement, following)


def _counted_for(product: Product, line: OrderLine, delta: int) -> Product:
    """The product with what its account has sold or got back counted."""
    if not delta:
        return product
    key = account_key(line.order.platform, line.order.account_id)
    sales = product.sales.get(key, AccountSales()).moved(line.sku, delta)
    return replace(product, sales={**product.sales, key: sales})


def _cause(line: OrderLine, revision: str) -> str:
    order = line.order
    return f"sale#{order.platform}#{order.account_id}#{order.order_id}#{line.line_id}#{revision}"
