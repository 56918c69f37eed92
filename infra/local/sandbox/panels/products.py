"""Products that sellers put into a panel: drafts, submission, and a review that takes its time."""

from dataclasses import dataclass
from datetime import UTC, datetime

from infra.local.sandbox.panels.site import Site
from infra.local.sandbox.vendor import Post
from infra.local.sandbox.world import Document, World


@dataclass(frozen=True)
class States:
    """The panel's words for how far a product has come."""

    draft: str
    checking: str
    refused: str
    live: str


@dataclass(frozen=True)
class PanelProduct:
    """One product of one seller; `state` is the panel's word."""

    id: str
    seller: str
    values: Document
    images: tuple[str, ...]
    created_at: float
    submitted_at: float | None
    review_due: float | None
    objection: str | None
    state: str

    def value(self, name: str) -> str:
        """A field, "" when it is not there."""
        return str(self.values.get(name, ""))

    @property
    def submitted(self) -> str:
        """When it was submitted, as the panel writes it."""
        return "" if self.submitted_at is None else _when(self.submitted_at)


class PanelProducts:
    """The products of one panel in one world; ids begin above `first_id`."""

    def __init__(self, world: World, site: Site, states: States, first_id: int) -> None:
        self.world = world
        self.states = states
        self._site = site
        self._first_id = first_id
        self._kind = kind(site)

    def begin(self, seller: str, values: Document, images: tuple[str, ...] = ()) -> PanelProduct:
        """A new draft."""
        id_ = str(self._first_id + self.world.next_id(self._kind))
        document: Document = {
            "id": id_,
            "seller": seller,
            "values": values,
            "images": list(images),
            "created_at": self.world.now(),
            "submitted_at": None,
            "review_due": None,
            "objection": None,
        }
        self.world.put(self._kind, id_, document)
        return self._read(document)

    def of(self, seller: str) -> list[PanelProduct]:
        """A seller's products, newest first."""
        return [self._read(one) for one in self.world.find(self._kind, seller=seller)[::-1]]

    def every(self) -> list[PanelProduct]:
        """All products, newest first."""
        return [self._read(one) for one in self.world.find(self._kind)[::-1]]

    def get(self, seller: str, id_: str) -> PanelProduct | None:
        """A seller's own product."""
        document = self.world.get(self._kind, id_)
        if document is None or document["seller"] != seller:
            return None
        return self._read(document)

    def public(self, id_: str) -> PanelProduct | None:
        """A product that buyers may see."""
        document = self.world.get(self._kind, id_)
        product = self._read(document) if document else None
        return product if product and product.state == self.states.live else None

    def taken(self, seller: str, name: str, value: str) -> PanelProduct | None:
        """The seller's submitted product with this value, however it is cased."""
        wanted = value.strip().casefold()
        found = (one for one in self.of(seller) if one.submitted_at is not None)
        return next((one for one in found if one.value(name).casefold() == wanted), None)

    def change(self, product: PanelProduct, values: Document) -> PanelProduct:
        """Save a draft's values beside those that it has."""
        return self._put(product.id, values={**product.values, **values})

    def submit(self, product: PanelProduct, objection: str | None) -> PanelProduct:
        """Send a draft to the review, which will object or not."""
        if self._site.text(self.world, "qc") == "error":
            objection = "The picture is blurred or has text on it."
        now = self.world.now()
        due = now + self._site.number(self.world, "qc_seconds")
        return self._put(product.id, submitted_at=now, review_due=due, objection=objection)

    def counts(self, seller: str) -> dict[str, int]:
        """How many of a seller's products are in each state."""
        states = self.states
        counted = dict.fromkeys((states.draft, states.checking, states.refused, states.live), 0)
        for one in self.of(seller):
            counted[one.state] += 1
        return counted

    def posts(self, title: str, text: str, price: str) -> list[Post]:
        """What was submitted, newest first; the names of the fields that people see."""
        return [
            self._post(one, title, text, price)
            for one in self.every()
            if one.submitted_at is not None
        ]

    def _post(self, product: PanelProduct, title: str, text: str, price: str) -> Post:
        refused = product.state == self.states.refused
        amount = product.value(price).replace(",", "")
        return Post(
            vendor=self._site.vendor,
            id=product.id,
            title=product.value(title),
            text=product.value(text) + (f"\n\nRejected: {product.objection}" if refused else ""),
            image_urls=tuple(self.world.blob_url(blob) for blob in product.images),
            link=None,
            price=f"₹{float(amount):,.2f}" if amount else "Ask price",
            state=product.state,
            created_at=datetime.fromtimestamp(product.submitted_at or product.created_at, UTC),
            url=f"{self.world.public_url}/people/{self._site.vendor}/{product.id}",
            account=self._site.seller(product.seller),
        )

    def _put(self, id_: str, **changes: object) -> PanelProduct:
        with self.world.lock:
            document = {**(self.world.get(self._kind, id_) or {}), **changes}
            self.world.put(self._kind, id_, document)
        return self._read(document)

    def _read(self, document: Document) -> PanelProduct:
        kept = {**document, "images": tuple(document["images"])}
        return PanelProduct(**kept, state=self._state(document))

    def _state(self, document: Document) -> str:
        if document["submitted_at"] is None:
            return self.states.draft
        if self.world.now() < document["review_due"]:
            return self.states.checking
        return self.states.refused if document["objection"] else self.states.live


def kind(site: Site) -> str:
    """The kind under which the world stores a panel's products."""
    return f"{site.vendor}.product"


def _when(seconds: float) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%d %b %Y, %H:%M} UTC"
