"""Finds submitted listings in a panel by their SKUs."""

from urllib.parse import quote

from functions.channels.adapters.panels import forms
from functions.channels.adapters.panels.definition import PanelDefinition
from functions.channels.adapters.panels.page import PanelPage
from functions.channels.model.listing import Published


class PanelLookup:
    """Searches one panel during one visit; `address` is where the panel is."""

    def __init__(self, panel: PanelDefinition, address: str, panel_page: PanelPage) -> None:
        self._panel = panel
        self._address = address
        self._page = panel_page

    def found(self, sku: str) -> Published | None:
        """The submitted listing with this SKU."""
        id_ = self.id_of(sku)
        if id_ is None:
            return None
        item = self._panel.item
        self._page.open(item.path.format(id=id_), item.state)
        return self.seen(id_)

    def id_of(self, sku: str) -> str | None:
        """The id of the listing with this SKU; drafts were never sent and do not count."""
        search = self._panel.search
        self._page.open(search.path.format(sku=quote(sku)), search.row, search.none)
        rows = self._page.page.locator(search.row)
        for place in range(rows.count()):
            row = rows.nth(place)
            text = row.inner_text()
            part = row.locator(search.sku).first.inner_text() if search.sku else text
            draft = any(word in text for word in search.drafts)
            if draft or not forms.is_row_of(search, part, sku):
                continue
            href = row.locator(search.link).first.get_attribute("href") or ""
            id_ = forms.item_id(self._panel, href)
            if id_ is not None:
                return id_
        return None

    def seen(self, id_: str) -> Published:
        """The listing whose page is open."""
        item = self._panel.item
        link = forms.public_url(self._panel, self._page.link(item.public), self._address)
        return Published(
            id_, link or f"{self._address}{item.path.format(id=id_)}", self._panel.note
        )
