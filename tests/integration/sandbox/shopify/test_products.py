"""Shopify's stand-in: productSet, pictures, publications and stock."""

from collections.abc import Iterator

import pytest

from infra.local.sandbox import journal
from infra.local.sandbox.server import SandboxServer
from tests.integration.sandbox.picture_server import PictureServer, drawn
from tests.integration.sandbox.sandbox_setup import WEB, sandbox_at
from tests.integration.sandbox.shopify.app import (
    DEFINE,
    ONLINE_STORE,
    PUBLISH,
    SET,
    SHOP,
    WORKSHOP,
    ShopifyApp,
    vase,
)

CUSTOM = {"customId": {"namespace": "haat", "key": "product", "value": "p-1"}}
STAGE = """
mutation Stage($method: StagedUploadHttpMethodType!) {
  stagedUploadsCreate(input: [{
    resource: IMAGE, filename: "vase.jpg", mimeType: "image/jpeg", httpMethod: $method
  }]) { stagedTargets { url resourceUrl parameters { name value } } userErrors { message } }
}
"""
FILE = """
mutation File($source: String!) {
  fileCreate(files: [{originalSource: $source, alt: "a vase", contentType: IMAGE}]) {
    files { id fileStatus fileErrors { code } }
    userErrors { field code }
  }
}
"""
STOCK = """
mutation Stock($input: InventorySetQuantitiesInput!, $key: String!) {
  inventorySetQuantities(input: $input) @idempotent(key: $key) {
    inventoryAdjustmentGroup { changes { delta quantityAfterChange } }
    userErrors { code }
  }
}
"""


@pytest.fixture
def sandbox() -> Iterator[SandboxServer]:
    with sandbox_at() as server:
        yield server


@pytest.fixture
def app(sandbox: SandboxServer) -> ShopifyApp:
    return ShopifyApp(sandbox)


def noted(sandbox: SandboxServer, kind: str = "published") -> list[str]:
    found = journal.entries(sandbox.world, "shopify", effect_kind=kind)
    return [entry["effect_id"] for entry in found]


def test_the_same_identifier_gives_the_same_product(
    sandbox: SandboxServer, app: ShopifyApp
) -> None:
    first = app.set(input=vase())["product"]
    second = app.set(input={**vase("1300"), "title": "Blue vase"})["product"]
    assert first["id"] == second["id"]
    assert first["variants"]["nodes"][0]["id"] == second["variants"]["nodes"][0]["id"]
    assert second["variants"]["nodes"][0]["price"] == "1300.00"
    assert second["title"] == "Blue vase"
    assert (second["totalInventory"], second["onlineStoreUrl"]) == (3, None)
    assert len(noted(sandbox, "created")) == 1
    assert app.query('{ products(first: 5, query: "sku:HAAT-1") { nodes { handle } } }') == {
        "products": {"nodes": [{"handle": "haat-vase"}]}
    }


def test_a_custom_id_has_to_be_defined_and_carried(app: ShopifyApp) -> None:
    field = {"namespace": "haat", "key": "product", "type": "id", "value": "p-1"}
    carried = {"metafields": [field]}
    (undefined,) = app.set(identifier=CUSTOM, input=carried)["userErrors"]
    assert undefined["code"] == "INVALID_METAFIELD"
    assert app.query(DEFINE)["metafieldDefinitionCreate"]["userErrors"] == []
    assert app.query(DEFINE)["metafieldDefinitionCreate"]["userErrors"] == [{"code": "TAKEN"}]
    assert app.set(identifier=CUSTOM)["userErrors"][0]["code"] == "METAFIELD_MISMATCH"
    made = app.set(identifier=CUSTOM, input=carried)["product"]
    assert app.set(identifier=CUSTOM, input=carried)["product"]["id"] == made["id"]
    query = "query F($by: ProductIdentifierInput!) { productByIdentifier(identifier: $by) { id } }"
    assert app.query(query, by=CUSTOM)["productByIdentifier"]["id"] == made["id"]
    (twice,) = app.set(identifier={"handle": "other"}, input=carried)["userErrors"]
    assert twice["code"] == "DUPLICATED_METAFIELD_VALUE"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"title": " "}, "INVALID_INPUT"),
        ({"title": "x" * 256}, "INVALID_INPUT"),
        ({"productOptions": [{"name": "Size", "values": [{"name": "S"}]}]},
         "VARIANTS_INPUT_MISSING"),
        ({"variants": []}, "PRODUCT_OPTIONS_INPUT_MISSING"),
        ({**vase("-1")}, "INVALID_VARIANT"),
        ({"category": "gid://shopify/TaxonomyCategory/zz"}, "INVALID_INPUT"),
        ({"files": [{"originalSource": "ftp://a.example/x"}]}, "INVALID_INPUT"),
        ({"files": [{"id": "gid://shopify/MediaImage/1"}]}, "NOT_FOUND"),
    ],
)  # fmt: skip
def test_what_is_refused_changes_nothing(
    sandbox: SandboxServer, app: ShopifyApp, fields: dict[str, object], code: str
) -> None:
    answer = app.set(input=fields)
    assert answer["product"] is None
    assert [error["code"] for error in answer["userErrors"]] == [code]
    assert noted(sandbox, "*") == []


def test_a_handle_belongs_to_one_product(app: ShopifyApp) -> None:
    app.set()
    answer = app.query(SET, input={"title": "Another", "handle": "haat-vase"}, now=True)
    assert answer["productSet"]["userErrors"][0]["code"] == "HANDLE_NOT_UNIQUE"
    free = app.query(SET, input={"title": "Haat Vase"}, now=True)["productSet"]["product"]
    assert free["handle"] == "haat-vase-1"


def test_an_unknown_field_is_refused_before_anything_runs(app: ShopifyApp) -> None:
    body = app.ask("mutation { productSet(input: {title: 1, colour: true}) { ok } }").json()
    assert set(body) == {"errors"}
    assert len(body["errors"]) == 3


def test_without_waiting_an_operation_tells_how_far_it_is(
    sandbox: SandboxServer, app: ShopifyApp
) -> None:
    answer = app.set(now=False)
    assert answer["product"] is None
    query = "query O($id: ID!) { productOperation(id: $id) { status product { handle } } }"
    id_ = answer["productSetOperation"]["id"]
    assert app.query(query, id=id_)["productOperation"] == {"status": "CREATED", "product": None}
    sandbox.world.advance(2)
    received = app.query(query, id=id_)["productOperation"]
    assert received == {"status": "COMPLETE", "product": {"handle": "haat-vase"}}


def test_pictures_are_really_fetched_and_take_a_moment(
    sandbox: SandboxServer, app: ShopifyApp, picture_server: PictureServer
) -> None:
    good = picture_server.add(drawn(900, 900), content_type="image/jpeg")
    gone = picture_server.add(b"", 404)
    words = picture_server.add(b"<html>not a picture</html>")
    sources = [{"originalSource": one, "contentType": "IMAGE"} for one in (good, gone, words)]
    media = app.set(input={"files": sources})["product"]["media"]["nodes"]
    assert [one["status"] for one in media] == ["PROCESSING"] * 3
    sandbox.world.advance(1.5)
    listed = app.query(
        '{ productByIdentifier(identifier: {handle: "haat-vase"}) { media(first: 5) { nodes {'
        " status mediaErrors { code } ... on MediaImage { image { url width } } } } } }"
    )["productByIdentifier"]["media"]["nodes"]
    assert [one["status"] for one in listed] == ["READY", "FAILED", "FAILED"]
    assert [one["mediaErrors"] for one in listed] == [
        [],
        [{"code": "IMAGE_DOWNLOAD_FAILURE"}],
        [{"code": "IMAGE_PROCESSING_FAILURE"}],
    ]
    assert listed[0]["image"]["width"] == 900
    assert WEB.get(listed[0]["image"]["url"]).headers["content-type"] == "image/jpeg"


@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_a_staged_upload_takes_the_bytes(
    sandbox: SandboxServer, app: ShopifyApp, method: str
) -> None:
    (target,) = app.query(STAGE, method=method)["stagedUploadsCreate"]["stagedTargets"]
    form = {one["name"]: one["value"] for one in target["parameters"]}
    if method == "PUT":
        wrong = WEB.put(target["url"], content=drawn(), headers={"content-type": "image/png"})
        assert wrong.status_code == 403
        headers = {"content-type": form["content_type"]}
        sent = WEB.put(target["url"], content=drawn(), headers=headers)
    else:
        files = {"file": ("vase.jpg", drawn(), "image/jpeg")}
        sent = WEB.post(target["url"], data=form, files=files)
    assert sent.status_code in (200, 201)
    (file,) = app.query(FILE, source=target["resourceUrl"])["fileCreate"]["files"]
    sandbox.world.advance(2)
    received = app.query(
        "query N($id: ID!) { node(id: $id) { ... on MediaImage { fileStatus } } }", id=file["id"]
    )
    assert received["node"]["fileStatus"] == "READY"
    product = app.set(input={"files": [{"id": file["id"]}]})["product"]
    assert [one["id"] for one in product["media"]["nodes"]] == [file["id"]]


def test_nothing_uploaded_is_a_failed_picture(sandbox: SandboxServer, app: ShopifyApp) -> None:
    (target,) = app.query(STAGE, method="PUT")["stagedUploadsCreate"]["stagedTargets"]
    (file,) = app.query(FILE, source=target["resourceUrl"])["fileCreate"]["files"]
    sandbox.world.advance(2)
    query = "query N($id: ID!) { node(id: $id) { ... on MediaImage { fileErrors { code } } } }"
    assert app.query(query, id=file["id"])["node"]["fileErrors"] == [
        {"code": "IMAGE_DOWNLOAD_FAILURE"}
    ]


def test_buyers_see_what_is_active_and_published(sandbox: SandboxServer, app: ShopifyApp) -> None:
    draft = app.set(input={**vase(), "status": "DRAFT"})["product"]
    app.query(PUBLISH, id=draft["id"], on=ONLINE_STORE)
    assert noted(sandbox) == []
    live = app.set(input={"status": "ACTIVE", "descriptionHtml": "<p>Of <b>clay</b></p>"})
    number = draft["id"].rpartition("/")[2]
    assert noted(sandbox) == [number]
    address = live["product"]["onlineStoreUrl"]
    page = WEB.get(address)
    assert (page.status_code, "Of clay" in page.text, "₹1,250.00" in page.text) == (200, True, True)
    assert "Terracotta vase" in WEB.get(f"{sandbox.url}/people/shopify/{number}").text
    app.query("mutation D($id: ID!) { productDelete(input: {id: $id}) { deletedProductId } }",
              id=draft["id"])  # fmt: skip
    assert WEB.get(address).status_code == 404
    assert noted(sandbox, "deleted") == [number]


def test_words_of_a_description_run_nothing(app: ShopifyApp) -> None:
    hostile = "<script>alert(1)</script><p onclick=alert(2)>Clay</p><img src=x onerror=alert(3)>"
    app.published(**vase(), descriptionHtml=hostile, title='Vase "><script>alert(4)</script>')
    page = WEB.get(f"{app.sandbox.host(SHOP)}/products/haat-vase").text
    assert "Clay" in page
    assert "<script" not in page
    assert "onerror" not in page


def test_stock_is_set_once_for_each_key(app: ShopifyApp) -> None:
    product = app.set(input=vase())["product"]
    item = product["variants"]["nodes"][0]["inventoryItem"]["id"]
    given = {
        "name": "available",
        "reason": "correction",
        "quantities": [{"inventoryItemId": item, "locationId": WORKSHOP, "quantity": 7}],
    }
    for _ in range(2):
        received = app.query(STOCK, input=given, key="k-1")["inventorySetQuantities"]
        changes = received["inventoryAdjustmentGroup"]["changes"]
        assert changes == [{"delta": 4, "quantityAfterChange": 7}]
    other = {**given, "reason": "restock"}
    received = app.query(STOCK, input=other, key="k-1")["inventorySetQuantities"]
    assert received["userErrors"] == [{"code": "IDEMPOTENCY_KEY_PARAMETER_MISMATCH"}]
    stale = {**given, "quantities": [{**given["quantities"][0], "changeFromQuantity": 3}]}  # type: ignore[dict-item]  # a dict
    received = app.query(STOCK, input=stale, key="k-2")["inventorySetQuantities"]
    assert received["userErrors"] == [{"code": "CHANGE_FROM_QUANTITY_STALE"}]


def test_stock_without_a_key_is_refused(app: ShopifyApp) -> None:
    body = app.ask(
        'mutation { inventorySetQuantities(input: {name: "available", reason: "other",'
        " quantities: []}) { userErrors { code } } }"
    ).json()
    assert "@idempotent" in body["errors"][0]["message"]
    assert body["data"] == {"inventorySetQuantities": None}
