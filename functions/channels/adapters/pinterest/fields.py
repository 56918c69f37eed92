"""Lists a person's Pinterest boards and the sections of one board.

https://developers.pinterest.com/docs/api/v5/boards-list and …/board_sections-list
"""

from collections.abc import Iterator, Mapping, Sequence

from functions.channels.adapters.http.client import Json, VendorClient, VendorRequest
from functions.channels.adapters.http.responses import listed
from functions.channels.adapters.ranking import ranked
from functions.channels.errors import Rejected, StartOver
from functions.channels.model.capabilities import FieldOption
from functions.channels.model.connection import Account

_PAGE = "250"
_PAGES = 4


class PinterestOptions:
    """The `OptionSource` of a Pinterest account: `board`, and `section` within a board."""

    def __init__(self, vendor: VendorClient, base: str) -> None:
        self._vendor = vendor
        self._base = base

    def options(
        self, account: Account, name: str, words: str, parents: Mapping[str, str]
    ) -> Sequence[FieldOption]:
        """Public boards, or the sections of the board in `parents` (none without a board)."""
        board = parents.get("board", "")
        if name == "board":
            shown = [one for one in self._every(account, "") if _is_public(one)]
        elif name == "section" and board:
            shown = list(self._sections(account, board))
        else:
            shown = []
        return ranked((FieldOption(str(one["id"]), str(one["name"])) for one in shown), words)

    def _sections(self, account: Account, board: str) -> Iterator[Json]:
        try:
            yield from self._every(account, f"/{board}/sections")
        except StartOver as gone:
            raise Rejected(gone.message, remedy="Choose another board.") from gone

    def _every(self, account: Account, below: str) -> Iterator[Json]:
        """All items of a list, page by page."""
        url, params = f"{self._base}/v5/boards{below}", {"page_size": _PAGE}
        for _ in range(_PAGES):
            page = self._vendor(VendorRequest("GET", url, params=params).by(account.token))
            yield from listed("Pinterest", page, "items")
            if not page.get("bookmark"):
                return
            params = {"page_size": _PAGE, "bookmark": str(page["bookmark"])}


def _is_public(board: Json) -> bool:
    # A pin on a secret or protected board is seen by nobody who looks for it.
    return bool(board.get("privacy", "PUBLIC") == "PUBLIC")
