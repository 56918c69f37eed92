"""The request and response models of a product's variants, such as its sizes."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, Field

from functions.catalog.model import Variant
from functions.catalog.schemas.fields import Price, Quantity, one_line
from kernel.responses import ApiModel, MoneyAmount

MOST_VARIANTS = 100
"""The most variants that Shopify takes of a product by default; Etsy takes 70 of one property."""

Word = Annotated[str, Field(max_length=45), AfterValidator(one_line)]
Options = Annotated[dict[Word, Word], Field(min_length=1, max_length=3, examples=[{"Size": "M"}])]


class VariantWrite(ApiModel):
    """A variant to save, by its options such as {"Size": "M"}; without `variant_id` a new one."""

    variant_id: str | None = Field(default=None, max_length=64)
    options: Options
    price: Price
    quantity: Quantity

    def to_variant(self) -> Variant:
        """The request as a `Variant`; the id of a new one is ""."""
        return Variant(
            self.options, self.price.money(), self.quantity, variant_id=self.variant_id or ""
        )


class VariantRead(ApiModel):
    """A variant of a product, with a price and a stock of its own."""

    variant_id: str
    options: dict[str, str]
    price: MoneyAmount
    quantity: int

    @classmethod
    def of(cls, variant: Variant) -> "VariantRead":
        """`variant` as the API returns it."""
        return cls(
            variant_id=variant.variant_id,
            options=dict(variant.options),
            price=MoneyAmount.of(variant.price),
            quantity=variant.quantity,
        )


def _agree(variants: tuple[VariantWrite, ...]) -> tuple[VariantWrite, ...]:
    """`variants`, if all have the same options and no two equal values; case is ignored."""
    if len({tuple(sorted(_plain(one.options))) for one in variants}) > 1:
        raise ValueError("each of them needs the same options, such as a size")
    if len({tuple(sorted(_plain(one.options).items())) for one in variants}) < len(variants):
        raise ValueError("two of them have the same options; change one or leave it out")
    return variants


def _plain(options: Mapping[str, str]) -> dict[str, str]:
    return {name.casefold(): value.casefold() for name, value in options.items()}


Variants = Annotated[
    tuple[VariantWrite, ...], Field(max_length=MOST_VARIANTS), AfterValidator(_agree)
]
