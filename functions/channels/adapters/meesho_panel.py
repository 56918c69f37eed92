"""Lists on Meesho through its supplier panel: category, image, details, submit for QC.

The irreversible step is the click on “Submit for QC”; before it the panel is searched for our
SKU, so that a repeated job finds the first one's work. supplier.meesho.com/how-it-works
"""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

from playwright.sync_api import Error as BrowserTrouble

from functions.channels.adapters import meesho_selectors as panel
from functions.channels.adapters import meesho_wire as wire
from functions.channels.adapters.chromium import fresh_page, keep_screenshot
from functions.channels.adapters.meesho_visit import Visit
from functions.channels.adapters.pictures import Pictures
from functions.channels.errors import OutcomeUnknown, PageNotKnown, Rejected
from functions.channels.model.browser import Seller, unpacked
from functions.channels.model.listing import Listing
from functions.channels.model.platforms import MEESHO
from functions.channels.model.steps import NotThere, Published, Undetermined
from kernel.errors import TryLater

_UNDER_REVIEW = "Meesho checks it before buyers see it."


class MeeshoPanel:
    """The `SellerPanel` of Meesho."""

    def __init__(self, pictures: Pictures) -> None:
        self._pictures = pictures

    def submit(self, session: str, address: str, listing: Listing) -> Published:
        """Submit the listing for QC, unless a catalogue with its SKU is there already."""
        state, seller = unpacked(session)
        if seller is None:
            raise Rejected(
                "Meesho needs the maker's name, address, tax code and weight of every product.",
                remedy="Run: make connect PLATFORM=meesho, and answer its questions.",
            )
        typed = wire.fields(listing, seller)
        image = self._pictures.fetch(
            listing.pictures[MEESHO.image.rendition].url, MEESHO.image.max_bytes
        )
        with _visiting(state, address, listing) as visit:
            known = _found(visit, address, listing.sku)
            if known is not None:
                return known
            _choose_category(visit, listing)
            _add_image(visit, listing, image)
            _fill(visit, typed, listing, seller)
            return _sent(visit, address, listing)

    def find(
        self, session: str, address: str, listing: Listing
    ) -> Published | NotThere | Undetermined:
        """Search the panel for the SKU."""
        state, _ = unpacked(session)
        with _visiting(state, address, listing) as visit:
            return _found(visit, address, listing.sku) or NotThere()


@contextmanager
def _visiting(state: dict[str, object], address: str, listing: Listing) -> Iterator[Visit]:
    visit = None
    try:
        with fresh_page(state, address) as page:
            visit = Visit(page, address)
            try:
                yield visit
            except (PageNotKnown, OutcomeUnknown, Rejected):
                keep_screenshot(page, panel.PERSONAL, f"meesho-{listing.sku}")
                raise
    except BrowserTrouble as error:
        if visit is not None and visit.was_sent:
            raise OutcomeUnknown("The browser failed after the submission.") from error
        raise TryLater("The browser failed before anything was submitted.", after=20) from error


def _found(visit: Visit, address: str, sku: str) -> Published | None:
    """The submitted catalogue with this SKU; drafts were never sent and do not count."""
    visit.open(panel.SEARCH.format(sku=quote(sku)), panel.ROW, panel.NONE_FOUND)
    rows = visit.page.locator(panel.ROW)
    for place in range(rows.count()):
        row = rows.nth(place)
        text = row.inner_text()
        if not wire.is_row_of(text, sku) or panel.DRAFT in text:
            continue
        href = row.locator(panel.ROW_LINK).first.get_attribute("href") or ""
        id_ = wire.catalog_id(href)
        if id_ is not None:
            visit.open(panel.CATALOG.format(id=id_), panel.STATE)
            return _seen(visit, address, id_)
    return None


def _seen(visit: Visit, address: str, id_: str) -> Published:
    link = wire.public_url(visit.link(panel.PUBLIC_LINK), address)
    return Published(id_, link or f"{address}{panel.CATALOG.format(id=id_)}", _UNDER_REVIEW)


def _choose_category(visit: Visit, listing: Listing) -> None:
    visit.open(panel.NEW, panel.CATEGORY)
    visit.must_have(panel.CONTINUE)
    radios = visit.page.locator(panel.CATEGORY)
    options: dict[str, str] = {}
    for place in range(radios.count()):
        radio = radios.nth(place)
        label = radio.locator("xpath=ancestor::label[1]").inner_text()
        options[radio.get_attribute("value") or ""] = " ".join(label.split())
    chosen = wire.category(options, listing)
    if chosen is None:
        raise PageNotKnown(
            "Meesho's panel offers no category for this product.",
            remedy="Add the product in Meesho's panel yourself.",
        )
    visit.page.locator(f'{panel.CATEGORY}[value="{chosen}"]').check()
    visit.click_on(panel.CONTINUE, panel.FRONT_IMAGE)


def _add_image(visit: Visit, listing: Listing, image: bytes) -> None:
    visit.page.locator(panel.FRONT_IMAGE).set_input_files(
        {"name": f"{listing.sku}.jpg", "mimeType": "image/jpeg", "buffer": image}
    )
    visit.click_on(panel.CONTINUE, panel.SUBMIT, panel.PROBLEMS)
    if not visit.has(panel.SUBMIT):
        raise wire.objection(visit.texts(panel.PROBLEMS))


def _fill(visit: Visit, typed: dict[str, str], listing: Listing, seller: Seller) -> None:
    for name, text in typed.items():
        visit.fill(name, text)
    visit.must_have(panel.COLOUR)
    colours = [one.strip() for one in visit.texts(f"{panel.COLOUR} option")]
    for name, option in wire.choices(listing, seller, colours[1:]).items():
        visit.choose(name, option)


def _sent(visit: Visit, address: str, listing: Listing) -> Published:
    visit.send(panel.SUBMIT, panel.SUBMITTED, panel.PROBLEMS)
    if visit.has(panel.SUBMITTED):
        id_ = wire.catalog_id(visit.page.url)
        if id_ is None:
            raise OutcomeUnknown("The panel took the listing but does not say as what.")
        return _seen(visit, address, id_)
    problems = visit.texts(panel.PROBLEMS)
    if any(panel.TAKEN in one for one in problems):
        known = _found(visit, address, listing.sku)
        if known is not None:
            return known
    raise wire.objection(problems)
