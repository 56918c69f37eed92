"""Meesho's stand-in over HTTP: upload, QC, and what the panel refuses."""

from collections.abc import Iterator

import pytest

from infra.local.sandbox import journal, settings
from infra.local.sandbox.panels import captcha
from infra.local.sandbox.server import SandboxServer
from tests.integration.sandbox.panels.meesho_client import DETAILS, MeeshoClient, here
from tests.integration.sandbox.sandbox_setup import WEB, picture, sandbox_at


@pytest.fixture
def sandbox() -> Iterator[SandboxServer]:
    with sandbox_at() as server:
        yield server


@pytest.fixture
def panel(sandbox: SandboxServer) -> MeeshoClient:
    panel = MeeshoClient(sandbox)
    assert here(panel.login()) == "/panel/home"
    return panel


def published(panel: MeeshoClient) -> list[str]:
    found = journal.entries(panel.sandbox.world, "meesho", effect_kind="published")
    return [entry["effect_id"] for entry in found]


def test_a_form_without_its_token_is_refused(panel: MeeshoClient) -> None:
    id_ = panel.begin()
    panel.add_image(id_)
    panel.token = "another"
    refused = panel.submit(id_)
    assert (refused.status_code, published(panel)) == (403, [])


def test_a_product_goes_through_the_steps_to_live(panel: MeeshoClient) -> None:
    id_ = panel.begin()
    assert panel.state(id_) == "In draft"
    assert here(panel.get(f"/panel/catalogs/{id_}/details")).endswith("/images")
    assert here(panel.add_image(id_)) == f"/panel/catalogs/{id_}/details"
    submitted = panel.submit(id_)
    assert here(submitted) == f"/panel/catalogs/{id_}"
    assert f"Catalog {id_} has been submitted for QC" in submitted.text
    assert published(panel) == [id_]
    assert panel.state(id_) == "QC in progress"
    panel.sandbox.world.advance(settings.number(panel.sandbox.world, "meesho_qc_seconds"))
    assert panel.state(id_) == "Live"
    public = WEB.get(f"{panel.sandbox.url}/people/meesho/{id_}")
    assert public.status_code == 200
    assert "Hand-painted terracotta vase" in public.text


def test_a_submitted_catalogue_cannot_be_submitted_again(panel: MeeshoClient) -> None:
    id_ = panel.submitted()
    again = panel.submit(id_)
    assert again.status_code == 409
    assert published(panel) == [id_]


def test_a_sku_is_unique_in_a_shop_and_finds_its_catalogue(panel: MeeshoClient) -> None:
    first = panel.submitted()
    second = panel.begin()
    panel.add_image(second)
    refused = panel.submit(second, sku="haat-0001")
    assert refused.status_code == 422
    assert f"already used in catalog {first}" in refused.text
    assert published(panel) == [first]
    found = panel.get("/panel/catalogs?sku=HAAT-0001").text
    assert "1 catalog with Supplier SKU ID" in found
    assert f"/panel/catalogs/{first}" in found
    assert "No catalog has this SKU" in panel.get("/panel/catalogs?sku=HAAT-9").text


def test_another_supplier_sees_nothing_and_may_use_the_same_sku(panel: MeeshoClient) -> None:
    id_ = panel.submitted()
    neighbour = MeeshoClient(panel.sandbox)
    neighbour.login("9876543211")
    assert neighbour.get(f"/panel/catalogs/{id_}").status_code == 404
    assert "No catalog has this SKU" in neighbour.get("/panel/catalogs?sku=HAAT-0001").text
    assert neighbour.submitted() != id_


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("product_name", "", "required"),
        ("product_name", "x" * 101, "3 to 100"),
        ("description", "x" * 1401, "1 to 1,400"),
        ("meesho_price", "1700", "above the MRP"),
        ("meesho_price", "cheap", "price in rupees"),
        ("meesho_price", "12.345", "two decimals"),
        ("meesho_price", "NaN", "price in rupees"),
        ("mrp", "0", "from ₹1"),
        ("returns_price", "1300", "cannot be above"),
        ("gst", "12", "from the list"),
        ("hsn", "69135", "4, 6 or 8"),
        ("sku", "with space", "without spaces"),
        ("inventory", "-1", "whole number"),
        ("net_weight", "1.5", "whole number"),
        ("size", "Huge", "from the list"),
        ("colour", "", "required"),
        ("manufacturer_pincode", "012345", "6 digits"),
        ("packer_address", "here", "10 to 250"),
        ("country", "Nepal", "Importer is required"),
    ],
)
def test_a_wrong_field_is_named_in_the_page_and_nothing_is_submitted(
    panel: MeeshoClient, field: str, value: str, words: str
) -> None:
    id_ = panel.begin()
    panel.add_image(id_)
    refused = panel.submit(id_, **{field: value})
    assert refused.status_code == 422
    assert words in refused.text
    assert "1 field needs attention" in refused.text
    assert DETAILS["packer_name"] in refused.text
    assert published(panel) == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (picture("PNG", (900, 900)), "Only JPEG"),
        (picture(size=(499, 499)), "at least 500"),
        (picture(size=(1200, 900)), "square"),
        (picture(size=(900, 900))[:500], "not a complete picture"),
        (picture(size=(900, 900)) + b"\0" * (10 * 1024 * 1024), "10 MB"),
    ],
    ids=["png", "small", "wide", "cut", "large"],
)
def test_the_front_image_follows_the_rules(panel: MeeshoClient, content: bytes, words: str) -> None:
    id_ = panel.begin()
    refused = panel.add_image(id_, content)
    assert refused.status_code == 422
    assert words in refused.text


def test_the_front_image_is_needed(panel: MeeshoClient) -> None:
    id_ = panel.begin()
    assert "Add the front image" in panel.post(f"/panel/catalogs/{id_}/images").text


def test_a_draft_keeps_what_was_typed(panel: MeeshoClient) -> None:
    id_ = panel.begin()
    panel.add_image(id_)
    saved = panel.submit(id_, action="draft", mrp="", hsn="12")
    assert "Draft saved" in saved.text
    assert published(panel) == []
    assert "Hand-painted terracotta vase" in panel.get(f"/panel/catalogs/{id_}/details").text
    assert WEB.get(f"{panel.sandbox.url}/people/meesho/{id_}").status_code == 404


def test_the_quality_check_objects_to_contact_details(panel: MeeshoClient) -> None:
    id_ = panel.submitted(description="Call 9876543210 to order.")
    assert panel.state(id_) == "QC in progress"
    panel.sandbox.world.advance(3600)
    assert panel.state(id_) == "QC error"
    assert "contact details" in panel.get(f"/panel/catalogs/{id_}").text
    assert "1</b>" in panel.get("/panel/catalogs?status=QC%20error").text


def test_hostile_text_is_shown_and_not_run(panel: MeeshoClient) -> None:
    id_ = panel.submitted(product_name="<script>alert(1)</script>")
    page = panel.get(f"/panel/catalogs/{id_}")
    assert "<script>" not in page.text
    assert "&lt;script&gt;" in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_the_changed_layout_has_none_of_the_old_names(panel: MeeshoClient) -> None:
    id_ = panel.begin()
    panel.add_image(id_)
    standard = panel.get(f"/panel/catalogs/{id_}/details").text
    settings.change(panel.sandbox.world, "meesho_layout", "changed")
    changed = panel.get(f"/panel/catalogs/{id_}/details").text
    for words in ('id="product_name"', "Supplier SKU ID", "Submit for QC"):
        assert words in standard
        assert words not in changed
    assert panel.submit(id_).status_code == 422


def test_the_captcha_stands_before_the_upload_when_switched_on(panel: MeeshoClient) -> None:
    settings.change(panel.sandbox.world, "meesho_captcha", "upload")
    shown = panel.get("/panel/catalogs/new")
    assert (here(shown), "confirm you are human" in shown.text) == ("/panel/human", True)
    assert panel.post("/panel/human", {"captcha": "wrong"}).status_code == 422
    assert here(panel.post("/panel/catalogs/new", {"category": "21001"})) == "/panel/human"


def test_whoever_reads_the_captcha_goes_on(panel: MeeshoClient) -> None:
    world = panel.sandbox.world
    settings.change(world, "meesho_captcha", "upload")
    panel.get("/panel/human")
    (id_, session), *_ = world.items("meesho.session")
    known = {**session, "pending": {"captcha": captcha.digest("ACDEF")}}
    world.put("meesho.session", id_, known)
    assert here(panel.post("/panel/human", {"captcha": " ac def"})) == "/panel/catalogs/new"
    assert here(panel.get("/panel/catalogs/new")) == "/panel/catalogs/new"


def test_the_faults_look_like_the_panel(panel: MeeshoClient) -> None:
    home = f"{panel.sandbox.host('supplier.meesho.com')}/panel/home"
    seen = []
    for kind in ("expired_token", "rate_limit", "error"):
        fault = {"vendor": "meesho", "kind": kind}
        WEB.post(f"{panel.sandbox.url}/_sandbox/faults", json=fault)
        answer = panel.client.get(home, follow_redirects=False)
        seen.append((answer.status_code, answer.headers.get("location")))
    login = "/supplier.meesho.com/panel/login?expired=1"
    assert seen == [(303, login), (429, None), (500, None)]
