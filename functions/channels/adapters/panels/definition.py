"""One seller panel as data: its pages, the selectors that identify them, and the forms' contents.

The labels of the real panels are unconfirmed and change without notice, so they are facts with a
version in `<platform>/panel.json`, and the script (`driver.py`) is the same for all.

What goes into a field is written as the name of a fact (`title`), as `=words` for those very words,
or, where there is a list to choose from, as `~words`: whichever option fits the listing best, and
these words if none does. `^words` is the category: the one that the artisan chose, else as `~`.
`*Size|other` is the variant's option whose field is called so in `platform.json`, and without such
an option whatever `other` says.
"""

import re
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

_VENDORS = Path(__file__).parents[1]

PICTURES = ("picture", *(f"picture_{place}" for place in range(2, 11)))
"""The names of the facts that hold the addresses of a listing's photographs, in order."""
PAIRS = 3
"""How many options go by their own name at most: no variant has more."""
FACTS = frozenset(
    {
        *PICTURES,
        "title",
        "text",
        "sku",
        "group",
        "price",
        "quantity",
        "materials",
        "hsn",
        "gst",
        "net_weight",
        "maker",
        "address",
        "pincode",
        *(f"option_{place}" for place in range(1, PAIRS + 1)),
        *(f"option_name_{place}" for place in range(1, PAIRS + 1)),
    }
)
"""The names of the facts that a listing and its seller provide."""

Act = Literal["open", "pick", "attach", "fill", "choose", "press", "send"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class HumanChecks(_Part):
    """Selectors of pages at which automation stops and the artisan must act."""

    captcha: str
    otp: str
    login: str


class Page(_Part):
    """A page's path, and the selectors of which one must be on the page."""

    path: str
    expect: tuple[str, ...]


class PanelSearch(_Part):
    """The list in which a listing is found by its SKU.

    `sku` selects the part of a row with the SKU, "" for the whole row; `label` stands before the
    SKU.
    """

    path: str
    row: str
    none: str
    sku: str = ""
    label: str = ""
    link: str
    drafts: tuple[str, ...]


class Item(_Part):
    """The page of one listing; `id` finds its number in the page's address."""

    path: str
    id: str
    state: str
    public: str
    hosts: tuple[str, ...]


class Sheet(_Part):
    """A spreadsheet that the panel takes: its columns, each with what goes into it."""

    name: str
    columns: dict[str, str]


class Step(_Part):
    """One step in the panel; of the selectors `expect` one must be on the page that follows.

    `file` is what is attached: one photograph (left out if the listing has fewer), all of them at
    once (`pictures`), or the spreadsheet.
    """

    name: str
    do: Act
    at: str = ""
    expect: tuple[str, ...] = ()
    fields: dict[str, str] = Field(default_factory=dict)
    fallback: str = ""
    file: Literal["picture", "picture_2", "picture_3", "picture_4", "pictures", "sheet"] = "picture"


class PanelDefinition(_Part):
    """One panel. `pace_seconds` lie between two pages; `personal` is blacked out in screenshots.

    `categories` are those that the panel offers for a product, in the panel's own words.
    """

    platform: str
    name: str
    version: str
    source: str
    pace_seconds: float
    currency: str
    sku_signs: str
    note: str
    human_checks: HumanChecks
    home: Page
    search: PanelSearch
    item: Item
    sheet: Sheet | None = None
    categories: tuple[str, ...]
    steps: tuple[Step, ...]
    submitted: str
    problems: str
    taken: str
    personal: str

    @model_validator(mode="after")
    def _hangs_together(self) -> "PanelDefinition":
        sends = [step.do for step in self.steps].count("send")
        if sends != 1 or self.steps[-1].do != "send":
            raise ValueError("the last step, and no other, sends")
        given = [value for step in self.steps for value in step.fields.values()]
        given += self.sheet.columns.values() if self.sheet else ()
        plain = [one.partition("|")[2] if one.startswith("*") else one for one in given]
        unknown = [one for one in plain if one[:1] not in tuple("=~^") and one not in FACTS]
        if unknown:
            raise ValueError(f"no such fact: {', '.join(unknown)}")
        if any(step.file == "sheet" for step in self.steps) and self.sheet is None:
            raise ValueError("a sheet is attached and not described")
        re.compile(self.item.id)
        return self


@lru_cache
def panel_definition(platform: str) -> PanelDefinition:
    """The panel of `platform`, from its file."""
    file = _VENDORS / platform / "panel.json"
    return PanelDefinition.model_validate_json(file.read_text(encoding="utf-8"))
