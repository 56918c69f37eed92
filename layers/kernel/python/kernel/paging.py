"""The parameters of every route that answers a list, page by page."""

from typing import Annotated

from kernel.pages import MOST
from kernel.web import Query

_LONGEST_CURSOR = 1000

Limit = Annotated[int, Query(ge=1, le=MOST)]
"""How many items a page has at most."""

Cursor = Annotated[str | None, Query(max_length=_LONGEST_CURSOR)]
"""Where the page begins: the `next_cursor` of the page before, or nothing for the first page."""
