"""What an account is known to sell of each SKU, and what it is to sell in its place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from functions.channels.model.listing import Listing, StockLevel


@dataclass(frozen=True, slots=True)
class SoldThere:
    """What an account ever sold of each SKU, and got back by cancelled orders."""

    sold: Mapping[str, int] = field(default_factory=dict)
    returned: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StockSent:
    """The number of a SKU that was set in an account, and its sales up to that moment."""

    quantity: int
    sold: int = 0
    returned: int = 0

    @classmethod
    def of(cls, quantity: int, sku: str, sales: SoldThere) -> "StockSent":
        """The number that is set now."""
        return cls(quantity, sales.sold.get(sku, 0), sales.returned.get(sku, 0))

    def believed(self, sku: str, sales: SoldThere) -> int:
        """How many the account sells by now: less what it has sold since, of which we heard."""
        return max(0, self.quantity - (sales.sold.get(sku, 0) - self.sold))

    def restocked(self, sku: str, sales: SoldThere) -> int:
        """How many it may have put back by itself, for orders that were cancelled since."""
        return max(0, sales.returned.get(sku, 0) - self.returned)


Sent = Mapping[str, StockSent]
"""What was set in an account, by SKU."""


def sent_with(listing: Listing, sales: SoldThere) -> dict[str, StockSent]:
    """What an account sells once this listing is published there."""
    return {
        listing.sku_of(one): StockSent.of(one.quantity, listing.sku_of(one), sales)
        for one in listing.forms
    }


@dataclass(frozen=True, slots=True)
class StockPlan:
    """The numbers to set in an account, and what it is known to sell after that."""

    levels: tuple[StockLevel, ...]
    sent: Sent
    is_sold_out: bool


def plan_stock(sent: Sent, wanted: Mapping[str, int] | None, sales: SoldThere) -> StockPlan | None:
    """What is to be set where `sent` was set last; None where the account sells what is wanted.

    A SKU that is not wanted any more is to sell none; one that was never sent there is left out.
    A product of which nobody says how many there are is not sold out: nothing is set.
    """
    if wanted is None:
        return None
    believed = {sku: one.believed(sku, sales) for sku, one in sent.items()}
    target = {sku: wanted.get(sku, 0) for sku in sent}
    levels = tuple(
        StockLevel(sku, target[sku], believed[sku], sent[sku].restocked(sku, sales))
        for sku in sorted(sent)
        if target[sku] != believed[sku]
    )
    if not levels:
        return None
    after = {one.sku: StockSent.of(one.quantity, one.sku, sales) for one in levels}
    return StockPlan(levels, {**sent, **after}, is_sold_out=not any(wanted.values()))


def over(sent: Sent, levels: Iterable[StockLevel], planned: Sent) -> tuple[StockLevel, ...]:
    """The levels that were planned with the sales of `planned`, to be set where `sent` was set."""
    sales = SoldThere(
        {sku: one.sold for sku, one in planned.items()},
        {sku: one.returned for sku, one in planned.items()},
    )
    return tuple(
        one
        if one.before is None
        else StockLevel(
            one.sku,
            one.quantity,
            sent[one.sku].believed(one.sku, sales),
            sent[one.sku].restocked(one.sku, sales),
        )
        for one in levels
    )


@dataclass(frozen=True, slots=True)
class StockFound:
    """The numbers in an account just before others were set, and after it.

    `earlier` are those before an earlier call of which the answer was lost, None without one.
    """

    before: Mapping[str, int]
    after: Mapping[str, int]
    earlier: Mapping[str, int] | None = None

    def is_set(self, level: StockLevel) -> bool:
        """Whether the number there is the one that was to be set, by our own doing.

        A number that a person wants there whatever is there counts as hers in any case.
        """
        was = [one[level.sku] for one in (self.before, self.earlier or {}) if level.sku in one]
        ours = level.before is None or not was or any(level.target(one) is not None for one in was)
        return ours and self.after.get(level.sku, level.quantity) == level.quantity


def set_there(
    sent: Sent,
    planned: Sent,
    levels: Iterable[StockLevel],
    found: StockFound,
) -> dict[str, StockSent]:
    """What the account is known to sell after these levels were to be set, as was planned.

    A number that was not as we knew was left as it was, and is known as before: where it is the
    same as was to be set, that is by chance, say by sales of which we have not heard.
    """
    left = {one.sku for one in levels if not found.is_set(one)}
    return {sku: sent.get(sku, one) if sku in left else one for sku, one in planned.items()}


def stock_drift(sent: Sent, there: Mapping[str, int], sales: SoldThere) -> str:
    """The numbers that are not those which we know of, a line each; "" if all are."""
    return "\n".join(
        f"{sku}: {there[sku]}"
        for sku, one in sorted(sent.items())
        if sku in there
        and not _explained(there[sku], one.believed(sku, sales), one.restocked(sku, sales))
    )


def _explained(there: int, believed: int, restocked: int) -> bool:
    return believed <= there <= believed + restocked
