"""What other contexts may ask content."""

from collections.abc import Mapping
from dataclasses import dataclass

from functions.content.model.facts import Facts
from functions.content.model.languages import Language
from functions.content.model.platforms import PlatformText
from functions.content.model.wording import Copy
from functions.content.wiring.container import container

__all__ = ["ApprovedDraft", "Copy", "Facts", "Language", "PlatformText", "approved"]


@dataclass(frozen=True, slots=True)
class ApprovedDraft:
    """Words that were approved in exactly this `version`.

    `copies` are the words in each of `languages`, and `copy` those in the first, the main one.
    `platforms` maps a platform's name to what is published there, which says its language; each
    text is within that platform's limits. A title is empty where no word of the artisan's may
    stand in it.
    """

    draft_id: str
    version: int
    photo_ids: tuple[str, ...]
    languages: tuple[Language, ...]
    copy: Copy
    copies: Mapping[Language, Copy]
    platforms: Mapping[str, PlatformText]
    facts: Facts


def approved(owner_id: str, draft_id: str) -> ApprovedDraft:
    """The owner's approved draft; raises `DraftNotFound` (404) or `NotApproved` (409)."""
    draft = container().draft_creation.approved(owner_id, draft_id)
    return ApprovedDraft(
        draft_id=draft.draft_id,
        version=draft.version,
        photo_ids=draft.photo_ids,
        languages=draft.languages,
        copy=draft.copy,
        copies=draft.copies,
        platforms=draft.platforms,
        facts=draft.facts,
    )
