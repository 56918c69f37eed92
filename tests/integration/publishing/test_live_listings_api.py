"""Live listings through the API: what is not shown, what was changed there, and the numbers."""

from typing import Any

import pytest

from functions.publishing.model.publication_state import Drift
from functions.publishing.wiring import container
from tests.integration.aws import Reply
from tests.integration.publications import account_id, connected, disconnect
from tests.integration.publishing.live_client import ALL_LOSSES, LiveClient


def refused(reply: Reply, code: str, status: int = 409) -> dict[str, Any]:
    """The details of a refusal; each has a remedy."""
    assert (reply.status, reply.error["code"]) == (status, code), reply.text
    details: dict[str, Any] = reply.error["details"]
    assert details["remedy"]
    return details


def rows(live: LiveClient) -> list[dict[str, Any]]:
    """All that publishing has stored."""
    return live.cloud.items("publishing")


def places(*platforms: str, **more: object) -> list[dict[str, object]]:
    """Places on these platforms, in the accounts that are connected there."""
    return [{"platform": one, "account_id": account_id(one), **more} for one in platforms]


def wish(live: LiveClient, *platforms: str, **more: object) -> dict[str, object]:
    """Her product in these places."""
    return {"product_id": live.product_id, "places": places(*platforms, **more)}


def parts(losses: list[dict[str, str]]) -> set[str]:
    """The parts of some losses, each of which is told in words."""
    assert all(one["detail"] and one["sentence"] for one in losses)
    return {one["part"] for one in losses}


def test_a_preview_tells_what_each_place_would_not_show_and_stores_nothing(
    live: LiveClient,
) -> None:
    connected(live.artisan.user_id, "facebook")
    connected(live.artisan.user_id, "etsy")
    before = rows(live)
    found = live.ask("POST", "/posts/preview", wish(live, "facebook", "etsy")).data
    assert [one["platform"] for one in found] == ["facebook", "etsy"]
    assert found[0]["account"] == {"id": account_id("facebook"), "name": "Asha Dokra Art"}
    assert "quantity" in parts(found[0]["losses"])
    assert "quantity" not in parts(found[1]["losses"])
    assert rows(live) == before


def test_a_preview_needs_no_account(live: LiveClient) -> None:
    body = {"product_id": live.product_id, "places": [{"platform": "facebook"}]}
    (found,) = live.ask("POST", "/posts/preview", body).data
    assert found["account"] is None
    assert found["losses"]


def test_a_preview_of_another_artisans_product_is_not_there(live: LiveClient) -> None:
    body = {"product_id": live.product_id, "places": [{"platform": "facebook"}]}
    refused(live.ask_as_eve("POST", "/posts/preview", body), "product_not_found", 404)


def test_publishing_is_refused_with_every_place_and_its_losses(live: LiveClient) -> None:
    for platform in ("instagram", "pinterest"):
        connected(live.artisan.user_id, platform)
    before = rows(live)
    body = {**wish(live, "instagram", "pinterest"), "publish": True}
    details = refused(live.ask("POST", "/posts", body), "losses_not_accepted")
    assert [(one["platform"], one["account_id"]) for one in details["places"]] == [
        ("instagram", account_id("instagram")),
        ("pinterest", account_id("pinterest")),
    ]
    for one in details["places"]:
        assert "quantity" in parts(one["losses"])
    assert rows(live) == before


def test_a_draft_is_published_once_its_losses_are_accepted(live: LiveClient) -> None:
    connected(live.artisan.user_id, "pinterest")
    post_id = live.post("pinterest")
    before = rows(live)
    for body in (None, {}, {"accepts": ["title"]}):
        reply = live.ask("POST", f"/posts/{post_id}/publish", body)
        assert refused(reply, "losses_not_accepted")["places"]
    assert rows(live) == before
    accepted = live.ask("POST", f"/posts/{post_id}/publish", {"accepts": ALL_LOSSES})
    assert (accepted.status, accepted.data["status"]) == (202, "publishing")
    assert len(live.runs.started) == 1


def test_trying_again_asks_for_a_new_loss(live: LiveClient) -> None:
    facebook = live.publish("facebook")
    live.store(facebook, status="failed", accepted=())
    post_id = live.publication(facebook).post_id
    path = f"/posts/{post_id}/retry"
    refused(live.ask("POST", path, {}), "losses_not_accepted")
    assert live.publication(facebook).status == "failed"
    assert live.ask("POST", path, {"accepts": ALL_LOSSES}).status == 202
    assert live.publication(facebook).status == "planned"
    assert set(live.publication(facebook).accepted) == set(ALL_LOSSES)


def test_all_listings_that_are_behind_are_updated_at_once(live: LiveClient) -> None:
    etsy, facebook, instagram = map(live.publish, ("etsy", "facebook", "instagram"))
    reply = live.ask("POST", "/publications/update", {"product_id": live.product_id})
    assert reply.status == 202
    assert {one["publication_id"] for one in reply.data} == {etsy, facebook}
    assert {one["operation"]["kind"] for one in reply.data} == {"update"}
    assert live.kinds(instagram) == []


def test_another_artisan_updates_nothing_of_hers(live: LiveClient) -> None:
    etsy = live.publish("etsy")
    reply = live.ask_as_eve("POST", "/publications/update", {"product_id": live.product_id})
    assert reply.data == []
    assert live.kinds(etsy) == []


def test_outdated_parts_are_listed_with_the_product(live: LiveClient) -> None:
    etsy, instagram = live.publish("etsy"), live.publish("instagram")
    assert "words" in live.outdated(etsy)
    assert live.outdated(instagram) == []


def test_numbers_that_a_person_has_to_set_are_listed_with_the_product(live: LiveClient) -> None:
    meesho = live.publish("meesho")
    sku = live.sell(meesho, 5)
    live.count(2)
    assert live.by_hand(meesho) == [{"sku": sku, "here": 2, "there": 5}]
    path = f"/publications/{meesho}/stock"
    assert live.ask("POST", path, {"set_by": "person"}).status == 202
    assert live.by_hand(meesho) == []


def test_an_update_keeps_what_it_may_write_over_and_need_not_show(live: LiveClient) -> None:
    facebook = live.publish("facebook")
    live.store(facebook, accepted=())
    path = f"/publications/{facebook}/listing"
    (place,) = refused(live.ask("PATCH", path), "losses_not_accepted")["places"]
    assert (place["platform"], place["account_id"]) == ("facebook", account_id("facebook"))
    assert live.kinds(facebook) == []
    body = {"overwrite": ["words"], "accepts": ALL_LOSSES}
    reply = live.ask("PATCH", path, body)
    assert (reply.status, reply.data["operation"]["kind"]) == (202, "update")
    operation = live.publication(facebook).operations["update"]
    assert (operation.overwrite, set(operation.accepts)) == (("words",), set(ALL_LOSSES))
    again = live.ask("PATCH", path, body)
    assert again.status == 202
    assert live.publication(facebook).operations["update"] == operation


@pytest.mark.parametrize("overwrite", [["stock"], ["title"], "words"])
def test_only_parts_can_be_written_over(live: LiveClient, overwrite: object) -> None:
    etsy = live.publish("etsy")
    reply = live.ask("PATCH", f"/publications/{etsy}/listing", {"overwrite": overwrite})
    assert reply.status == 422
    assert live.kinds(etsy) == []


def test_a_listing_is_read_when_the_artisan_asks(live: LiveClient) -> None:
    etsy = live.publish("etsy")
    for _ in range(2):
        reply = live.ask("POST", f"/publications/{etsy}/inspect")
        assert (reply.status, reply.data["operation"]) == (202, None)
    assert live.kinds(etsy) == ["inspect"]
    assert len(live.runs.started) == 1


@pytest.mark.parametrize(
    ("platform", "method", "path", "body"),
    [
        ("instagram", "PATCH", "listing", None),
        ("instagram", "DELETE", "listing", None),
        ("instagram", "POST", "inspect", None),
        ("meesho", "POST", "inspect", None),
        ("facebook", "POST", "stock", {"set_by": "haat"}),
        ("meesho", "POST", "stock", {"set_by": "haat"}),
    ],
)
def test_what_haat_cannot_do_there_is_refused(
    live: LiveClient, platform: str, method: str, path: str, body: object
) -> None:
    there = live.publish(platform)
    reply = live.ask(method, f"/publications/{there}/{path}", body)
    refused(reply, "edit_not_supported")
    assert reply.error["message"]
    assert live.kinds(there) == []


def test_only_what_is_not_ours_is_adopted(live: LiveClient) -> None:
    etsy = live.publish("etsy")
    path = f"/publications/{etsy}/adopt"
    refused(live.ask("POST", path), "not_foreign")
    live.store(etsy, is_foreign=True)
    assert live.ask("GET", f"/publications/{etsy}").data["can_adopt"]
    reply = live.ask("POST", path)
    assert (reply.status, reply.data["operation"]["kind"]) == (202, "adopt")
    assert live.kinds(etsy) == ["adopt"]


def test_what_was_changed_there_is_kept(live: LiveClient) -> None:
    etsy = live.publish("etsy")
    path, body = f"/publications/{etsy}/drift", {"keep": ["price"]}
    refused(live.ask("POST", path, body), "not_drifted")
    drift = {"price": Drift.of("999.00 INR"), "words": Drift.of("Theirs"), "stock": Drift("X: 7")}
    live.store(etsy, drift=drift)
    seen = live.ask("GET", f"/publications/{etsy}").data["drift"]
    assert {"part": "price", "there": "999.00 INR"} in seen
    assert len(seen) == 3
    kept = live.ask("POST", path, body)
    assert kept.status == 200
    assert {one["part"] for one in kept.data["drift"]} == {"words", "stock"}
    assert live.publication(etsy).shown == {"price": drift["price"].digest}
    assert live.runs.started == {}


@pytest.mark.parametrize("keep", [[], ["stock"], ["title"]])
def test_only_parts_can_be_kept(live: LiveClient, keep: list[str]) -> None:
    etsy = live.publish("etsy")
    assert live.ask("POST", f"/publications/{etsy}/drift", {"keep": keep}).status == 422


def test_numbers_are_set_by_haat_or_were_by_a_person(live: LiveClient) -> None:
    etsy = live.publish("etsy")
    sku = live.sell(etsy, 5)
    live.count(2)
    live.store(etsy, drift={"stock": Drift.of(f"{sku}: 7")})
    path = f"/publications/{etsy}/stock"
    assert live.ask("POST", path, {"set_by": "nobody"}).status == 422
    noted = live.ask("POST", path, {"set_by": "person"})
    assert (noted.status, noted.data["drift"]) == (202, [])
    assert live.publication(etsy).sent[sku].quantity == 2
    assert live.kinds(etsy) == []
    begun = live.ask("POST", path, {"set_by": "haat"})
    assert (begun.status, begun.data["operation"]["kind"]) == (202, "set_stock")
    (level,) = live.publication(etsy).operations["set_stock"].levels
    assert (level.sku, level.quantity, level.before) == (sku, 2, None)


ROUTES = pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PATCH", "listing", {"overwrite": ["words"]}),
        ("DELETE", "listing", None),
        ("POST", "inspect", None),
        ("POST", "adopt", None),
        ("POST", "drift", {"keep": ["price"]}),
        ("POST", "stock", {"set_by": "haat"}),
        ("POST", "stock", {"set_by": "person"}),
    ],
)


@ROUTES
def test_another_artisans_listing_is_not_there(
    live: LiveClient, method: str, path: str, body: object
) -> None:
    etsy = live.publish("etsy")
    live.store(etsy, is_foreign=True, drift={"price": Drift.of("999.00 INR")})
    before = rows(live)
    reply = live.ask_as_eve(method, f"/publications/{etsy}/{path}", body)
    refused(reply, "publication_not_found", 404)
    assert rows(live) == before


@ROUTES
def test_what_is_not_live_cannot_be_worked_on(
    live: LiveClient, method: str, path: str, body: object
) -> None:
    etsy = live.publish("etsy")
    live.store(etsy, status="failed", is_foreign=True, drift={"price": Drift.of("999.00 INR")})
    refused(live.ask(method, f"/publications/{etsy}/{path}", body), "not_published")


@pytest.mark.parametrize("path", ["inspect", "adopt", "stock"])
def test_an_account_that_is_not_connected_is_named(live: LiveClient, path: str) -> None:
    etsy = live.publish("etsy")
    live.store(etsy, is_foreign=True)
    disconnect(live.artisan.user_id, "etsy")
    body = {"set_by": "haat"} if path == "stock" else None
    details = refused(
        live.ask("POST", f"/publications/{etsy}/{path}", body), "account_not_connected"
    )
    assert details["account"] == "Asha Dokra Art"
    assert container().publications.get(etsy) == live.publication(etsy)
    assert live.kinds(etsy) == []
