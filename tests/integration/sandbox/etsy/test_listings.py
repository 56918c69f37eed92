"""Etsy's stand-in: draft, images, inventory, publication, and what it refuses."""

from collections.abc import Iterator

import httpx2
import pytest

from infra.local.sandbox import journal
from infra.local.sandbox.server import SandboxServer
from tests.integration.sandbox.etsy.app import SHOP, EtsyApp
from tests.integration.sandbox.sandbox_setup import WEB, picture, sandbox_at


@pytest.fixture
def sandbox() -> Iterator[SandboxServer]:
    with sandbox_at() as server:
        yield server


@pytest.fixture
def app(sandbox: SandboxServer) -> EtsyApp:
    return EtsyApp(sandbox)


def published(sandbox: SandboxServer) -> list[str]:
    found = journal.entries(sandbox.world, "etsy", effect_kind="published")
    return [entry["effect_id"] for entry in found]


def test_the_shop_tells_what_a_listing_needs(app: EtsyApp) -> None:
    profiles = app.call("GET", f"{SHOP}/shipping-profiles").json()
    returns = app.call("GET", f"{SHOP}/policies/return").json()
    states = app.call("GET", f"{SHOP}/readiness-state-definitions").json()
    nodes = app.call("GET", "/v3/application/seller-taxonomy/nodes").json()
    assert profiles["results"][0]["shipping_profile_id"] == 219400331001
    assert returns["results"][0]["return_policy_id"] == 1301988442
    assert {state["readiness_state"] for state in states["results"]} == {
        "ready_to_ship",
        "made_to_order",
    }
    home = next(node for node in nodes["results"] if node["name"] == "Home & Living")
    assert home["children"][0]["full_path_taxonomy_ids"][0] == home["id"]
    other = app.call("GET", "/v3/application/shops/1/shipping-profiles")
    assert other.status_code == 403


def test_a_listing_goes_from_draft_to_sale(app: EtsyApp) -> None:
    draft = app.draft()
    assert draft.status_code == 201
    listing = draft.json()
    assert listing["state"] == "draft"
    assert listing["price"] == {"amount": 125000, "divisor": 100, "currency_code": "INR"}
    assert listing["tags"] == ["terracotta", "vase", "handmade"]
    id_ = listing["listing_id"]
    assert app.upload(id_, alt_text="A vase").status_code == 201
    assert published(app.sandbox) == []
    active = app.activate(id_)
    assert active.status_code == 200
    assert active.json()["state"] == "active"
    assert published(app.sandbox) == [str(id_)]
    fees = app.sandbox.world.find("etsy.fee")
    assert [(fee["listing_id"], fee["fee"]["amount"]) for fee in fees] == [(id_, 20)]
    seen = WEB.get(active.json()["url"], follow_redirects=True)
    assert seen.status_code == 200
    assert "Hand-painted terracotta vase" in seen.text


def test_a_second_activation_changes_and_charges_nothing(app: EtsyApp) -> None:
    id_ = app.draft_id()
    app.upload(id_)
    app.activate(id_)
    assert app.activate(id_).status_code == 200
    assert published(app.sandbox) == [str(id_)]
    assert len(app.sandbox.world.find("etsy.fee")) == 1


def test_a_listing_without_image_or_return_policy_stays_a_draft(app: EtsyApp) -> None:
    bare = app.draft_id()
    assert "image" in app.activate(bare).json()["error"]
    unreturnable = app.draft_id(return_policy_id=None)
    app.upload(unreturnable)
    refused = app.activate(unreturnable)
    assert refused.status_code == 400
    assert "return_policy_id" in refused.json()["error"]
    assert published(app.sandbox) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"title": None},
        {"title": "x" * 141},
        {"title": "Vase & bowl & cup"},
        {"title": "Vase 🏺"},
        {"title": "फूलदान हस्तनिर्मित"},
        {"description": None},
        {"price": None},
        {"price": "free"},
        {"price": "0.10"},
        {"quantity": "0"},
        {"quantity": "1000"},
        {"quantity": "two"},
        {"who_made": "a_machine"},
        {"when_made": "2020_2025"},
        {"when_made": "yesterday"},
        {"taxonomy_id": "5"},
        {"shipping_profile_id": "7"},
        {"shipping_profile_id": None},
        {"readiness_state_id": None},
        {"return_policy_id": "9"},
        {"tags": ",".join(f"tag{n}" for n in range(14))},
        {"tags": "x" * 21},
        {"tags": "clay,Clay"},
        {"tags": "50%"},
        {"materials": "clay & sand"},
        {"type": "imaginary"},
        {"is_supply": "maybe"},
    ],
    ids=str,
)
def test_a_draft_that_breaks_a_rule_is_refused(
    app: EtsyApp, changes: dict[str, str | None]
) -> None:
    refused = app.draft(**changes)
    assert refused.status_code == 400
    assert list(refused.json()) == ["error"]
    drafts = app.call("GET", f"{SHOP}/listings", params={"state": "draft"})
    assert drafts.json() == {"count": 0, "results": []}


def test_the_limits_themselves_are_accepted(app: EtsyApp) -> None:
    tags = ",".join(f"{'t' * 18}{n:02d}" for n in range(13))
    taken = app.draft(title="T" * 140, tags=tags, quantity="999", price="0.2")
    assert taken.status_code == 201
    assert len(taken.json()["tags"]) == 13


def test_drafts_are_listed_newest_first_for_reconciliation(app: EtsyApp) -> None:
    ids = []
    for number in range(3):
        ids.append(app.draft_id(title=f"Vase {number}"))
        app.sandbox.world.advance(1)
    query = {"state": "draft", "sort_on": "created", "sort_order": "desc", "limit": "2"}
    page = app.call("GET", f"{SHOP}/listings", params=query).json()
    assert page["count"] == 3
    assert [one["listing_id"] for one in page["results"]] == ids[:0:-1]
    rest = app.call("GET", f"{SHOP}/listings", params=query | {"offset": "2"}).json()
    assert [one["listing_id"] for one in rest["results"]] == ids[:1]
    wrong = app.call("GET", f"{SHOP}/listings", params={"state": "sold"})
    assert wrong.status_code == 400


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"not a picture", "not valid"),
        (picture("WEBP"), "jpg, png or gif"),
        (picture()[:400], "not valid"),
        (picture(size=(40, 40)), "50 by 50"),
        (picture() + b"\0" * (10 * 1024 * 1024), "10 MB"),
    ],
    ids=["text", "webp", "cut", "tiny", "large"],
)
def test_an_image_is_really_looked_at(app: EtsyApp, content: bytes, words: str) -> None:
    refused = app.upload(app.draft_id(), content)
    assert refused.status_code == 400
    assert words in refused.json()["error"]


def test_images_are_ranked_and_a_repeated_upload_overwrites(app: EtsyApp) -> None:
    id_ = app.draft_id()
    first = app.upload(id_, picture(colour="red"), rank="1").json()
    assert (first["full_width"], first["hex_code"]) == (None, None)
    app.upload(id_, picture("PNG", colour="green"), rank="1", overwrite="true")
    app.upload(id_, picture("GIF", colour="blue"), rank="1")
    app.sandbox.world.advance(2)
    held = app.call("GET", f"/v3/application/listings/{id_}/images").json()
    assert [(one["rank"], one["full_width"]) for one in held["results"]] == [(1, 800), (2, 800)]
    assert held["results"][1]["hex_code"] == "008000"
    shown = WEB.get(held["results"][0]["url_fullxfull"])
    assert shown.headers["content-type"] == "image/gif"
    long = app.upload(id_, alt_text="x" * 501)
    assert long.status_code == 400


def test_the_inventory_gives_the_sku_and_the_price(app: EtsyApp) -> None:
    id_ = app.draft_id()
    product = {
        "sku": "HAAT-1",
        "property_values": [],
        "offerings": [
            {
                "price": 990.5,
                "quantity": 2,
                "is_enabled": True,
                "readiness_state_id": 1402779335771,
            }
        ],
    }
    path = f"/v3/application/listings/{id_}/inventory"
    answer = app.call("PUT", path, json={"products": [product]})
    assert answer.status_code == 200
    offering = answer.json()["products"][0]["offerings"][0]
    assert offering["price"] == {"amount": 99050, "divisor": 100, "currency_code": "INR"}
    listing = app.call("GET", f"/v3/application/listings/{id_}").json()
    assert (listing["skus"], listing["quantity"]) == (["HAAT-1"], 2)
    for products in (None, [], [{**product, "sku": "x" * 33}]):
        assert app.call("PUT", path, json={"products": products}).status_code == 400


def test_a_draft_is_invisible_to_the_public_and_can_be_deleted(app: EtsyApp) -> None:
    id_ = app.draft_id()
    path = f"/v3/application/listings/{id_}"
    assert app.call("GET", path).status_code == 200
    address = f"{app.sandbox.host('openapi.etsy.com')}{path}"
    assert WEB.get(address, headers={"x-api-key": app.key}).status_code == 404
    assert app.call("DELETE", path).status_code == 204
    assert app.call("GET", path).status_code == 404
    assert app.call("DELETE", path).json()["error"].startswith("Resource not found")


def test_an_active_listing_expires_after_four_months(app: EtsyApp) -> None:
    id_ = app.draft_id()
    app.upload(id_)
    app.activate(id_)
    app.sandbox.world.advance(121 * 24 * 3600)
    app.tokens = app.exchange(app.code()).json()
    assert app.call("GET", f"/v3/application/listings/{id_}").json()["state"] == "expired"
    assert app.activate(id_).json()["state"] == "active"
    assert len(app.sandbox.world.find("etsy.fee")) == 2


def test_accepted_then_silent_leaves_one_draft_to_be_found(app: EtsyApp) -> None:
    WEB.post(
        f"{app.sandbox.url}/_sandbox/faults",
        json={"vendor": "etsy", "kind": "accept_then_timeout", "seconds": 0.1},
    )
    with pytest.raises(httpx2.TransportError):
        app.draft()
    found = app.call("GET", f"{SHOP}/listings", params={"state": "draft"}).json()
    assert found["count"] == 1
