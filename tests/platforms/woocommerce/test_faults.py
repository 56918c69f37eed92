"""A WooCommerce shop's bad days: each gets its class, and nothing is ever sold twice or lost."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from hashlib import blake2b
from typing import Any

import pytest

from functions.channels.public import (
    Handle,
    Listing,
    NotThere,
    OutcomeUnknown,
    Published,
    Ready,
    ReconnectNeeded,
    Rejected,
    StartOver,
    TryLater,
    Waiting,
)
from infra.local.sandbox import journal, settings
from infra.local.sandbox.faults import FaultKind
from infra.local.sandbox.woocommerce.keys import KEYS
from tests.clocks import SharedClock, now
from tests.integration.channels import posting
from tests.integration.channels.merchant import SITE, WOO, Merchant, failing, prepared
from tests.integration.channels.oauth_client import account, inject_fault, listing, published

DONE: tuple[tuple[FaultKind, dict[str, int]], ...] = (
    (FaultKind.ACCEPT_THEN_TIMEOUT, {}),
    (FaultKind.TRUNCATED, {}),
    (FaultKind.ERROR_AFTER_SUCCESS, {"status": 500}),
)
NOT_DONE: tuple[tuple[FaultKind, dict[str, int]], ...] = (
    (FaultKind.ERROR, {"status": 500}),
    (FaultKind.ERROR, {"status": 503}),
    (FaultKind.HTML, {}),
    (FaultKind.HTML, {"status": 502}),
    (FaultKind.HANG, {}),
    (FaultKind.OK_WITH_ERROR_BODY, {}),
)


@pytest.mark.parametrize(("kind", "more"), DONE)
def test_done_but_unanswered_is_unknown_and_found_once(
    seller: Merchant, kind: FaultKind, more: dict[str, int]
) -> None:
    one = listing(seller.sandbox)
    since = now()
    ready = prepared(one)
    inject_fault(seller.sandbox, kind, "*/products/*", vendor=WOO, method="PUT", **more)
    assert failing(one, ready.handle) is OutcomeUnknown
    for handle in (ready.handle, None):
        found = posting.reconcile(*account(WOO), one, handle, since)
        assert isinstance(found, Published)
        assert published(seller.sandbox, WOO) == [found.external_id]


@pytest.mark.parametrize(("kind", "more"), NOT_DONE)
def test_not_done_and_unanswered_is_unknown_and_safely_finished(
    seller: Merchant, kind: FaultKind, more: dict[str, int]
) -> None:
    one = listing(seller.sandbox)
    ready = prepared(one)
    inject_fault(seller.sandbox, kind, "*/products/*", vendor=WOO, method="PUT", **more)
    assert failing(one, ready.handle) is OutcomeUnknown
    assert posting.reconcile(*account(WOO), one, ready.handle, now()) == ready
    done = posting.finish(*account(WOO), one, ready.handle)
    assert published(seller.sandbox, WOO) == [done.external_id]


@pytest.mark.parametrize(("kind", "more"), [*DONE, *NOT_DONE])
def test_a_shop_that_falls_silent_while_it_makes_the_draft_has_one_in_the_end(
    seller: Merchant, kind: FaultKind, more: dict[str, int]
) -> None:
    one = listing(seller.sandbox)
    inject_fault(seller.sandbox, kind, "*/products", vendor=WOO, method="POST", **more)
    step = posting.start(*account(WOO), one)
    assert isinstance(step, Waiting)
    # The worker dies here: the state machine checks, or begins anew.
    again = posting.check(*account(WOO), one, step.handle)
    if (kind, more) in DONE:
        assert isinstance(again, Ready)
    else:
        assert again == Waiting(step.handle, 10)
        assert isinstance(posting.reconcile(*account(WOO), one, step.handle, now()), NotThere)
    ready = prepared(one)
    done = posting.finish(*account(WOO), one, ready.handle)
    assert len(seller.products) == 1
    assert published(seller.sandbox, WOO) == [done.external_id]


def test_pictures_that_never_come_are_asked_for_again(seller: Merchant, clock: SharedClock) -> None:
    one = listing(seller.sandbox)
    inject_fault(seller.sandbox, FaultKind.HANG, "*/products", vendor=WOO)
    step = posting.start(*account(WOO), one)
    assert isinstance(step, Waiting)
    clock.forward(120)
    with pytest.raises(StartOver):
        posting.check(*account(WOO), one, step.handle)


@pytest.mark.parametrize("code", ["invalid_sku", "not_created"])
def test_two_starts_at_once_end_in_one_draft(seller: Merchant, code: str) -> None:
    """Both look before either has made it: the shop takes the SKU once."""
    settings.change(seller.sandbox.world, "woocommerce_duplicate_sku", code)
    one = listing(seller.sandbox)
    slow: dict[str, Any] = {"vendor": WOO, "times": 2, "seconds": 0.8}
    inject_fault(seller.sandbox, FaultKind.LATENCY, "*/products", **slow)
    with ThreadPoolExecutor(2) as both:
        steps = list(both.map(prepared, (one, one)))
    assert steps[0] == steps[1] == prepared(one)
    assert len(seller.products) == seller.created_count == 1
    posted = [
        entry
        for entry in journal.entries(seller.sandbox.world, WOO)
        if (entry["method"], entry["path"]) == ("POST", "/wp-json/wc/v3/products")
    ]
    assert sorted(entry["status"] for entry in posted) == [201, 400]


@pytest.mark.parametrize(
    ("kind", "more", "after"),
    [
        (FaultKind.RATE_LIMIT, {"retry_after": 7}, 7),
        (FaultKind.RATE_LIMIT, {}, 60),
        (FaultKind.HTML, {"status": 403}, 60),
    ],
)
def test_a_hosts_guard_means_surely_not_done(
    seller: Merchant, kind: FaultKind, more: dict[str, int], after: float
) -> None:
    one = listing(seller.sandbox)
    ready = prepared(one)
    inject_fault(seller.sandbox, kind, "*/products/*", vendor=WOO, method="PUT", **more)
    with pytest.raises(TryLater) as caught:
        posting.finish(*account(WOO), one, ready.handle)
    assert caught.value.after == after
    done = posting.finish(*account(WOO), one, ready.handle)
    assert published(seller.sandbox, WOO) == [done.external_id]


def test_revoked_keys_ask_for_a_reconnect_and_stop(seller: Merchant) -> None:
    one = listing(seller.sandbox)
    ready = prepared(one)
    seller.sandbox.world.clear(SITE.kind(KEYS))
    assert issubclass(failing(one, ready.handle), ReconnectNeeded)
    assert seller.connection()["status"] == "reconnect"
    assert issubclass(failing(one, ready.handle), ReconnectNeeded)
    assert published(seller.sandbox, WOO) == []
    assert seller.connect() == {"connected": WOO}
    done = posting.finish(*account(WOO), one, ready.handle)
    assert published(seller.sandbox, WOO) == [done.external_id]


def test_a_moved_shop_is_not_followed(seller: Merchant) -> None:
    one = listing(seller.sandbox)
    ready = prepared(one)
    settings.change(seller.sandbox.world, "woocommerce_host", "moved")
    with pytest.raises(Rejected, match="another address"):
        posting.finish(*account(WOO), one, ready.handle)
    assert seller.connection()["status"] == "connected"


TROUBLES: tuple[tuple[FaultKind, dict[str, int]], ...] = (
    (FaultKind.TRUNCATED, {}),
    (FaultKind.ERROR_AFTER_SUCCESS, {"status": 502}),
    (FaultKind.ERROR, {"status": 500}),
    (FaultKind.HTML, {"status": 503}),
    (FaultKind.OK_WITH_ERROR_BODY, {}),
    (FaultKind.RATE_LIMIT, {}),
)


@pytest.mark.parametrize("seed", range(12))
def test_whatever_breaks_and_wherever_the_worker_dies_it_is_sold_once(
    seller: Merchant, seed: int
) -> None:
    """Any trouble at any call, and a worker that may forget its handle after each."""
    dice = thrown(seed)
    one = listing(seller.sandbox)
    since = now()
    handle: Handle | None = None
    done: Published | None = None
    for turn in range(40):
        if turn < 30 and next(dice) < 0.7:
            kind, more = TROUBLES[int(next(dice) * len(TROUBLES))]
            method = ("GET", "POST", "PUT")[int(next(dice) * 3)]
            inject_fault(seller.sandbox, kind, "*/products*", vendor=WOO, method=method, **more)
        with suppress(OutcomeUnknown, TryLater):
            done, handle = stepped(one, handle, since)
        if done:
            break
        if next(dice) < 0.3:
            handle = None
    assert done is not None
    assert published(seller.sandbox, WOO) == [done.external_id]
    assert len(seller.products) == seller.created_count == 1


def thrown(seed: int) -> Iterator[float]:
    """Numbers from 0 to 1, the same for a seed every time."""
    for count in range(1000):
        drawn = blake2b(f"{seed}:{count}".encode(), digest_size=4).digest()
        yield int.from_bytes(drawn) / 2**32


def stepped(
    one: Listing, handle: Handle | None, since: datetime
) -> tuple[Published | None, Handle | None]:
    """What a worker does that knows no more than its handle: look first, then one call."""
    found: object = posting.reconcile(*account(WOO), one, handle, since)
    if isinstance(found, NotThere):
        found = posting.start(*account(WOO), one)
    if isinstance(found, Waiting):
        return None, found.handle
    if isinstance(found, Ready):
        found = posting.finish(*account(WOO), one, found.handle)
    assert isinstance(found, Published)
    return found, None
