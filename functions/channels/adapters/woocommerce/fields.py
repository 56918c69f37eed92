"""Lists the categories of a WooCommerce shop to choose from."""

import html
from collections.abc import Mapping, Sequence

from functions.channels.adapters.ranking import ranked
from functions.channels.adapters.woocommerce.api import StoreCredentials
from functions.channels.adapters.woocommerce.products import WooProducts
from functions.channels.adapters.woocommerce.rules import HANDMADE, NEW
from functions.channels.model.capabilities import FieldOption
from functions.channels.model.connection import Account


class WooCommerceOptions:
    """The `OptionSource` of a shop."""

    def __init__(self, products: WooProducts) -> None:
        self._products = products

    def options(
        self,
        account: Account,
        name: str,  # noqa: ARG002  # there is one choice only
        words: str,
        parents: Mapping[str, str],  # noqa: ARG002  # the port's
    ) -> Sequence[FieldOption]:
        """The shop's categories with their parents' names, and a new “Handmade” if none exists."""
        known = {
            int(one["id"]): one for one in self._products.categories(StoreCredentials.of(account))
        }
        found = [FieldOption(str(id_), _path(known, id_)) for id_ in known]
        names = {str(one.get("name", "")).casefold() for one in known.values()}
        if HANDMADE.casefold() not in names:
            found.append(FieldOption(f"{NEW}{HANDMADE}", f"{HANDMADE} (new in your shop)"))
        return ranked(found, words)


def _path(known: Mapping[int, Mapping[str, object]], id_: int) -> str:
    names: list[str] = []
    seen: set[int] = set()
    while id_ in known and id_ not in seen:
        seen.add(id_)
        names.insert(0, html.unescape(str(known[id_].get("name", ""))))
        parent = known[id_].get("parent")
        id_ = parent if isinstance(parent, int) else 0
    return " > ".join(names)
