"""The suppliers' catalogues: drafts, submission, and the quality check that takes its time."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from infra.local.sandbox import settings
from infra.local.sandbox.meesho import form, rules
from infra.local.sandbox.panels.site import Seller, Site
from infra.local.sandbox.world import Document, World

KIND = "meesho.catalog"
FIRST_ID = 48_210_000
NEW = "/panel/catalogs/new"


class State(StrEnum):
    """What the panel says of a catalogue."""

    DRAFT = "In draft"
    CHECKING = "QC in progress"
    REFUSED = "QC error"
    LIVE = "Live"


SITE = Site(
    vendor="meesho",
    host="supplier.meesho.com",
    cookie="mses",
    templates=Path(__file__).with_name("templates"),
    sellers={
        "9876543210": Seller("9876543210", "Haat Craft House", "haatcraft"),
        "9876543211": Seller("9876543211", "Neighbour Weavers", "nbrweave"),
    },
    sender="MEESHO",
    name="supplier panel",
    work=NEW,
)


@dataclass(frozen=True)
class Catalog:
    """One catalogue with its single product."""

    id: str
    supplier: str
    category: str
    images: tuple[str, ...]
    values: Document
    created_at: float
    submitted_at: float | None
    qc_due: float | None
    objection: str | None
    state: State

    @property
    def name(self) -> str:
        """The product's name, once there is one."""
        return str(self.values.get("product_name") or "Untitled catalog")

    @property
    def sku(self) -> str:
        """The supplier's own id of the product."""
        return str(self.values.get("sku", ""))

    @property
    def path(self) -> str:
        """The category's path."""
        return form.path(self.category)

    @property
    def created(self) -> str:
        """When it was begun, as the panel writes it."""
        return _when(self.created_at)

    @property
    def submitted(self) -> str:
        """When it was submitted for QC, as the panel writes it."""
        return "" if self.submitted_at is None else _when(self.submitted_at)


class Catalogs:
    """The catalogues of one world."""

    def __init__(self, world: World) -> None:
        self._world = world

    def begin(self, supplier: str, category: str) -> Catalog:
        """A new draft."""
        id_ = str(FIRST_ID + self._world.next_id(KIND))
        document: Document = {
            "id": id_,
            "supplier": supplier,
            "category": category,
            "images": [],
            "values": {},
            "created_at": self._world.now(),
            "submitted_at": None,
            "qc_due": None,
            "objection": None,
        }
        self._world.put(KIND, id_, document)
        return self._read(document)

    def of(self, supplier: str) -> list[Catalog]:
        """A supplier's catalogues, newest first."""
        found = self._world.find(KIND, supplier=supplier)
        return [self._read(document) for document in found[::-1]]

    def every(self) -> list[Catalog]:
        """All catalogues, newest first."""
        return [self._read(document) for document in self._world.find(KIND)[::-1]]

    def get(self, supplier: str, id_: str) -> Catalog | None:
        """A supplier's own catalogue."""
        document = self._world.get(KIND, id_)
        if document is None or document["supplier"] != supplier:
            return None
        return self._read(document)

    def with_sku(self, supplier: str, sku: str) -> list[Catalog]:
        """A supplier's catalogues under a SKU, however it is cased."""
        wanted = sku.strip().casefold()
        return [catalog for catalog in self.of(supplier) if catalog.sku.casefold() == wanted]

    def set_images(self, catalog: Catalog, blobs: tuple[str, ...]) -> None:
        """Replace a draft's images, the front one first."""
        self._change(catalog.id, images=list(blobs))

    def forget(self, catalog: Catalog) -> None:
        """Throw a draft away."""
        self._world.delete(KIND, catalog.id)

    def set_values(self, catalog: Catalog, values: Document) -> None:
        """Save a draft's details."""
        self._change(catalog.id, values=values)

    def submit(self, catalog: Catalog, values: Document) -> str | None:
        """Send a draft to the quality check; a sentence if the SKU is taken, else None.

        The check of the SKU and the submission are one step for every thread.
        """
        with self._world.lock:
            taken = [
                other
                for other in self.with_sku(catalog.supplier, str(values["sku"]))
                if other.id != catalog.id and other.state is not State.DRAFT
            ]
            if taken:
                return f"This Supplier SKU ID is already used in catalog {taken[0].id}."
            now = self._world.now()
            objection = rules.qc_objection(values)
            if settings.text(self._world, "meesho_qc") == "error":
                objection = "The front image is blurred or has text on it."
            self._change(
                catalog.id,
                values=values,
                submitted_at=now,
                qc_due=now + settings.number(self._world, "meesho_qc_seconds"),
                objection=objection,
            )
        return None

    def _change(self, id_: str, **changes: object) -> None:
        with self._world.lock:
            document = self._world.get(KIND, id_)
            if document is not None:
                self._world.put(KIND, id_, document | changes)

    def _read(self, document: Document) -> Catalog:
        kept = {**document, "images": tuple(document["images"])}
        return Catalog(**kept, state=_state(document, self._world.now()))


def _state(document: Document, now: float) -> State:
    if document["submitted_at"] is None:
        return State.DRAFT
    if now < document["qc_due"]:
        return State.CHECKING
    return State.REFUSED if document["objection"] else State.LIVE


def _when(seconds: float) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%d %b %Y, %H:%M} UTC"
