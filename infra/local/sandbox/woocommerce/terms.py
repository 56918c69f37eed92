"""Categories and tags of a shop: they exist before a product may bear them."""

from collections.abc import Mapping

from infra.local.sandbox.woocommerce.rules import slug
from infra.local.sandbox.woocommerce.sites import Site
from infra.local.sandbox.woocommerce.wire import Json, WpError, invalid
from infra.local.sandbox.world import Document, World

CATEGORIES, TAGS = "product_cat", "product_tag"
FIRST = "Uncategorized"


class Terms:
    """One taxonomy of one site."""

    def __init__(self, world: World, site: Site, taxonomy: str) -> None:
        self._world = world
        self._kind = site.kind(taxonomy)
        self._ids = site.kind("term")
        self._taxonomy = taxonomy

    def every(self) -> list[Document]:
        """All terms by name; a shop always has the category Uncategorized."""
        found = self._world.find(self._kind)
        if not found and self._taxonomy == CATEGORIES:
            found = [self._new(FIRST, 0, "")]
        return sorted(found, key=lambda one: one["name"].casefold())

    def get(self, id_: int) -> Document:
        """One term; WpError 404."""
        kept = self._world.get(self._kind, str(id_))
        if kept is None:
            raise WpError(404, "woocommerce_rest_term_invalid", "Resource does not exist.")
        return kept

    def create(self, sent: Mapping[str, Json]) -> Document:
        """A new term; its name is unique below its parent."""
        name = sent.get("name")
        if not isinstance(name, str) or not name.strip():
            raise WpError(
                400,
                "rest_missing_callback_param",
                "Missing parameter(s): name",
                {"params": ["name"]},
            )
        parent = int(sent.get("parent") or 0)
        with self._world.lock:
            taken = [
                one
                for one in self.every()
                if (one["name"].casefold(), one["parent"]) == (name.strip().casefold(), parent)
            ]
            if taken:
                raise WpError(
                    400,
                    "term_exists",
                    "A term with the name provided already exists with this parent.",
                    {"resource_id": taken[0]["id"]},
                )
            return self._new(name.strip(), parent, str(sent.get("description") or ""))

    def chosen(self, sent: list[Document], field: str) -> list[int]:
        """The ids that a product names; unknown ones are refused."""
        ids = []
        for one in sent:
            kept = self._world.get(self._kind, str(one.get("id")))
            if kept is None:
                raise invalid(field, f"{field}[0][id] is not a valid term.")
            ids.append(int(kept["id"]))
        return ids

    def wire(self, ids: list[int]) -> list[Document]:
        """Terms as a product shows them."""
        found = [kept for id_ in ids if (kept := self._world.get(self._kind, str(id_)))]
        return [{name: one[name] for name in ("id", "name", "slug")} for one in found]

    def default(self) -> list[int]:
        """What a product without a category is in."""
        if self._taxonomy != CATEGORIES:
            return []
        return [next(one["id"] for one in self.every() if one["name"] == FIRST)]

    def _new(self, name: str, parent: int, description: str) -> Document:
        id_ = self._world.next_id(self._ids) + 14
        kept: Document = {
            "id": id_,
            "name": name,
            "slug": slug(name),
            "parent": parent,
            "description": description,
            "count": 0,
        }
        self._world.put(self._kind, str(id_), kept)
        return kept
