"""Updates a Page's post, its words and not its photographs, or deletes it to unpublish it.

https://developers.facebook.com/docs/pages-api/posts (update, delete)
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from functions.channels.adapters.http.errors import ErrorClass, ErrorRule
from functions.channels.adapters.http.responses import done
from functions.channels.adapters.meta import errors
from functions.channels.adapters.meta.graph import Graph
from functions.channels.adapters.shown import lines
from functions.channels.errors import ForeignListing, ListingNotFound, Rejected, StartOver
from functions.channels.model.connection import Account
from functions.channels.model.listing import Listing, Part, Published, ShownListing, StockLevel
from functions.channels.model.posting_commands import StockSet
from kernel.errors import Problem

_NAME = "Facebook"
INVISIBLE = 33
"""The subcode for an object that is not there, or that this token may not see."""


def classify_kept(status: int, headers: Mapping[str, str], body: Any) -> ErrorRule | None:  # noqa: ANN401  # any JSON
    """As `errors.classify`, but a missing post means `START_OVER` and breaks no connection."""
    error = body.get("error") if isinstance(body, dict) else None
    if isinstance(error, dict) and error.get("error_subcode") == INVISIBLE:
        return ErrorRule(ErrorClass.START_OVER, "The post is not on Facebook any more.")
    return errors.classify(status, headers, body)


def shown_at(graph: Graph, www: str, account: Account, post_id: str) -> str:
    """The post's permalink, or its URL by id if Facebook does not give one."""
    # The post is there: nothing that goes wrong from here on may say otherwise.
    try:
        seen = graph.read(post_id, account.token, fields="id,permalink_url")
    except Problem:
        return f"{www}/{post_id}"
    return str(seen.get("permalink_url") or f"{www}/{post_id}")


class FacebookListingEditor:
    """The `ListingEditor` of a Page; `classify_kept` classifies errors of its Graph host `kept`."""

    shows_at_once: bool = True

    def __init__(self, graph: Graph, kept: Graph, www: str) -> None:
        self._graph = graph
        self._kept = kept
        self._www = www

    def read(self, account: Account, listing: Listing, external_id: str) -> ShownListing:  # noqa: ARG002  # the port's
        """The post's words: no other part of it can be changed."""
        return ShownListing(
            {"words": lines(("Text", str(self._post(account, external_id)["message"])))}
        )

    def update(
        self, account: Account, listing: Listing, external_id: str, parts: Collection[Part]
    ) -> Published:
        """Set the post's message to the listing's text; raises `ListingNotFound`."""
        if "words" not in parts:
            self._post(account, external_id)
        else:
            self._must_be_of(account, external_id)
            try:
                done(_NAME, self._kept.write(external_id, account.token, {"message": listing.text}))
            except StartOver as absent:
                raise self._absent(account) from absent
        return Published(external_id, shown_at(self._graph, self._www, account, external_id))

    def set_stock(
        self,
        account: Account,  # noqa: ARG002  # the port's
        listing: Listing,  # noqa: ARG002  # the port's
        external_id: str,  # noqa: ARG002  # the port's
        levels: Sequence[StockLevel],  # noqa: ARG002  # the port's
    ) -> StockSet:
        """Refuse: a post counts nothing."""
        raise Rejected("A post on Facebook has no stock.", remedy="Change its words.")

    def adopt(self, account: Account, listing: Listing, external_id: str) -> Published:  # noqa: ARG002  # the port's
        """Answer the post: its id names its Page, and needs no other marker."""
        self._post(account, external_id)
        return Published(external_id, shown_at(self._graph, self._www, account, external_id))

    def unpublish(self, account: Account, listing: Listing, external_id: str) -> None:  # noqa: ARG002  # the port's
        """Delete the post."""
        self._must_be_of(account, external_id)
        try:
            done(_NAME, self._kept.erase(external_id, account.token))
        except StartOver:
            self._still_sees_the_page(account)

    def _must_be_of(self, account: Account, external_id: str) -> None:
        """Raise `ForeignListing` for a post of another Page, whose id begins with that Page's.

        Facebook gave us this id for our post, and gives no id twice: no reading tells more.
        """
        page, _, _ = external_id.partition("_")
        if page != account.account_id:
            raise ForeignListing("Facebook", f"the post is not of the Page “{account.name}”")

    def _post(self, account: Account, external_id: str) -> Mapping[str, str]:
        self._must_be_of(account, external_id)
        try:
            seen = self._kept.read(external_id, account.token, fields="id,message")
        except StartOver as absent:
            raise self._absent(account) from absent
        return {"message": str(seen.get("message") or "")}

    def _absent(self, account: Account) -> ListingNotFound:
        self._still_sees_the_page(account)
        return ListingNotFound(
            "The post is not on Facebook any more.", remedy="Publish the piece anew."
        )

    def _still_sees_the_page(self, account: Account) -> None:
        """Raise if the token cannot see the Page: Meta answers “gone” and “not allowed” alike."""
        self._graph.read(account.account_id, account.token, fields="id")
