"""Goes through a panel's steps once: fills in its form or its sheet, and sends it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from playwright.sync_api import FilePayload

from functions.channels.adapters.panels import forms
from functions.channels.adapters.panels.definition import PanelDefinition, Step
from functions.channels.adapters.panels.lookup import PanelLookup
from functions.channels.adapters.panels.page import PanelPage
from functions.channels.errors import PageNotKnown
from functions.channels.model.listing import Listing, Published
from functions.channels.model.variant_rows import CATEGORY, ListingRow
from kernel.errors import OutcomeUnknown


@dataclass(frozen=True, slots=True)
class PanelTask:
    """What one submission says: the rows of one sheet, or the one row that goes into a form.

    `known` are the facts of the first row, `files` what is attached, by the names of the steps.
    """

    rows: tuple[ListingRow, ...]
    known: dict[str, str]
    files: Mapping[str, Sequence[FilePayload]]

    @property
    def listing(self) -> Listing:
        """The first row's listing: all have the same photographs and the same category."""
        return self.rows[0].listing


class Submission:
    """One task on one visit to a panel."""

    def __init__(
        self, panel: PanelDefinition, panel_page: PanelPage, lookup: PanelLookup, task: PanelTask
    ) -> None:
        self._panel = panel
        self._page = panel_page
        self._lookup = lookup
        self._task = task

    def run(self, after: Callable[[str], None]) -> Published:
        """Do all steps, with `after` behind each; answers the first row's listing."""
        for step in self._steps():
            known = self._do(step)
            after(step.name)
            if known is not None:
                return known
        raise OutcomeUnknown("The script ended without a submission.")

    def _steps(self) -> list[Step]:
        """The site's steps, without those that attach a file which the listing does not have."""
        files = self._task.files
        return [step for step in self._panel.steps if step.do != "attach" or step.file in files]

    def _do(self, step: Step) -> Published | None:
        """Do one step; answers the listing if this or an earlier submission brought it there."""
        match step.do:
            case "press":
                return self._press(step)
            case "send":
                return self._send(step)
            case _:
                self._prepare(step)
                return None

    def _prepare(self, step: Step) -> None:
        """A step that stays on the page, or opens the first one."""
        match step.do:
            case "open":
                self._page.open(step.at, *step.expect)
            case "pick":
                self._pick(step)
            case "attach":
                self._page.must_have(step.at)
                self._page.page.locator(step.at).set_input_files(self._task.files[step.file])
            case "fill":
                for field, text in forms.typed(step, self._task.known).items():
                    self._page.fill(field, text)
            case "choose":
                self._choose(step)

    def _pick(self, step: Step) -> None:
        listing = self._task.listing
        self._page.must_have(step.at)
        radios = self._page.page.locator(step.at)
        options: dict[str, str] = {}
        for place in range(radios.count()):
            radio = radios.nth(place)
            label = radio.locator("xpath=ancestor::label[1]").inner_text()
            options[radio.get_attribute("value") or ""] = " ".join(label.split())
        value = forms.category(options, listing, step.fallback)
        if value is None and listing.field_values.get(CATEGORY):
            raise forms.not_offered(self._panel, listing)
        if value is None:
            raise PageNotKnown(
                f"{self._panel.name}'s panel offers no category for this product.",
                remedy=f"Add the product in {self._panel.name}'s panel yourself.",
            )
        self._page.page.locator(f'{step.at}[value="{value}"]').check()

    def _choose(self, step: Step) -> None:
        listing, known = self._task.listing, self._task.known
        for field, given in step.fields.items():
            self._page.must_have(field)
            values = self._page.page.locator(f"{field} option").evaluate_all(
                "options => options.map(one => one.value)"
            )
            labels = [" ".join(one.split()) for one in self._page.texts(f"{field} option")]
            offered = {label: value for label, value in zip(labels, values, strict=True) if value}
            option = forms.chosen(given, list(offered), listing, known)
            if not option and given.startswith("^"):
                raise forms.not_offered(self._panel, listing)
            forms.keep_in_title(self._panel, given, list(offered), known)
            self._page.choose(field, offered.get(option, option))

    def _press(self, step: Step) -> Published | None:
        self._page.click_on(step.at, *step.expect, self._panel.problems)
        if any(self._page.has(selector) for selector in step.expect):
            return None
        return self._objected()

    def _send(self, step: Step) -> Published:
        panel = self._panel
        self._page.send(step.at, panel.submitted, panel.problems)
        if not self._page.has(panel.submitted):
            return self._objected()
        id_ = forms.item_id(panel, self._page.page.url)
        if id_ is not None:
            return self._lookup.seen(id_)
        found = self._lookup.found(self._task.listing.sku)
        if found is None:
            raise OutcomeUnknown("The panel took the listing but does not say as what.")
        return found

    def _objected(self) -> Published:
        """Raise the panel's objection as `Rejected`, or answer the listing that has our SKU."""
        problems = self._page.texts(self._panel.problems)
        if any(self._panel.taken in one for one in problems):
            if len(self._task.rows) > 1:
                raise OutcomeUnknown("The panel has some of the variants since a moment ago.")
            known = self._lookup.found(self._task.listing.sku)
            if known is not None:
                return known
        raise forms.objection(self._panel, problems)
