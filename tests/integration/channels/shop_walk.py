"""One piece at one platform's stand-in: publishing's services, with channels' adapters behind them.

The product is catalog's own, on ports in memory; what the platform shows is the stand-in's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any, get_args

from functions.catalog.model.stock import OrderedLine, OrderRef, ReportedOrder
from functions.channels.model.listing import LossPart, Part, Picture, Published
from functions.publishing.adapters.channels.listing_edits import ChannelListingEditor
from functions.publishing.adapters.channels.platforms import ChannelPlatforms
from functions.publishing.model.account_ref import AccountRef
from functions.publishing.model.parts import Behind
from functions.publishing.model.post import NewPlace, NewPost
from functions.publishing.model.publication import Publication
from functions.publishing.ports.sources import Approved, PlatformCopy, ProductSnapshot
from functions.publishing.service.listing_builder import ListingSources
from functions.publishing.service.listing_watch import ListingWatch
from functions.publishing.service.operation_runner import OperationRunner
from functions.publishing.service.operations import OperationService
from functions.publishing.service.posts import PostService
from functions.publishing.service.present_listings import PresentListings
from functions.publishing.service.publish_runner import PublishRunner, Wait
from functions.publishing.service.stock_follower import StockFollower
from infra.local.sandbox.server import SandboxServer
from kernel.ids import RandomIds
from tests.clocks import SharedClock
from tests.integration.channels.oauth_client import OWNER, account, listing
from tests.integration.channels.shop_facets import buy
from tests.integration.internal_functions import InProcessFunction
from tests.unit.catalog.scenario import Scenario
from tests.unit.publishing.in_memory_platform import BROWSER_LEASE, LEASE
from tests.unit.publishing.in_memory_table import (
    CrashPlan,
    PostsInMemory,
    PublicationsInMemory,
    TableInMemory,
)
from tests.unit.publishing.market_in_memory import PieceInMemory
from tests.unit.publishing.operation_scenario import RunsInMemory

PIECES = 5
PRODUCT = "product_1"


@dataclass
class PieceAtPlatform(PieceInMemory):
    """A product with words for one platform, and with pictures that its stand-in can fetch."""

    platform: str = ""
    photos: Mapping[str, Picture] = field(default_factory=dict)

    def product(self, owner_id: str, product_id: str) -> ProductSnapshot:
        return replace(super().product(owner_id, product_id), link="https://haat.example/p/horse")

    def approved(self, owner_id: str, product_id: str) -> Approved:
        del owner_id, product_id
        copy = PlatformCopy("Horse", self.text, ("brass",))
        return Approved("Horse", "A horse", {self.platform: copy})

    def pictures(self, owner_id: str, photo_id: str) -> Mapping[str, Picture]:
        del owner_id, photo_id
        return self.photos


class ShopWalk:
    """A piece that is live there; what goes on is chosen by a random generator of its own."""

    def __init__(self, platform: str, market: SandboxServer, seed: int, clock: SharedClock) -> None:
        self.platform, self.market = platform, market
        self.random = Random(seed)  # noqa: S311  # the same walk each time
        self.account = AccountRef(platform, account(platform)[2], "Asha")
        self.clock, self.table = clock, TableInMemory(CrashPlan())
        posts, self.publications = PostsInMemory(self.table), PublicationsInMemory(self.table)
        function = InProcessFunction("channels.internal_posting")
        channels, editor = ChannelPlatforms(function), ChannelListingEditor(function)
        self.piece = piece = PieceAtPlatform(
            catalog=Scenario(clock),
            platform=platform,
            photos=listing(market).pictures,
            text="A brass horse. #dokra",
        )
        piece.begin(PIECES)
        sources = ListingSources(piece, piece, piece, channels)
        runs, ids = RunsInMemory(), RandomIds()
        self.posts = PostService(posts, self.publications, sources, runs, self.clock, ids)
        self.present = PresentListings(posts, sources, editor)
        self.operations = OperationService(
            self.publications, self.present, sources, editor, runs, self.clock, ids
        )
        self.publish_runner = PublishRunner(
            self.publications, posts, channels, self.clock, LEASE, BROWSER_LEASE
        )
        self.operation_runner = OperationRunner(self.publications, piece, editor, self.clock, LEASE)
        self.stock = StockFollower(self.publications, piece, editor, self.operations)
        self.watch = ListingWatch(self.publications, editor, self.operations, self.stock)
        self.orders: list[tuple[str, int]] = []
        self.sold = self.made = 0

    def publish(self) -> None:
        """Publish it there, and read it once."""
        self.wish()
        for _ in range(40):
            following = self.publish_runner.advance(self.publication.publication_id)
            if not isinstance(following, Wait):
                break
            self.clock.forward(following.seconds)
        assert self.publication.status == "confirmed", self.publication.reason
        self.watch.went_live(self.publication.publication_id)
        self.work()

    def wish(self) -> None:
        """Press *Publish*."""
        place = NewPlace(self.platform, self.account.account_id, accepts=get_args(LossPart))
        self.posts.create(OWNER, NewPost(PRODUCT, (place,)), publish=True)

    @property
    def publication(self) -> Publication:
        (found,) = self.table.rows.values()
        return found

    @property
    def behind(self) -> Behind:
        return self.present.behind([self.publication])[self.publication.publication_id]

    def work(self) -> None:
        """Let the workers do what is planned."""
        for _ in range(40):
            following = self.operation_runner.advance(self.publication.publication_id)
            if not isinstance(following, Wait):
                return
            self.clock.forward(following.seconds + 1)

    def change(self, **facts: Any) -> None:
        """Change facts of the product."""
        self.piece.catalog.edit(self.piece.now, **facts)

    def look(self) -> None:
        """The platform says that something was changed there."""
        known = self.publication.external_id or ""
        self.watch.changed_there(OWNER, self.account, known)
        self.work()

    def press_update(self, *overwrite: Part) -> None:
        """Press *Update*, or *Put mine there*."""
        self.operations.update(OWNER, self.publication.publication_id, overwrite)
        self.work()

    def settle_drift(self, *, keep: bool) -> None:
        """Keep what somebody changed there, or put ours in its place."""
        one = self.publication
        parts = [part for part in one.drift if part != "stock"]
        if parts and keep:
            self.operations.keep(OWNER, one.publication_id, parts)  # type: ignore[arg-type]  # "stock" is left out
        elif parts:
            self.press_update(*parts)  # type: ignore[arg-type]  # as above
        elif one.drift:
            self.operations.restock(OWNER, one.publication_id)
            self.work()

    def sell(self, pieces: int) -> None:
        """A buyer orders there; nobody has told us yet."""
        one = self.publication
        buy(Published(one.external_id or "", one.url or ""), self.platform, pieces)
        self.sold += pieces
        self.made += 1
        self.orders.append((f"order_{self.made}", pieces))

    def tell(self, order: str, pieces: int) -> None:
        """The account tells of an order."""
        self._record(OrderRef("asha", self.platform, self.account.account_id, order), pieces)

    def sell_elsewhere(self, pieces: int) -> None:
        """Another account has sold some, and tells of it."""
        self._record(OrderRef("asha", "bazaar", "stall_1", "1"), pieces)
        self.work()

    def _record(self, where: OrderRef, pieces: int) -> None:
        lines = (OrderedLine("1", self.piece.now.sku, pieces),)
        self.piece.catalog.stock.record(ReportedOrder(where, "1", lines))
        self.stock.follow(OWNER, PRODUCT)

    def tell_all(self) -> None:
        """Every order is told, twice, and not in the order of their making."""
        for order in self.random.sample(self.orders, len(self.orders)):
            self.tell(*order)
            self.tell(*order)
        self.orders = []
        self.work()
