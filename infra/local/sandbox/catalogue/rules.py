"""What an item of a catalogue must be: fields, lengths, words and forms.

https://developers.facebook.com/docs/commerce-platform/catalog/fields
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

LONGEST = {
    "id": 100,
    "title": 200,
    "description": 9999,
    "brand": 100,
    "item_group_id": 100,
    "material": 200,
    "color": 200,
    "pattern": 100,
    "size": 200,
}
REQUIRED = ("title", "description", "availability", "condition", "price", "link", "image_link")
ONE_OF = ("brand", "mpn", "gtin")
WORDS = {
    "availability": frozenset(
        {
            "in stock",
            "out of stock",
            "preorder",
            "available for order",
            "discontinued",
            "pending",
            "mark_as_sold",
        }
    ),
    "condition": frozenset({"new", "refurbished", "used"}),
    "status": frozenset({"active", "archived"}),
}
OTHERS = frozenset({"additional_image_link", "additional_variant_attribute", "mpn", "gtin"})
CATEGORY = "google_product_category"
QUANTITY = "quantity_to_sell_on_facebook"
KNOWN = frozenset({*LONGEST, *REQUIRED, *WORDS, *OTHERS, CATEGORY, QUANTITY})
PRICE = re.compile(r"\d{1,9}(\.\d{1,3})? [A-Z]{3}")
MOST_PICTURES = 20
LONGEST_PICTURES = 2000
SHOUTED = 10

Fields = Mapping[str, Any]


def errors(fields: Fields) -> Iterator[str]:
    """Why the item, as it would then be, is not taken; a sentence each, in Meta's manner."""
    missing = [name for name in REQUIRED if not fields.get(name)]
    if missing:
        yield f"Missing required fields: {', '.join(missing)}"
    if not any(fields.get(name) for name in ONE_OF):
        yield "Missing unique product identifiers: brand, mpn or gtin is needed"
    yield from _words(fields)
    yield from _forms(fields)
    yield from _pictures(fields.get("additional_image_link", []))


def _words(fields: Fields) -> Iterator[str]:
    for name, most in LONGEST.items():
        if len(str(fields.get(name, ""))) > most:
            yield f"Field {name} is too long: at most {most} characters are allowed"
    for name, words in WORDS.items():
        if name in fields and fields[name] not in words:
            yield f"Invalid value for {name}: {fields[name]!r}"


def _forms(fields: Fields) -> Iterator[str]:
    if fields.get("price") and not PRICE.fullmatch(str(fields["price"])):
        yield f"Invalid value for price: {fields['price']!r}; use a number and a currency code"
    quantity = fields.get(QUANTITY, 0)
    if isinstance(quantity, bool) or not isinstance(quantity, int) or quantity < 0:
        yield f"Invalid value for {QUANTITY}: {quantity!r}"
    for name in ("link", "image_link"):
        if fields.get(name) and not _address(fields[name]):
            yield f"Invalid URL in field {name}"


def _pictures(given: object) -> Iterator[str]:
    if not isinstance(given, list) or not all(_address(one) for one in given):
        yield "Field additional_image_link must be an array of URLs"
    elif len(given) > MOST_PICTURES or len(",".join(given)) > LONGEST_PICTURES:
        yield "Too many URLs in additional_image_link"


def warnings(fields: Fields) -> Iterator[str]:
    """What Meta takes and does not like."""
    title = str(fields.get("title", ""))
    if len(title) >= SHOUTED and title.isupper():
        yield "Title is all in capital letters"
    for name in sorted(set(fields) - KNOWN):
        yield f"Unknown field {name} was ignored"


def _address(text: object) -> bool:
    parts = urlsplit(str(text))
    return parts.scheme in ("http", "https") and bool(parts.hostname)
