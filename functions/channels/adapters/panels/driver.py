"""Drives any seller panel by its definition: search, prepare, fill in, submit, take screenshots.

The irreversible step is the one that sends. Each variant of a listing is submitted under a SKU of
its own, and searched by it before: a repeated job submits what is missing, and nothing twice.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import FilePayload

from functions.channels.adapters.http.pictures import PictureDownloader
from functions.channels.adapters.panels import forms, workbook
from functions.channels.adapters.panels.chromium import fresh_page
from functions.channels.adapters.panels.definition import (
    PICTURES,
    Page,
    PanelDefinition,
    panel_definition,
)
from functions.channels.adapters.panels.lookup import PanelLookup
from functions.channels.adapters.panels.page import PanelPage
from functions.channels.adapters.panels.screenshots import Screenshots, proofs_of
from functions.channels.adapters.panels.submission import PanelTask, Submission
from functions.channels.errors import (
    PageNotKnown,
    ReconnectNeeded,
    Rejected,
)
from functions.channels.model.browser import BROWSE, Outcome, SellerProfile, unpacked
from functions.channels.model.listing import Handle, Listing, NotThere, Published, Ready
from functions.channels.model.platforms import platform
from functions.channels.model.variant_rows import ListingRow
from kernel.errors import OutcomeUnknown, Problem, TryLater
from kernel.http import GuardedClient

Files = Mapping[str, Sequence[FilePayload]]


@dataclass(frozen=True, slots=True)
class _PanelWork:
    """A listing's rows with their facts; `there` are the SKUs that were found or submitted."""

    rows: tuple[ListingRow, ...]
    facts: Mapping[str, dict[str, str]]
    pictures: Files
    there: list[str] = field(default_factory=list)

    def task(self, rows: Sequence[ListingRow], more: Files) -> PanelTask:
        """The submission of these rows."""
        first = self.facts[rows[0].listing.sku]
        return PanelTask(tuple(rows), dict(first), {**self.pictures, **more})


class PanelDriver:
    """The `SellerPanel` of the panel that `panel` defines."""

    def __init__(self, panel: PanelDefinition, pictures: PictureDownloader) -> None:
        self._panel = panel
        self._pictures = pictures

    def submit(self, session: str, address: str, listing: Listing) -> Published:
        """Submit each variant for review, unless one with its SKU is there already."""
        state, seller = unpacked(session)
        work = self._work(listing, seller)
        proofs = proofs_of(self._panel, f"{listing.marker}/submit")
        try:
            with self._visiting(state, address, proofs) as panel_page:
                lookup = PanelLookup(self._panel, address, panel_page)
                return self._submitted(panel_page, lookup, work, proofs)
        except (TryLater, Rejected, ReconnectNeeded) as stopped:
            if not work.there:
                raise
            raise _halfway(stopped, work) from stopped

    def find(self, session: str, address: str, listing: Listing) -> Outcome:
        """Search the panel for the SKU of each variant."""
        state, _ = unpacked(session)
        proofs = proofs_of(self._panel, f"{listing.marker}/find")
        first, *more = (row.listing.sku for row in forms.rows_of(self._panel, listing))
        with self._visiting(state, address, proofs) as panel_page:
            lookup = PanelLookup(self._panel, address, panel_page)
            others = [lookup.id_of(sku) is not None for sku in more]
            found = lookup.found(first)
            proofs.keep(panel_page.page, "search")
        if found is not None and all(others):
            return found
        if found is not None or any(others):
            return Ready(Handle(listing.sku, BROWSE))
        return NotThere()

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

    def _work(self, listing: Listing, seller: SellerProfile | None) -> _PanelWork:
        panel = self._panel
        if seller is None:
            raise Rejected(
                f"{panel.name} needs the maker's name, address, tax code and weight of every "
                "product.",
                remedy=f"Run: make connect PLATFORM={panel.platform}, and answer its questions.",
            )
        rows = forms.rows_of(panel, listing)
        facts = {row.listing.sku: forms.facts(panel, row, seller) for row in rows}
        pictures = self._picture_files(listing)
        return _PanelWork(rows, facts, pictures)

    def _submitted(
        self, panel_page: PanelPage, lookup: PanelLookup, work: _PanelWork, proofs: Screenshots
    ) -> Published:
        """Bring every row there; answers the first row's listing.

        A panel that takes a sheet gets all missing rows in one; a form is sent once for each.
        """
        published = None
        batches = [work.rows] if self._attached & {"sheet"} else [(row,) for row in work.rows]
        for batch in batches:
            missing = []
            for row in batch:
                found = self._looked_up(lookup, row, work)
                proofs.keep(panel_page.page, "search")
                published = published or found
                if row.listing.sku not in work.there:
                    missing.append(row)
            if missing:
                task = work.task(missing, self._sheet_file(missing, work))
                done = Submission(self._panel, panel_page, lookup, task).run(
                    lambda step: proofs.keep(panel_page.page, step)
                )
                work.there.extend(row.listing.sku for row in missing)
                published = published or done
        if published is None:
            raise OutcomeUnknown("The script ended without a submission.")
        return published

    def _looked_up(
        self, lookup: PanelLookup, row: ListingRow, work: _PanelWork
    ) -> Published | None:
        """Search for the row; only the first row's listing is opened, as its address is kept."""
        sku = row.listing.sku
        found = lookup.found(sku) if row is work.rows[0] else None
        if found is not None or (row is not work.rows[0] and lookup.id_of(sku) is not None):
            work.there.append(sku)
        return found

    @property
    def _attached(self) -> set[str]:
        """The names of the files that the site's steps attach."""
        return {step.file for step in self._panel.steps if step.do == "attach"}

    def _picture_files(self, listing: Listing) -> Files:
        """The photographs by the names of the steps' files; fetched only if steps attach them."""
        if not self._attached & {"pictures", *PICTURES}:
            return {}
        shown = self._photographs(listing)
        return {"pictures": shown, **{PICTURES[at]: [one] for at, one in enumerate(shown)}}

    def _sheet_file(self, rows: Sequence[ListingRow], work: _PanelWork) -> Files:
        sheet = self._panel.sheet
        if sheet is None or "sheet" not in self._attached:
            return {}
        lines = [list(sheet.columns)]
        lines += [forms.sheet_row(sheet, work.facts[row.listing.sku]) for row in rows]
        content = workbook.workbook(sheet.name, lines)
        name = f"{rows[0].listing.sku}.xlsx"
        return {"sheet": [FilePayload(name=name, mimeType=workbook.MEDIA_TYPE, buffer=content)]}

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


def _halfway(stopped: TryLater | Rejected | ReconnectNeeded, work: _PanelWork) -> Problem:
    """The failure of a job of which some variants are there: another job submits the others."""
    there = f"{len(work.there)} of {len(work.rows)} variants are in the panel."
    if isinstance(stopped, TryLater):
        return OutcomeUnknown(f"{there} {stopped.message}")
    return type(stopped)(f"{there} {stopped.message}", remedy=stopped.remedy)


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
