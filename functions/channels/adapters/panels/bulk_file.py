"""Writes the file that a panel's own bulk upload takes: one row for each variant of a listing.

Meesho's columns depend on the category and are unconfirmed; they are in `<platform>/panel.json`.
"""

from collections.abc import Sequence

from functions.channels.adapters.panels import forms, workbook
from functions.channels.adapters.panels.definition import panel_definition
from functions.channels.errors import Rejected
from functions.channels.model.browser import SellerProfile
from functions.channels.model.listing import Listing


def sheet_file(platform: str, listings: Sequence[Listing], seller: SellerProfile) -> bytes:
    """The listings as an .xlsx file; raises `Rejected` where the panel takes none."""
    panel = panel_definition(platform)
    if panel.sheet is None:
        raise Rejected(
            f"{panel.name} takes no file of products.", remedy="Publish them one by one."
        )
    rows = [list(panel.sheet.columns)]
    rows += [
        forms.sheet_row(panel.sheet, forms.facts(panel, row, seller))
        for one in listings
        for row in forms.rows_of(panel, one)
    ]
    return workbook.workbook(panel.sheet.name, rows)
