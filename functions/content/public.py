"""What other contexts may ask content."""

from collections.abc import Mapping
from dataclasses import dataclass

from functions.content import wiring
from functions.content.model.facts import Facts
from functions.content.model.platforms import PlatformText
from functions.content.model.wording import Copy

__all__ = ["ApprovedDraft", "Copy", "Facts", "PlatformText", "approved"]


@dataclass(frozen=True, slots=True)
class ApprovedDraft:
    """Words that the artisan approved in exactly this `version`.

    `platforms` maps a platform's name to what is published there; each text is within that
    platform's limits. A title is empty where no word of the artisan's may stand in it.
    """

    draft_id: str
    version: int
    photo_ids: tuple[str, ...]
    copy: Copy
    platforms: Mapping[str, PlatformText]
    facts: Facts


def approved(owner_id: str, draft_id: str) -> ApprovedDraft:
    """The owner's approved draft; raises `NoSuchDraft` (404) or `NotApproved` (409)."""
    draft = wiring.drafting().approved(owner_id, draft_id)
    return ApprovedDraft(
        draft_id=draft.draft_id,
        version=draft.version,
        photo_ids=draft.photo_ids,
        copy=draft.copy,
        platforms=draft.platforms,
        facts=draft.facts,
    )
