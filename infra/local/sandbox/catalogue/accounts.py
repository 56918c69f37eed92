"""The businesses of the sandbox's Facebook user, and the catalogues that they own."""

from dataclasses import dataclass

from infra.local.sandbox import settings
from infra.local.sandbox.world import Document, World

KIND = "catalogue.catalog"
SCOPES = ("catalog_management", "business_management")
_FIRST_CATALOG = 3_010_000_000_000_000


@dataclass(frozen=True)
class Business:
    """A business account at Meta."""

    id: str
    name: str


ASHA = Business("2010000000000001", "Asha Dokra Art")


def businesses(world: World) -> tuple[Business, ...]:
    """Those of the one person who signs in here."""
    return (ASHA,) if settings.text(world, "catalogue_business") == "one" else ()


def catalogs(world: World, business: Business) -> list[Document]:
    """The business's catalogues, oldest first; as many as the setting says are there already."""
    with world.lock:
        for number in range(settings.number(world, "catalogue_owned")):
            id_ = str(_FIRST_CATALOG + 1 + number)
            if world.get(KIND, id_) is None:
                name = "Shop" if number == 0 else f"Shop {number + 1}"
                _keep(world, business, id_, name)
    return world.find(KIND, business=business.id)


def found(world: World, business: Business, name: str) -> Document:
    """A new catalogue of the business."""
    id_ = str(_FIRST_CATALOG + 500 + world.next_id(KIND))
    return _keep(world, business, id_, name)


def _keep(world: World, business: Business, id_: str, name: str) -> Document:
    catalog = {"id": id_, "business": business.id, "name": name, "vertical": "commerce"}
    world.put(KIND, id_, catalog)
    return catalog


def catalog_by_id(world: World, id_: str) -> Document | None:
    """The catalogue, if a business of this person has it."""
    for business in businesses(world):
        for catalog in catalogs(world, business):
            if catalog["id"] == id_:
                return catalog
    return None
