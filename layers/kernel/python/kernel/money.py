"""Money as whole minor units of one currency: never a float, never two currencies in one sum."""

import re
from dataclasses import dataclass
from decimal import Decimal

from kernel.errors import Malformed

# ISO 4217 minor units where they differ from two.
_EXPONENT = {"JPY": 0, "KRW": 0, "VND": 0, "CLP": 0, "BHD": 3, "KWD": 3, "OMR": 3, "TND": 3}
_AMOUNT = re.compile(r"[0-9]{1,12}(\.[0-9]{1,3})?")
_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Money:
    """`minor` units (paise, cents) of an ISO 4217 `currency`."""

    minor: int
    currency: str

    @classmethod
    def parse(cls, amount: str, currency: str) -> "Money":
        """Read a wire amount such as `"1234.50"`; raises `Malformed` for anything else."""
        if not _CURRENCY.fullmatch(currency):
            raise Malformed(
                f"“{currency}” is not a currency code.", remedy="Use ISO 4217, such as INR."
            )
        if not _AMOUNT.fullmatch(amount):
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
        if other.currency != self.currency:
            msg = f"{self.currency} and {other.currency} do not add"
            raise ValueError(msg)
        return Money(self.minor + other.minor, self.currency)

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"
