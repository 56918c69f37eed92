"""What panels check of a form's fields, each in a sentence; None when all is well."""

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

Check = Callable[[str], str | None]

PRICE_MAX = Decimal(500_000)
PINCODE = re.compile(r"[1-9]\d{5}", re.ASCII)
HSN = re.compile(r"\d{4}|\d{6}|\d{8}", re.ASCII)
SKU = re.compile(r"[A-Za-z0-9._/-]+")
CONTACT = re.compile(r"https?://|www\.|\b[\w.]+@[\w-]+\.\w+|(?<!\d)[6-9]\d{9}(?!\d)", re.ASCII)
# GST slabs since 22 September 2025.
GST = ("0", "3", "5", "18", "40")


def contact_details(*texts: str) -> bool:
    """Whether there is an address, a web address or a mobile number in what buyers read."""
    return CONTACT.search("\n".join(texts)) is not None


def one_of(options: tuple[str, ...]) -> Check:
    """One of `options`."""
    return lambda value: None if value in options else "Choose one from the list."


def rupees(value: str) -> Decimal | None:
    """An amount as people type it, or None."""
    try:
        number = Decimal(value.replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def price(value: str) -> str | None:
    """What is wrong with a price in rupees."""
    number = rupees(value)
    if number is None:
        return "Enter a price in rupees."
    if number != number.quantize(Decimal("0.01")):
        return "A price has at most two decimals."
    if not 1 <= number <= PRICE_MAX:
        return f"Enter a price from ₹1 to ₹{PRICE_MAX:,}."
    return None


def whole(low: int, high: int) -> Check:
    """A whole number from `low` to `high`."""

    def check(value: str) -> str | None:
        if value.isascii() and value.isdigit() and low <= int(value) <= high:
            return None
        return f"Enter a whole number from {low} to {high:,}."

    return check


def matching(pattern: re.Pattern[str], words: str, longest: int | None = None) -> Check:
    """Text like `pattern`; `words` say so when it is not."""

    def check(value: str) -> str | None:
        if pattern.fullmatch(value) and (longest is None or len(value) <= longest):
            return None
        return words

    return check


def length(low: int, high: int) -> Check:
    """Text of `low` to `high` characters."""

    def check(value: str) -> str | None:
        if low <= len(value) <= high:
            return None
        return f"Write {low} to {high:,} characters. There are {len(value):,}."

    return check
