"""Keeps an artisan's templates and groups of hashtags, and puts templates on texts."""

from collections.abc import Sequence
from dataclasses import replace

from functions.channels.model.text_limits import TextLimits
from functions.content.errors.review import (
    HashtagGroupNotFound,
    InvalidTemplate,
    LimitReached,
    TemplateChangedMeanwhile,
    TemplateNotFound,
    UnknownVariables,
    VariablesOverused,
)
from functions.content.model.draft import Draft
from functions.content.model.platforms import (
    PlatformText,
    faults,
)
from functions.content.model.templates import (
    GROUPS_MAX,
    TEMPLATES_MAX,
    USES_MAX,
    VARIABLES,
    HashtagGroup,
    Pattern,
    Preview,
    Template,
    TemplateSnapshot,
    filled,
    missing,
    overused_variables,
    unknown_variables,
    values,
)
from functions.content.model.text import distinct
from functions.content.ports.drafts import Drafts, Pieces, Platforms
from functions.content.ports.review import OwnedCollection
from functions.content.service.draft_creation import found_draft
from kernel.clock import Clock
from kernel.errors import StaleWrite
from kernel.ids import Ids
from kernel.pages import Page


class Templates:
    """The artisan's templates and groups of hashtags."""

    def __init__(  # noqa: PLR0913  # its collaborators
        self,
        *,
        templates: OwnedCollection[Template],
        groups: OwnedCollection[HashtagGroup],
        drafts: Drafts,
        pieces: Pieces,
        platforms: Platforms,
        clock: Clock,
        ids: Ids,
    ) -> None:
        self._templates = templates
        self._groups = groups
        self._drafts = drafts
        self._pieces = pieces
        self._platforms = platforms
        self._clock = clock
        self._ids = ids

    def add(self, owner_id: str, pattern: Pattern) -> Template:
        """A new template.

        Raises `UnknownVariables`, `VariablesOverused`, `HashtagGroupNotFound`, `InvalidTemplate`.
        """
        self._must_hold(owner_id, pattern)
        if len(self._templates.page(owner_id, TEMPLATES_MAX, None).items) >= TEMPLATES_MAX:
            raise LimitReached(TEMPLATES_MAX, "templates")
        now = self._clock.now()
        template = Template(
            template_id=self._ids.new("template"),
            owner_id=owner_id,
            name=pattern.name,
            platform=pattern.platform,
            language=pattern.language,
            body=pattern.body,
            hashtag_group_ids=pattern.hashtag_group_ids,
            created_at=now,
            updated_at=now,
        )
        self._templates.save(template)
        return template

    def edit(
        self, owner_id: str, template_id: str, version: int, changes: dict[str, object]
    ) -> Template:
        """Save the next version of the template, with `changes` to the fields of a `Pattern`.

        Drafts with the template keep their snapshot. Raises `TemplateNotFound`,
        `TemplateChangedMeanwhile`, and for an invalid pattern what `add` raises.
        """
        found = self.template(owner_id, template_id)
        if found.version != version:
            raise TemplateChangedMeanwhile
        changed: Template = replace(found, **changes)  # type: ignore[arg-type]  # by name
        self._must_hold(owner_id, changed)
        if changed == found:
            return found
        later = changed.next(self._clock.now())
        try:
            self._templates.save(later)
        except StaleWrite as error:
            raise TemplateChangedMeanwhile from error
        return later

    def template(self, owner_id: str, template_id: str) -> Template:
        """The owner's template; raises `TemplateNotFound`."""
        found = self._templates.find(owner_id, template_id)
        if found is None:
            raise TemplateNotFound
        return found

    def page(self, owner_id: str, limit: int, cursor: str | None) -> Page[Template]:
        """The owner's templates, the oldest first."""
        return self._templates.page(owner_id, limit, cursor)

    def delete(self, owner_id: str, template_id: str) -> None:
        """Delete a template; drafts with the template keep it. Raises `TemplateNotFound`."""
        self.template(owner_id, template_id)
        self._templates.remove(owner_id, template_id)

    def add_group(self, owner_id: str, name: str, hashtags: tuple[str, ...]) -> HashtagGroup:
        """A new group of hashtags; raises `LimitReached`."""
        if len(self._groups.page(owner_id, GROUPS_MAX, None).items) >= GROUPS_MAX:
            raise LimitReached(GROUPS_MAX, "groups of hashtags")
        now = self._clock.now()
        group = HashtagGroup(self._ids.new("hashtags"), owner_id, name, distinct(hashtags), now)
        self._groups.save(group)
        return group

    def groups(self, owner_id: str, limit: int, cursor: str | None) -> Page[HashtagGroup]:
        """The owner's groups, the oldest first."""
        return self._groups.page(owner_id, limit, cursor)

    def delete_group(self, owner_id: str, group_id: str) -> None:
        """Delete a group; templates that name it go on without. Raises `HashtagGroupNotFound`."""
        if self._groups.find(owner_id, group_id) is None:
            raise HashtagGroupNotFound
        self._groups.remove(owner_id, group_id)

    def applied(self, draft: Draft, platform: str, template_id: str) -> TemplateSnapshot:
        """A snapshot of the template for the draft's text on a platform.

        Raises `TemplateNotFound` and `InvalidTemplate`.
        """
        template = self.template(draft.owner_id, template_id)
        path = f"platforms.{platform}.template_id"
        if template.platform not in {None, platform}:
            raise InvalidTemplate(path, "This template is for another platform.")
        if template.language not in draft.languages:
            raise InvalidTemplate(path, "The draft is not written in this template's language.")
        return self._with_hashtags(draft.owner_id, template)

    def preview(self, owner_id: str, draft_id: str, pattern: Pattern) -> Preview:
        """Fill in the pattern with a draft; raises `DraftNotFound`, and `add`'s pattern errors."""
        draft = found_draft(self._drafts, owner_id, draft_id)
        self._must_hold(owner_id, pattern)
        applied = self._with_hashtags(owner_id, pattern)
        limits = self._limits(pattern.platform)
        copy = draft.copy_in(pattern.language)
        facts = self._pieces.piece(owner_id, draft.product_id).facts
        text = filled(applied, copy, facts, limits)
        known = values(copy, facts, applied.hashtags, applied.language)
        found = faults(PlatformText(text=text), limits) if limits else ()
        gone = missing(pattern.body, known)
        return Preview(pattern.platform, pattern.language, text, gone, found)

    def _with_hashtags(self, owner_id: str, pattern: Pattern | Template) -> TemplateSnapshot:
        found = (self._groups.find(owner_id, one) for one in pattern.hashtag_group_ids)
        hashtags = distinct(tag for group in found if group for tag in group.hashtags)
        name = pattern.template_id if isinstance(pattern, Template) else ""
        return TemplateSnapshot(name, pattern.language, pattern.body, hashtags)

    def _must_hold(self, owner_id: str, pattern: Pattern | Template) -> None:
        unknown: Sequence[str] = unknown_variables(pattern.body)
        if unknown:
            raise UnknownVariables(unknown, VARIABLES)
        if overused := overused_variables(pattern.body):
            raise VariablesOverused(overused, USES_MAX)
        if pattern.platform is not None and self._limits(pattern.platform) is None:
            raise InvalidTemplate("platform", "There is no such platform.")
        for group_id in pattern.hashtag_group_ids:
            if self._groups.find(owner_id, group_id) is None:
                raise HashtagGroupNotFound

    def _limits(self, platform: str | None) -> TextLimits | None:
        return next((one for one in self._platforms.limits() if one.platform == platform), None)
