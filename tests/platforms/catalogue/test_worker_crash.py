"""Every call of a journey into a catalogue breaks once, in each way: one item, published once."""

import pytest

from functions.channels.public import (
    Handle,
    Listing,
    NotThere,
    OutcomeUnknown,
    Published,
    Ready,
    StartOver,
    Step,
    TryLater,
    Waiting,
)
from infra.local.sandbox.faults import FaultKind
from tests.clocks import now
from tests.integration.channels import posting
from tests.integration.channels.oauth_client import (
    Artisan,
    account,
    inject_fault,
    listing,
    published,
)
from tests.platforms.catalogue.test_listing import PLATFORM, seller, statuses

__all__ = ["seller"]

# What breaks: method, path, and how many such calls go well before it.
CALLS = {
    "the look before": ("GET", "*/products", 0),
    "the archived item": ("POST", "*/items_batch#archived", 0),
    "the batch's state": ("GET", "*/check_batch_request_status", 0),
    "the look after": ("GET", "*/products", 1),
    "the irreversible call": ("POST", "*/items_batch#active", 0),
    "the last glance": ("GET", "*/check_batch_request_status", 1),
}
WAYS = {
    "done, then silence": (FaultKind.ACCEPT_THEN_TIMEOUT, {}),
    "done, then 500": (FaultKind.ERROR_AFTER_SUCCESS, {"status": 500}),
    "done, and cut": (FaultKind.TRUNCATED, {}),
    "not done, 503": (FaultKind.ERROR, {"status": 503}),
    "not done, a page": (FaultKind.HTML, {}),
    "not done, too many": (FaultKind.RATE_LIMIT, {}),
}
MOST_TURNS = 12


class Worker:
    """Publishes as the state machine does: what is unknown is read, never called again blindly."""

    def __init__(self, seller: Artisan, one: Listing) -> None:
        self.world = seller.sandbox.world
        self.listing = one
        self.step: Waiting | Ready | None = None
        self.unknown = False
        self.troubles = 0

    def publish(self) -> Published:
        for _ in range(MOST_TURNS):
            try:
                answer = self._call()
            except StartOver:
                self.step = None
            except TryLater:
                pass
            except OutcomeUnknown:
                self.unknown = True
            else:
                if isinstance(answer, Published):
                    return answer
                self.step = None if isinstance(answer, NotThere) else answer
                continue
            self.troubles += 1
        raise AssertionError("it was not published")

    def _call(self) -> Step | NotThere:
        if self.unknown:
            handle = self.step.handle if self.step else None
            found = posting.reconcile(*account(PLATFORM), self.listing, handle, now())
            assert isinstance(found, Published | Ready | NotThere)
            self.unknown = False
            return found
        match self.step:
            case None:
                return posting.start(*account(PLATFORM), self.listing)
            case Waiting(handle=handle):
                self.world.advance(2)
                return posting.check(*account(PLATFORM), self.listing, handle)
            case Ready(handle=handle):
                return posting.finish(*account(PLATFORM), self.listing, handle)


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("way", WAYS)
def test_a_broken_call_neither_doubles_nor_loses(seller: Artisan, call: str, way: str) -> None:
    kind, more = WAYS[way]
    method, path, before = CALLS[call]
    given = {"vendor": PLATFORM, "method": method, **more}
    if before:  # the first of them is only late, by nothing
        late = {**given, "seconds": 0, "status": None}
        inject_fault(seller.sandbox, FaultKind.LATENCY, path, **late)
    inject_fault(seller.sandbox, kind, path, **given)
    worker = Worker(seller, listing(seller.sandbox))
    done = worker.publish()
    # What follows the irreversible call is only a glance: it costs nothing.
    assert worker.troubles == (0 if call == "the last glance" else 1)
    assert published(seller.sandbox, PLATFORM) == [done.external_id]
    assert statuses(seller.sandbox) == {done.external_id: "active"}


@pytest.mark.parametrize("turns", range(5))
def test_a_worker_that_dies_after_any_call_leaves_nothing_double(
    seller: Artisan, turns: int
) -> None:
    """Nothing is kept of its handle: the next one knows the marker only."""
    one = listing(seller.sandbox)
    first = Worker(seller, one)
    for _ in range(turns):
        answer = first._call()  # noqa: SLF001  # one call, and then it is dead
        first.step = answer if isinstance(answer, Waiting | Ready) else None
    second = Worker(seller, one)
    second.unknown = True
    done = second.publish()
    assert published(seller.sandbox, PLATFORM) == [done.external_id] == [one.sku]
    assert statuses(seller.sandbox) == {one.sku: "active"}


def test_an_old_handle_still_publishes(seller: Artisan) -> None:
    """Whatever a handle has lost, the item is known by the marker."""
    one = listing(seller.sandbox)
    done = posting.finish(*account(PLATFORM), one, Handle(one.sku, "staged"))
    assert published(seller.sandbox, PLATFORM) == [done.external_id]
    assert done.url == one.marked_link
