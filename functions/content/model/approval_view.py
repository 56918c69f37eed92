"""What somebody without an account is shown of a draft."""

from dataclasses import dataclass

from functions.content.model.draft import Draft
from functions.content.model.platforms import TextLimits
from functions.content.model.review import ApprovalLink


@dataclass(frozen=True, slots=True)
class Shown:
    """A photograph as everybody may see it; dimensions in pixels."""

    url: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ApprovalView:
    """What somebody is asked to approve, and by whom ("" for somebody without a store)."""

    sender: str
    draft: Draft
    photos: tuple[Shown, ...]
    limits: tuple[TextLimits, ...]
    link: ApprovalLink
