"""What was taken down is listed again: the same thing with the words of now, and no second one."""

from dataclasses import replace

import pytest

from functions.channels.adapters.etsy import listing as etsy
from functions.channels.public import Listing, Published, Ready, Rejected, TryLater, Waiting
from infra.local.sandbox.faults import FaultKind
from infra.local.sandbox.server import SandboxServer
from kernel.errors import OutcomeUnknown
from tests.clocks import now
from tests.faults import EFFECT
from tests.integration.channels import posting
from tests.integration.channels.oauth_client import (
    Artisan,
    account,
    inject_fault,
    listing,
    pass_waiting_time,
    published,
)
from tests.integration.channels.test_posting import post, shown
from tests.integration.channels.test_store_listing import market, platform

__all__ = ["market", "platform"]

NEW = "An elephant in lost-wax brass, listed again. #dokra"
OFF_SALE = "inactive"


def taken_down(platform: str, one: Listing) -> Published:
    """The listing, published and taken down again."""
    done = post(platform, one)
    posting.unpublish(*account(platform), one, done.external_id)
    return done


def test_it_is_the_same_thing_with_the_words_of_now(market: SandboxServer, platform: str) -> None:
    one = listing(market)
    before = taken_down(platform, one)
    again = post(platform, replace(one, title="Elephant, cast anew", text=NEW))
    assert again.external_id == before.external_id
    (seen,) = shown(market, platform)
    assert NEW in seen.text


def test_in_a_catalogue_as_well(artisan: Artisan) -> None:
    artisan.connect("catalogue")
    one = listing(artisan.sandbox)
    before = taken_down("catalogue", one)
    again = post("catalogue", replace(one, text=NEW))
    assert again.external_id == before.external_id
    (seen,) = shown(artisan.sandbox, "catalogue")
    assert NEW in seen.text


def test_what_is_on_sale_already_is_not_made_again(market: SandboxServer, platform: str) -> None:
    """She put it back by her own hand, or “not there” was an error."""
    one = listing(market)
    before = post(platform, one)
    again = posting.start(*account(platform), replace(one, title="Elephant, cast anew"))
    assert again == before
    assert len(set(published(market, platform))) == 1


def test_what_etsy_has_ended_is_hers_to_renew(artisan: Artisan) -> None:
    artisan.connect("etsy")
    one = listing(artisan.sandbox)
    post("etsy", one)
    artisan.sandbox.world.advance(121 * 24 * 3600)
    artisan.connect("etsy")
    with pytest.raises(Rejected, match="four months") as refused:
        posting.start(*account("etsy"), one)
    assert refused.value.remedy == "Renew it on Etsy, for the fee."
    assert len(artisan.sandbox.world.find("etsy.listing")) == 1


def test_one_that_was_taken_down_long_ago_is_found_behind_all_others(
    artisan: Artisan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(etsy, "_PAGE", 2)
    artisan.connect("etsy")
    one = listing(artisan.sandbox)
    before = taken_down("etsy", one)
    for number in range(3):
        taken_down("etsy", listing(artisan.sandbox, f"pub_{number}"))
    assert post("etsy", one).external_id == before.external_id


def test_words_that_did_not_arrive_go_on_sale_in_no_other(artisan: Artisan) -> None:
    """Of a listing that was on sale before the words are old: nothing is left to the last call."""
    artisan.connect("etsy")
    one = listing(artisan.sandbox)
    taken_down("etsy", one)
    inject_fault(
        artisan.sandbox,
        FaultKind.RATE_LIMIT,
        "*/listings/*",
        host="openapi.etsy.com",
        method="PATCH",
    )
    with pytest.raises(TryLater):
        posting.start(*account("etsy"), replace(one, text=NEW))


@pytest.mark.parametrize("arrives", [True, False])
def test_a_lost_answer_is_known_by_whether_it_is_on_sale(
    market: SandboxServer, platform: str, *, arrives: bool
) -> None:
    """What was on sale once must not be taken for the call that puts it on sale now."""
    one = listing(market)
    taken_down(platform, one)
    since = now()
    step = posting.start(*account(platform), one)
    while isinstance(step, Waiting):
        pass_waiting_time(one, step)
        step = posting.check(*account(platform), one, step.handle)
    assert isinstance(step, Ready)
    call = EFFECT[platform]
    kind = FaultKind.ACCEPT_THEN_TIMEOUT if arrives else FaultKind.HANG
    inject_fault(market, kind, call.path, host=call.host, method=call.method, seconds=0)
    with pytest.raises((OutcomeUnknown, TryLater)):
        posting.finish(*account(platform), one, step.handle)
    found = posting.reconcile(*account(platform), one, step.handle, since)
    assert isinstance(found, Published if arrives else Ready), found
    if isinstance(found, Ready):
        posting.finish(*account(platform), one, found.handle)
    (seen,) = shown(market, platform)
    assert OFF_SALE not in seen.text
    assert len(set(published(market, platform))) == 1
