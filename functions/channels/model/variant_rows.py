"""A piece's variants as listings of their own, for platforms that know products in one form only.

Pure: the fields for options are facts of the platform, in its `platform.json`.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from functions.channels.model.listing import Listing, ListingVariant
from kernel.normal_form import fold

CATEGORY = "category"
"""The name of the category's field, as in `Capabilities.listing_fields`."""


@dataclass(frozen=True, slots=True)
class OptionField:
    """A field of the platform for one option of variants, such as a size.

    `spellings` are the names by which sellers call the option; `values` what the field offers (none
    named: any); `categories` those in which it offers them (none named: all).
    """

    name: str
    spellings: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()

    def is_for(self, option: str) -> bool:
        """Whether the option is this field's, however it is spelled."""
        return fold(option) in map(fold, (self.name, *self.spellings))

    def written(self, value: str, category: str) -> str | None:
        """The value as the field has it; None where it does not offer it."""
        if category and self.categories and fold(category) not in map(fold, self.categories):
            return None
        if not self.values:
            return value
        return next((one for one in self.values if fold(one) == fold(value)), None)


@dataclass(frozen=True, slots=True)
class VariantRows:
    """How the platform takes variants: each is a listing with its own SKU, price and quantity.

    `most` are as many as Haat lists in one go, `sold_out` is whether a variant of which there is
    none is taken, `fields` are those for options, and `free` is how many other options are taken,
    each by its name and value. All further options stand in the title.
    """

    most: int
    sold_out: bool
    fields: tuple[OptionField, ...] = ()
    free: int = 0


Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ListingRow:
    """One variant as a listing in one form, whose title has what has no field.

    `fields` are options by the platform's name of their field, `pairs` those that go by their own
    name, `in_title` those that stand in the title. `group` is the piece's SKU where it has several
    rows, else "".
    """

    listing: Listing
    fields: Mapping[str, str]
    pairs: Options = ()
    in_title: Options = ()
    group: str = ""


def rows(listing: Listing, how: VariantRows) -> tuple[ListingRow, ...]:
    """The listing's rows in the order of its variants; a piece in one form is one row."""
    if not listing.variants:
        return (ListingRow(listing, {}),)
    return tuple(
        _row(listing, one, how) for one in listing.variants if how.sold_out or one.quantity > 0
    )


def left_out(listing: Listing, how: VariantRows) -> tuple[ListingVariant, ...]:
    """The variants of which there is none, where the platform takes no such."""
    return tuple(one for one in listing.variants if not how.sold_out and one.quantity <= 0)


def titled(title: str, options: Iterable[tuple[str, str]]) -> str:
    """The title with the options behind a dash, such as “Finish: Matt”."""
    said = ", ".join(f"{name}: {value}" for name, value in options)
    return f"{title} \u2013 {said}" if said else title


def _row(listing: Listing, variant: ListingVariant, how: VariantRows) -> ListingRow:
    fields, others = _placed(variant, how, listing.field_values.get(CATEGORY, ""))
    pairs, in_title = others[: how.free], others[how.free :]
    one = replace(
        listing,
        title=titled(listing.title, in_title),
        price=variant.price,
        quantity=variant.quantity,
        product_sku=variant.sku or f"{listing.sku}-{_digest(variant)}",
        variants=(),
    )
    return ListingRow(one, fields, pairs, in_title, listing.sku)


def _placed(
    variant: ListingVariant, how: VariantRows, category: str
) -> tuple[dict[str, str], Options]:
    """The options that have a field, by its name, and the others."""
    fields: dict[str, str] = {}
    others = []
    for name, value in variant.options.items():
        field = next((one for one in how.fields if one.is_for(name)), None)
        written = field.written(value, category) if field and field.name not in fields else None
        if field and written is not None:
            fields[field.name] = written
        else:
            others.append((name, value))
    return fields, tuple(others)


def _digest(variant: ListingVariant) -> str:
    """A digest of the options, whatever their order: the end of a SKU where there is none."""
    said = sorted(f"{fold(name)}\t{fold(value)}" for name, value in variant.options.items())
    return hashlib.blake2b("\n".join(said).encode(), digest_size=4).hexdigest()
