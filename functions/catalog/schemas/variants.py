"""The request and response models of a product's variants, such as its sizes."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from functions.catalog.model.product import Variant, VariantChange
from kernel.fields import Line, Price, Quantity
from kernel.normal_form import fold
from kernel.responses import ApiModel, MoneyAmount

MOST_VARIANTS = 100
"""The most variants that Shopify takes of a product by default; Etsy takes 70 of one property."""


def _as_written(options: Mapping[str, str]) -> Mapping[str, str]:
    """`options` before their names are tidied, when two of them may become one."""
    names = [fold(name) for name in options] if isinstance(options, Mapping) else []
    if len(set(names)) < len(names):
        raise ValueError("two of its options have the same name")
    return options


Word = Annotated[str, Field(max_length=45), Line]
Options = Annotated[
    dict[Word, Word],
    Field(min_length=1, max_length=3, examples=[{"Size": "M"}]),
    BeforeValidator(_as_written),
]


class VariantWrite(ApiModel):
    """A variant to save, by its options such as {"Size": "M"}; without `variant_id` a new one.

    A `quantity` that is left out stays as it is; a new variant needs one.
    """

    variant_id: str | None = Field(default=None, max_length=64)
    options: Options
    price: Price
    quantity: Quantity | None = None

    def to_change(self) -> VariantChange:
        """The request as a `VariantChange`; the id of a new one is ""."""
        return VariantChange(self.options, self.price.money(), self.quantity, self.variant_id or "")


class VariantRead(ApiModel):
    """A variant of a product, with a price and a stock of its own; `sku` names it in shops."""

    variant_id: str
    sku: str = Field(examples=["AJR-7F3K-1"])
    options: dict[str, str]
    price: MoneyAmount
    quantity: int

    @classmethod
    def of(cls, variant: Variant) -> "VariantRead":
        """`variant` as the API returns it."""
        return cls(
            variant_id=variant.variant_id,
            sku=variant.sku,
            options=dict(variant.options),
            price=MoneyAmount.of(variant.price),
            quantity=variant.quantity,
        )


def _agree(variants: tuple[VariantWrite, ...]) -> tuple[VariantWrite, ...]:
    """`variants` in one spelling, if all have the same options and no two equal values.

    Names and values are compared folded, and stored as they were first typed.
    """
    if len({frozenset(_folded(one.options)) for one in variants}) > 1:
        raise ValueError("each of them needs the same options, such as a size")
    if len({frozenset(_folded(one.options).items()) for one in variants}) < len(variants):
        raise ValueError("two of them have the same options; change one or leave it out")
    names: dict[str, str] = {}
    values: dict[tuple[str, str], str] = {}
    return tuple(
        one.model_copy(update={"options": _spelled(one.options, names, values)}) for one in variants
    )


def _spelled(
    options: Mapping[str, str], names: dict[str, str], values: dict[tuple[str, str], str]
) -> dict[str, str]:
    spelled = {}
    for name, value in options.items():
        key = fold(name)
        first = names.setdefault(key, name)
        spelled[first] = values.setdefault((key, fold(value)), value)
    return spelled


def _folded(options: Mapping[str, str]) -> dict[str, str]:
    return {fold(name): fold(value) for name, value in options.items()}


Variants = Annotated[
    tuple[VariantWrite, ...], Field(max_length=MOST_VARIANTS), AfterValidator(_agree)
]
