"""Lists Etsy's categories and a shop's own sections to choose from."""

from collections.abc import Mapping, Sequence

from functions.channels.adapters.etsy import rules
from functions.channels.adapters.etsy.api import EtsyClient
from functions.channels.adapters.ranking import MOST, ranked
from functions.channels.model.capabilities import FieldOption
from functions.channels.model.connection import Account


class EtsyOptions:
    """The `OptionSource` of a shop."""

    def __init__(self, shop: EtsyClient) -> None:
        self._shop = shop

    def options(
        self,
        account: Account,
        name: str,
        words: str,
        parents: Mapping[str, str],  # noqa: ARG002  # the port's
    ) -> Sequence[FieldOption]:
        """The options of `category`, the most suitable for the words first, or of `section`."""
        if name == "category":
            return rules.suitable(self._shop.taxonomy(account), words)[:MOST]
        listed = self._shop.sections(account)
        found = [FieldOption(str(one["shop_section_id"]), str(one["title"])) for one in listed]
        return ranked(found, words)
