"""Puts one rewritten field into its draft, and changes no other field."""

from dataclasses import replace

from functions.channels.model.text_limits import TextLimits
from functions.content.errors.drafts import DraftNotReady, FieldNotFound
from functions.content.errors.review import DraftTooLong
from functions.content.model.draft import WRITTEN, Draft
from functions.content.model.draft_weight import HEAVIEST, weight
from functions.content.model.facts import NO_FACTS, Facts
from functions.content.model.languages import Language
from functions.content.model.platforms import PlatformText, compose
from functions.content.model.review import Author
from functions.content.model.versions import recorded
from functions.content.model.wording import Copy, CopyField, FieldRewriteRequest, Written
from functions.content.ports.drafts import Drafts, Pieces, Platforms
from functions.content.service.draft_creation import found_draft
from kernel.clock import Clock
from kernel.conflicts import retry_on_conflict

_ON_PLATFORMS: dict[CopyField, str] = {
    "title": "title",
    "description": "text",
    "hashtags": "tags",
}


class Regeneration:
    """Reads a draft's field before its rewrite, and replaces the field afterwards."""

    def __init__(self, drafts: Drafts, pieces: Pieces, platforms: Platforms, clock: Clock) -> None:
        self._drafts = drafts
        self._pieces = pieces
        self._platforms = platforms
        self._clock = clock

    def current(
        self,
        owner_id: str,
        draft_id: str,
        field: CopyField,
        language: Language,
        platform: str | None,
    ) -> str:
        """The field's current text; hashtags are separated by spaces.

        Raises `DraftNotFound`, `DraftNotReady`, and `FieldNotFound` also for a language that the
        draft, or the platform's text, is not written in.
        """
        draft = found_draft(self._drafts, owner_id, draft_id)
        if draft.status not in WRITTEN:
            raise DraftNotReady
        if language not in draft.languages:
            raise FieldNotFound
        if platform is None:
            value = getattr(draft.copy_in(language), field)
        else:
            text = _text_of(draft, platform, field, language)
            value = getattr(text, _ON_PLATFORMS[field])
        return " ".join(value) if isinstance(value, tuple) else value or ""

    def regenerated(
        self, owner_id: str, draft_id: str, rewrite: FieldRewriteRequest, written: Written
    ) -> Draft:
        """Save the next version with the new field; all other fields stay as they are by then.

        A platform's field counts as written by hand from then on: a later copy does not change the
        field. Restoring the version before undoes it. Raises `DraftNotFound`, `DraftTooLong`,
        and `FieldNotFound` when the language or the platform is gone meanwhile.
        """
        limits = self._platforms.limits()

        def applied() -> Draft:
            draft = found_draft(self._drafts, owner_id, draft_id)
            if rewrite.language not in draft.languages:
                raise FieldNotFound
            facts = self._pieces.piece(owner_id, draft.product_id).facts
            copy = written.copies[rewrite.language]
            changed = _with_field(draft, rewrite, copy, limits, facts)
            if changed == draft:
                return draft
            if weight(changed) > HEAVIEST:
                raise DraftTooLong(HEAVIEST)
            done = _undecided(changed, written).next(self._clock.now())
            by = Author("writer", written.writer.name)
            self._drafts.save(done, version=recorded(draft, done, by, "regenerated"))
            return done

        return retry_on_conflict(applied)


def _with_field(
    draft: Draft,
    rewrite: FieldRewriteRequest,
    copy: Copy,
    limits: tuple[TextLimits, ...],
    facts: Facts,
) -> Draft:
    value = getattr(copy, rewrite.field)
    if not value:
        return draft
    if rewrite.platform is None:
        old = draft.copy_in(rewrite.language)
        new = replace(old, **{rewrite.field: value})
        if new == old:
            return draft
        copies = {**draft.copies, rewrite.language: new}
        return replace(draft, copies=copies).recomposed(limits, facts)
    text = _text_of(draft, rewrite.platform, rewrite.field, rewrite.language)
    name = _ON_PLATFORMS[rewrite.field]
    known = next(one for one in limits if one.platform == rewrite.platform)
    # Composed from this field alone, it is within the platform's limits.
    fitted = getattr(compose(Copy(**{rewrite.field: value}), NO_FACTS, known), name)
    if not fitted or fitted == getattr(text, name):
        return draft
    path = f"platforms.{rewrite.platform}.{name}"
    return replace(
        draft,
        platforms={**draft.platforms, rewrite.platform: replace(text, **{name: fitted})},
        edited=tuple(dict.fromkeys((*draft.edited, path))),
    )


def _text_of(draft: Draft, platform: str, field: CopyField, language: Language) -> PlatformText:
    text = draft.platforms.get(platform)
    if text is None or field not in _ON_PLATFORMS or text.language != language:
        raise FieldNotFound
    if getattr(text, _ON_PLATFORMS[field]) is None:
        raise FieldNotFound
    return text


def _undecided(draft: Draft, written: Written) -> Draft:
    status = "edited" if draft.status in WRITTEN else draft.status
    spent = draft.cost.plus(written.cost)
    return replace(draft, status=status, review=None, cost=spent)
