"""Money: exact, of one currency, and read from the wire without mercy."""

from collections.abc import Callable
from operator import add, ge, gt, le, lt, sub

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.errors import Malformed
from kernel.money import Money

AMOUNTS = st.integers(-(10**12), 10**12)
CURRENCIES = st.sampled_from(["INR", "USD", "JPY", "KWD"])


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
        ("12.505", "JOD", 12_505),
        ("12.505", "IQD", 12_505),
        ("1500", "XOF", 1500),
        ("1500", "UGX", 1500),
        ("1.2345", "CLF", 12_345),
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
        ("100.50", "XOF"),
        ("1", "XAU"),
        ("1", "QQQ"),
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


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [
        ("1250.0000", "INR", 125_000),
        ("1190.476", "INR", 119_048),
        ("1190.474999", "INR", 119_047),
        ("0.005", "INR", 1),
        ("-50.00", "INR", -5_000),
        ("-0.005", "INR", -1),
        ("+7", "INR", 700),
        ("100.50", "XOF", 101),
        ("12.505", "JOD", 12_505),
        ("1250.", "INR", 125_000),
        (" 12.50 ", "INR", 1_250),
        ("123456789012345", "IRR", 12_345_678_901_234_500),
    ],
)
def test_what_others_computed_is_read_by_their_rules(
    amount: str, currency: str, minor: int
) -> None:
    assert Money.reported(amount, currency) == Money(minor, currency)


@pytest.mark.parametrize("amount", ["", "-", "free", "NaN", "Infinity", "1e3", "1,250.00", "1.2.3"])
def test_what_is_no_number_is_no_reported_amount_either(amount: str) -> None:
    with pytest.raises(Malformed):
        Money.reported(amount, "INR")


@given(st.integers(-(10**12) + 1, 10**12 - 1), CURRENCIES)
def test_what_is_written_is_read_back(minor: int, currency: str) -> None:
    money = Money(minor, currency)

    assert Money.parse(money.amount, currency, signed=True) == money


@pytest.mark.parametrize("amount", ["-", "--1", "-1-", "\u22121"])
def test_a_signed_amount_has_one_minus_at_its_front(amount: str) -> None:
    with pytest.raises(Malformed):
        Money.parse(amount, "INR", signed=True)


def test_an_amount_shows_all_decimals_of_its_currency() -> None:
    shown = [Money(5, "INR").amount, Money(5, "JPY").amount, Money(5, "BHD").amount]

    assert shown == ["0.05", "5", "0.005"]
    assert str(Money(123_450, "INR")) == "1234.50 INR"


@given(AMOUNTS, AMOUNTS)
def test_amounts_are_added_subtracted_and_compared_as_their_units_are(one: int, two: int) -> None:
    first, second = Money(one, "INR"), Money(two, "INR")

    assert first + second == Money(one + two, "INR")
    assert first - second == first + -second == Money(one - two, "INR")
    assert (first < second, first <= second, first > second, first >= second) == (
        (one < two, one <= two, one > two, one >= two)
    )
    assert first * 3 == first + first + first


@pytest.mark.parametrize("operation", [add, sub, lt, le, gt, ge])
def test_two_currencies_are_never_put_together(operation: Callable[[Money, Money], object]) -> None:
    with pytest.raises(ValueError, match="not one currency"):
        operation(Money(1, "INR"), Money(1, "USD"))


@given(AMOUNTS, st.lists(st.integers(0, 10_000), min_size=1, max_size=20).filter(any))
def test_parts_sum_to_the_whole_and_are_off_by_less_than_one_unit(
    minor: int, weights: list[int]
) -> None:
    parts = [part.minor for part in Money(minor, "INR").allocate(weights)]

    assert sum(parts) == minor
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part * sum(weights) - minor * weight) < sum(weights)


@pytest.mark.parametrize(
    ("minor", "weights", "parts"),
    [
        (100, [1, 1, 1], [34, 33, 33]),
        (-100, [1, 1, 1], [-34, -33, -33]),
        (200, [1, 1, 1], [67, 67, 66]),
        (1, [1, 3], [0, 1]),
        (7, [0, 2, 0], [0, 7, 0]),
        (0, [1, 2], [0, 0]),
    ],
)
def test_what_is_left_over_goes_to_the_largest_remainder_then_to_the_earlier(
    minor: int, weights: list[int], parts: list[int]
) -> None:
    assert [part.minor for part in Money(minor, "INR").allocate(weights)] == parts


@pytest.mark.parametrize("weights", [[], [0, 0], [2, -1]])
def test_an_amount_is_split_only_by_weights_that_say_how(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="cannot be split"):
        Money(100, "INR").allocate(weights)
