"""Costs of models' tokens from a dated table; unlisted models cost the dearest, with a remark."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter

from llm.costs import Cost

UNKNOWN = "The price of {model} is not in our table of {day}: it is counted as the dearest one."


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars per million tokens, which is the same as micros per token."""

    input: Decimal
    output: Decimal

    def micros(self, input_tokens: int, output_tokens: int) -> int:
        """The tokens' cost in millionths of a dollar, rounded up."""
        exact = self.input * input_tokens + self.output * output_tokens
        return int(exact.to_integral_value(ROUND_CEILING))


class Prices:
    """The table in `prices.json`, with what a deployment adds in `MODEL_PRICES`."""

    def __init__(self, added: Mapping[str, tuple[str, str]] | None = None) -> None:
        table = _table()
        self.day = str(table["as_of"])
        self._known = {name: _price(one["input"], one["output"]) for name, one in _models().items()}
        self._known |= {name: _price(*one) for name, one in (added or {}).items()}

    def cost(self, model: str, input_tokens: int, output_tokens: int) -> Cost:
        """What these tokens cost; a model without a price costs as much as the dearest one."""
        micros = self._of(model).micros(input_tokens, output_tokens)
        return Cost(model, input_tokens, output_tokens, micros)

    def remark(self, model: str) -> str | None:
        """A remark for the person that the model's price is unknown; None for a known price."""
        return None if model in self._known else UNKNOWN.format(model=model, day=self.day)

    def _of(self, model: str) -> Price:
        found = self._known.get(model)
        dearest = max(self._known.values(), key=lambda price: price.output)
        return found or Price(max(price.input for price in self._known.values()), dearest.output)


@lru_cache
def _table() -> dict[str, object]:
    path = Path(__file__).with_name("prices.json")
    table: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return table


def _models() -> dict[str, dict[str, str]]:
    models: dict[str, dict[str, str]] = TypeAdapter(dict[str, dict[str, str]]).validate_python(
        _table()["models"]
    )
    return models


def _price(input_dollars: str, output_dollars: str) -> Price:
    return Price(Decimal(input_dollars), Decimal(output_dollars))
