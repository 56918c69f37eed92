"""The platforms' bad days: each gets its class, and nothing is ever posted twice or lost."""

from datetime import timedelta

import pytest

from functions.channels.public import (
    Listing,
    NotThere,
    OutcomeUnknown,
    Published,
    Ready,
    ReconnectNeeded,
    TryLater,
    Waiting,
)
from infra.local.sandbox.faults import FaultKind
from kernel.errors import Problem
from tests.clocks import now
from tests.integration.channels import posting
from tests.integration.channels.oauth_client import (
    Artisan,
    account,
    inject_fault,
    listing,
    pass_waiting_time,
    published,
)

IRREVERSIBLE = {
    "facebook": ("POST", "*/feed"),
    "instagram": ("POST", "*/media_publish"),
    "etsy": ("PATCH", "*/listings/*"),
    "pinterest": ("POST", "/v5/pins"),
    "catalogue": ("POST", "*/items_batch#active"),
    "shopify": ("POST", "*/graphql.json#productUpdate"),
}
PLATFORMS = tuple(IRREVERSIBLE)
PREPARING = {
    "facebook": ("POST", "*/photos"),
    "instagram": ("POST", "*/media"),
    "etsy": ("POST", "*/listings"),
    "pinterest": ("GET", "/v5/boards"),
    "catalogue": ("POST", "*/items_batch"),
    "shopify": ("POST", "*/graphql.json#productSet"),
}

# The vendor's code ran: it is there, and the answer got lost.
DONE: tuple[tuple[FaultKind, dict[str, int]], ...] = (
    (FaultKind.ACCEPT_THEN_TIMEOUT, {}),
    (FaultKind.TRUNCATED, {}),
    (FaultKind.ERROR_AFTER_SUCCESS, {"status": 500}),
)
# The vendor's code did not run, and we cannot know that.
NOT_DONE_UNKNOWN: tuple[tuple[FaultKind, dict[str, int]], ...] = (
    (FaultKind.ERROR, {"status": 500}),
    (FaultKind.ERROR, {"status": 503}),
    (FaultKind.HTML, {}),
    (FaultKind.HTML, {"status": 502}),
    (FaultKind.HANG, {}),
)


def prepared(platform: str, one: Listing) -> Ready:
    """The listing, up to the irreversible call."""
    step = posting.start(*account(platform), one)
    while isinstance(step, Waiting):
        pass_waiting_time(one, step)
        step = posting.check(*account(platform), one, step.handle)
    assert isinstance(step, Ready)
    return step


def failing(platform: str, one: Listing, ready: Ready) -> Problem:
    with pytest.raises(Problem) as caught:
        posting.finish(*account(platform), one, ready.handle)
    return caught.value


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize(("kind", "more"), DONE)
def test_done_but_unanswered_is_unknown_and_found_once(
    artisan: Artisan, platform: str, kind: FaultKind, more: dict[str, int]
) -> None:
    artisan.connect(platform)
    one = listing(artisan.sandbox)
    since = now()
    ready = prepared(platform, one)
    method, path = IRREVERSIBLE[platform]
    inject_fault(artisan.sandbox, kind, path, vendor=platform, method=method, **more)
    assert type(failing(platform, one, ready)) is OutcomeUnknown
    found = posting.reconcile(*account(platform), one, ready.handle, since)
    assert isinstance(found, Published)
    assert published(artisan.sandbox, platform) == [found.external_id]
    assert artisan.connection(platform)["status"] == "connected"


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize(("kind", "more"), NOT_DONE_UNKNOWN)
def test_not_done_and_unanswered_is_unknown_and_safely_finished(
    artisan: Artisan, platform: str, kind: FaultKind, more: dict[str, int]
) -> None:
    artisan.connect(platform)
    one = listing(artisan.sandbox)
    since = now()
    ready = prepared(platform, one)
    method, path = IRREVERSIBLE[platform]
    inject_fault(artisan.sandbox, kind, path, vendor=platform, method=method, **more)
    assert type(failing(platform, one, ready)) is OutcomeUnknown
    found = posting.reconcile(*account(platform), one, ready.handle, since)
    assert isinstance(found, NotThere | Ready)
    done = posting.finish(*account(platform), one, ready.handle)
    assert published(artisan.sandbox, platform) == [done.external_id]


@pytest.mark.parametrize("platform", ["facebook", "instagram", "etsy", "catalogue", "shopify"])
def test_a_second_call_with_the_same_handle_posts_nothing_more(
    artisan: Artisan, platform: str
) -> None:
    """As after a look that came too early: the platform refuses it, or says the same again."""
    artisan.connect(platform)
    one = listing(artisan.sandbox)
    since = now()
    ready = prepared(platform, one)
    done = posting.finish(*account(platform), one, ready.handle)
    try:
        again = posting.finish(*account(platform), one, ready.handle)
    except OutcomeUnknown:
        found = posting.reconcile(*account(platform), one, ready.handle, since)
        assert isinstance(found, Published)
        again = found
    assert again.external_id == done.external_id
    assert published(artisan.sandbox, platform) == [done.external_id]


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_rate_limit_means_surely_not_done(artisan: Artisan, platform: str) -> None:
    artisan.connect(platform)
    one = listing(artisan.sandbox)
    ready = prepared(platform, one)
    method, path = IRREVERSIBLE[platform]
    inject_fault(
        artisan.sandbox,
        FaultKind.RATE_LIMIT,
        path,
        vendor=platform,
        method=method,
        retry_after=7,
    )
    problem = failing(platform, one, ready)
    assert type(problem) is TryLater
    assert problem.after >= 7
    done = posting.finish(*account(platform), one, ready.handle)
    assert published(artisan.sandbox, platform) == [done.external_id]


@pytest.mark.parametrize("platform", ["facebook", "instagram", "catalogue"])
def test_a_dead_token_asks_for_a_reconnect_and_stops(artisan: Artisan, platform: str) -> None:
    artisan.connect(platform)
    one = listing(artisan.sandbox)
    ready = prepared(platform, one)
    method, path = IRREVERSIBLE[platform]
    inject_fault(artisan.sandbox, FaultKind.EXPIRED_TOKEN, path, vendor=platform, method=method)
    problem = failing(platform, one, ready)
    assert isinstance(problem, ReconnectNeeded)
    assert problem.remedy
    assert artisan.connection(platform)["status"] == "reconnect"
    with pytest.raises(ReconnectNeeded):
        posting.finish(*account(platform), one, ready.handle)
    assert published(artisan.sandbox, platform) == []
    artisan.connect(platform)
    done = posting.finish(*account(platform), one, ready.handle)
    assert published(artisan.sandbox, platform) == [done.external_id]


@pytest.mark.parametrize("platform", ["etsy", "pinterest", "shopify"])
def test_a_refused_access_token_is_refreshed_once(artisan: Artisan, platform: str) -> None:
    artisan.connect(platform)
    one = listing(artisan.sandbox)
    ready = prepared(platform, one)
    method, path = IRREVERSIBLE[platform]
    inject_fault(artisan.sandbox, FaultKind.EXPIRED_TOKEN, path, vendor=platform, method=method)
    done = posting.finish(*account(platform), one, ready.handle)
    assert published(artisan.sandbox, platform) == [done.external_id]
    assert artisan.connection(platform)["status"] == "connected"


@pytest.mark.parametrize("platform", ["etsy", "pinterest", "shopify"])
def test_a_token_that_stays_refused_ends_in_reconnect(artisan: Artisan, platform: str) -> None:
    artisan.connect(platform)
    one = listing(artisan.sandbox)
    ready = prepared(platform, one)
    method, path = IRREVERSIBLE[platform]
    inject_fault(
        artisan.sandbox,
        FaultKind.EXPIRED_TOKEN,
        path,
        vendor=platform,
        method=method,
        times=2,
    )
    assert isinstance(failing(platform, one, ready), ReconnectNeeded)
    assert artisan.connection(platform)["status"] == "reconnect"


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("kind", [FaultKind.ACCEPT_THEN_TIMEOUT, FaultKind.HTML])
def test_trouble_while_preparing_never_shows_anything_and_can_be_repeated(
    artisan: Artisan, platform: str, kind: FaultKind
) -> None:
    artisan.connect(platform)
    one = listing(artisan.sandbox)
    since = now() - timedelta(seconds=5)
    method, path = PREPARING[platform]
    inject_fault(artisan.sandbox, kind, path, vendor=platform, method=method)
    handle = None
    with pytest.raises((TryLater, OutcomeUnknown)) as trouble:
        posting.start(*account(platform), one)
    if trouble.type is OutcomeUnknown:
        found = posting.reconcile(*account(platform), one, None, since)
        assert isinstance(found, NotThere | Ready)
        handle = found.handle if isinstance(found, Ready) else None
    assert published(artisan.sandbox, platform) == []
    ready = Ready(handle) if handle else prepared(platform, one)
    done = posting.finish(*account(platform), one, ready.handle)
    assert published(artisan.sandbox, platform)[-1:] == [done.external_id]
    assert len(published(artisan.sandbox, platform)) == 1


@pytest.mark.parametrize("platform", ["facebook", "instagram", "catalogue"])
def test_trouble_after_the_post_is_there_does_not_lose_it(artisan: Artisan, platform: str) -> None:
    artisan.connect(platform)
    one = listing(artisan.sandbox)
    ready = prepared(platform, one)
    # The permalink is read last: whatever happens to that call, the post stands.
    inject_fault(artisan.sandbox, FaultKind.EXPIRED_TOKEN, "*", vendor=platform, method="GET")
    done = posting.finish(*account(platform), one, ready.handle)
    assert published(artisan.sandbox, platform) == [done.external_id]
    assert done.url.startswith("http")


def test_etsys_picture_can_come_later_than_the_draft(artisan: Artisan) -> None:
    artisan.connect("etsy")
    one = listing(artisan.sandbox)
    inject_fault(artisan.sandbox, FaultKind.ERROR, "*/images", vendor="etsy", status=500)
    step = posting.start(*account("etsy"), one)
    assert isinstance(step, Ready)
    assert step.handle.stage == "draft"
    done = posting.finish(*account("etsy"), one, step.handle)
    assert published(artisan.sandbox, "etsy") == [done.external_id]
