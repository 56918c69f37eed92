"""The calls to one of Meta's catalogues: send items, read how a batch stands, look items up."""

from collections.abc import Iterable, Sequence

from functions.channels.adapters.catalogue import payloads
from functions.channels.adapters.catalogue.payloads import Held, Item, ItemsBatchOutcome
from functions.channels.adapters.http.client import Json
from functions.channels.adapters.http.errors import ErrorClass, ErrorRule, failure, quoted
from functions.channels.adapters.meta.graph import Graph
from functions.channels.errors import Rejected
from functions.channels.model.connection import Account
from kernel.errors import Problem

_MOST = "200"
_CHANGE_IT = "Change it in the draft and publish again."
_STRANGE = ErrorRule(ErrorClass.AGAIN, "Meta gave an answer that we cannot read.", after=10)


class CatalogueItems:
    """Reads and writes the items of any catalogue, with one app's credentials."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def send(
        self, account: Account, items: Iterable[Item], *, upsert: bool = True, effect: bool = False
    ) -> tuple[str, ItemsBatchOutcome]:
        """Send a batch; answers handle and Meta's check. Raises `Rejected` for refused items."""
        form = payloads.batch(items, upsert=upsert)
        path = f"{account.account_id}/items_batch"
        answer = self._graph.write(path, account.token, form, effect=effect)
        data = payloads.validated(answer)
        _accepted(data)
        handles = answer.get("handles")
        if not isinstance(handles, list) or not handles:
            raise failure(_STRANGE, effect=effect)
        return str(handles[0]), data

    def outcome(self, account: Account, handle: str) -> ItemsBatchOutcome:
        """How a batch stands; raises `Rejected` when an item of it was refused."""
        path = f"{account.account_id}/check_batch_request_status"
        data = payloads.outcome(self._graph.read(path, account.token, handle=handle))
        if data.finished:
            _accepted(data)
        return data

    def glance(self, account: Account, handle: str) -> None:
        """Look once, after a call that was accepted; raises `Rejected` and nothing else."""
        try:
            self.outcome(account, handle)
        except Rejected:
            raise
        except Problem:  # what was accepted stands, whatever happens to this look
            return

    def held(
        self, account: Account, sku: str, fields: str = payloads.ITEM_FIELDS
    ) -> dict[str, Held]:
        """The items of a piece, by their id in the catalogue."""
        answer: Json = self._graph.read(
            f"{account.account_id}/products",
            account.token,
            filter=payloads.by_sku(sku),
            fields=fields,
            limit=_MOST,
        )
        nodes = answer.get("data")
        if not isinstance(nodes, list):
            raise failure(_STRANGE, effect=False)
        return payloads.held(nodes)


def _accepted(data: ItemsBatchOutcome) -> None:
    if data.wrong:
        raise Rejected(_sentences(data.wrong), remedy=_CHANGE_IT)


def _sentences(words: Sequence[str]) -> str:
    return " ".join(quoted("Meta", text) for text in words[:3])
