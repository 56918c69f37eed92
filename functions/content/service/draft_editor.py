"""Saves the artisan's edits by hand, and requests a rewrite when languages change."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace

from functions.channels.model.text_limits import TextLimits
from functions.content.errors.drafts import DraftEditedMeanwhile, TextRejected
from functions.content.errors.review import DraftTooLong
from functions.content.events import RewritePlanned
from functions.content.model.draft import WAITING, Draft
from functions.content.model.draft_weight import HEAVIEST, weight
from functions.content.model.edits import Edit
from functions.content.model.facts import Piece
from functions.content.model.platforms import PlatformText, TextViolation, faults
from functions.content.model.review import ARTISAN
from functions.content.model.templates import TemplateSnapshot
from functions.content.model.versions import recorded
from functions.content.ports.drafts import Drafts, Pieces, Platforms
from functions.content.service.draft_creation import asked, found_draft
from functions.content.service.templates import Templates
from kernel.clock import Clock
from kernel.conflicts import retry_on_conflict
from kernel.errors import StaleWrite


class DraftEditor:
    """Edits the words and languages of drafts; every change is a new version."""

    def __init__(
        self,
        drafts: Drafts,
        pieces: Pieces,
        platforms: Platforms,
        templates: Templates,
        clock: Clock,
    ) -> None:
        self._drafts = drafts
        self._pieces = pieces
        self._platforms = platforms
        self._templates = templates
        self._clock = clock

    def edit(
        self,
        owner_id: str,
        draft_id: str,
        version: int,
        edit: Edit,
        template_ids: Mapping[str, str | None] | None = None,
    ) -> Draft:
        """Save the artisan's words, which no rewrite changes, and languages, which lead to one.

        `template_ids` puts templates on platforms' texts, or takes them off; a text that was
        written by hand wins over its template. The rewrite starts when languages and facts have
        not changed for some seconds. Raises `DraftNotFound`, `DraftEditedMeanwhile`,
        `DraftTooLong`, `TemplateNotFound`, `InvalidTemplate`, and `TextRejected` when a platform
        would refuse a text. An approved or rejected draft needs a new decision.
        """
        draft = at_version(self._drafts, owner_id, draft_id, version)
        limits, piece = self._platforms.limits(), self._piece(draft)
        named = draft.with_languages(edit.languages, limits, piece.facts)
        refuse(_unknown_photos(named, edit, limits))
        chosen = self._chosen(named, template_ids or {})
        changed = named.with_words(replace(edit, templates=chosen), limits, piece)
        refuse(_edit_faults(changed, edit, limits))
        if changed == draft:
            return draft
        if weight(changed) > HEAVIEST:
            raise DraftTooLong(HEAVIEST)
        return self._keep(draft, changed, piece)

    def _keep(self, draft: Draft, changed: Draft, piece: Piece) -> Draft:
        now = self._clock.now()
        new = changed.languages != draft.languages
        write = new and changed.status not in WAITING
        later = changed.to_write(now, piece) if write else changed.next(now)
        events = (RewritePlanned(**asked(later).model_dump()),) if write else ()
        history = recorded(draft, later, ARTISAN, "facts" if new else "edited")
        try:
            self._drafts.save(later, *events, version=history)
        except StaleWrite as error:
            raise DraftEditedMeanwhile from error
        return later

    def _chosen(
        self, draft: Draft, template_ids: Mapping[str, str | None]
    ) -> dict[str, TemplateSnapshot | None]:
        return {
            platform: self._templates.applied(draft, platform, template_id) if template_id else None
            for platform, template_id in template_ids.items()
        }

    def bases(self, draft: Draft) -> Mapping[str, PlatformText]:
        """The platforms' texts as composed without edits by hand; empty if nobody edited them."""
        if not any(path.startswith("platforms.") for path in draft.edited):
            return {}
        limits, facts = self._platforms.limits(), self._piece(draft).facts
        return replace(draft, edited=()).recomposed(limits, facts).platforms

    def rewrite(self, owner_id: str, draft_id: str) -> Draft:
        """Request a rewrite of the draft at once.

        Raises `DraftNotFound`. A draft that still waits for its photo goes on waiting.
        """
        return retry_on_conflict(lambda: self._rewrite(owner_id, draft_id))

    def _rewrite(self, owner_id: str, draft_id: str) -> Draft:
        found = found_draft(self._drafts, owner_id, draft_id)
        if found.status in WAITING:
            return found
        draft = found.to_write(self._clock.now(), self._piece(found))
        self._drafts.save(draft, asked(draft))
        return draft

    def _piece(self, draft: Draft) -> Piece:
        return self._pieces.piece(draft.owner_id, draft.product_id)


def at_version(drafts: Drafts, owner_id: str, draft_id: str, version: int) -> Draft:
    """The owner's draft at this version; raises `DraftNotFound` and `DraftEditedMeanwhile`."""
    draft = found_draft(drafts, owner_id, draft_id)
    if draft.version != version:
        raise DraftEditedMeanwhile
    return draft


def refuse(found: Iterable[TextViolation]) -> None:
    """Raises `TextRejected` if there are any faults."""
    violations = [
        {name: value for name, value in asdict(fault).items() if value is not None}
        for fault in found
    ]
    if violations:
        raise TextRejected(violations)


def _unknown_photos(
    draft: Draft, edit: Edit, limits: tuple[TextLimits, ...]
) -> list[TextViolation]:
    platforms = {one.platform for one in limits}
    unknown = [
        TextViolation(f"platforms.{one}", "There is no such platform.")
        for one in sorted(set(edit.platforms) - platforms)
    ]
    spoken = {f"copies.{one}": one for one in edit.copies}
    spoken |= {
        f"platforms.{name}.language": text.language
        for name, text in edit.platforms.items()
        if text.language
    }
    foreign = [
        TextViolation(path, "The draft is not written in this language.")
        for path, language in spoken.items()
        if language not in draft.languages
    ]
    return unknown + foreign


def _edit_faults(draft: Draft, edit: Edit, limits: tuple[TextLimits, ...]) -> list[TextViolation]:
    edited = (
        one for one in limits if one.platform in edit.platforms and one.platform in draft.platforms
    )
    return [fault for one in edited for fault in faults(draft.platforms[one.platform], one)]
