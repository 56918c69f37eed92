"""Update and unpublish of what was published: repeatable, and honest about what is gone."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from functions.channels import public
from functions.channels.errors import ListingNotFound
from functions.channels.model.platforms import platform as known
from functions.channels.public import Listing, Published, Rejected, TryLater
from functions.channels.wiring.container import container
from infra.local.sandbox import journal, settings
from infra.local.sandbox.faults import FaultKind
from infra.local.sandbox.server import SandboxServer
from tests.integration.channels import posting
from tests.integration.channels.multi_photo import multi_photo_listing, post
from tests.integration.channels.oauth_client import (
    Artisan,
    account,
    inject_fault,
    listing,
    without_link,
)
from tests.integration.channels.test_faults import DONE, NOT_DONE_UNKNOWN
from tests.integration.channels.test_posting import shown

KEPT = ("facebook", "pinterest")
CALLS = {
    "facebook": ("POST", "/v26.0/*_*", "DELETE"),
    "pinterest": ("PATCH", "/v5/pins/*", "DELETE"),
}
NODES = {"facebook": "facebook.post", "pinterest": "pinterest.pin"}
# Pinterest's answer to a deletion has no body that could be cut.
_BODILESS = ("pinterest", "unpublish", FaultKind.TRUNCATED)
LOST = [
    (platform, operation, kind, more)
    for platform in KEPT
    for operation in ("update", "unpublish")
    for kind, more in (*DONE, *NOT_DONE_UNKNOWN)
    if (platform, operation, kind) != _BODILESS
]
NEW = "An elephant in lost-wax brass, now with a howdah. #dokra"


def changed(one: Listing) -> Listing:
    return replace(one, text=NEW, title="Dokra elephant with howdah")


def effects(sandbox: SandboxServer, platform: str, kind: str) -> list[str]:
    found = journal.entries(sandbox.world, platform, effect_kind=kind)
    return [str(entry["effect_id"]) for entry in found]


@pytest.mark.parametrize("platform", KEPT)
def test_a_change_says_the_new_words_however_often(artisan: Artisan, platform: str) -> None:
    artisan.connect(platform)
    one = multi_photo_listing(artisan.sandbox, 2)
    done = post(platform, one)
    for _ in range(2):
        again = posting.change(*account(platform), changed(one), done.external_id)
        assert isinstance(again, Published)
        assert (again.external_id, again.url) == (done.external_id, done.url)
    (seen,) = shown(artisan.sandbox, platform)
    assert NEW in seen.text
    assert len(seen.image_urls) == 2


def test_a_changed_pin_has_new_words_at_each_photograph_and_keeps_its_marker(
    artisan: Artisan,
) -> None:
    artisan.connect("pinterest")
    one = multi_photo_listing(artisan.sandbox, 3)
    done = post("pinterest", one)
    posting.change(*account("pinterest"), changed(one), done.external_id)
    (pin,) = artisan.sandbox.world.find("pinterest.pin")
    assert (pin["title"], pin["link"]) == (changed(one).title, one.marked_link)
    assert {blob["description"] for blob in pin["blobs"]} == {NEW}
    posting.change(
        *account("pinterest"), replace(without_link(changed(one)), alt_text=""), done.external_id
    )
    (pin,) = artisan.sandbox.world.find("pinterest.pin")
    assert (pin["link"], pin["alt_text"]) == (None, None)


@pytest.mark.parametrize("platform", KEPT)
def test_what_is_unpublished_is_gone_and_a_second_time_is_fine(
    artisan: Artisan, platform: str
) -> None:
    artisan.connect(platform)
    one = listing(artisan.sandbox)
    done = post(platform, one)
    posting.unpublish(*account(platform), one, done.external_id)
    assert shown(artisan.sandbox, platform) == []
    posting.unpublish(*account(platform), one, done.external_id)
    assert effects(artisan.sandbox, platform, "deleted") == [done.external_id]
    with pytest.raises(ListingNotFound) as gone:
        posting.change(*account(platform), one, done.external_id)
    assert gone.value.remedy
    assert artisan.connection(platform)["status"] == "connected"


@pytest.mark.parametrize("platform", KEPT)
def test_what_the_artisan_deleted_there_is_gone(artisan: Artisan, platform: str) -> None:
    artisan.connect(platform)
    one = listing(artisan.sandbox)
    done = post(platform, one)
    artisan.sandbox.world.delete(NODES[platform], done.external_id)
    with pytest.raises(ListingNotFound):
        posting.change(*account(platform), changed(one), done.external_id)
    posting.unpublish(*account(platform), one, done.external_id)


@pytest.mark.parametrize(("platform", "operation", "kind", "more"), LOST)
def test_after_a_lost_answer_the_same_call_is_made_again(
    artisan: Artisan, platform: str, operation: str, kind: FaultKind, more: dict[str, int]
) -> None:
    artisan.connect(platform)
    one = listing(artisan.sandbox)
    done = post(platform, one)
    changing, path, unpublishing = CALLS[platform]
    method = changing if operation == "update" else unpublishing
    run: Callable[[], Any] = (
        (lambda: posting.change(*account(platform), changed(one), done.external_id))
        if operation == "update"
        else (lambda: posting.unpublish(*account(platform), one, done.external_id))
    )
    inject_fault(artisan.sandbox, kind, path, vendor=platform, method=method, **more)
    with pytest.raises(TryLater):
        run()
    run()
    seen = shown(artisan.sandbox, platform)
    if operation == "update":
        assert [NEW in one.text for one in seen] == [True]
    else:
        assert seen == []
    assert artisan.connection(platform)["status"] == "connected"


@pytest.mark.parametrize("platform", KEPT)
def test_a_rate_limit_is_waited_for(artisan: Artisan, platform: str) -> None:
    artisan.connect(platform)
    one = listing(artisan.sandbox)
    done = post(platform, one)
    method, path, _ = CALLS[platform]
    more = {"vendor": platform, "method": method, "retry_after": 9}
    inject_fault(artisan.sandbox, FaultKind.RATE_LIMIT, path, **more)
    with pytest.raises(TryLater) as later:
        posting.change(*account(platform), changed(one), done.external_id)
    assert later.value.after >= 9


def test_a_dead_token_breaks_the_connection_and_is_not_taken_for_a_post_that_is_gone(
    artisan: Artisan,
) -> None:
    artisan.connect("facebook")
    one = listing(artisan.sandbox)
    done = post("facebook", one)
    more = {"vendor": "facebook", "times": 0}
    inject_fault(artisan.sandbox, FaultKind.EXPIRED_TOKEN, "*", method=None, **more)
    with pytest.raises(public.ReconnectNeeded):
        posting.unpublish(*account("facebook"), one, done.external_id)
    assert artisan.connection("facebook")["status"] == "reconnect"
    assert len(shown(artisan.sandbox, "facebook")) == 1


def test_a_page_that_haat_no_longer_sees_is_not_taken_for_a_post_that_is_gone(
    artisan: Artisan,
) -> None:
    artisan.connect("facebook")
    one = listing(artisan.sandbox)
    done = post("facebook", one)
    artisan.sandbox.world.delete("facebook.post", done.external_id)
    pages = {"vendor": "facebook", "method": "GET", "times": 0}
    inject_fault(artisan.sandbox, FaultKind.EXPIRED_TOKEN, "/v26.0/104875291000001", **pages)
    with pytest.raises(public.ReconnectNeeded):
        posting.unpublish(*account("facebook"), one, done.external_id)


def test_where_pinterest_has_not_opened_changes_to_the_app_it_says_so(artisan: Artisan) -> None:
    artisan.connect("pinterest")
    one = listing(artisan.sandbox)
    done = post("pinterest", one)
    settings.change(artisan.sandbox.world, "pinterest_pin_update", "closed")
    with pytest.raises(Rejected, match="does not let Haat") as refused:
        posting.change(*account("pinterest"), changed(one), done.external_id)
    assert refused.value.remedy == "Change it on Pinterest."
    assert artisan.connection("pinterest")["status"] == "connected"
    posting.unpublish(*account("pinterest"), one, done.external_id)


def test_instagram_offers_neither_and_says_why(artisan: Artisan) -> None:
    capabilities = known("instagram")
    for name in ("edit", "delete"):
        assert capabilities.features[name].support == "not_possible"
        assert "Instagram" in capabilities.features[name].reason
    assert container().platforms["instagram"].editor is None
    for name in KEPT:
        assert {known(name).features[verb].support for verb in ("edit", "delete")} == {"automatic"}
        assert container().platforms[name].editor
    del artisan
