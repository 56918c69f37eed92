from decimal import Decimal

from llm.prices import Price, Prices


def test_prices_are_rounded_up_and_never_free() -> None:
    price = Price(Decimal("0.75"), Decimal("3.75"))
    assert price.micros(1_000_000, 0) == 750_000
    assert price.micros(1, 0) == 1
    assert price.micros(4, 4) == 18
    unknown = Prices().cost("somebody-elses-model", 1000, 1000)
    assert unknown.micros >= Prices().cost("claude-opus-5-5", 1000, 1000).micros
    assert Prices().remark("claude-opus-5-5") is None
