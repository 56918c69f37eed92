"""Money as whole minor units of one currency: never a float, never two currencies in one sum."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import total_ordering

from kernel.errors import Malformed

# ISO 4217 minor units where they differ from two.
_EXPONENT = {"JPY": 0, "KRW": 0, "VND": 0, "CLP": 0, "BHD": 3, "KWD": 3, "OMR": 3, "TND": 3}
_AMOUNT = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,3})?")
_CURRENCY = re.compile(r"[A-Z]{3}")


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """`minor` units (paise, cents) of an ISO 4217 `currency`; a debt has negative units.

    Operations on two amounts raise `ValueError` when the currencies differ.
    """

    minor: int
    currency: str

    @classmethod
    def parse(cls, amount: str, currency: str, *, signed: bool = False) -> "Money":
        """Read a wire amount such as `"1234.50"`; raises `Malformed` for anything else.

        A minus is read only if the amount may be `signed`, as in a statement; a price may not.
        """
        if not _CURRENCY.fullmatch(currency):
            raise Malformed(
                f"“{currency}” is not a currency code.", remedy="Use ISO 4217, such as INR."
            )
        if not _AMOUNT.fullmatch(amount) or (amount.startswith("-") and not signed):
            raise Malformed(
                f"“{amount}” is not an amount.", remedy="Write it with digits, such as 1234.50."
            )
        scaled = Decimal(amount).scaleb(_EXPONENT.get(currency, 2))
        if scaled != scaled.to_integral_value():
            raise Malformed(
                f"“{amount}” has more decimals than {currency} has.",
                remedy="Round it to the smallest coin.",
            )
        return cls(int(scaled), currency)

    @property
    def amount(self) -> str:
        """The wire form, such as `"1234.50"`: all decimals of the currency, no grouping."""
        exponent = _EXPONENT.get(self.currency, 2)
        return f"{Decimal(self.minor).scaleb(-exponent):.{exponent}f}"

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other).minor, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other).minor, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __mul__(self, times: int) -> "Money":
        return Money(self.minor * times, self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._same(other).minor

    def allocate(self, weights: Sequence[int]) -> tuple["Money", ...]:
        """Split the amount by `weights` into parts that sum to it exactly, in the same order.

        By largest remainder; equal remainders go to the earlier part. A part of weight 0 is 0.
        Raises `ValueError` unless the weights are 0 or more and one of them is more.
        """
        whole = sum(weights)
        if whole <= 0 or min(weights) < 0:
            msg = f"an amount cannot be split by {list(weights)}"
            raise ValueError(msg)
        size, sign = abs(self.minor), -1 if self.minor < 0 else 1
        parts = [size * weight // whole for weight in weights]
        rests = [size * weight % whole for weight in weights]
        for place in sorted(range(len(parts)), key=lambda at: -rests[at])[: size - sum(parts)]:
            parts[place] += 1
        return tuple(Money(sign * part, self.currency) for part in parts)

    def _same(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            msg = f"{self.currency} and {other.currency} are not one currency"
            raise ValueError(msg)
        return other

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"
