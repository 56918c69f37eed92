"""The parameters of every route that answers a list, page by page."""

from typing import Annotated

from pydantic import AfterValidator, Field

from kernel.cursors import checked
from kernel.pages import MOST
from kernel.web import Query

_LONGEST_CURSOR = 1000

Limit = Annotated[int, Query(ge=1, le=MOST)]
"""How many items a page has at most."""

CheckedCursor = Annotated[str | None, Field(max_length=_LONGEST_CURSOR), AfterValidator(checked)]
"""A cursor in a model of parameters; its signature is checked and taken off."""

Cursor = Annotated[str | None, Query(max_length=_LONGEST_CURSOR), AfterValidator(checked)]
"""Where the page begins: the `next_cursor` of the page before, or nothing for the first page."""
