"""Snapdeal's stand-in over HTTP: template, validation, approval, duplicates."""

from collections.abc import Mapping

import pytest
from openpyxl import load_workbook

from functions.channels.adapters.panels.workbook import workbook
from infra.local.sandbox import journal, settings
from infra.local.sandbox.server import SandboxServer
from infra.local.sandbox.snapdeal.form import COLUMNS, SITE
from tests.integration.sandbox.panels.panel_client import PanelClient
from tests.integration.sandbox.sandbox_setup import WEB, picture

ADD = "/products/add/hd-handicrafts"
ROW = {
    "SKU Code": "HAAT-1",
    "Product Title": "Terracotta vase",
    "Brand": "Meera Crafts",
    "Description": "Thrown on the wheel in Khurja.",
    "MRP": "1600",
    "Selling Price": "1250",
    "Inventory": "3",
    "Weight (g)": "900",
    "HSN Code": "6913",
    "GST %": "5",
    "Country of Origin": "India",
    "Manufacturer Name": "Meera Crafts",
    "Manufacturer Address": "12 Kumhar Gali, Khurja",
    "Manufacturer Pincode": "203131",
}


@pytest.fixture
def client(sandbox: SandboxServer) -> PanelClient:
    client = PanelClient(sandbox, SITE)
    client.login()
    return client


def sheet(client: PanelClient, *rows: Mapping[str, str]) -> bytes:
    url = client.sandbox.world.blob_url(
        client.sandbox.world.put_blob(picture(size=(900, 900)), "image/jpeg")
    )
    whole = [{**ROW, "Image URL 1": url, **row} for row in rows]
    return workbook(
        "Products", [list(COLUMNS), *[[one.get(name, "") for name in COLUMNS] for one in whole]]
    )


def upload(client: PanelClient, content: bytes) -> str:
    client.get(ADD)
    answer = client.post(ADD, files={"template": ("haat.xlsx", content)})
    return answer.text if answer.status_code == 422 else client.here(answer)


def published(client: PanelClient) -> list[str]:
    found = journal.entries(client.sandbox.world, "snapdeal", effect_kind="published")
    return [entry["effect_id"] for entry in found]


def test_a_product_goes_from_template_to_live(client: PanelClient, tmp_path: object) -> None:
    shown = client.get("/products/template/hd-handicrafts")
    file = f"{tmp_path}/template.xlsx"
    with open(file, "wb") as out:  # noqa: PTH123  # a plain file
        out.write(shown.content)
    header = next(load_workbook(file).worksheets[0].iter_rows(values_only=True))
    assert header == tuple(COLUMNS)
    place = upload(client, sheet(client, {}))
    assert place == "/uploads/1"
    assert published(client) == []
    client.get(place)
    done = client.post(place)
    assert "submitted for approval" in done.text
    (id_,) = published(client)
    assert "PENDING" in client.get(f"/products/{id_}").text
    client.sandbox.world.advance(settings.number(client.sandbox.world, "snapdeal_qc_seconds"))
    assert "LIVE" in client.get("/products?sku=HAAT-1").text
    page = WEB.get(f"{client.sandbox.url}/people/snapdeal/{id_}")
    assert "Terracotta vase" in page.text
    client.get(place)
    assert client.post(place).status_code == 409


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"SKU Code": "two words"}, "Row 2, SKU Code"),
        ({"Selling Price": "1700"}, "cannot be above the MRP"),
        ({"GST %": "7"}, "Choose one from the list"),
        ({"HSN Code": "69"}, "4, 6 or 8 digits"),
        ({"Product Title": ""}, "required"),
        ({"Image URL 1": "http://127.0.0.1:1/none.jpg"}, "could not be read"),
        ({"Image URL 3": "http://127.0.0.1:1/none.jpg"}, "Image URL 3: The image could not"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_kept(
    client: PanelClient, change: Mapping[str, str], words: str
) -> None:
    assert words in upload(client, sheet(client, change))
    assert client.sandbox.world.find("snapdeal.upload") == []


def test_another_file_or_another_template_is_refused(client: PanelClient) -> None:
    assert "no Excel workbook" in upload(client, b"not a workbook")
    settings.change(client.sandbox.world, "snapdeal_layout", "columns")
    assert "out of date" in upload(client, sheet(client, {}))


def test_a_sku_is_unique_in_a_shop_also_at_the_last_moment(client: PanelClient) -> None:
    first, second = (upload(client, sheet(client, {})) for _ in range(2))
    client.get(first)
    client.post(first)
    client.get(second)
    assert "already exists" in client.post(second).text
    assert "already exists" in upload(client, sheet(client, {}))
    assert len(published(client)) == 1
    other = PanelClient(client.sandbox, SITE)
    other.login(1)
    assert "HAAT-1" not in other.get("/products").text
    assert other.get(f"/products/{published(client)[0]}").status_code == 404


def test_contact_details_and_the_switch_are_refused_by_the_approval(client: PanelClient) -> None:
    place = upload(client, sheet(client, {"Description": "Call 9876501234 for more of it."}))
    client.get(place)
    client.post(place)
    client.sandbox.world.advance(60)
    (id_,) = published(client)
    assert "contact details" in client.get(f"/products/{id_}").text
