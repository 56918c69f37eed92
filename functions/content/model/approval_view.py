"""The view of a draft that an approval link shows to people without an account."""

from dataclasses import dataclass

from functions.channels.model.text_limits import TextLimits
from functions.content.model.draft import Draft
from functions.content.model.facts import Facts
from functions.content.model.review import ApprovalLink


@dataclass(frozen=True, slots=True)
class Shown:
    """A photograph's public address; dimensions in pixels."""

    url: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ApprovalView:
    """The draft to approve; `sender` is the artisan's store ("" for an artisan without a store)."""

    sender: str
    draft: Draft
    facts: Facts
    photos: tuple[Shown, ...]
    limits: tuple[TextLimits, ...]
    link: ApprovalLink
