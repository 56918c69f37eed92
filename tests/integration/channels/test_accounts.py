"""Several accounts of one platform side by side, and what is done in one of them only."""

from dataclasses import replace
from typing import Any

import pytest

from functions.channels import public
from functions.channels.public import (
    ForeignListing,
    Handle,
    Listing,
    Published,
    Ready,
    ReconnectNeeded,
    Waiting,
)
from infra.local.sandbox.woocommerce.sites import SITES
from tests.integration.channels import posting
from tests.integration.channels.merchant import SHOP, WOO, Merchant
from tests.integration.channels.oauth_client import (
    OTHER,
    OWNER,
    WEB,
    Artisan,
    calls,
    listing,
    pass_waiting_time,
)

FIRST, SECOND = "104875291000001", "104875291000002"
"""The two Pages of the person at Facebook."""
NAMES = {FIRST: "Asha Dokra Art", SECOND: "Bastar Crafts Collective"}
NEIGHBOURS = SITES["weavers.example"]
MARKERS = ("target_01jd00000000000000000000aa", "target_01jd00000000000000000000bb")


@pytest.fixture
def artisan(artisan: Artisan) -> Artisan:
    """Consent is really given each time."""
    return replace(artisan, setup_cache=None)


def connect_page(artisan: Artisan, page: str, **more: Any) -> dict[str, str]:
    """Allow one of the two Pages alone."""
    return artisan.connect("facebook", without=tuple({FIRST, SECOND} - {page}), **more)


def connected_pages(artisan: Artisan) -> dict[str, dict[str, Any]]:
    return {one["account"]["id"]: one for one in artisan.connections("facebook")}


def post_in(platform: str, account_id: str, one: Listing) -> Published:
    """All the steps in one account."""
    step = posting.start(OWNER, platform, account_id, one)
    while isinstance(step, Waiting):
        pass_waiting_time(one, step)
        step = posting.check(OWNER, platform, account_id, one, step.handle)
    assert isinstance(step, Ready)
    return posting.finish(OWNER, platform, account_id, one, step.handle)


def is_public(done: Published) -> bool:
    return WEB.get(done.url, follow_redirects=True).status_code == 200


def disconnect(artisan: Artisan, page: str) -> None:
    connection_id = connected_pages(artisan)[page]["connection_id"]
    assert artisan.api("DELETE", f"/connections/{connection_id}").status == 200


def test_two_pages_are_posted_to_side_by_side(artisan: Artisan) -> None:
    for page in (FIRST, SECOND):
        connect_page(artisan, page)
    pages = connected_pages(artisan)
    assert {page: one["account"]["name"] for page, one in pages.items()} == NAMES
    assert len({one["connection_id"] for one in pages.values()}) == 2
    assert {(one.account_id, one.name) for one in public.accounts(OWNER)} == set(NAMES.items())
    for page, marker in zip((FIRST, SECOND), MARKERS, strict=True):
        done = post_in("facebook", page, listing(artisan.sandbox, marker))
        assert done.external_id.startswith(f"{page}_")
        path = f"/connections/{pages[page]['connection_id']}/listings"
        shown = artisan.api("GET", path).data["items"]
        assert [one["external_id"] for one in shown] == [done.external_id]


def test_each_account_has_its_own_preferences(artisan: Artisan) -> None:
    for page in (FIRST, SECOND):
        connect_page(artisan, page)
    path = f"/connections/{connected_pages(artisan)[FIRST]['connection_id']}/preferences"
    artisan.api("PUT", path, {"enabled": False}, headers={"If-Match": '"0"'})
    enabled = {page: one["enabled"] for page, one in connected_pages(artisan).items()}
    assert enabled == {FIRST: False, SECOND: True}
    assert not public.preferences(OWNER, "facebook", FIRST).enabled
    assert public.preferences(OWNER, "facebook", SECOND).enabled


def test_disconnecting_one_page_leaves_the_other_and_the_last_ends_the_permission(
    artisan: Artisan,
) -> None:
    for page in (FIRST, SECOND):
        connect_page(artisan, page)

    def revocations() -> int:
        return calls(artisan.sandbox, "facebook", lambda one: one["method"] == "DELETE")

    disconnect(artisan, FIRST)
    assert revocations() == 0  # it would end the other Page's token as well
    assert post_in("facebook", SECOND, listing(artisan.sandbox)).external_id
    disconnect(artisan, SECOND)
    assert revocations() == 1
    assert artisan.connections("facebook") == []


def test_what_was_published_is_tended_in_its_own_account_only(artisan: Artisan) -> None:
    """The first Page's post, with the second Page connected since."""
    connect_page(artisan, FIRST)
    one = listing(artisan.sandbox)
    done = post_in("facebook", FIRST, one)
    disconnect(artisan, FIRST)
    connect_page(artisan, SECOND)
    acts = (
        lambda: posting.unpublish(OWNER, "facebook", FIRST, one, done.external_id),
        lambda: posting.change(OWNER, "facebook", FIRST, one, done.external_id),
        lambda: posting.start(OWNER, "facebook", FIRST, one),
        lambda: posting.finish(OWNER, "facebook", FIRST, one, Handle("1", "photo")),
    )
    for act in acts:
        with pytest.raises(ReconnectNeeded, match="“Asha Dokra Art” on Facebook") as refused:
            act()
        assert "Connect “Asha Dokra Art”" in refused.value.remedy
    # Even if somebody asks for it in the second Page, a post of another Page is not touched there.
    for act in (
        lambda: posting.unpublish(OWNER, "facebook", SECOND, one, done.external_id),
        lambda: posting.change(OWNER, "facebook", SECOND, one, done.external_id),
    ):
        with pytest.raises(ForeignListing, match="Bastar Crafts Collective"):
            act()
    assert is_public(done)
    connect_page(artisan, FIRST)
    posting.unpublish(OWNER, "facebook", FIRST, one, done.external_id)
    assert not is_public(done)


def test_consent_without_a_choice_replaces_nothing(artisan: Artisan) -> None:
    """Connected, allowed again, and no Page chosen."""
    connect_page(artisan, FIRST)
    before = connected_pages(artisan)
    artisan.connect("facebook", without=())
    assert connected_pages(artisan) == before
    assert post_in("facebook", FIRST, listing(artisan.sandbox)).external_id
    pending = artisan.pending("facebook")
    assert {one["id"]: one["name"] for one in pending["accounts"]} == NAMES
    chosen = {"pending_id": pending["pending_id"], "account_id": SECOND}
    held = artisan.api("POST", "/connections/facebook/account", chosen).data
    assert (held["status"], held["account"]["id"]) == ("connected", SECOND)
    after = connected_pages(artisan)
    assert set(after) == {FIRST, SECOND}
    assert after[FIRST]["connected_at"] == before[FIRST]["connected_at"]
    assert artisan.api("GET", "/connections/pending").data["items"] == []
    assert artisan.api("POST", "/connections/facebook/account", chosen).status == 404


def test_reconnecting_renews_the_same_connection(artisan: Artisan) -> None:
    connect_page(artisan, FIRST)
    before = connected_pages(artisan)[FIRST]
    renewing = before["connection_id"]
    # Both Pages are allowed: the one that she wanted to renew is meant, and nothing is asked.
    assert artisan.connect("facebook", without=(), renewing=renewing) == {"connected": "facebook"}
    after = connected_pages(artisan)
    assert list(after) == [FIRST]
    assert after[FIRST]["connection_id"] == renewing
    assert after[FIRST]["connected_at"] > before["connected_at"]
    disconnect(artisan, FIRST)
    connect_page(artisan, FIRST)
    assert connected_pages(artisan)[FIRST]["connection_id"] == renewing


def test_another_account_that_comes_back_is_connected_beside_the_old_one(artisan: Artisan) -> None:
    connect_page(artisan, FIRST)
    before = connected_pages(artisan)[FIRST]
    renewing = before["connection_id"]
    back = connect_page(artisan, SECOND, renewing=renewing)
    assert back == {"connected": "facebook", "kept": renewing}
    after = connected_pages(artisan)
    assert set(after) == {FIRST, SECOND}
    assert after[FIRST] == before


def test_only_ones_own_connection_can_be_renewed(artisan: Artisan) -> None:
    connect_page(artisan, FIRST)
    renewing = connected_pages(artisan)[FIRST]["connection_id"]
    asked = {"connection_id": renewing}
    eve = Artisan(artisan.cloud, artisan.sandbox, OTHER)
    assert eve.api("POST", "/connections/facebook/authorize", asked).status == 404
    assert artisan.api("POST", "/connections/etsy/authorize", asked).status == 404


def test_two_stores_keep_their_products_apart(artisan: Artisan) -> None:
    """One piece in both: each is changed in its own store, and a number is no proof elsewhere."""
    stores = {}
    for name in ("haat-craft-house", "neighbour-weavers"):
        url_and_cookies = artisan.api(
            "POST", "/connections/shopify/authorize", {"given": {"shop": name}}
        )
        cookies = dict(one.split(";")[0].split("=", 1) for one in url_and_cookies.cookies)
        back = artisan.decide(url_and_cookies.data["authorize_url"])
        assert artisan.come_back("shopify", back, cookies) == {"connected": "shopify"}
        stores[name] = f"{name}.myshopify.com"
    pieces = [listing(artisan.sandbox, marker) for marker in MARKERS]
    made = [
        post_in("shopify", store, one) for store, one in zip(stores.values(), pieces, strict=True)
    ]
    assert all(map(is_public, made))
    first, _ = stores.values()
    posting.unpublish(OWNER, "shopify", first, pieces[0], made[0].external_id)
    assert [is_public(one) for one in made] == [False, True]


def test_two_shops_have_an_endpoint_each_and_one_of_them_can_go(merchant: Merchant) -> None:
    for shop in (SHOP, NEIGHBOURS.host):
        assert merchant.consent(shop) == {"connected": WOO}
    assert len(merchant.rows("endpoint#")) == 2
    first, second = merchant.artisan.connections(WOO)
    assert merchant.artisan.api("DELETE", f"/connections/{first['connection_id']}").status == 200
    (left,) = merchant.rows("endpoint#")
    assert left["account_id"] == NEIGHBOURS.host
    tested = merchant.artisan.api("POST", f"/connections/{second['connection_id']}/test", {})
    assert tested.data["status"] == "connected"
