"""Drives any seller panel by its definition: search, prepare, fill in, submit, take screenshots.

The irreversible step is the one that sends; before the first step the panel is searched for our
SKU, so that a repeated job finds the first job's listing.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import quote

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import FilePayload

from functions.channels.adapters.http.pictures import PictureDownloader
from functions.channels.adapters.panels import forms, workbook
from functions.channels.adapters.panels.chromium import fresh_page
from functions.channels.adapters.panels.definition import (
    PICTURES,
    Page,
    PanelDefinition,
    Step,
    panel_definition,
)
from functions.channels.adapters.panels.page import PanelPage
from functions.channels.adapters.panels.screenshots import Screenshots, proofs_of
from functions.channels.errors import (
    PageNotKnown,
    ReconnectNeeded,
    Rejected,
)
from functions.channels.model.browser import SellerProfile, unpacked
from functions.channels.model.listing import Listing, NotThere, Published, Undetermined
from functions.channels.model.platforms import platform
from kernel.errors import OutcomeUnknown, Problem, TryLater
from kernel.http import GuardedClient


@dataclass(frozen=True, slots=True)
class _PanelTask:
    address: str
    listing: Listing
    known: Mapping[str, str]
    files: Mapping[str, Sequence[FilePayload]]


class PanelDriver:
    """The `SellerPanel` of the panel that `panel` defines."""

    def __init__(self, panel: PanelDefinition, pictures: PictureDownloader) -> None:
        self._panel = panel
        self._pictures = pictures

    def submit(self, session: str, address: str, listing: Listing) -> Published:
        """Submit the listing for review, unless one with its SKU is there already."""
        state, seller = unpacked(session)
        task = self._task(address, listing, seller)
        proofs = proofs_of(self._panel, f"{listing.marker}/submit")
        with self._visiting(state, address, proofs) as panel_page:
            known = self._found(panel_page, address, listing.sku)
            proofs.keep(panel_page.page, "search")
            if known is not None:
                return known
            for step in self._steps(task):
                known = self._do(panel_page, step, task)
                proofs.keep(panel_page.page, step.name)
                if known is not None:
                    return known
        raise OutcomeUnknown("The script ended without a submission.")

    def find(
        self, session: str, address: str, listing: Listing
    ) -> Published | NotThere | Undetermined:
        """Search the panel for the SKU."""
        state, _ = unpacked(session)
        proofs = proofs_of(self._panel, f"{listing.marker}/find")
        with self._visiting(state, address, proofs) as panel_page:
            found = self._found(panel_page, address, listing.sku) or NotThere()
            proofs.keep(panel_page.page, "search")
            return found

    def inspect(self, session: str, address: str) -> tuple[str, ...]:
        """The differences of the panel from its definition, in sentences; changes nothing.

        Without a session only the login page can be seen.
        """
        state = unpacked(session)[0] if session else {}
        pages = self._pages() if session else {"login": Page(path="/", expect=())}
        found = []
        with self._visiting(state, address, proofs_of(self._panel, "canary")) as panel_page:
            for name, page in pages.items():
                problem = _looked_at(panel_page, page)
                if problem is not None and (session or not _is_login(panel_page, self._panel)):
                    found.append(f"{name}: {problem.message}")
                elif problem is None and not session:
                    found.append("login: the page does not ask who one is.")
        return tuple(found)

    def _pages(self) -> dict[str, Page]:
        search = self._panel.search
        first = self._panel.steps[0]
        return {
            "home": self._panel.home,
            "search": Page(path=search.path.format(sku="HAAT-CANARY"), expect=(search.none,)),
            first.name: Page(path=first.at, expect=first.expect),
        }

    def _steps(self, task: _PanelTask) -> list[Step]:
        """The site's steps, without those that attach a file which the listing does not have."""
        return [
            step for step in self._panel.steps if step.do != "attach" or step.file in task.files
        ]

    def _task(self, address: str, listing: Listing, seller: SellerProfile | None) -> _PanelTask:
        panel = self._panel
        if seller is None:
            raise Rejected(
                f"{panel.name} needs the maker's name, address, tax code and weight of every "
                "product.",
                remedy=f"Run: make connect PLATFORM={panel.platform}, and answer its questions.",
            )
        known = forms.facts(panel, listing, seller)
        return _PanelTask(address, listing, known, self._files(listing, known))

    def _files(
        self, listing: Listing, known: Mapping[str, str]
    ) -> dict[str, Sequence[FilePayload]]:
        """The files by name: only those that the site's steps attach are fetched or made."""
        panel = self._panel
        wanted = {step.file for step in panel.steps if step.do == "attach"}
        files: dict[str, Sequence[FilePayload]] = {}
        if wanted & {"pictures", *PICTURES}:
            shown = self._photographs(listing)
            files = {"pictures": shown, **{PICTURES[at]: [one] for at, one in enumerate(shown)}}
        if panel.sheet and "sheet" in wanted:
            rows = [list(panel.sheet.columns), forms.sheet_row(panel.sheet, known)]
            content = workbook.workbook(panel.sheet.name, rows)
            name = f"{listing.sku}.xlsx"
            files["sheet"] = [FilePayload(name=name, mimeType=workbook.MEDIA_TYPE, buffer=content)]
        return files

    def _photographs(self, listing: Listing) -> list[FilePayload]:
        most = platform(self._panel.platform).image.max_bytes
        shown = forms.photographs(self._panel, listing)
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
        panel_page = None
        try:
            with fresh_page(state, address) as page:
                panel_page = PanelPage(page, address, self._panel)
                try:
                    yield panel_page
                except (PageNotKnown, OutcomeUnknown, Rejected, ReconnectNeeded):
                    proofs.keep(page, "stopped")
                    raise
        except BrowserError as error:
            if panel_page is not None and panel_page.was_sent:
                raise OutcomeUnknown("The browser failed after the submission.") from error
            raise TryLater("The browser failed before anything was submitted.", after=20) from error

    def _found(self, panel_page: PanelPage, address: str, sku: str) -> Published | None:
        """The submitted listing with this SKU; drafts were never sent and do not count."""
        search, item = self._panel.search, self._panel.item
        panel_page.open(search.path.format(sku=quote(sku)), search.row, search.none)
        rows = panel_page.page.locator(search.row)
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
                panel_page.open(item.path.format(id=id_), item.state)
                return self._seen(panel_page, address, id_)
        return None

    def _seen(self, panel_page: PanelPage, address: str, id_: str) -> Published:
        item = self._panel.item
        link = forms.public_url(self._panel, panel_page.link(item.public), address)
        return Published(id_, link or f"{address}{item.path.format(id=id_)}", self._panel.note)

    def _do(self, panel_page: PanelPage, step: Step, task: _PanelTask) -> Published | None:
        """Do one step; answers the listing if this or an earlier submission brought it there."""
        match step.do:
            case "press":
                return self._press(panel_page, step, task)
            case "send":
                return self._send(panel_page, step, task)
            case _:
                self._prepare(panel_page, step, task)
                return None

    def _prepare(self, panel_page: PanelPage, step: Step, task: _PanelTask) -> None:
        """A step that stays on the page, or opens the first one."""
        match step.do:
            case "open":
                panel_page.open(step.at, *step.expect)
            case "pick":
                self._pick(panel_page, step, task.listing)
            case "attach":
                panel_page.must_have(step.at)
                panel_page.page.locator(step.at).set_input_files(task.files[step.file])
            case "fill":
                for field, text in forms.typed(step, task.known).items():
                    panel_page.fill(field, text)
            case "choose":
                self._choose(panel_page, step, task)

    def _pick(self, panel_page: PanelPage, step: Step, listing: Listing) -> None:
        panel_page.must_have(step.at)
        radios = panel_page.page.locator(step.at)
        options: dict[str, str] = {}
        for place in range(radios.count()):
            radio = radios.nth(place)
            label = radio.locator("xpath=ancestor::label[1]").inner_text()
            options[radio.get_attribute("value") or ""] = " ".join(label.split())
        value = forms.category(options, listing, step.fallback)
        if value is None and listing.field_values.get(forms.CATEGORY):
            raise forms.not_offered(self._panel, listing)
        if value is None:
            raise PageNotKnown(
                f"{self._panel.name}'s panel offers no category for this product.",
                remedy=f"Add the product in {self._panel.name}'s panel yourself.",
            )
        panel_page.page.locator(f'{step.at}[value="{value}"]').check()

    def _choose(self, panel_page: PanelPage, step: Step, task: _PanelTask) -> None:
        for field, given in step.fields.items():
            panel_page.must_have(field)
            values = panel_page.page.locator(f"{field} option").evaluate_all(
                "options => options.map(one => one.value)"
            )
            labels = [" ".join(one.split()) for one in panel_page.texts(f"{field} option")]
            offered = {label: value for label, value in zip(labels, values, strict=True) if value}
            option = forms.chosen(given, list(offered), task.listing, task.known)
            if not option and given.startswith("^"):
                raise forms.not_offered(self._panel, task.listing)
            panel_page.choose(field, offered.get(option, option))

    def _press(self, panel_page: PanelPage, step: Step, task: _PanelTask) -> Published | None:
        panel_page.click_on(step.at, *step.expect, self._panel.problems)
        if any(panel_page.has(selector) for selector in step.expect):
            return None
        return self._objected(panel_page, task)

    def _send(self, panel_page: PanelPage, step: Step, task: _PanelTask) -> Published:
        panel, address = self._panel, task.address
        panel_page.send(step.at, panel.submitted, panel.problems)
        if not panel_page.has(panel.submitted):
            return self._objected(panel_page, task)
        id_ = forms.item_id(panel, panel_page.page.url)
        if id_ is not None:
            return self._seen(panel_page, address, id_)
        found = self._found(panel_page, address, task.listing.sku)
        if found is None:
            raise OutcomeUnknown("The panel took the listing but does not say as what.")
        return found

    def _objected(self, panel_page: PanelPage, task: _PanelTask) -> Published:
        """Raise the panel's objection as `Rejected`, or answer the listing that has our SKU."""
        problems = panel_page.texts(self._panel.problems)
        if any(self._panel.taken in one for one in problems):
            known = self._found(panel_page, task.address, task.listing.sku)
            if known is not None:
                return known
        raise forms.objection(self._panel, problems)


def _looked_at(panel_page: PanelPage, page: Page) -> Problem | None:
    try:
        panel_page.open(page.path, *page.expect)
    except (PageNotKnown, ReconnectNeeded, TryLater) as problem:
        return problem
    return None


def _is_login(panel_page: PanelPage, panel: PanelDefinition) -> bool:
    return panel_page.has(panel.human_checks.login)


def driver(platform: str, client: GuardedClient) -> PanelDriver:
    """The driver of the platform's panel; only the browser function has the browser it needs."""
    return PanelDriver(panel_definition(platform), PictureDownloader(client))
