"""Stock through the real handlers: what accounts sell, and how its artisan sees it."""

import pytest

from functions.catalog.model.product import AccountSales, account_key
from functions.catalog.public import product
from tests.integration.aws import Cloud, Reply, bus_event, signed_token
from tests.integration.catalog.products_api import ASHA, add, edit


def sell(
    cloud: Cloud, sku: str, quantity: int, revision: int = 1, *, shop: str = "1", order: str = "41"
) -> None:
    """Shopify tells of an order, in an event of its own each time."""
    told = {
        "owner_id": ASHA,
        "platform": "shopify",
        "account_id": shop,
        "order": order,
        "revision": f"{revision:04d}",
        "lines": [{"line": "7", "sku": sku, "listing": "77", "quantity": quantity}],
    }
    name = f"evt_{shop}_{order}_{revision}_{quantity}"
    cloud.call(
        "catalog.on_order_reported", bus_event("channels", "ChannelOrderReported", told, name)
    )


def get(cloud: Cloud, product_id: str, below: str = "", **query: str) -> Reply:
    path = f"/products/{product_id}{below}"
    return cloud.api("catalog", "GET", path, token=signed_token(ASHA), query=query)


def sizes(*quantities: int) -> list[dict[str, object]]:
    price = {"amount": "1450.50", "currency": "INR"}
    return [
        {"options": {"Size": name}, "price": price, "quantity": quantity}
        for name, quantity in zip("SML", quantities, strict=False)
    ]


@pytest.fixture
def token() -> str:
    return signed_token(ASHA)


def test_three_of_five_are_sold(cloud: Cloud, token: str) -> None:
    made = add(cloud, token, quantity=5).data
    for _ in range(2):
        sell(cloud, made["sku"], 3)
    found = get(cloud, made["product_id"])
    assert (found.data["quantity"], found.data["stock_version"]) == (2, 1)
    assert found.headers["etag"] == '"1"'
    (event,) = cloud.outbox_events("catalog", "StockChanged")
    assert event["data"] == {
        "product_id": made["product_id"],
        "owner_id": ASHA,
        "on_hand": 2,
        "stock_version": 1,
    }
    sales = product(ASHA, made["product_id"]).sales
    assert sales == {account_key("shopify", "1"): AccountSales({made["sku"]: 3})}


def test_her_words_are_saved_on_top_of_a_sale_and_her_number_is_not(
    cloud: Cloud, token: str
) -> None:
    made = add(cloud, token, quantity=5).data
    sell(cloud, made["sku"], 3)
    seen = {"stock_version": made["stock_version"]}
    saved = edit(cloud, token, made["product_id"], '"1"', title="Red stole", **seen)
    assert (saved.data["title"], saved.data["quantity"]) == ("Red stole", 2)
    refused = edit(cloud, token, made["product_id"], '"2"', quantity=4, **seen)
    assert (refused.status, refused.error["code"]) == (412, "stock_moved")
    counted = edit(cloud, token, made["product_id"], '"2"', quantity=4, stock_version=1)
    assert (counted.data["quantity"], counted.data["stock_version"]) == (4, 2)


def test_a_variant_is_sold_and_its_price_changed(cloud: Cloud, token: str) -> None:
    made = add(cloud, token, quantity=None, variants=sizes(2, 1)).data
    small, _ = made["variants"]
    sell(cloud, small["sku"], 1)
    dearer = [
        {"variant_id": one["variant_id"], "options": one["options"]}
        | {"price": {"amount": "1500.00", "currency": "INR"}}
        for one in made["variants"]
    ]
    saved = edit(cloud, token, made["product_id"], '"1"', variants=dearer)
    assert [one["quantity"] for one in saved.data["variants"]] == [1, 1]
    stock = get(cloud, made["product_id"], "/stock").data
    assert stock["on_hand"] == 2
    assert stock["levels"] == {one["sku"]: one["quantity"] for one in saved.data["variants"]}


def test_a_new_variant_without_a_number_is_named(cloud: Cloud, token: str) -> None:
    bare = [{name: one[name] for name in ("options", "price")} for one in sizes(1)]
    refused = add(cloud, token, variants=bare)
    assert (refused.status, refused.error["code"]) == (422, "quantity_missing")
    assert refused.error["details"]["fields"][0]["field"] == "variants.0.quantity"


def test_what_moved_is_told_with_its_order_and_what_is_not_there_as_a_case(
    cloud: Cloud, token: str
) -> None:
    made = add(cloud, token, quantity=1, one_of_a_kind=True).data
    sell(cloud, made["sku"], 1)
    sell(cloud, made["sku"], 1, shop="2", order="42")
    stock = get(cloud, made["product_id"], "/stock").data
    (case,) = stock["oversold"]
    assert (case["account_id"], case["order_id"], case["short"]) == ("2", "42", 1)
    assert stock["levels"] == {made["sku"]: 0}
    moved = get(cloud, made["product_id"], "/stock/movements", limit="2").data
    kinds = [(one["kind"], one["deltas"][made["sku"]]) for one in moved["items"]]
    rest = get(cloud, made["product_id"], "/stock/movements", cursor=moved["next_cursor"]).data
    kinds += [(one["kind"], one["deltas"][made["sku"]]) for one in rest["items"]]
    assert sorted(kinds) == [("counted", 1), ("sale", -1), ("sale", 0)]
    sell(cloud, made["sku"], 0, 2, shop="2", order="42")
    assert get(cloud, made["product_id"], "/stock").data["oversold"] == []


def test_a_hundred_variants_are_one_movement(cloud: Cloud, token: str) -> None:
    price = {"amount": "1450.50", "currency": "INR"}
    many = [{"options": {"No": str(at)}, "price": price, "quantity": 1} for at in range(100)]
    made = add(cloud, token, quantity=None, variants=many)
    assert made.status == 201, made.text
    (moved,) = get(cloud, made.data["product_id"], "/stock/movements").data["items"]
    assert sum(moved["deltas"].values()) == 100
