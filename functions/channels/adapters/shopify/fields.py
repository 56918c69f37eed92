"""Lists categories of Shopify's product taxonomy to choose from.

https://shopify.dev/docs/api/admin-graphql/latest/objects/Taxonomy
"""

from collections.abc import Mapping, Sequence

from functions.channels.adapters.ranking import MOST, ranked
from functions.channels.adapters.shopify import queries
from functions.channels.adapters.shopify.api import ShopifyClient
from functions.channels.model.capabilities import FieldOption
from functions.channels.model.connection import Account

_SEARCHES = 3
"""The most searches by single words; each costs some of the store's points."""


class ShopifyOptions:
    """The `OptionSource` of a store."""

    def __init__(self, store: ShopifyClient) -> None:
        self._store = store

    def options(
        self,
        account: Account,
        name: str,  # noqa: ARG002  # there is one choice only
        words: str,
        parents: Mapping[str, str],  # noqa: ARG002  # the port's
    ) -> Sequence[FieldOption]:
        """Categories that Shopify finds by all of the words, else by some of them; else roots."""
        asked = words.split()
        found = self._found(account, " ".join(asked))
        if not found:
            longest = sorted(set(asked), key=lambda word: (-len(word), word))[:_SEARCHES]
            found = [one for word in longest for one in self._found(account, word)]
        return ranked(dict.fromkeys(found or self._found(account, "")), words)

    def _found(self, account: Account, search: str) -> list[FieldOption]:
        variables = {"first": MOST, "search": search or None}
        answer = self._store.ask(account, queries.CATEGORIES, variables)
        nodes = ((answer.get("taxonomy") or {}).get("categories") or {}).get("nodes") or []
        return [
            FieldOption(str(one["id"]), str(one["fullName"]))
            for one in nodes
            if not one["isArchived"]
        ]
