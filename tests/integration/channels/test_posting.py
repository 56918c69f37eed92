"""Posting to each API platform, end to end, as the platform then shows it."""

from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from functions.channels import public
from functions.channels.public import Handle, Listing, NotThere, Published, Ready, Waiting
from infra.local.sandbox.server import SandboxServer
from infra.local.sandbox.vendor import Post
from infra.local.sandbox.vendors import VENDORS
from tests.clocks import now
from tests.integration.channels import posting
from tests.integration.channels.oauth_client import (
    OWNER,
    Artisan,
    account,
    calls,
    listing,
    pass_waiting_time,
    picture,
    published,
    without_link,
)

OAUTH = ("facebook", "instagram", "etsy", "pinterest", "catalogue", "shopify")
KEEPS_NO_ALT_TEXT = "catalogue"


def post(platform: str, one: Listing) -> Published:
    """All the steps, as the state machine takes them."""
    step = posting.start(*account(platform), one)
    while isinstance(step, Waiting):
        pass_waiting_time(one, step)
        step = posting.check(*account(platform), one, step.handle)
    assert isinstance(step, Ready)
    return posting.finish(*account(platform), one, step.handle)


def shown(sandbox: SandboxServer, platform: str) -> list[Post]:
    """What a person sees at the platform."""
    vendor = next(one for one in VENDORS if platform == one.VENDOR)
    return list(vendor.posts(sandbox.world))


def ends(path: str, entry: dict[str, Any]) -> bool:
    return bool(entry["path"].endswith(path))


@pytest.mark.parametrize("platform", OAUTH)
def test_a_listing_is_published_as_it_was_approved(artisan: Artisan, platform: str) -> None:
    artisan.connect(platform)
    sandbox = artisan.sandbox
    one = listing(sandbox)
    done = post(platform, one)
    assert published(sandbox, platform) == [done.external_id]
    (seen,) = shown(sandbox, platform)
    assert seen.url == done.url
    assert one.text in seen.text
    assert seen.alt_text == (None if platform == KEEPS_NO_ALT_TEXT else one.alt_text)
    assert len(seen.image_urls) == 1
    assert artisan.connection(platform)["last_used_at"] is not None


def test_etsy_gets_price_tags_sku_and_the_shops_defaults(artisan: Artisan) -> None:
    artisan.connect("etsy")
    sandbox = artisan.sandbox
    one = listing(sandbox)
    done = post("etsy", one)
    (kept,) = sandbox.world.find("etsy.listing")
    assert kept["price"] == 125000
    assert kept["tags"] == list(one.tags)
    assert kept["materials"] == ["brass", "bees wax"]
    assert kept["inventory"][0]["sku"] == one.sku
    assert (kept["state"], str(kept["listing_id"])) == ("active", done.external_id)
    assert len(sandbox.world.find("etsy.fee")) == 1


def test_etsy_reads_the_shop_once_for_several_listings(artisan: Artisan) -> None:
    artisan.connect("etsy")
    sandbox = artisan.sandbox
    for number in range(2):
        post("etsy", listing(sandbox, f"target_01jd0000000000000000000{number:03d}"))
    for path in ("/shipping-profiles", "/nodes", "/readiness-state-definitions"):
        assert calls(sandbox, "etsy", partial(ends, path)) == 1


def test_pinterest_marks_the_link_and_makes_a_board_only_when_there_is_none(
    artisan: Artisan,
) -> None:
    artisan.connect("pinterest")
    sandbox = artisan.sandbox
    one = listing(sandbox)
    post("pinterest", one)
    (pin,) = sandbox.world.find("pinterest.pin")
    assert pin["link"] == (
        f"https://haat.example/p/elephant?ref=1&utm_source=haat&utm_content={one.marker}"
    )
    boards = sandbox.world.find("pinterest.board")
    post("pinterest", without_link(replace(one, marker="target_01jd00000000000000000000bb")))
    assert sandbox.world.find("pinterest.board") == boards
    assert len(published(sandbox, "pinterest")) == 2


@pytest.mark.parametrize("platform", OAUTH)
def test_before_anything_is_sent_the_platform_says_that_nothing_is_there(
    artisan: Artisan, platform: str
) -> None:
    artisan.connect(platform)
    one = listing(artisan.sandbox)
    found = posting.reconcile(*account(platform), one, None, now())
    assert found == NotThere()


@pytest.mark.parametrize("platform", OAUTH)
def test_what_was_published_is_found_again_exactly_once(artisan: Artisan, platform: str) -> None:
    artisan.connect(platform)
    sandbox = artisan.sandbox
    since = now()
    first = listing(sandbox)
    step = posting.start(*account(platform), first)
    while isinstance(step, Waiting):
        pass_waiting_time(first, step)
        step = posting.check(*account(platform), first, step.handle)
    assert isinstance(step, Ready)
    assert posting.reconcile(*account(platform), first, step.handle, since) in (
        NotThere(),
        Ready(step.handle),
    )
    done = posting.finish(*account(platform), first, step.handle)
    # A twin with the same words, posted before the look, must not be taken for it.
    twin = replace(first, marker="target_01jd00000000000000000000cc")
    post(platform, twin)
    found = posting.reconcile(*account(platform), first, step.handle, since)
    assert isinstance(found, Published)
    assert found.external_id == done.external_id
    assert len(published(sandbox, platform)) == 2


def test_what_a_platform_would_refuse_is_refused_before_any_call(artisan: Artisan) -> None:
    for platform in OAUTH:
        artisan.connect(platform)
    sandbox = artisan.sandbox
    before = {name: calls(sandbox, name, lambda _: True) for name in OAUTH}
    one = listing(sandbox)
    square = {**one.pictures, "instagram": picture(sandbox, 400, 900)}
    for platform, wrong, word in (
        ("instagram", replace(one, text="x" * 2201), "2200"),
        ("instagram", replace(one, text="#a " * 31), "hashtags"),
        ("instagram", replace(one, pictures=square), "tall"),
        ("etsy", replace(one, title="50% off & 20% more"), "%"),
        ("etsy", replace(one, tags=("a/b",)), "a/b"),
        ("etsy", replace(one, quantity=0), "quantity"),
        ("pinterest", replace(one, title="x" * 101), "100"),
        ("facebook", replace(one, pictures={}), "picture"),
    ):
        with pytest.raises(public.Rejected, match=word) as refused:
            posting.start(*account(platform), wrong)
        assert refused.value.remedy
    assert before == {name: calls(sandbox, name, lambda _: True) for name in OAUTH}


def test_a_shop_in_another_currency_is_reported(artisan: Artisan) -> None:
    artisan.connect("etsy")
    one = listing(artisan.sandbox)
    price = replace(one.price, currency="USD")
    with pytest.raises(public.Rejected, match="INR"):
        posting.start(*account("etsy"), replace(one, price=price))


def test_a_draft_of_an_earlier_start_is_used_again(artisan: Artisan) -> None:
    artisan.connect("etsy")
    one = listing(artisan.sandbox)
    first = posting.start(*account("etsy"), one)
    again = posting.start(*account("etsy"), one)
    assert first == again
    assert len(artisan.sandbox.world.find("etsy.listing")) == 1


def test_a_draft_that_the_artisan_deleted_is_made_anew(artisan: Artisan) -> None:
    artisan.connect("etsy")
    one = listing(artisan.sandbox)
    step = posting.start(*account("etsy"), one)
    assert isinstance(step, Ready)
    artisan.sandbox.world.delete("etsy.listing", step.handle.ref)
    with pytest.raises(public.StartOver):
        posting.finish(*account("etsy"), one, step.handle)
    assert posting.reconcile(*account("etsy"), one, step.handle, now()) == NotThere()


def test_an_expired_container_is_started_over(artisan: Artisan) -> None:
    artisan.connect("instagram")
    sandbox = artisan.sandbox
    one = listing(sandbox)
    step = posting.start(*account("instagram"), one)
    assert isinstance(step, Waiting | Ready)
    sandbox.world.advance(25 * 3600)
    with pytest.raises(public.StartOver):
        posting.check(*account("instagram"), one, step.handle)
    found = posting.reconcile(*account("instagram"), one, step.handle, now())
    assert found == NotThere()


def test_nothing_is_done_for_a_platform_that_is_not_connected(artisan: Artisan) -> None:
    one = listing(artisan.sandbox)
    with pytest.raises(public.ReconnectNeeded):
        posting.start(*account("facebook"), one)
    with pytest.raises(public.ReconnectNeeded):
        posting.finish(*account("facebook"), one, Handle("1", "photo"))
    assert public.accounts(OWNER) == ()
    artisan.connect("facebook")
    (summary,) = public.accounts(OWNER)
    assert (summary.status, summary.name) == ("connected", "Asha Dokra Art")
