"""One piece at each of the ten: sold, repriced, changed by hand, and with answers that are lost.

The invariants of the piece against the stand-ins, not against a model of them: no write lands on
what does not bear our mark, no sold unit returns, an update moves no number, and each fact is its
owner's or is shown as drift. The walks are random, and the same in each run.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from decimal import Decimal

import pytest

from functions.channels.model.platforms import PLATFORMS, platform
from functions.publishing.errors.publications import EditNotSupported
from infra.local.sandbox import faults, journal
from infra.local.sandbox.faults import FaultKind
from infra.local.sandbox.server import SandboxServer
from kernel.errors import Conflict
from kernel.money import Money
from tests.clocks import SharedClock
from tests.integration.channels.oauth_client import Artisan, inject_fault
from tests.integration.channels.panel_seller import PanelSeller
from tests.integration.channels.shop_facets import (
    SELLING,
    SHOPS,
    change_price,
    facets,
    unmark,
)
from tests.integration.channels.shop_walk import PIECES, ShopWalk
from tests.integration.channels.test_store_listing import opened

SEEDS = range(3)
STEPS = 12
POSTS = ("facebook", "pinterest")
PANELS = tuple(one.platform for one in PLATFORMS if one.needs_browser)
WRITES = {
    "etsy": (("PATCH", "*/listings/*"), ("PUT", "*/inventory")),
    "shopify": (("POST", "*#productVariantsBulkUpdate"), ("POST", "*#inventorySetQuantities")),
    "woocommerce": (("PUT", "*/products/*"),),
    "catalogue": (("POST", "*/items_batch"),),
    "facebook": (("POST", "*_*"),),
    "pinterest": (("PATCH", "*/v5/pins/*"),),
}


@pytest.fixture(params=SEEDS)
def seed(request: pytest.FixtureRequest) -> int:
    number: int = request.param
    return number


def act(walk: ShopWalk, name: str) -> None:
    """One thing that a buyer, the artisan, somebody in the shop, or misfortune does."""
    ACTS[name](walk)


def reprice(walk: ShopWalk) -> None:
    walk.change(price=Money(walk.random.choice((90_000, 125_000, 140_000)), "INR"))


def reword(walk: ShopWalk) -> None:
    walk.piece.text = f"A brass horse, number {walk.random.randrange(999)}. #dokra"


def sell(walk: ShopWalk) -> None:
    if walk.platform in SELLING and there(walk) > 0:
        walk.sell(1)


def tell(walk: ShopWalk) -> None:
    if walk.orders:
        walk.tell(*walk.orders.pop())
        walk.work()


def change_by_hand(walk: ShopWalk) -> None:
    if walk.platform in SHOPS:
        change_price(walk.market, walk.platform, 999)


def lose_an_answer(walk: ShopWalk) -> None:
    method, path = walk.random.choice(WRITES[walk.platform])
    kind = walk.random.choice((FaultKind.ACCEPT_THEN_TIMEOUT, FaultKind.HANG))
    inject_fault(walk.market, kind, path, method=method, vendor=walk.platform)


ACTS: Mapping[str, Callable[[ShopWalk], object]] = {
    "reprice": reprice,
    "reword": reword,
    "sell": sell,
    "tell": tell,
    "hand": change_by_hand,
    "look": lambda walk: walk.look(),
    "update": lambda walk: walk.press_update(),
    "settle": lambda walk: walk.settle_drift(keep=walk.random.random() < 1 / 2),
    "lose": lose_an_answer,
}


def there(walk: ShopWalk) -> int:
    """How many the shop sells."""
    return sum(number or 0 for number in facets(walk.market, walk.platform).stock.values())


def price_there(walk: ShopWalk) -> Decimal:
    """The price that the shop shows, in rupees."""
    (text,) = facets(walk.market, walk.platform).prices.values()
    number = Decimal(text.removesuffix(" INR"))
    return number / 100 if walk.platform == "etsy" else number


def wander(walk: ShopWalk) -> None:
    for _ in range(STEPS):
        with suppress(Conflict):
            act(walk, walk.random.choice(tuple(ACTS)))
        if walk.platform in SHOPS:
            assert there(walk) <= PIECES - walk.sold, "a sold unit has returned"


def calm_down(walk: ShopWalk) -> None:
    """Nothing goes wrong any more; all is told, and what is there is read."""
    faults.forget(walk.market.world)
    walk.work()
    walk.tell_all()
    walk.look()


@pytest.mark.parametrize("name", SHOPS)
def test_whatever_happens_every_fact_is_its_owners_or_is_shown_as_drift(
    name: str, seed: int, clock: SharedClock, request: pytest.FixtureRequest
) -> None:
    walk = ShopWalk(name, opened(request, name), seed, clock)
    walk.publish()
    wander(walk)
    calm_down(walk)

    one, product = walk.publication, walk.piece.now
    assert one.status == "confirmed", one.reason
    assert product.on_hand == PIECES - walk.sold
    assert there(walk) == product.on_hand, one.drift
    assert one.listing.price == product.price or "price" in walk.behind.parts
    ours = price_there(walk) == Decimal(one.listing.price.amount)
    assert ours or "price" in one.drift or is_kept(walk)
    assert walk.piece.text in one.listing.text or "words" in walk.behind.parts


def is_kept(walk: ShopWalk) -> bool:
    """Whether a person keeps the price that is there."""
    before = walk.publication.drift
    walk.look()
    return "price" not in before and "price" not in walk.publication.drift


@pytest.mark.parametrize("name", SELLING)
def test_nothing_is_written_to_what_bears_our_mark_no_more(
    name: str, seed: int, clock: SharedClock, request: pytest.FixtureRequest
) -> None:
    walk = ShopWalk(name, opened(request, name), seed, clock)
    walk.publish()
    unmark(walk.market, name)
    before = facets(walk.market, name)
    for what in ("reprice", "update", "reword", "update", "look"):
        with suppress(Conflict):
            act(walk, what)
    walk.sell_elsewhere(2)
    assert facets(walk.market, name) == before
    assert walk.publication.is_foreign


@pytest.mark.parametrize("name", POSTS)
def test_a_post_says_what_was_brought_last_or_is_behind(
    name: str, seed: int, clock: SharedClock, request: pytest.FixtureRequest
) -> None:
    walk = ShopWalk(name, opened(request, name), seed, clock)
    walk.publish()
    wander(walk)
    calm_down(walk)
    one = walk.publication
    texts = "\n".join(kept(walk.market, name))
    assert one.listing.text.partition("#")[0].strip() in texts
    assert walk.piece.text in one.listing.text or "words" in walk.behind.parts
    assert one.drift == {}


def kept(market: SandboxServer, name: str) -> Iterator[str]:
    """All that the stand-in keeps of its own."""
    rows = market.world._connection.execute("SELECT kind, document FROM documents")  # noqa: SLF001  # all that there is
    for kind, document in rows.fetchall():
        if kind.startswith(f"{name}."):
            yield json.dumps(json.loads(document), ensure_ascii=False)


@pytest.mark.parametrize("name", ["instagram", *PANELS])
def test_where_haat_changes_nothing_it_says_what_is_to_be_done_by_hand(
    name: str, clock: SharedClock, request: pytest.FixtureRequest
) -> None:
    walk = live_at(name, clock, request)
    world = walk.market.world
    since = len(journal.entries(world, name))
    walk.change(price=Money(140_000, "INR"))
    walk.sell_elsewhere(2)
    walk.look()
    with pytest.raises(EditNotSupported) as refused:
        walk.press_update()
    assert refused.value.remedy
    walk.work()
    assert len(journal.entries(world, name)) == since, "something was asked for"
    by_hand = [one.quantity for one in walk.behind.stock]
    assert by_hand == ([PIECES - 2] if platform(name).shows == "listing" else [])


def live_at(name: str, clock: SharedClock, request: pytest.FixtureRequest) -> ShopWalk:
    """A piece there; how a panel comes to have one is another test's."""
    if name not in PANELS:
        walk = ShopWalk(name, opened(request, name), 0, clock)
        walk.publish()
        return walk
    artisan: Artisan = request.getfixturevalue("artisan")
    PanelSeller(artisan, name).connect()
    walk = ShopWalk(name, artisan.sandbox, 0, clock)
    walk.wish()
    live = walk.publication.confirmed(walk.clock.now(), "41", "https://panel.example/41")
    walk.table.store(live)
    return walk
