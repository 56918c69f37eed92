"""Every call of a Shopify journey breaks once, in each way: one product, published once."""

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
from tests.platforms.shopify.test_listing import product, seller

__all__ = ["seller"]

CALLS = (
    "productByIdentifier",
    "publications",
    "productSet",
    "publishablePublish",
    "productUpdate",
)
WAYS = {
    "done, then silence": (FaultKind.ACCEPT_THEN_TIMEOUT, {}),
    "done, then 500": (FaultKind.ERROR_AFTER_SUCCESS, {"status": 500}),
    "done, and cut": (FaultKind.TRUNCATED, {}),
    "not done, 503": (FaultKind.ERROR, {"status": 503}),
    "not done, 200 with an error": (FaultKind.OK_WITH_ERROR_BODY, {}),
    "not done, a page": (FaultKind.HTML, {}),
    "not done, throttled": (FaultKind.RATE_LIMIT, {}),
    "the token's end": (FaultKind.EXPIRED_TOKEN, {}),
}
MOST_TURNS = 8


class Worker:
    """Publishes as the state machine does: what is unknown is read, never called again blindly."""

    def __init__(self, one: Listing) -> None:
        self.listing = one
        self.handle: Handle | None = None
        self.unknown = False
        self.troubles = 0

    def turn(self) -> Published | None:
        """The next call; None while it is not published."""
        try:
            return self._took(self._call())
        except StartOver:
            self.handle = None
        except TryLater:
            pass
        except OutcomeUnknown:
            self.unknown = True
        self.troubles += 1
        return None

    def _call(self) -> Step | NotThere:
        if self.unknown:
            since = now()
            found = posting.reconcile(*account("shopify"), self.listing, self.handle, since)
            assert isinstance(found, Published | Ready | NotThere)
            self.unknown = False
            return found
        if self.handle is None:
            return posting.start(*account("shopify"), self.listing)
        return posting.finish(*account("shopify"), self.listing, self.handle)

    def _took(self, answer: Step | NotThere) -> Published | None:
        if isinstance(answer, Published):
            return answer
        if isinstance(answer, Ready | Waiting):
            self.handle = answer.handle
            if isinstance(answer, Waiting):
                step = posting.check(*account("shopify"), self.listing, answer.handle)
                assert not isinstance(step, Published)
        return None


@pytest.mark.parametrize("operation", CALLS)
@pytest.mark.parametrize("way", WAYS)
def test_a_broken_call_neither_doubles_nor_loses(seller: Artisan, operation: str, way: str) -> None:
    kind, more = WAYS[way]
    path = f"*/graphql.json#{operation}"
    inject_fault(seller.sandbox, kind, path, vendor="shopify", **more)
    worker = Worker(listing(seller.sandbox))
    done = next((one for _ in range(MOST_TURNS) if (one := worker.turn())), None)
    assert done is not None
    # A token that has ended is renewed without anybody noticing.
    assert worker.troubles == (0 if kind is FaultKind.EXPIRED_TOKEN else 1)
    assert published(seller.sandbox, "shopify") == [done.external_id]
    kept = product(seller.sandbox)
    assert (kept["number"], kept["status"]) == (done.external_id, "ACTIVE")
    assert len(kept["publications"]) == len(kept["media"]) == 1


def test_a_worker_that_dies_after_the_call_finds_it_there(seller: Artisan) -> None:
    """Nothing is kept of its handle: the next one knows the marker only."""
    one = listing(seller.sandbox)
    first = Worker(one)
    while not first.turn():
        pass
    second = Worker(one)
    second.unknown = True
    done = second.turn()
    assert done is not None
    assert published(seller.sandbox, "shopify") == [done.external_id]
