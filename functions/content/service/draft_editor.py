"""Saves the artisan's edits by hand, and requests a rewrite when facts or languages change."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace

from functions.channels.model.text_limits import TextLimits
from functions.content.errors.drafts import DraftEditedMeanwhile, TextRejected
from functions.content.errors.review import DraftTooLong
from functions.content.events import RewritePlanned
from functions.content.model.draft import HEAVIEST, Draft, weight
from functions.content.model.edits import Edit
from functions.content.model.facts import FactsChange
from functions.content.model.platforms import PlatformText, TextViolation, faults
from functions.content.model.review import ARTISAN
from functions.content.model.templates import TemplateSnapshot
from functions.content.model.versions import recorded
from functions.content.ports.drafts import Drafts, Platforms
from functions.content.service.draft_creation import asked, found_draft
from functions.content.service.templates import Templates
from kernel.clock import Clock
from kernel.conflicts import retry_on_conflict
from kernel.errors import StaleWrite


class DraftEditor:
    """Edits the words, facts and languages of drafts; every change is a new version."""

    def __init__(
        self, drafts: Drafts, platforms: Platforms, templates: Templates, clock: Clock
    ) -> None:
        self._drafts = drafts
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
        """Save the artisan's words, which no rewrite changes, and facts, which lead to a rewrite.

        `template_ids` puts templates on platforms' texts, or takes them off; a text that was
        written by hand wins over its template. The rewrite starts when facts and languages have
        not changed for some seconds. Raises `DraftNotFound`, `DraftEditedMeanwhile`,
        `DraftTooLong`, `TemplateNotFound`, `InvalidTemplate`, and `TextRejected` when a platform
        would refuse a text. An approved or rejected draft needs a new decision.
        """
        draft = at_version(self._drafts, owner_id, draft_id, version)
        limits = self._platforms.limits()
        named = draft.with_facts(edit.facts).with_languages(edit.languages, limits)
        refuse(_unknown_photos(named, edit, limits))
        chosen = self._chosen(named, template_ids or {})
        changed = named.with_words(replace(edit, templates=chosen), limits)
        refuse(_edit_faults(changed, edit, limits))
        if changed == draft:
            return draft
        if weight(changed) > HEAVIEST:
            raise DraftTooLong(HEAVIEST)
        return self._keep(draft, replace(changed, origin="artisan"))

    def _keep(self, draft: Draft, changed: Draft) -> Draft:
        now = self._clock.now()
        new = changed.facts != draft.facts or changed.languages != draft.languages
        write = new and changed.status not in {"waiting_for_photo", "photo_rejected"}
        later = changed.to_write(now) if write else changed.next(now)
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
        return replace(draft, edited=()).recomposed(self._platforms.limits()).platforms

    def rewrite(self, owner_id: str, draft_id: str, change: FactsChange) -> Draft:
        """Request a rewrite of the draft at once, with `change` merged into its facts.

        Raises `DraftNotFound`. A draft that still waits for its photo goes on waiting.
        """
        return retry_on_conflict(lambda: self._rewrite(owner_id, draft_id, change))

    def _rewrite(self, owner_id: str, draft_id: str, change: FactsChange) -> Draft:
        found = found_draft(self._drafts, owner_id, draft_id)
        changed = replace(found.with_facts(change), origin="artisan")
        now = self._clock.now()
        waits = changed.status in {"waiting_for_photo", "photo_rejected"}
        draft = changed.next(now) if waits else changed.to_write(now)
        events = () if waits else (asked(draft),)
        self._drafts.save(draft, *events, version=recorded(found, draft, ARTISAN, "facts"))
        return draft


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
