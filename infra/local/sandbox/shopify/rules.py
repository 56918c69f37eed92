"""What productSet refuses, in Shopify's own codes (ProductSetUserErrorCode)."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from infra.local.sandbox.shopify.context import Refused
from infra.local.sandbox.shopify.shops import TAXONOMY, Shop, number_of

Json = Any  # any JSON value
TITLE_MAX = 255
TAGS_MAX = 250
OPTIONS_MAX = 3
VARIANTS_MAX = 2048
MEDIA_MAX = 250
ALT_MAX = 512
PRICE_MAX = Decimal(10) ** 15
STOCK_MAX = 1_000_000_000
DEFAULT_OPTION = "Title"
DEFAULT_VALUE = "Default Title"


def title(given: Mapping[str, Json]) -> str:
    """A product's title."""
    text = str(given.get("title") or "").strip()
    if not text:
        raise Refused(("input", "title"), "Title can't be blank", "INVALID_INPUT")
    if len(text) > TITLE_MAX:
        raise Refused(
            ("input", "title"),
            f"Title is too long (maximum is {TITLE_MAX} characters)",
            "INVALID_INPUT",
        )
    return text


def tags(given: Sequence[str]) -> list[str]:
    """Tags as Shopify keeps them: trimmed, once each, sorted."""
    kept: dict[str, str] = {}
    for tag in given:
        if len(tag) > TITLE_MAX:
            raise Refused(("input", "tags"), "Tag is too long", "INVALID_INPUT")
        if tag.strip():
            kept.setdefault(tag.strip().casefold(), tag.strip())
    if len(kept) > TAGS_MAX:
        raise Refused(("input", "tags"), f"Product can have at most {TAGS_MAX} tags")
    return sorted(kept.values(), key=str.casefold)


def handle(text: str) -> str:
    """A handle from any text: letters and digits of any script, joined by hyphens."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    marked = "".join(c if unicodedata.category(c)[0] in "LNM" else "-" for c in plain)
    return re.sub(r"-+", "-", marked).strip("-")[:TITLE_MAX] or "product"


def category(global_id: str | None) -> str | None:
    """A node of the product taxonomy."""
    if global_id is None:
        return None
    number = number_of(global_id, "TaxonomyCategory")
    if number not in TAXONOMY:
        raise Refused(("input", "category"), "Category does not exist", "INVALID_INPUT")
    return number


def price(value: Json, field: Sequence[str]) -> str:
    """A price as the API shows it: two decimals."""
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise Refused(field, "Price is not a number", "INVALID_VARIANT") from None
    if not number.is_finite() or not 0 <= number < PRICE_MAX:
        raise Refused(field, "Price must be greater than or equal to 0", "INVALID_VARIANT")
    return str(number.quantize(Decimal("0.01")))


def options(given: Sequence[Mapping[str, Json]]) -> list[dict[str, Json]]:
    """The product's options with the names of their values, in order."""
    place = ("input", "productOptions")
    if len(given) > OPTIONS_MAX:
        raise Refused(place, f"Can only specify a maximum of {OPTIONS_MAX} options",
                      "OPTIONS_OVER_LIMIT")  # fmt: skip
    kept: list[dict[str, Json]] = []
    for position, option in enumerate(given):
        name = str(option.get("name") or "").strip()
        values = [str(one.get("name") or "").strip() for one in option.get("values") or ()]
        here = (*place, str(position))
        if not name or not values or "" in values:
            raise Refused(here, "Option values are missing", "OPTION_VALUES_MISSING")
        if name.casefold() in {one["name"].casefold() for one in kept}:
            raise Refused(here, "Duplicated option name", "DUPLICATED_OPTION_NAME")
        if len({value.casefold() for value in values}) < len(values):
            raise Refused(here, "Duplicated option value", "DUPLICATED_OPTION_VALUE")
        kept.append({"name": name, "values": values})
    return kept


def both_or_none(given: Mapping[str, Json]) -> None:
    """Options and variants are replaced together."""
    has_options, has_variants = given.get("productOptions"), given.get("variants")
    if has_variants is not None and has_options is None:
        raise Refused(
            ("input", "productOptions"),
            "Product options input is required when updating variants",
            "PRODUCT_OPTIONS_INPUT_MISSING",
        )
    if has_options is not None and has_variants is None:
        raise Refused(
            ("input", "variants"),
            "Variants input is required when updating product options",
            "VARIANTS_INPUT_MISSING",
        )
    if len(has_variants or ()) > VARIANTS_MAX:
        raise Refused(
            ("input", "variants"),
            f"Product variants cannot exceed {VARIANTS_MAX}",
            "VARIANTS_OVER_LIMIT",
        )


def chosen(
    variant: Mapping[str, Json], known: Sequence[Mapping[str, Json]], here: Sequence[str]
) -> list[str]:
    """The option values of a variant in the options' order."""
    named: dict[str, str] = {}
    for one in variant["optionValues"]:
        option = next((each for each in known if each["name"] == one.get("optionName")), None)
        if option is None:
            raise Refused(here, "Option does not exist", "OPTION_DOES_NOT_EXIST")
        if one.get("name") not in option["values"]:
            raise Refused(here, "Option value does not exist", "OPTION_VALUE_DOES_NOT_EXIST")
        named[option["name"]] = one["name"]
    if len(named) < len(known):
        raise Refused(here, "Option values are missing", "OPTION_VALUES_MISSING")
    return [named[option["name"]] for option in known]


def stock(shop: Shop, given: Sequence[Mapping[str, Json]], here: Sequence[str]) -> dict[str, int]:
    """Location → quantity of a variant's `inventoryQuantities`."""
    kept: dict[str, int] = {}
    known = {place.number for place in shop.locations}
    for one in given:
        location = number_of(one["locationId"], "Location")
        if location not in known:
            raise Refused(here, "The specified location could not be found.", "INVALID_VARIANT")
        if one["name"] not in ("available", "on_hand"):
            raise Refused(here, "The quantity name must be available or on_hand.", "INVALID_INPUT")
        if not 0 <= one["quantity"] <= STOCK_MAX:
            raise Refused(here, "The quantity is out of range.", "INVALID_INPUT")
        kept[str(location)] = one["quantity"]
    return kept
