"""Two platforms with two accounts each, whose small numbers mean another thing in each account.

Every write is checked where it arrives: the account must be connected, and what is written to must
bear the marker of the publication that writes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from functions.catalog.model.product import Product
from functions.channels.model.listing import (
    Handle,
    Listing,
    Loss,
    NotThere,
    Part,
    Picture,
    Published,
    Ready,
    ShownListing,
    Shows,
    StockLevel,
    Undetermined,
)
from functions.publishing.model.account_ref import AccountRef
from functions.publishing.model.listing_operation import EditSupport
from functions.publishing.model.post import ChosenOption
from functions.publishing.model.publication import Brought, Publication
from functions.publishing.model.stock_sent import SoldThere, StockFound
from functions.publishing.ports.listing_edits import AccountMissing, DriftFound, ListingNotFound
from functions.publishing.ports.platforms import Destination, DestinationAccount
from functions.publishing.ports.sources import Approved, PlatformCopy, ProductSnapshot
from kernel.errors import OutcomeUnknown
from kernel.money import Money
from tests.unit.catalog.scenario import Scenario
from tests.unit.publishing.in_memory_table import CrashPlan

R = TypeVar("R")

ACCOUNTS = tuple(
    AccountRef(platform, f"{platform}-{number}", f"{platform} {number}")
    for platform in ("shop", "wall")
    for number in (1, 2)
)
SHOWS: Mapping[str, Shows] = {"shop": "listing", "wall": "post"}
FIRST_NUMBER = 10
NEIGHBOUR = "neighbour"
"""The marker of the things that were there before us."""


@dataclass
class Thing:
    """Something that an account shows, by the marker that it bears; a shop sells `stock` of it."""

    marker: str
    text: str
    is_shown: bool = True
    price: Money = field(default_factory=lambda: Money(125_000, "INR"))
    stock: int = 0
    sold: int = 0
    is_repriced: bool = False
    """Whether somebody has changed the price by hand."""
    is_raised: bool = False
    """Whether somebody has put more there by hand, or had it put there whatever was there."""
    is_in_doubt: bool = False
    """Whether some were sold while nobody knew if a number was set: both may look the same."""


@dataclass
class MarketInMemory:
    """Both platforms, at publishing's ports; the next answer is lost when `loses` says so."""

    crash_plan: CrashPlan
    connected: set[AccountRef] = field(default_factory=lambda: set(ACCOUNTS))
    things: dict[AccountRef, dict[str, Thing]] = field(
        default_factory=lambda: {
            account: {str(n): Thing(NEIGHBOUR, "Neighbour's brocade") for n in range(1, number + 2)}
            for number, account in enumerate(ACCOUNTS)
        }
    )
    loses: bool = False
    made: int = 0

    def shown(self, account: AccountRef) -> list[Thing]:
        """What of ours the account shows."""
        return [
            one for one in self.things[account].values() if one.marker != NEIGHBOUR and one.is_shown
        ]

    def ours(self, account: AccountRef) -> Thing | None:
        """What of ours the account shows, if anything."""
        return next(iter(self.shown(account)), None)

    def take_down_by_hand(self, account: AccountRef) -> None:
        """The artisan deletes everything of ours in the account, on the platform itself."""
        ours = [key for key, one in self.things[account].items() if one.marker != NEIGHBOUR]
        for key in ours:
            del self.things[account][key]

    def destinations(self, owner_id: str, platforms: Sequence[str]) -> Mapping[str, Destination]:
        del owner_id
        return {
            platform: Destination(
                platform,
                platform.title(),
                "web",
                SHOWS[platform],
                tuple(
                    DestinationAccount(one.account_id, one.name)
                    for one in ACCOUNTS
                    if one.platform == platform and one in self.connected
                ),
            )
            for platform in platforms
        }

    def needs_browser(self, platform: str) -> bool:
        del platform
        return False

    def start(self, publication: Publication) -> Ready:
        self._must_be_connected(publication)
        self.crash_plan.checkpoint()
        return Ready(Handle("prepared", "made"))

    def check(self, publication: Publication) -> Ready:
        raise AssertionError(publication)

    def finish(self, publication: Publication) -> Published:
        self._must_be_connected(publication)
        self.crash_plan.checkpoint()
        there = self.things[publication.account]
        self.made += 1
        key = str(FIRST_NUMBER + self.made)  # no number is given twice
        listing = publication.listing
        there[key] = Thing(
            publication.publication_id, listing.text, price=listing.price, stock=listing.quantity
        )
        return self._answered(Published(key, f"https://market.example/{key}"))

    def find(self, publication: Publication) -> Published | Ready | NotThere | Undetermined:
        self._must_be_connected(publication)
        for key, one in self.things[publication.account].items():
            if one.marker == publication.publication_id and one.is_shown:
                return Published(key, f"https://market.example/{key}")
        return NotThere()

    def job(self, publication: Publication, *, find: bool) -> Mapping[str, object]:
        raise AssertionError((publication, find))

    def read(self, publication: Publication, result: Mapping[str, object]) -> NotThere:
        raise AssertionError((publication, result))

    def losses(self, platform: str, listing: Listing, photos: int) -> tuple[Loss, ...]:
        del platform, listing, photos
        return ()

    def field_values(
        self, owner_id: str, account: AccountRef, craft: str | None, given: Mapping[str, str]
    ) -> Mapping[str, str]:
        raise AssertionError((owner_id, account, craft, given))

    def remember(
        self, owner_id: str, account: AccountRef, craft: str, name: str, choice: ChosenOption
    ) -> None:
        raise AssertionError((owner_id, account, craft, name, choice))

    def edit_support(self, platform: str) -> EditSupport:
        return EditSupport(
            can_update=True, can_unpublish=True, can_set_stock=SHOWS[platform] == "listing"
        )

    def inspect(self, publication: Publication) -> ShownListing:
        return self._read(publication, self._thing(publication))

    def update(
        self,
        publication: Publication,
        listing: Listing,
        parts: Sequence[Part],
        known: Mapping[Part, str],
    ) -> Brought | DriftFound:
        thing = self._thing(publication)
        before = self._read(publication, thing)
        drifted = tuple(part for part in before.differing(known) if part in parts)
        if drifted:
            return DriftFound(drifted, before)
        assert parts, "a call without anything to bring"
        if "words" in parts:
            thing.text = listing.text
        if "price" in parts:
            asked = publication.operations["update"]
            is_wished = "price" in asked.overwrite or asked.effect.may_have_executed
            assert is_wished or not thing.is_repriced, "written over what somebody changed there"
            thing.price, thing.is_repriced = listing.price, False
        self.crash_plan.checkpoint()
        return self._answered(Brought(publication.url or "", self._read(publication, thing)))

    def set_stock(self, publication: Publication, levels: Sequence[StockLevel]) -> StockFound:
        thing = self._thing(publication)
        (level,) = levels
        before, target = thing.stock, level.target(thing.stock)
        thing.is_raised = thing.is_raised or level.before is None
        thing.stock = thing.stock if target is None else target
        self.crash_plan.checkpoint()
        sku = publication.listing.sku
        return self._answered(StockFound({sku: before}, {sku: thing.stock}))

    def adopt(self, publication: Publication) -> Brought:
        raise AssertionError(publication)

    @staticmethod
    def _read(publication: Publication, thing: Thing) -> ShownListing:
        in_shop = SHOWS[publication.platform] == "listing"
        parts: dict[Part, str] = {"words": thing.text}
        if in_shop:
            parts["price"] = str(thing.price)
        return ShownListing(parts, {publication.listing.sku: thing.stock} if in_shop else {})

    def unpublish(self, publication: Publication) -> None:
        try:
            self._thing(publication).is_shown = False
        except ListingNotFound:
            return
        self.crash_plan.checkpoint()

    def _thing(self, publication: Publication) -> Thing:
        self._must_be_connected(publication)
        self.crash_plan.checkpoint()
        thing = self.things[publication.account].get(publication.external_id or "")
        if thing is None:
            raise ListingNotFound
        if thing.marker != publication.publication_id:
            msg = f"{publication.account} would be asked to touch what is not ours: {thing}"
            raise AssertionError(msg)
        return thing

    def _must_be_connected(self, publication: Publication) -> None:
        if publication.account not in self.connected:
            name = publication.account.name
            raise AccountMissing(
                f"“{name}” is not connected.", remedy="Connect this account again."
            )

    def _answered(self, answer: R) -> R:
        self.crash_plan.checkpoint()
        if self.loses:
            self.loses = False
            raise OutcomeUnknown("lost")
        return answer


@dataclass
class PieceInMemory:
    """One product with approved words, at the other ports; its facts are catalog's."""

    catalog: Scenario = field(default_factory=Scenario)
    text: str = "A brass horse."
    product_id: str = ""

    def begin(self, quantity: int) -> None:
        """Make the product, with so many pieces."""
        facts = {"title": "Horse", "price": Money(125_000, "INR"), "quantity": quantity}
        self.product_id = self.catalog.start(**facts).product.product_id

    @property
    def now(self) -> Product:
        """The product as catalog has it."""
        return self.catalog.products.product("asha", self.product_id)

    def approved(self, owner_id: str, product_id: str) -> Approved:
        del owner_id, product_id
        copy = PlatformCopy("Horse", self.text, ())
        return Approved("Horse", "A horse", dict.fromkeys(SHOWS, copy))

    def present(self, owner_id: str, product_id: str) -> Approved:
        return self.approved(owner_id, product_id)

    def product(self, owner_id: str, product_id: str) -> ProductSnapshot:
        del owner_id, product_id
        now = self.now
        sales = {key: SoldThere(one.sold, one.returned) for key, one in now.sales.items()}
        known = (now.title or "", now.price, now.quantity, (), ("photo_1",))
        return ProductSnapshot(now.sku, *known, sales=sales)

    def pictures(self, owner_id: str, photo_id: str) -> Mapping[str, Picture]:
        del owner_id, photo_id
        return {"web": Picture("https://haat.example/web", 2048, 1536, 300, "webp")}
