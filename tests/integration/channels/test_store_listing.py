"""Listings with several photographs and variants at Etsy, Shopify and WooCommerce."""

from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest

from functions.channels.public import (
    Handle,
    Listing,
    OutcomeUnknown,
    Published,
    Ready,
    Rejected,
    StartOver,
    TryLater,
    Waiting,
)
from infra.local.sandbox import journal, settings
from infra.local.sandbox.faults import FaultKind
from infra.local.sandbox.server import SandboxServer
from kernel.money import Money
from tests.clocks import now
from tests.integration.channels import posting
from tests.integration.channels.multi_photo import multi_photo_listing, post
from tests.integration.channels.oauth_client import (
    Artisan,
    account,
    inject_fault,
    listing,
    published,
)
from tests.integration.channels.store_products import (
    actual,
    expected,
    listing_with_variants,
    stored_product,
    variant,
)

PLATFORMS = ("etsy", "shopify", "woocommerce")
BROKEN = {
    "etsy": (("PUT", "*/inventory"), ("POST", "*/images"), ("POST", "*/listings")),
    "shopify": (("POST", "*#productSet"), ("POST", "*#publishablePublish")),
    "woocommerce": (
        ("POST", "*/products"),
        ("PUT", "*/products/*"),
        ("GET", "*/variations"),
        ("POST", "*/variations/batch"),
    ),
}
UNFINISHED = {
    "etsy": "*/images",
    "shopify": "*#publishablePublish",
    "woocommerce": "*/variations/batch",
}
WAYS: tuple[tuple[FaultKind, dict[str, Any]], ...] = (
    (FaultKind.ACCEPT_THEN_TIMEOUT, {}),
    (FaultKind.ERROR_AFTER_SUCCESS, {"status": 500}),
    (FaultKind.ERROR, {"status": 503}),
    (FaultKind.TRUNCATED, {}),
)
CASES = [
    (platform, *call, kind, more)
    for platform, calls in BROKEN.items()
    for call in calls
    for kind, more in WAYS
]


def opened(request: pytest.FixtureRequest, platform: str) -> SandboxServer:
    """The artisan has this shop connected."""
    if platform == "woocommerce":
        market: SandboxServer = request.getfixturevalue("seller").sandbox
        return market
    artisan: Artisan = request.getfixturevalue("artisan")
    settings.change(artisan.sandbox.world, "shopify_processing_ms", 0)
    assert artisan.connect(platform) == {"connected": platform}
    return artisan.sandbox


@pytest.fixture(params=PLATFORMS)
def platform(request: pytest.FixtureRequest) -> str:
    """Each of the three."""
    name: str = request.param
    return name


@pytest.fixture
def market(platform: str, request: pytest.FixtureRequest) -> SandboxServer:
    """Where it sells."""
    return opened(request, platform)


def test_photographs_come_in_order_each_with_its_words(
    platform: str, market: SandboxServer
) -> None:
    one = multi_photo_listing(market, 4)
    done = post(platform, one)
    there = stored_product(market, platform)
    assert actual(there) == expected(one)
    first, *others = there.alts
    assert first == one.alt_text
    assert others == [f"{one.alt_text} ({place}/4)" for place in (2, 3, 4)]
    assert published(market, platform) == [done.external_id]


def test_variants_have_their_price_and_stock(platform: str, market: SandboxServer) -> None:
    one = listing_with_variants(market)
    done = post(platform, one)
    there = stored_product(market, platform)
    assert actual(there) == expected(one)
    assert there.is_on_sale
    assert published(market, platform) == [done.external_id]


def test_starting_again_brings_nothing_twice(platform: str, market: SandboxServer) -> None:
    one = listing_with_variants(market)
    first = _ready(platform, one)
    assert _ready(platform, one) == first
    assert actual(stored_product(market, platform)) == expected(one)
    assert published(market, platform) == []


def test_an_unfinished_draft_is_completed_before_it_is_shown(
    platform: str, market: SandboxServer
) -> None:
    """The worker dies after the first call that made something, and knows the marker only."""
    one = listing_with_variants(market)
    path = UNFINISHED[platform]
    inject_fault(market, FaultKind.ERROR, path, vendor=platform, status=503, times=2)
    with suppress(TryLater):
        posting.start(*account(platform), one)
    found = posting.reconcile(*account(platform), one, None, now())
    assert isinstance(found, Ready)
    with suppress(TryLater):
        posting.finish(*account(platform), one, found.handle)
    assert published(market, platform) in ([], [stored_product(market, platform).id])
    done = posting.finish(*account(platform), one, found.handle)
    assert actual(stored_product(market, platform)) == expected(one)
    assert published(market, platform) == [done.external_id]


@pytest.mark.parametrize(("platform", "method", "path", "kind", "more"), CASES)
def test_a_broken_call_neither_doubles_nor_loses(
    request: pytest.FixtureRequest,
    platform: str,
    method: str,
    path: str,
    kind: FaultKind,
    more: dict[str, Any],
) -> None:
    market = opened(request, platform)
    one = listing_with_variants(market)
    inject_fault(market, kind, path, vendor=platform, method=method, **more)
    worker = Worker(platform, one)
    done = next((found for _ in range(8) if (found := worker.turn())), None)
    assert done is not None
    assert actual(stored_product(market, platform)) == expected(one)
    assert published(market, platform) == [done.external_id]


class Worker:
    """Publishes as the state machine does; where it would wait for long, it begins anew."""

    def __init__(self, platform: str, one: Listing) -> None:
        self._platform = platform
        self._listing = one
        self._handle: Handle | None = None
        self._unknown = False

    def turn(self) -> Published | None:
        """The next call; None while it is not published."""
        try:
            answer: object = self._call()
        except StartOver:
            self._handle = None
        except TryLater:
            pass
        except OutcomeUnknown:
            self._unknown = True
        else:
            self._unknown = False
            if isinstance(answer, Waiting):
                with suppress(StartOver):
                    answer = posting.check(*account(self._platform), self._listing, answer.handle)
            self._handle = answer.handle if isinstance(answer, Ready) else None
            return answer if isinstance(answer, Published) else None
        return None

    def _call(self) -> object:
        one = self._listing
        if self._unknown:
            since = now()
            return posting.reconcile(*account(self._platform), one, self._handle, since)
        if self._handle is None:
            return posting.start(*account(self._platform), one)
        return posting.finish(*account(self._platform), one, self._handle)


def _ready(platform: str, one: Listing) -> Ready:
    step = posting.start(*account(platform), one)
    assert isinstance(step, Ready)
    return step


def test_one_photograph_of_one_form_is_sent_as_ever(platform: str, market: SandboxServer) -> None:
    one = listing(market)
    post(platform, one)
    assert actual(stored_product(market, platform)) == expected(one)
    writes = [
        entry["path"]
        for entry in journal.entries(market.world, platform)
        if entry["method"] in ("POST", "PUT", "PATCH")
        and any(word in entry["path"] for word in ("/products", "listings", "graphql"))
    ]
    most = {"etsy": 4, "shopify": 7, "woocommerce": 3}
    assert len(writes) <= most[platform]


def test_what_cannot_be_listed_is_refused_before_any_call(
    platform: str, market: SandboxServer
) -> None:
    one = listing_with_variants(market)
    wrong = {
        "etsy": (
            replace(
                one,
                variants=(variant(9, 1, A="a", B="b", C="c"), variant(9, 1, A="x", B="b", C="c")),
            ),
            replace(one, variants=(variant(9, 1, Size="Large (30 cm)"),)),
            replace(one, variants=(variant(9, 0, Size="S"), variant(9, 0, Size="L"))),
            replace(one, variants=(variant(9, 1000, Size="S"),)),
            replace(one, variants=tuple(variant(9, 1, A=f"a{n}", B=f"b{n}") for n in range(21))),
        ),
        "shopify": (
            replace(one, variants=(variant(9, 1, A="a", B="b", C="c", D="d"),)),
            replace(one, variants=(variant(9, 1, Size=" "),)),
        ),
        "woocommerce": (replace(one, variants=(variant(9, 1, Size="S | M"),)),),
    }[platform]
    dollars = replace(one.variants[0], price=Money(900, "USD"))
    before = len(journal.entries(market.world, platform))
    for bad in (*wrong, replace(one, variants=(dollars, *one.variants[1:]))):
        with pytest.raises(Rejected):
            posting.start(*account(platform), bad)
    assert len(journal.entries(market.world, platform)) == before
