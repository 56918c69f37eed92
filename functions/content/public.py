"""What other contexts may ask content."""

from collections.abc import Mapping
from dataclasses import dataclass

from functions.content.model.draft import Draft
from functions.content.model.languages import Language
from functions.content.model.platforms import PlatformText
from functions.content.model.wording import Copy
from functions.content.wiring.container import container

__all__ = ["Copy", "DraftWords", "Language", "PlatformText", "approved", "present"]


@dataclass(frozen=True, slots=True)
class DraftWords:
    """The words about a product in this `version`.

    `copies` are the words in each of `languages`, and `copy` those in the first, the main one.
    Facts and photographs are the product's: catalog knows them.
    `platforms` maps a platform's name to what is published there, which says its language; each
    text is within that platform's limits. A title is empty where no word of the artisan's may
    stand in it.
    """

    draft_id: str
    product_id: str
    version: int
    languages: tuple[Language, ...]
    copy: Copy
    copies: Mapping[Language, Copy]
    platforms: Mapping[str, PlatformText]


def approved(owner_id: str, product_id: str) -> DraftWords:
    """The approved words about the owner's product.

    Raises `DraftNotFound` (404), also for an archived product, `NotApproved` (409), and its kind
    `FactsChanged` when the product's facts are not those that the words were approved with.
    """
    return _read(container().draft_creation.approved(owner_id, product_id))


def present(owner_id: str, product_id: str) -> DraftWords:
    """The words about the owner's product as they are now, approved or not: to be looked at only.

    Raises `DraftNotFound` (404), also for an archived product.
    """
    return _read(container().draft_creation.present(owner_id, product_id))


def _read(draft: Draft) -> DraftWords:
    return DraftWords(
        draft_id=draft.draft_id,
        product_id=draft.product_id,
        version=draft.version,
        languages=draft.languages,
        copy=draft.copy,
        copies=draft.copies,
        platforms=draft.platforms,
    )
