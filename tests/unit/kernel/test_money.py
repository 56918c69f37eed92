"""Money: exact, of one currency, and read from the wire without mercy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.errors import Malformed
from kernel.money import Money


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [
        ("1234.50", "INR", 123_450),
        ("0.01", "INR", 1),
        ("0", "INR", 0),
        ("1234.5", "INR", 123_450),
        ("007", "USD", 700),
        ("1500", "JPY", 1500),
        ("1.234", "BHD", 1234),
        ("999999999999.99", "INR", 99_999_999_999_999),
        ("1.000", "JPY", 1),
    ],
)
def test_an_amount_is_read_exactly(amount: str, currency: str, minor: int) -> None:
    assert Money.parse(amount, currency) == Money(minor, currency)


@pytest.mark.parametrize(
    ("amount", "currency"),
    [
        ("", "INR"),
        ("-1", "INR"),
        ("+1", "INR"),
        ("1,234.50", "INR"),
        ("1e3", "INR"),
        ("1.005", "INR"),
        ("0.5", "JPY"),
        (".5", "INR"),
        ("5.", "INR"),
        (" 5", "INR"),
        ("5\n", "INR"),
        ("\u0967\u0968", "INR"),  # Devanagari digits: what is shown, never what is sent
        ("1234567890123", "INR"),
        ("NaN", "INR"),
        ("1", "inr"),
        ("1", "RUPEE"),
        ("1", ""),
    ],
)
def test_what_is_no_amount_is_refused(amount: str, currency: str) -> None:
    with pytest.raises(Malformed) as refusal:
        Money.parse(amount, currency)
    assert refusal.value.remedy


@given(st.integers(0, 10**12 - 1), st.sampled_from(["INR", "USD", "JPY", "KWD"]))
def test_what_is_written_is_read_back(minor: int, currency: str) -> None:
    money = Money(minor, currency)

    assert Money.parse(money.amount, currency) == money


def test_an_amount_shows_all_decimals_of_its_currency() -> None:
    shown = [Money(5, "INR").amount, Money(5, "JPY").amount, Money(5, "BHD").amount]

    assert shown == ["0.05", "5", "0.005"]
    assert str(Money(123_450, "INR")) == "1234.50 INR"


def test_sums_keep_to_one_currency() -> None:
    assert Money(1, "INR") + Money(2, "INR") == Money(3, "INR")
    with pytest.raises(ValueError, match="do not add"):
        Money(1, "INR") + Money(1, "USD")
