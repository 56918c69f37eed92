"""What was taken down is listed again: the same thing with the words of now, and no second one."""

from dataclasses import replace

import pytest

from functions.channels import public
from functions.channels.public import Listing, Published, Ready, TryLater, Waiting
from infra.local.sandbox.faults import FaultKind
from infra.local.sandbox.server import SandboxServer
from kernel.errors import OutcomeUnknown
from tests.clocks import now
from tests.faults import EFFECT
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
    public.unpublish(*account(platform), one, done.external_id)
    return done


def test_it_is_the_same_thing_with_the_words_of_now(market: SandboxServer, platform: str) -> None:
    one = listing(market)
    before = taken_down(platform, one)
    again = post(platform, replace(one, text=NEW))
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


@pytest.mark.parametrize("arrives", [True, False])
def test_a_lost_answer_is_known_by_whether_it_is_on_sale(
    market: SandboxServer, platform: str, *, arrives: bool
) -> None:
    """What was on sale once must not be taken for the call that puts it on sale now."""
    one = listing(market)
    taken_down(platform, one)
    since = now()
    step = public.start(*account(platform), one)
    while isinstance(step, Waiting):
        pass_waiting_time(one, step)
        step = public.check(*account(platform), one, step.handle)
    assert isinstance(step, Ready)
    call = EFFECT[platform]
    kind = FaultKind.ACCEPT_THEN_TIMEOUT if arrives else FaultKind.HANG
    inject_fault(market, kind, call.path, host=call.host, method=call.method, seconds=0)
    with pytest.raises((OutcomeUnknown, TryLater)):
        public.finish(*account(platform), one, step.handle)
    found = public.reconcile(*account(platform), one, step.handle, since)
    assert isinstance(found, Published if arrives else Ready), found
    if isinstance(found, Ready):
        public.finish(*account(platform), one, found.handle)
    (seen,) = shown(market, platform)
    assert OFF_SALE not in seen.text
    assert len(set(published(market, platform))) == 1
