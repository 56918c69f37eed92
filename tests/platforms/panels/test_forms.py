"""What goes into seller panels, and how their pages are read: without a browser."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from functions.channels.adapters.panels import definition, forms
from functions.channels.adapters.panels.definition import PanelDefinition, panel_definition
from functions.channels.adapters.panels.fields import PanelOptions
from functions.channels.errors import Rejected
from functions.channels.model.browser import SellerProfile
from functions.channels.model.connection import Account
from functions.channels.model.listing import Listing
from functions.channels.model.platforms import PLATFORMS
from functions.channels.model.platforms import platform as known_platform
from infra.local.sandbox.indiamart import form as indiamart_form
from infra.local.sandbox.meesho import form as meesho_form
from infra.local.sandbox.meesho import rules as meesho_rules
from infra.local.sandbox.snapdeal import form as snapdeal_form
from kernel.money import Money
from tests.unit.channels.sample_listing import listing

SELLER = SellerProfile("Asha Devi", "7 Dokra Gali, Kondagaon", "494226", "8306", "5", "650")
PANELS = [capabilities.platform for capabilities in PLATFORMS if capabilities.needs_browser]
MEESHO, SNAPDEAL, INDIAMART = map(panel_definition, ("meesho", "snapdeal", "indiamart"))
PICTURE = "https://haat.example/media/p/square.jpg"


def facts_of(one: PanelDefinition, piece: Listing) -> dict[str, str]:
    """The facts of a piece in one form."""
    (row,) = forms.rows_of(one, piece)
    return forms.facts(one, row, SELLER)


def known(one: PanelDefinition) -> dict[str, str]:
    return facts_of(one, listing())


def album(photos: int) -> Listing:
    """A listing with as many photographs."""
    first = listing().pictures["square"]
    more = tuple(
        {"square": replace(first, url=f"https://haat.example/media/p/square-{number}.jpg")}
        for number in range(2, photos + 1)
    )
    return replace(listing(), more_pictures=more)


def fields(one: PanelDefinition) -> dict[str, str]:
    """What is typed and chosen, by the control's name."""
    facts = known(one)
    return {
        at.rpartition("name=")[2].rstrip("]"): said[1:] if said[0] in "=~^" else facts[said]
        for step in one.steps
        for at, given in step.fields.items()
        for said in (given.rpartition("|")[2],)
    }


@pytest.mark.parametrize("platform", PANELS)
def test_each_panel_has_a_file_with_a_version_and_a_source(platform: str) -> None:
    one = panel_definition(platform)
    assert one.platform == platform
    assert one.version >= "2026-11-21"
    assert "unconfirmed" in one.source
    assert one.pace_seconds >= 1
    assert one.steps[-1].do == "send"


def read() -> dict[str, Any]:
    file = Path(definition.__file__).parents[1] / "meesho" / "panel.json"
    loaded: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return loaded


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"steps": read()["steps"][:-1]}, "the last step"),
        ({"steps": [read()["steps"][-1], *read()["steps"]]}, "and no other"),
        ({"surplus": 1}, "surplus"),
        (
            {
                "steps": [
                    {"name": "a", "do": "fill", "fields": {"x": "coulour"}},
                    read()["steps"][-1],
                ]
            },
            "no such fact: coulour",
        ),
        (
            {"steps": [{"name": "a", "do": "attach", "file": "sheet"}, read()["steps"][-1]]},
            "not described",
        ),
    ],
)
def test_a_panels_file_must_hang_together(change: dict[str, Any], words: str) -> None:
    loaded = {**read(), "sheet": None, **change}
    with pytest.raises(ValidationError, match=words):
        PanelDefinition.model_validate(loaded)


def test_what_is_typed_is_what_meesho_accepts() -> None:
    checked = meesho_rules.details(fields(MEESHO), "21001")
    assert checked.errors == {}
    assert (checked.values["sku"], checked.values["meesho_price"]) == (listing().sku, "1250.50")


def test_the_row_is_what_snapdeal_accepts() -> None:
    assert SNAPDEAL.sheet is not None
    assert tuple(SNAPDEAL.sheet.columns) == snapdeal_form.columns("standard")
    row = dict(
        zip(SNAPDEAL.sheet.columns, forms.sheet_row(SNAPDEAL.sheet, known(SNAPDEAL)), strict=True)
    )
    assert snapdeal_form.row_wrong(row) == {}
    assert (row["SKU Code"], row["Image URL 1"]) == (listing().sku, PICTURE)


@pytest.mark.parametrize(("photos", "written"), [(1, 1), (3, 3), (9, 4)])
@pytest.mark.parametrize("one", [MEESHO, SNAPDEAL])
def test_the_row_names_each_photograph_that_the_panel_takes(
    one: PanelDefinition, photos: int, written: int
) -> None:
    assert one.sheet is not None
    row = forms.sheet_row(one.sheet, facts_of(one, album(photos)))
    shown = [cell for cell in row if cell.startswith("https://haat.example/media/p/square")]
    assert len(shown) == len(set(shown)) == written
    assert shown[0] == PICTURE
    assert len(row) == len(one.sheet.columns)


@pytest.mark.parametrize("platform", PANELS)
def test_what_is_chosen_in_a_panel_is_one_of_its_categories(platform: str) -> None:
    one, capabilities = panel_definition(platform), known_platform(platform)
    assert [(choice.name, choice.per_craft) for choice in capabilities.listing_fields] == [
        ("category", True)
    ]
    offered = {
        "meesho": tuple(meesho_form.path(id_) for id_ in meesho_form.CATEGORIES),
        "snapdeal": tuple(snapdeal_form.CATEGORIES.values()),
        "indiamart": indiamart_form.GROUPS,
    }
    assert one.categories == offered[platform]
    account = Account(platform, "", "", "")
    option_source = PanelOptions(platform)
    first, *_ = option_source.options(account, "category", "sarees and dupattas", {})
    assert "Saree" in first.name
    assert first.id == first.name
    assert option_source.options(account, "board", "", {}) == ()


def test_a_chosen_category_comes_before_the_one_that_fits() -> None:
    options = {id_: meesho_form.path(id_) for id_ in meesho_form.CATEGORIES}
    one = replace(listing(), field_values={"category": "women >  bags > TOTE bags"})
    assert forms.category(options, one, "handicrafts") == "11202"
    facts = facts_of(MEESHO, one)
    assert forms.chosen("^Other", ("Brass", "Women > Bags > Tote Bags"), one, facts) == (
        "Women > Bags > Tote Bags"
    )
    assert forms.chosen("~Other", ("Brass", "Women > Bags > Tote Bags"), one, facts) == "Brass"
    gone = replace(one, field_values={"category": "Women > Bags > Clutches"})
    assert forms.category(options, gone, "handicrafts") is None
    assert forms.chosen("^Other", ("Brass",), gone, facts) == ""
    assert "“Women > Bags > Clutches”" in forms.not_offered(MEESHO, gone).message


def test_what_is_typed_is_what_indiamart_accepts() -> None:
    typed = fields(INDIAMART)
    assert indiamart_form.basics_wrong(typed) == {}
    assert indiamart_form.details_wrong({**typed, "description": typed["description"]}) == {}
    assert (typed["spec_name_1"], typed["spec_value_1"]) == ("Item Code", listing().sku)


def test_a_fact_that_there_is_not_is_left_out() -> None:
    bare = facts_of(INDIAMART, replace(listing(), materials=()))
    typed = [forms.typed(step, bare) for step in INDIAMART.steps if step.do == "fill"]
    assert all("[name=isq_material]" not in one for one in typed)


@pytest.mark.parametrize("platform", PANELS)
def test_what_a_panel_cannot_take_is_refused_before_the_browser_opens(platform: str) -> None:
    one = panel_definition(platform)
    with pytest.raises(Rejected, match="INR"):
        facts_of(one, replace(listing(), price=Money(100, "USD")))
    with pytest.raises(Rejected, match="SKU"):
        facts_of(one, replace(listing(), marker="two words"))


def test_category_and_colour_share_most_words_with_the_listing() -> None:
    options = {id_: meesho_form.path(id_) for id_ in meesho_form.CATEGORIES}
    basket = replace(listing(), title="Sabai grass basket in red", text="", tags=())
    assert forms.category(options, basket, "handicrafts") == "21005"
    strange = replace(basket, title="Zzz", materials=())
    assert forms.category(options, strange, "handicrafts") == "21001"
    assert forms.category(options, strange, "") is None
    assert forms.category({}, strange, "handicrafts") is None
    facts = known(MEESHO)
    assert forms.chosen("~Multicolor", meesho_form.COLOURS, basket, facts) == "Red"
    assert forms.chosen("~Multicolor", meesho_form.COLOURS, strange, facts) == "Multicolor"
    assert forms.chosen("gst", meesho_form.GST, strange, facts) == "5"
    assert forms.chosen("=India", (), strange, facts) == "India"


@pytest.mark.parametrize(
    ("one", "address", "id_"),
    [
        (MEESHO, "https://supplier.meesho.com/panel/catalogs/48210001?submitted=1", "48210001"),
        (MEESHO, "/panel/catalogs/48210001/details", "48210001"),
        (MEESHO, "https://supplier.meesho.com/panel/catalogs/new", None),
        (MEESHO, "", None),
        (SNAPDEAL, "https://seller.snapdeal.com/products/640000001", "640000001"),
        (SNAPDEAL, "https://seller.snapdeal.com/products/template/hd", None),
        (SNAPDEAL, "https://seller.snapdeal.com/uploads/7?submitted=1", None),
        (INDIAMART, "https://seller.indiamart.com/products/23400000001?submitted=1", "23400000001"),
        (INDIAMART, "https://seller.indiamart.com/products/23400000001/details", None),
        (INDIAMART, "https://seller.indiamart.com/products/new", None),
    ],
)
def test_an_id_is_read_from_a_listings_address(
    one: PanelDefinition, address: str, id_: str | None
) -> None:
    assert forms.item_id(one, address) == id_


@pytest.mark.parametrize(
    ("one", "text", "ours"),
    [
        (MEESHO, "Vase\nCatalog ID 1 · SKU HAAT-1\nLive", True),
        (MEESHO, "Vase\nCatalog ID 1 · sku haat-1", True),
        (MEESHO, "SKU HAAT-10", False),
        (MEESHO, "SKU HAAT-1/2", False),
        (MEESHO, "HAAT-1", False),
        (SNAPDEAL, " HAAT-1 ", True),
        (SNAPDEAL, "HAAT-10", False),
        (SNAPDEAL, "XHAAT-1", False),
        (INDIAMART, "Vase\nItem Code HAAT-1\nMaterial brass", True),
        (INDIAMART, "Vase\nItem Code HAAT-12", False),
        (INDIAMART, "Vase HAAT-1", False),
    ],
)
def test_a_row_is_ours_by_exactly_our_sku(one: PanelDefinition, text: str, ours: bool) -> None:  # noqa: FBT001  # a case
    assert forms.is_row_of(one.search, text, "HAAT-1") is ours


@pytest.mark.parametrize(
    ("link", "trusted"),
    [
        ("https://www.meesho.com/vase/p/1", True),
        ("https://meesho.com/vase/p/1", True),
        ("https://supplier.meesho.com/x", True),
        ("https://meesho.com.evil.example/x", False),
        ("https://evilmeesho.com/x", False),
        ("javascript:alert(1)", False),
        ("http://127.0.0.1:8090/x", False),
        (None, False),
    ],
)
def test_only_the_panels_own_links_are_shown(link: str | None, trusted: bool) -> None:  # noqa: FBT001  # a case
    address = "https://supplier.meesho.com"
    assert (forms.public_url(MEESHO, link, address) == link) is (trusted or link is None)


def test_on_one_machine_the_stand_ins_other_host_is_trusted() -> None:
    panel = "http://127.0.0.1:8090/supplier.meesho.com"
    assert forms.public_url(MEESHO, "http://localhost:8090/people/meesho/1", panel)
    assert forms.public_url(MEESHO, "http://10.0.0.1/people/meesho/1", panel) is None


def test_an_objection_is_quoted_in_one_line() -> None:
    problem = forms.objection(MEESHO, ["MRP: wrong", "MRP: wrong", " \n ", "HSN:  odd"])
    assert problem.message == "Meesho says: “MRP: wrong; HSN: odd”"
    assert "Meesho" in problem.remedy
