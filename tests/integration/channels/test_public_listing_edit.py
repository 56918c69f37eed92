"""Update and unpublish through `channels.public`, as the platform then shows the listing."""

from dataclasses import replace

import pytest

from functions.channels import public
from functions.channels.model.listing import PARTS
from infra.local.sandbox.vendor import OwnerActions
from infra.local.sandbox.vendors import VENDORS
from kernel.money import Money
from tests.integration.channels import posting
from tests.integration.channels.oauth_client import Artisan, account, listing
from tests.integration.channels.test_metrics import synced
from tests.integration.channels.test_posting import post, shown

TENDED = [
    one.platform for one in public.capabilities() if public.edit_support(one.platform).can_unpublish
]
CONSENTED = [name for name in TENDED if name in {"facebook", "etsy", "pinterest", "shopify"}]


def links(artisan: Artisan, platform: str) -> list[str]:
    items = artisan.api("GET", artisan.at(platform, "/listings")).data["items"]
    return [str(one["external_id"]) for one in items]


def test_haat_says_which_platforms_support_edits() -> None:
    assert public.edit_support("etsy") == (True, True, True, PARTS)
    assert public.edit_support("facebook") == (True, True, False, ("words",))
    assert public.edit_support("pinterest") == (True, True, False, ("words", "options"))
    assert public.edit_support("meesho") == (False, False, False, ())
    assert {"facebook", "etsy", "pinterest"} <= set(TENDED)


@pytest.mark.parametrize("platform", CONSENTED)
def test_a_change_is_shown_and_the_link_stays(artisan: Artisan, platform: str) -> None:
    artisan.connect(platform)
    one = listing(artisan.sandbox)
    done = post(platform, one)
    text = "Polished anew, and a little lighter. #dokra"
    other = replace(one, text=text, price=Money(99_900, "INR"))
    for _ in range(2):  # said twice it is the same
        changed = posting.change(*account(platform), other, done.external_id)
        assert changed.external_id == done.external_id
    (seen,) = shown(artisan.sandbox, platform)
    assert text in seen.text
    assert links(artisan, platform) == [done.external_id]


@pytest.mark.parametrize("platform", CONSENTED)
def test_what_is_taken_down_is_not_read_any_more(artisan: Artisan, platform: str) -> None:
    artisan.connect(platform)
    one = listing(artisan.sandbox)
    done = post(platform, one)
    for _ in range(2):
        posting.unpublish(*account(platform), one, done.external_id)
    assert links(artisan, platform) == []
    assert synced(artisan, platform)["metrics"] == 0
    assert artisan.connection(platform)["status"] == "connected"


@pytest.mark.parametrize("platform", CONSENTED)
def test_what_is_gone_cannot_be_changed_and_is_forgotten(artisan: Artisan, platform: str) -> None:
    artisan.connect(platform)
    one = listing(artisan.sandbox)
    done = post(platform, one)
    vendor_forgets(artisan, platform, done.external_id)
    with pytest.raises(public.ListingNotFound):
        posting.change(*account(platform), one, done.external_id)
    assert links(artisan, platform) == []
    posting.unpublish(*account(platform), one, done.external_id)


def vendor_forgets(artisan: Artisan, platform: str, external_id: str) -> None:
    """The person deletes it there."""
    vendor = next(one for one in VENDORS if platform == one.VENDOR)
    assert isinstance(vendor, OwnerActions)
    vendor.remove(artisan.sandbox.world, external_id)
