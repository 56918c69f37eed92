"""Moves stock by what accounts sold, once for each cause, and tells its artisan how it moved."""

from dataclasses import dataclass

from functions.catalog.events import StockChanged, StockOversold
from functions.catalog.model.product import Product
from functions.catalog.model.stock import (
    OrderedLine,
    OrderLine,
    OrderRef,
    ReportedOrder,
    StockMovement,
    ordered,
)
from functions.catalog.ports import Products, StockRecords
from kernel.clock import Clock
from kernel.conflicts import retry_on_conflict
from kernel.events import Event
from kernel.observability import log_event
from kernel.pages import Page


@dataclass(frozen=True, slots=True)
class StockService:
    """Takes what was sold from the stock, and gives back what was not."""

    products: Products
    records: StockRecords
    clock: Clock

    def record(self, reported: ReportedOrder) -> None:
        """Bring stock in step with an order; one told again, late or out of order moves nothing.

        A line that the order has no more holds no piece. Lines of other goods are left alone.
        """
        by_id = {one.line_id: one for one in reported.lines}
        known = self.records.lines(reported.order)
        gone = [OrderedLine(one.line_id, one.sku, 0) for one in known if one.line_id not in by_id]
        for line in (*by_id.values(), *gone):
            self._record(reported, line)

    def _record(self, reported: ReportedOrder, report: OrderedLine) -> None:
        def record() -> None:
            line = self.records.line(reported.order, report.line_id)
            line = line or self._new_line(reported.order, report)
            if line is None or reported.revision <= line.revision:
                return
            product = self.products.get(reported.order.owner_id, line.product_id)
            if product is not None:
                self._move(product, line, report.quantity, reported.revision)

        retry_on_conflict(record)

    def _new_line(self, order: OrderRef, report: OrderedLine) -> OrderLine | None:
        """The first we hear of a line; None if it is of goods that Haat does not know."""
        product = self.products.by_sku(order.owner_id, report.sku) if report.sku else None
        if product is None:
            return None
        return OrderLine(order, report.line_id, product.product_id, report.sku, self.clock.now())

    def _move(self, before: Product, line: OrderLine, quantity: int, revision: str) -> None:
        after, change = ordered(before, line, quantity, revision, self.clock.now())
        if after == before:
            self.records.keep(change)
            return
        events: list[Event] = [stock_changed(after)]
        following = change.line
        if following is not None and following.short > line.short:
            events.append(_oversold(following))
        self.products.save(after, *events, before=before, stock=change)
        kind = change.movement.kind if change.movement else ""
        log_event("StockMoved", product_id=after.product_id, kind=kind)

    def movements(
        self, owner_id: str, product_id: str, limit: int, cursor: str | None
    ) -> Page[StockMovement]:
        """What moved the product's stock, the latest first."""
        return self.records.movements(owner_id, product_id, limit, cursor)

    def oversold(self, owner_id: str, product_id: str) -> list[OrderLine]:
        """The product's order lines of which pieces are not there, the latest first."""
        return self.records.oversold(owner_id, product_id)


def stock_changed(product: Product) -> StockChanged:
    """The event of a product whose stock moved."""
    return StockChanged(
        product_id=product.product_id,
        owner_id=product.owner_id,
        on_hand=product.on_hand or 0,
        stock_version=product.stock_version,
    )


def _oversold(line: OrderLine) -> StockOversold:
    order = line.order
    return StockOversold(
        product_id=line.product_id,
        owner_id=order.owner_id,
        sku=line.sku,
        platform=order.platform,
        account_id=order.account_id,
        order=order.order_id,
        short=line.short,
    )
