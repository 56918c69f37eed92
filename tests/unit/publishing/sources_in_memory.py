"""What a listing is put together from, in memory: words, product, photographs, destinations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from functions.channels.model.listing import (
    ListingVariant,
    Picture,
)
from functions.publishing.model.account_ref import AccountRef
from functions.publishing.model.post import ChosenOption
from functions.publishing.ports.platforms import Destination, DestinationAccount
from functions.publishing.ports.sources import Approved, PlatformCopy, ProductSnapshot
from kernel.errors import Conflict, NotFound
from kernel.money import Money
from tests.unit.publishing.in_memory_platform import (
    PlatformInMemory,
    bazaar,
)
from tests.unit.publishing.in_memory_table import (
    CrashPlan,
)


@dataclass
class SourcesInMemory:
    """Everything from which a listing is put together; the test changes it."""

    approved_: Approved = field(
        default_factory=lambda: Approved(
            "Dokra horse",
            "A small brass horse",
            {"bazaar": PlatformCopy("Dokra horse", "A brass horse, cast anew.", ("dokra",))},
        )
    )
    snapshot: ProductSnapshot = field(
        default_factory=lambda: ProductSnapshot(
            "DOK-7F3K", "Dokra horse", Money(125_000, "INR"), 1, ("brass",), ("photo_1",), "Dokra"
        )
    )
    ready: set[str] = field(default_factory=lambda: {"photo_1", "photo_2", "photo_3"})
    deleted: set[str] = field(default_factory=set)
    destination: Destination = field(default_factory=bazaar)
    kept: dict[tuple[str, str], str] = field(default_factory=dict)
    forgets: list[Exception] = field(default_factory=list)
    """Why the next choices cannot be remembered."""
    unapproved: Conflict | None = None
    """Why the words may not be shown, if so."""

    def approved(self, owner_id: str, product_id: str) -> Approved:
        del owner_id, product_id
        if self.unapproved is not None:
            raise self.unapproved
        return self.approved_

    def present(self, owner_id: str, product_id: str) -> Approved:
        del owner_id, product_id
        return self.approved_

    def product(self, owner_id: str, product_id: str) -> ProductSnapshot:
        del owner_id, product_id
        return self.snapshot

    def pictures(self, owner_id: str, photo_id: str) -> Mapping[str, Picture]:
        del owner_id
        if photo_id in self.deleted:
            raise NotFound("There is no such photo.")
        if photo_id not in self.ready:
            return {}
        names = ("web", "square", "thumbnail")
        url = f"https://haat.example/media/{photo_id}"
        return {name: Picture(f"{url}/{name}", 2048, 1536, 300, "jpeg") for name in names}

    def with_accounts(self, *accounts: DestinationAccount, **changed: object) -> None:
        """From now on the artisan has these accounts on the platform."""
        self.destination = replace(self.destination, accounts=accounts, **changed)  # type: ignore[arg-type]  # names checked by the dataclass

    def add_size_variant(self) -> None:
        """From now on the piece has a second form and another price."""
        price = Money(90_000, "INR")
        sizes = (ListingVariant({"Size": "S"}, price, 2),)
        self.snapshot = replace(self.snapshot, price=price, variants=sizes)


class DestinationsInMemory(PlatformInMemory):
    """The platform with the destination that `inputs` describes."""

    def __init__(self, crash_plan: CrashPlan, inputs: SourcesInMemory) -> None:
        super().__init__(crash_plan)
        self.inputs = inputs

    def destinations(self, owner_id: str, platforms: Sequence[str]) -> Mapping[str, Destination]:
        del owner_id
        return {"bazaar": self.inputs.destination} if "bazaar" in platforms else {}

    def field_values(
        self, owner_id: str, account: AccountRef, craft: str | None, given: Mapping[str, str]
    ) -> Mapping[str, str]:
        del owner_id, account
        of_craft = {name: id_ for (one, name), id_ in self.inputs.kept.items() if one == craft}
        return {**of_craft, **given}

    def remember(
        self, owner_id: str, account: AccountRef, craft: str, name: str, choice: ChosenOption
    ) -> None:
        del owner_id, account
        if self.inputs.forgets:
            raise self.inputs.forgets.pop(0)
        self.inputs.kept[craft, name] = choice.id
