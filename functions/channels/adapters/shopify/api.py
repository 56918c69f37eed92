"""The calls to a Shopify store about its products, and about where it sells and keeps stock."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from functions.channels.adapters.shopify import mutations, payloads, queries, rules
from functions.channels.adapters.shopify.graphql import ShopifyGraphql, address
from functions.channels.adapters.shopify.queries import (
    FORMS_MOST,
    Places,
    StoreProduct,
    global_id,
    piece,
)
from functions.channels.adapters.variants import currencies
from functions.channels.errors import Rejected
from functions.channels.model.connection import Account
from functions.channels.model.listing import Listing, Published
from kernel.clock import Clock
from kernel.errors import TryLater

_PLACES_KEPT = timedelta(minutes=10)

Json = Any  # a vendor's JSON has no closed type


class ShopifyClient:
    """Calls the API of any store; `account.detail` has `currency`. Failures as in `Channel`."""

    def __init__(self, admin: ShopifyGraphql, www: str, clock: Clock) -> None:
        self._admin = admin
        self._www = www
        self._clock = clock
        self._kept: dict[str, tuple[datetime, Places]] = {}

    def suits(self, account: Account, listing: Listing) -> None:
        """Raise `Rejected` naming all that the store would refuse or misread in the listing."""
        wrong = list(rules.objections(listing))
        currency = account.detail.get("currency", "")
        wrong += [
            f"Your Shopify store sells in {currency}, not {other}."
            for other in sorted(currencies(listing) - {currency})
            if currency
        ]
        if wrong:
            raise Rejected(" ".join(wrong), remedy="Change it in the draft and publish again.")

    def marked(self, account: Account, listing: Listing) -> StoreProduct | None:
        """The product with our marker, whatever its state: by its handle, else by its SKU.

        The handle has the words of the day when the product was made, or what the artisan has
        written there since. A search may lag behind by seconds; a handle never does.
        """
        asked = {
            "identifier": {"handle": rules.handle(listing)},
            "query": rules.by_skus(listing),
            "forms": forms_of(listing),
        }
        answer = self.ask(account, queries.FIND_OURS, asked)
        node = answer["productByIdentifier"]
        if node:
            return piece(node)
        with_sku = (piece(one) for one in answer["products"]["nodes"])
        return next((one for one in with_sku if not listing.skus.isdisjoint(one.skus)), None)

    def by_number(self, account: Account, number: str, forms: int = 1) -> StoreProduct | None:
        """The product with this number, with at most `forms` of its variants."""
        asked = {"identifier": {"id": global_id("Product", number)}, "forms": forms}
        node = self.ask(account, queries.FIND, asked)["productByIdentifier"]
        return piece(node) if node else None

    def stocked(self, account: Account, number: str) -> StoreProduct | None:
        """The product with how many of each variant are where the store keeps its stock."""
        asked = {
            "identifier": {"id": global_id("Product", number)},
            "forms": FORMS_MOST,
            "location": self.places(account).location,
        }
        node = self.ask(account, queries.FIND_STOCK, asked)["productByIdentifier"]
        return piece(node) if node else None

    def set(
        self, account: Account, variables: Mapping[str, Json], forms: int, *, effect: bool
    ) -> StoreProduct:
        """Create or change a product by `productSet`; repeating the call is harmless."""
        asked = {**variables, "forms": forms}
        answer = self.ask(account, queries.SET, asked, effect=effect)
        made = made_in(answer, "productSet")
        if made is None:
            raise TryLater("Shopify took the product and does not show it.", after=5)
        return made

    def status(self, account: Account, number: str, status: str) -> StoreProduct | None:
        """Set a product's status; answers the product as it is now, if Shopify returns it."""
        product = {"id": global_id("Product", number), "status": status}
        asked = {"product": product, "forms": 1}
        answer = self.ask(account, queries.UPDATE, asked, effect=True)
        return made_in(answer, "productUpdate")

    def stock(self, account: Account, listing: Listing, made: StoreProduct) -> None:
        """Set each quantity of a draft that differs from the listing's.

        The idempotency key depends on the quantities, so that Shopify sets them once.
        """
        variables = payloads.stock_variables(listing, made, self.places(account))
        if variables["input"]["quantities"]:
            self.ask(account, mutations.STOCK, variables)

    def set_stock(
        self, account: Account, listing: Listing, found: StoreProduct, wanted: Mapping[str, int]
    ) -> None:
        """Set what the store sells to `wanted`, by our SKU, where it is still what was read.

        Each call has a key of its own: what is on sale may have been sold and filled up between.
        """
        moment = self._clock.now().isoformat()
        where = self.places(account)
        variables = payloads.compared_stock(listing, found, wanted, where, moment)
        if variables["input"]["quantities"]:
            self.ask(account, mutations.STOCK, variables, effect=True)

    def change_variants(
        self, account: Account, found: StoreProduct, variants: Sequence[Mapping[str, Json]]
    ) -> None:
        """Change the given fields of some variants; the others stay as they are."""
        asked = {"id": found.id, "variants": list(variants)}
        self.ask(account, mutations.VARIANTS, asked, effect=True)

    def set_alt_texts(
        self, account: Account, found: StoreProduct, media: Sequence[Mapping[str, Json]]
    ) -> None:
        """Give some of the product's pictures other descriptions."""
        asked = {"id": found.id, "media": list(media)}
        self.ask(account, mutations.UPDATE_MEDIA, asked, effect=True)

    def places(self, account: Account) -> Places:
        """Where the store sells on the web and where its stock is; cached for ten minutes."""
        now = self._clock.now()
        held = self._kept.get(account.account_id)
        if held is None or held[0] <= now:
            found = queries.places(self.ask(account, queries.PLACES))
            held = self._kept[account.account_id] = (now + _PLACES_KEPT, found)
        return held[1]

    def forget_places(self, account: Account) -> None:
        """Drop the store's cached places."""
        self._kept.pop(account.account_id, None)

    def published(self, account: Account, found: StoreProduct, note: str = "") -> Published:
        """The `Published` of a product that buyers may have."""
        shown = found.url or f"{address(self._www, account.account_id)}/products/{found.handle}"
        return Published(found.number, shown, note)

    def ask(
        self,
        account: Account,
        query: str,
        variables: Mapping[str, Json] | None = None,
        *,
        effect: bool = False,
    ) -> Mapping[str, Json]:
        """The answer's data."""
        return self._admin((account.account_id, account.token), query, variables, effect=effect)


def forms_of(listing: Listing) -> int:
    """The number of the product's variants; each one asked for costs some of a store's points."""
    return max(1, len(listing.variants))


def made_in(
    answer: Mapping[str, Json], mutation: str, thing: str = "product"
) -> StoreProduct | None:
    """The product in a mutation's answer."""
    node = (answer.get(mutation) or {}).get(thing)
    return piece(node) if node else None
