"""Money as whole minor units of one currency: never a float, never two currencies in one sum."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, total_ordering

from kernel.errors import Malformed

_AMOUNT = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,4})?")
_REPORTED = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{0,18})?")
_USUAL = 2


@cache
def _minor_units() -> Mapping[str, int]:
    """The decimals of each currency in ISO 4217's own table; none for gold, tests and the like."""
    # Parsing the table takes 7 ms: a function that reads no money does without.
    from iso4217 import raw_table  # noqa: PLC0415

    units = ((code, str(entry["CcyMnrUnts"])) for code, entry in raw_table.items() if code)
    return {code: int(digits) for code, digits in units if digits.isdigit()}


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
        decimals = _decimals(currency)
        if not _AMOUNT.fullmatch(amount) or (amount.startswith("-") and not signed):
            raise Malformed(
                f"“{amount}” is not an amount.", remedy="Write it with digits, such as 1234.50."
            )
        scaled = Decimal(amount).scaleb(decimals)
        if scaled != scaled.to_integral_value():
            raise Malformed(
                f"“{amount}” has more decimals than {currency} has.",
                remedy="Round it to the smallest coin.",
            )
        return cls(int(scaled), currency)

    @classmethod
    def reported(cls, amount: str, currency: str) -> "Money":
        """Read an amount that somebody else computed, such as `"1190.4760"` or `"-50.00"`.

        More decimals than the currency has are rounded half up, as shops and processors do, and a
        line may be negative. Raises `Malformed` for what is no number or no currency.
        """
        decimals, text = _decimals(currency), amount.strip()
        if not _REPORTED.fullmatch(text):
            raise Malformed(f"“{amount[:40]}” is not an amount.")
        scaled = Decimal(text).scaleb(decimals)
        return cls(int(scaled.to_integral_value(ROUND_HALF_UP)), currency)

    @property
    def amount(self) -> str:
        """The wire form, such as `"1234.50"`: all decimals of the currency, no grouping."""
        exponent = _minor_units().get(self.currency, _USUAL)
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


def _decimals(currency: str) -> int:
    decimals = _minor_units().get(currency)
    if decimals is None:
        raise Malformed(
            f"“{currency[:40]}” is not a currency code.", remedy="Use ISO 4217, such as INR."
        )
    return decimals
