"""Sizes in the files for panels' own bulk uploads: a row for each, as the stand-ins take them."""

from base64 import b64decode
from dataclasses import replace
from typing import Any

import pytest

from functions.channels.adapters.panels import forms
from functions.channels.adapters.panels.definition import panel_definition
from functions.channels.errors import Rejected
from functions.channels.model.platforms import platform as known
from infra.local.sandbox.panels import sheets
from tests.integration.channels.oauth_client import Artisan, listing
from tests.integration.channels.panel_seller import PanelSeller, as_sent
from tests.integration.sandbox.panels.panel_client import PanelClient
from tests.unit.channels.sample_listing import listing as sample
from tests.unit.channels.test_variant_rows import stole

SAREES = "11001"
MEESHO = panel_definition("meesho")


def size(number: int, name: str, price: str, quantity: int) -> dict[str, Any]:
    """A variant as a page says it."""
    return {
        "sku": f"AJR-7F3K-{number}",
        "options": {"Size": name},
        "price": {"amount": price, "currency": "INR"},
        "quantity": quantity,
    }


SIZES = [size(1, "M", "1250.00", 2), size(2, "L", "1450.00", 1), size(3, "XL", "1650.00", 0)]


def piece(artisan: Artisan, *variants: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A sari whose own quantity is none of its variants'."""
    return {
        "sku": "AJR-7F3K",
        "title": "Ajrakh sari",
        "text": "Printed with carved blocks.",
        "price": {"amount": "1250.00", "currency": "INR"},
        "quantity": 9,
        "materials": ["cotton"],
        "pictures": [as_sent(listing(artisan.sandbox).pictures["square"])],
        "variants": list(variants),
        **changes,
    }


def rows(artisan: Artisan, platform: str, *pieces: dict[str, Any]) -> list[dict[str, str]]:
    """The rows of the file that the artisan gets."""
    reply = artisan.api("POST", artisan.at(platform, "/export"), {"pieces": [*pieces]})
    assert reply.status == 200, reply.text
    _, found = sheets.rows(b64decode(reply.data["content"]))
    return found


def test_three_sizes_are_three_rows_and_none_has_the_pieces_own_quantity(artisan: Artisan) -> None:
    PanelSeller(artisan, "meesho").connect()
    found = rows(artisan, "meesho", piece(artisan, *SIZES))
    assert [
        (row["Supplier SKU ID"], row["Meesho price (₹)"], row["Inventory"], row["Size"])
        for row in found
    ] == [
        ("AJR-7F3K-1", "1250.00", "2", "M"),
        ("AJR-7F3K-2", "1450.00", "1", "L"),
        ("AJR-7F3K-3", "1650.00", "0", "XL"),
    ]
    assert {(row["Supplier product ID"], row["Colour"], row["Product name"]) for row in found} == {
        ("AJR-7F3K", "Multicolor", "Ajrakh sari")
    }
    assert not any("9" in row.values() for row in found)


def test_the_panel_takes_the_rows(artisan: Artisan) -> None:
    seller = PanelSeller(artisan, "meesho")
    seller.connect()
    asked = {"pieces": [piece(artisan, *SIZES), piece(artisan, sku="DOK-7F3K", quantity=3)]}
    reply = artisan.api("POST", artisan.at("meesho", "/export"), asked)
    client = PanelClient(artisan.sandbox, seller.site)
    client.login()
    client.get("/panel/catalogs/bulk")
    files = {"file": ("haat.xlsx", b64decode(reply.data["content"]))}
    page = client.post("/panel/catalogs/bulk", {"category": SAREES}, files)
    kept = {
        one["values"]["sku"]: one["values"]["size"]
        for one in artisan.sandbox.world.find("meesho.catalog")
    }
    sizes = {"AJR-7F3K-1": "M", "AJR-7F3K-2": "L", "AJR-7F3K-3": "XL", "DOK-7F3K": "Free Size"}
    assert kept == sizes, page.text


def test_a_piece_in_one_form_is_one_row_as_before(artisan: Artisan) -> None:
    PanelSeller(artisan, "meesho").connect()
    (row,) = rows(artisan, "meesho", piece(artisan))
    assert (row["Size"], row["Colour"], row["Inventory"]) == ("Free Size", "Multicolor", "9")
    assert (row["Supplier SKU ID"], row["Supplier product ID"]) == ("AJR-7F3K", "")


def test_where_there_is_no_column_the_title_says_the_option(artisan: Artisan) -> None:
    PanelSeller(artisan, "snapdeal").connect()
    found = rows(artisan, "snapdeal", piece(artisan, *SIZES))
    assert [(row["SKU Code"], row["Product Title"], row["Inventory"]) for row in found] == [
        ("AJR-7F3K-1", "Ajrakh sari \u2013 Size: M", "2"),
        ("AJR-7F3K-2", "Ajrakh sari \u2013 Size: L", "1"),
    ]
    PanelSeller(artisan, "meesho").connect()
    matt = {**SIZES[0], "options": {"color": "RED", "Finish": "Matt"}}
    (row,) = rows(artisan, "meesho", piece(artisan, matt))
    assert (row["Colour"], row["Product name"]) == ("Red", "Ajrakh sari \u2013 Finish: Matt")


@pytest.mark.parametrize("sku", ["prod_01kae2x0000000000000000000", "DOK-7F3K", "K" * 50])
def test_no_sku_is_cut(artisan: Artisan, sku: str) -> None:
    PanelSeller(artisan, "meesho").connect()
    (row,) = rows(artisan, "meesho", piece(artisan, sku=sku))
    assert row["Supplier SKU ID"] == sku


def test_a_sku_that_is_too_long_is_refused_in_words(artisan: Artisan) -> None:
    PanelSeller(artisan, "meesho").connect()
    asked = {"pieces": [piece(artisan, sku="K" * 51)]}
    reply = artisan.api("POST", artisan.at("meesho", "/export"), asked)
    assert reply.error["code"] == "rejected"
    assert "51 characters long; Meesho takes 50" in reply.error["message"]


def test_a_file_has_room_for_more_variants_than_go_at_once(artisan: Artisan) -> None:
    PanelSeller(artisan, "snapdeal").connect()
    many = [size(number, str(number), "100.00", 1) for number in range(100)]
    assert len(rows(artisan, "snapdeal", piece(artisan, *many))) == 100


@pytest.mark.parametrize(
    ("variants", "where"),
    [
        ([SIZES[0], {**SIZES[1], "options": {"size": " m"}}], "pieces.0.variants"),
        ([SIZES[0], {**SIZES[1], "options": {"Colour": "Red"}}], "pieces.0.variants"),
        ([SIZES[0], {**SIZES[1], "sku": SIZES[0]["sku"]}], "pieces.0.variants"),
        ([{**SIZES[0], "options": {}}], "pieces.0.variants.0.options"),
        ([{**SIZES[0], "options": {"Size": "M", "size ": "L"}}], "pieces.0.variants.0.options"),
        ([{**SIZES[0], "options": {"Size": "x" * 46}}], "pieces.0.variants.0.options"),
        ([{**SIZES[0], "options": dict.fromkeys("ABCD", "x")}], "pieces.0.variants.0.options"),
        ([{**SIZES[0], "price": {"amount": "0.00", "currency": "INR"}}], "price"),
        ([{**SIZES[0], "quantity": 1_000_000}], "pieces.0.variants.0.quantity"),
        ([{**SIZES[0], "sku": "two words"}], "pieces.0.variants.0.sku"),
        ([size(number, str(number), "1.00", 1) for number in range(101)], "pieces.0.variants"),
    ],
)
def test_variants_have_the_limits_of_the_catalog(
    artisan: Artisan, variants: list[dict[str, Any]], where: str
) -> None:
    PanelSeller(artisan, "meesho").connect()
    asked = {"pieces": [piece(artisan, *variants)]}
    reply = artisan.api("POST", artisan.at("meesho", "/export"), asked)
    assert reply.status == 422
    assert where in str(reply.error["details"])


def test_a_file_has_at_most_two_hundred_rows(artisan: Artisan) -> None:
    PanelSeller(artisan, "meesho").connect()
    many = [size(number, str(number), "100.00", 1) for number in range(100)]
    three = [piece(artisan, *many, sku=sku) for sku in ("A", "B", "C")]
    reply = artisan.api("POST", artisan.at("meesho", "/export"), {"pieces": three})
    assert reply.status == 422
    assert "200 rows" in str(reply.error["details"])


def test_a_size_that_is_not_offered_after_all_goes_into_the_title_uncut() -> None:
    (row, *_) = forms.rows_of(MEESHO, stole())
    known = {"title": row.listing.title, "*Size": "M"}
    forms.keep_in_title(MEESHO, "*Size|=Free Size", ["Free Size", "M"], known)
    assert known["title"] == sample().title
    forms.keep_in_title(MEESHO, "gst", ["5"], known)
    assert known["title"] == sample().title
    forms.keep_in_title(MEESHO, "*Size|=Free Size", ["Free Size"], known)
    assert known["title"] == f"{sample().title} \u2013 Size: M"
    known["title"] = "A" * 95
    with pytest.raises(Rejected, match="too long"):
        forms.keep_in_title(MEESHO, "*Size|=Free Size", ["Free Size"], known)


def test_each_field_that_a_panels_file_names_is_one_of_its_platforms() -> None:
    for platform in ("meesho", "snapdeal", "indiamart"):
        panel = panel_definition(platform)
        given = [value for step in panel.steps for value in step.fields.values()]
        given += panel.sheet.columns.values() if panel.sheet else ()
        named = {one.partition("|")[0][1:] for one in given if one.startswith("*")}
        how = known(platform).variant_rows
        assert how is not None
        assert named == {field.name for field in how.fields}
        (row, *_) = forms.rows_of(panel, replace(stole(), variants=stole().variants[:1]))
        assert len(row.pairs) <= how.free
