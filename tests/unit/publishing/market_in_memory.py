"""Two platforms with two accounts each, whose small numbers mean another thing in each account.

Every write is checked where it arrives: the account must be connected, and what is written to must
bear the marker of the publication that writes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from functions.channels.model.listing import (
    Handle,
    Listing,
    NotThere,
    Picture,
    Published,
    Ready,
    Shows,
    Undetermined,
)
from functions.publishing.model.account_ref import AccountRef
from functions.publishing.model.listing_operation import EditSupport
from functions.publishing.model.post import ChosenOption
from functions.publishing.model.publication import Publication
from functions.publishing.ports import (
    Approved,
    Destination,
    DestinationAccount,
    ListingNotFound,
    PlatformCopy,
    ProductSnapshot,
)
from kernel.errors import OutcomeUnknown, Refused
from kernel.money import Money
from tests.unit.publishing.in_memory_table import CrashPlan

ACCOUNTS = tuple(
    AccountRef(platform, f"{platform}-{number}", f"{platform} {number}")
    for platform in ("shop", "wall")
    for number in (1, 2)
)
SHOWS: Mapping[str, Shows] = {"shop": "listing", "wall": "post"}
NEIGHBOUR = "neighbour"
"""The marker of the things that were there before us."""


@dataclass
class Thing:
    """Something that an account shows, by the marker that it bears."""

    marker: str
    text: str
    is_shown: bool = True


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

    def shown(self, account: AccountRef) -> list[Thing]:
        """What of ours the account shows."""
        return [
            one for one in self.things[account].values() if one.marker != NEIGHBOUR and one.is_shown
        ]

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
        key = str(1 + max(map(int, there), default=0))
        there[key] = Thing(publication.publication_id, publication.listing.text)
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

    def field_values(
        self, owner_id: str, account: AccountRef, craft: str | None, given: Mapping[str, str]
    ) -> Mapping[str, str]:
        raise AssertionError((owner_id, account, craft, given))

    def remember(
        self, owner_id: str, account: AccountRef, craft: str, name: str, choice: ChosenOption
    ) -> None:
        raise AssertionError((owner_id, account, craft, name, choice))

    def edit_support(self, platform: str) -> EditSupport:
        del platform
        return EditSupport(can_update=True, can_unpublish=True)

    def update(self, publication: Publication, listing: Listing) -> Published:
        thing = self._thing(publication)
        thing.text = listing.text
        self.crash_plan.checkpoint()
        return self._answered(Published(publication.external_id or "", publication.url or ""))

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
            raise Refused(f"“{name}” is not connected.", remedy="Connect this account again.")

    def _answered(self, published: Published) -> Published:
        self.crash_plan.checkpoint()
        if self.loses:
            self.loses = False
            raise OutcomeUnknown("lost")
        return published


@dataclass
class PieceInMemory:
    """One product with approved words, at the other ports."""

    text: str = "A brass horse."

    def approved(self, owner_id: str, product_id: str) -> Approved:
        del owner_id, product_id
        copy = PlatformCopy("Horse", self.text, ())
        return Approved("Horse", "A horse", dict.fromkeys(SHOWS, copy))

    def product(self, owner_id: str, product_id: str) -> ProductSnapshot:
        del owner_id, product_id
        return ProductSnapshot("DOK-7F3K", "Horse", Money(125_000, "INR"), 1, (), ("photo_1",))

    def pictures(self, owner_id: str, photo_id: str) -> Mapping[str, Picture]:
        del owner_id, photo_id
        return {"web": Picture("https://haat.example/web", 2048, 1536, 300, "webp")}
