"""Drives any seller panel by its definition: search, prepare, fill in, submit, take screenshots.

The irreversible step is the one that sends; before the first step the panel is searched for our
SKU, so that a repeated job finds the first job's listing.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import quote

from playwright.sync_api import Error as BrowserTrouble
from playwright.sync_api import FilePayload

from functions.channels.adapters.http.pictures import PictureDownloader
from functions.channels.adapters.panels import forms, workbook
from functions.channels.adapters.panels.chromium import fresh_page
from functions.channels.adapters.panels.definition import PICTURES, Page, PanelDefinition, Step
from functions.channels.adapters.panels.page import PanelPage
from functions.channels.adapters.panels.screenshots import Screenshots, proofs_of
from functions.channels.errors import OutcomeUnknown, PageNotKnown, ReconnectNeeded, Rejected
from functions.channels.model.browser import SellerProfile, unpacked
from functions.channels.model.listing import Listing
from functions.channels.model.platforms import platform
from functions.channels.model.steps import NotThere, Published, Undetermined
from kernel.errors import Problem, TryLater


@dataclass(frozen=True, slots=True)
class _Errand:
    address: str
    listing: Listing
    known: Mapping[str, str]
    files: Mapping[str, Sequence[FilePayload]]


class PanelDriver:
    """The `SellerPanel` of the panel that `site` defines."""

    def __init__(self, site: PanelDefinition, pictures: PictureDownloader) -> None:
        self._site = site
        self._pictures = pictures

    def submit(self, session: str, address: str, listing: Listing) -> Published:
        """Submit the listing for review, unless one with its SKU is there already."""
        state, seller = unpacked(session)
        errand = self._errand(address, listing, seller)
        proofs = proofs_of(self._site, f"{listing.marker}/submit")
        with self._visiting(state, address, proofs) as visit:
            known = self._found(visit, address, listing.sku)
            proofs.keep(visit.page, "search")
            if known is not None:
                return known
            for step in self._steps(errand):
                known = self._do(visit, step, errand)
                proofs.keep(visit.page, step.name)
                if known is not None:
                    return known
        raise OutcomeUnknown("The script ended without a submission.")

    def find(
        self, session: str, address: str, listing: Listing
    ) -> Published | NotThere | Undetermined:
        """Search the panel for the SKU."""
        state, _ = unpacked(session)
        proofs = proofs_of(self._site, f"{listing.marker}/find")
        with self._visiting(state, address, proofs) as visit:
            found = self._found(visit, address, listing.sku) or NotThere()
            proofs.keep(visit.page, "search")
            return found

    def inspect(self, session: str, address: str) -> tuple[str, ...]:
        """The differences of the panel from its definition, in sentences; changes nothing.

        Without a session only the login page can be seen.
        """
        state = unpacked(session)[0] if session else {}
        pages = self._pages() if session else {"login": Page(path="/", expect=())}
        found = []
        with self._visiting(state, address, proofs_of(self._site, "canary")) as visit:
            for name, page in pages.items():
                problem = _looked_at(visit, page)
                if problem is not None and (session or not _is_login(visit, self._site)):
                    found.append(f"{name}: {problem.message}")
                elif problem is None and not session:
                    found.append("login: the page does not ask who one is.")
        return tuple(found)

    def _pages(self) -> dict[str, Page]:
        search = self._site.search
        first = self._site.steps[0]
        return {
            "home": self._site.home,
            "search": Page(path=search.path.format(sku="HAAT-CANARY"), expect=(search.none,)),
            first.name: Page(path=first.at, expect=first.expect),
        }

    def _steps(self, errand: _Errand) -> list[Step]:
        """The site's steps, without those that attach a file which the listing does not have."""
        return [
            step for step in self._site.steps if step.do != "attach" or step.file in errand.files
        ]

    def _errand(self, address: str, listing: Listing, seller: SellerProfile | None) -> _Errand:
        site = self._site
        if seller is None:
            raise Rejected(
                f"{site.name} needs the maker's name, address, tax code and weight of every "
                "product.",
                remedy=f"Run: make connect PLATFORM={site.platform}, and answer its questions.",
            )
        known = forms.facts(site, listing, seller)
        return _Errand(address, listing, known, self._files(listing, known))

    def _files(
        self, listing: Listing, known: Mapping[str, str]
    ) -> dict[str, Sequence[FilePayload]]:
        """The files by name: only those that the site's steps attach are fetched or made."""
        site = self._site
        wanted = {step.file for step in site.steps if step.do == "attach"}
        files: dict[str, Sequence[FilePayload]] = {}
        if wanted & {"pictures", *PICTURES}:
            shown = self._photographs(listing)
            files = {"pictures": shown, **{PICTURES[at]: [one] for at, one in enumerate(shown)}}
        if site.sheet and "sheet" in wanted:
            rows = [list(site.sheet.columns), forms.sheet_row(site.sheet, known)]
            content = workbook.workbook(site.sheet.name, rows)
            name = f"{listing.sku}.xlsx"
            files["sheet"] = [FilePayload(name=name, mimeType=workbook.MEDIA_TYPE, buffer=content)]
        return files

    def _photographs(self, listing: Listing) -> list[FilePayload]:
        most = platform(self._site.platform).image.max_bytes
        shown = forms.photographs(self._site, listing)
        return [
            FilePayload(
                name=f"{listing.sku}-{number}.jpg",
                mimeType="image/jpeg",
                buffer=self._pictures.fetch(one.url, most),
            )
            for number, one in enumerate(shown, 1)
        ]

    @contextmanager
    def _visiting(
        self, state: dict[str, object], address: str, proofs: Screenshots
    ) -> Iterator[PanelPage]:
        visit = None
        try:
            with fresh_page(state, address) as page:
                visit = PanelPage(page, address, self._site)
                try:
                    yield visit
                except (PageNotKnown, OutcomeUnknown, Rejected, ReconnectNeeded):
                    proofs.keep(page, "stopped")
                    raise
        except BrowserTrouble as error:
            if visit is not None and visit.was_sent:
                raise OutcomeUnknown("The browser failed after the submission.") from error
            raise TryLater("The browser failed before anything was submitted.", after=20) from error

    def _found(self, visit: PanelPage, address: str, sku: str) -> Published | None:
        """The submitted listing with this SKU; drafts were never sent and do not count."""
        search, item = self._site.search, self._site.item
        visit.open(search.path.format(sku=quote(sku)), search.row, search.none)
        rows = visit.page.locator(search.row)
        for place in range(rows.count()):
            row = rows.nth(place)
            text = row.inner_text()
            part = row.locator(search.sku).first.inner_text() if search.sku else text
            draft = any(word in text for word in search.drafts)
            if draft or not forms.is_row_of(search, part, sku):
                continue
            href = row.locator(search.link).first.get_attribute("href") or ""
            id_ = forms.item_id(self._site, href)
            if id_ is not None:
                visit.open(item.path.format(id=id_), item.state)
                return self._seen(visit, address, id_)
        return None

    def _seen(self, visit: PanelPage, address: str, id_: str) -> Published:
        item = self._site.item
        link = forms.public_url(self._site, visit.link(item.public), address)
        return Published(id_, link or f"{address}{item.path.format(id=id_)}", self._site.note)

    def _do(self, visit: PanelPage, step: Step, errand: _Errand) -> Published | None:
        """Do one step; answers the listing if this or an earlier submission brought it there."""
        match step.do:
            case "press":
                return self._press(visit, step, errand)
            case "send":
                return self._send(visit, step, errand)
            case _:
                self._prepare(visit, step, errand)
                return None

    def _prepare(self, visit: PanelPage, step: Step, errand: _Errand) -> None:
        """A step that stays on the page, or opens the first one."""
        match step.do:
            case "open":
                visit.open(step.at, *step.expect)
            case "pick":
                self._pick(visit, step, errand.listing)
            case "attach":
                visit.must_have(step.at)
                visit.page.locator(step.at).set_input_files(errand.files[step.file])
            case "fill":
                for field, text in forms.typed(step, errand.known).items():
                    visit.fill(field, text)
            case "choose":
                self._choose(visit, step, errand)

    def _pick(self, visit: PanelPage, step: Step, listing: Listing) -> None:
        visit.must_have(step.at)
        radios = visit.page.locator(step.at)
        options: dict[str, str] = {}
        for place in range(radios.count()):
            radio = radios.nth(place)
            label = radio.locator("xpath=ancestor::label[1]").inner_text()
            options[radio.get_attribute("value") or ""] = " ".join(label.split())
        value = forms.category(options, listing, step.fallback)
        if value is None and listing.choices.get(forms.CATEGORY):
            raise forms.not_offered(self._site, listing)
        if value is None:
            raise PageNotKnown(
                f"{self._site.name}'s panel offers no category for this product.",
                remedy=f"Add the product in {self._site.name}'s panel yourself.",
            )
        visit.page.locator(f'{step.at}[value="{value}"]').check()

    def _choose(self, visit: PanelPage, step: Step, errand: _Errand) -> None:
        for field, given in step.fields.items():
            visit.must_have(field)
            values = visit.page.locator(f"{field} option").evaluate_all(
                "options => options.map(one => one.value)"
            )
            labels = [" ".join(one.split()) for one in visit.texts(f"{field} option")]
            offered = {label: value for label, value in zip(labels, values, strict=True) if value}
            option = forms.chosen(given, list(offered), errand.listing, errand.known)
            if not option and given.startswith("^"):
                raise forms.not_offered(self._site, errand.listing)
            visit.choose(field, offered.get(option, option))

    def _press(self, visit: PanelPage, step: Step, errand: _Errand) -> Published | None:
        visit.click_on(step.at, *step.expect, self._site.problems)
        if any(visit.has(selector) for selector in step.expect):
            return None
        return self._objected(visit, errand)

    def _send(self, visit: PanelPage, step: Step, errand: _Errand) -> Published:
        site, address = self._site, errand.address
        visit.send(step.at, site.submitted, site.problems)
        if not visit.has(site.submitted):
            return self._objected(visit, errand)
        id_ = forms.item_id(site, visit.page.url)
        if id_ is not None:
            return self._seen(visit, address, id_)
        found = self._found(visit, address, errand.listing.sku)
        if found is None:
            raise OutcomeUnknown("The panel took the listing but does not say as what.")
        return found

    def _objected(self, visit: PanelPage, errand: _Errand) -> Published:
        """Raise the panel's objection as `Rejected`, or answer the listing that has our SKU."""
        problems = visit.texts(self._site.problems)
        if any(self._site.taken in one for one in problems):
            known = self._found(visit, errand.address, errand.listing.sku)
            if known is not None:
                return known
        raise forms.objection(self._site, problems)


def _looked_at(visit: PanelPage, page: Page) -> Problem | None:
    try:
        visit.open(page.path, *page.expect)
    except (PageNotKnown, ReconnectNeeded, TryLater) as problem:
        return problem
    return None


def _is_login(visit: PanelPage, site: PanelDefinition) -> bool:
    return visit.has(site.stops.login)
