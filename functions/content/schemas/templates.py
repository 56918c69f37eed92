"""The request and response models of templates, groups of hashtags, and the artisan's voice."""

from typing import Annotated, Literal

from pydantic import Field

from functions.content.model.languages import Language
from functions.content.model.templates import (
    BODY_MAX,
    GROUP_HASHTAGS_MAX,
    HashtagGroup,
    Pattern,
    Preview,
    Template,
)
from functions.content.model.voice import SAMPLE_MAX, SAMPLES_MAX, SAMPLES_MIN, VoiceProfile
from functions.content.schemas.facts import Hashtag, NotBlank, PersonName, Platform, Prose
from kernel.events import Instant
from kernel.responses import ApiModel

_EXAMPLE = "{title}\n\n{story}\nOnly {stock} left, {price}.\n{link}\n\n{hashtags}"

Body = Annotated[str, Field(max_length=BODY_MAX), Prose, NotBlank]
GroupIds = Annotated[list[Annotated[str, Field(max_length=100)]], Field(max_length=10)]
Sample = Annotated[str, Field(max_length=SAMPLE_MAX), Prose, NotBlank]


class TemplateCreate(ApiModel):
    """A template to create; null in `platform` means any.

    `body` has variables such as `{title}`; a line with a variable that has no value is left out.
    """

    name: PersonName = Field(examples=["Festive"])
    platform: Platform | None = Field(default=None, examples=["facebook"])
    language: Language = "en"
    body: Body = Field(examples=[_EXAMPLE])
    hashtag_group_ids: GroupIds = Field(default=[], examples=[[]])

    def to_pattern(self) -> Pattern:
        """The request as a `Pattern`."""
        groups = tuple(dict.fromkeys(self.hashtag_group_ids))
        return Pattern(self.name, self.platform, self.language, self.body, groups)


class TemplateUpdate(ApiModel):
    """Changes to a template; a field that is left out stays."""

    name: PersonName | None = Field(default=None, examples=["Festive"])
    platform: Platform | None = Field(default=None, examples=["facebook"])
    language: Language | None = None
    body: Body | None = Field(default=None, examples=[_EXAMPLE])
    hashtag_group_ids: GroupIds | None = Field(default=None, examples=[[]])

    def changes(self) -> dict[str, object]:
        """The given fields by name; null counts for `platform` only, where it means any."""
        given: dict[str, object] = {
            name: getattr(self, name)
            for name in self.model_fields_set
            if getattr(self, name) is not None or name == "platform"
        }
        if self.hashtag_group_ids is not None:
            given["hashtag_group_ids"] = tuple(dict.fromkeys(self.hashtag_group_ids))
        return given


class TemplateRead(ApiModel):
    """A template of the caller. `version` is its ETag."""

    template_id: str
    name: str = Field(examples=["Festive"])
    platform: str | None
    language: Language
    body: str = Field(examples=[_EXAMPLE])
    hashtag_group_ids: tuple[str, ...]
    version: int
    created_at: Instant
    updated_at: Instant

    @classmethod
    def of(cls, template: Template) -> "TemplateRead":
        """`template` as the API returns it."""
        return cls(
            template_id=template.template_id,
            name=template.name,
            platform=template.platform,
            language=template.language,
            body=template.body,
            hashtag_group_ids=template.hashtag_group_ids,
            version=template.version,
            created_at=template.created_at,
            updated_at=template.updated_at,
        )


class TemplateDeletedRead(ApiModel):
    """The answer after a template was deleted."""

    template_id: str
    deleted: Literal[True] = True


class HashtagGroupWrite(ApiModel):
    """A group of hashtags to create."""

    name: PersonName = Field(examples=["Weaving"])
    hashtags: Annotated[list[Hashtag], Field(min_length=1, max_length=GROUP_HASHTAGS_MAX)]


class HashtagGroupRead(ApiModel):
    """A group of hashtags of the caller."""

    group_id: str
    name: str = Field(examples=["Weaving"])
    hashtags: tuple[str, ...]
    created_at: Instant

    @classmethod
    def of(cls, group: HashtagGroup) -> "HashtagGroupRead":
        """`group` as the API returns it."""
        return cls(
            group_id=group.group_id,
            name=group.name,
            hashtags=group.hashtags,
            created_at=group.created_at,
        )


class HashtagGroupDeletedRead(ApiModel):
    """The answer after a group of hashtags was deleted."""

    group_id: str
    deleted: Literal[True] = True


class PreviewCreate(ApiModel):
    """A template, saved or not, to be filled in with a draft."""

    template: TemplateCreate
    draft_id: Annotated[str, Field(max_length=100)]


class TextViolationRead(ApiModel):
    """Why a platform would refuse the text: the field, the reason, the limit and the count."""

    field: str
    reason: str
    limit: int | None
    count: int | None


class PreviewRead(ApiModel):
    """A template filled in with a draft.

    `missing` are the variables without a value, whose lines are left out; `faults` are violations
    of the platform's limits.
    """

    platform: str | None
    language: Language
    text: str
    missing: tuple[str, ...] = Field(examples=[["story"]])
    faults: list[TextViolationRead]

    @classmethod
    def of(cls, preview: Preview) -> "PreviewRead":
        """`preview` as the API returns it."""
        faults = [
            TextViolationRead(field=one.field, reason=one.reason, limit=one.limit, count=one.count)
            for one in preview.faults
        ]
        return cls(
            platform=preview.platform,
            language=preview.language,
            text=preview.text,
            missing=preview.missing,
            faults=faults,
        )


class VoiceUpdate(ApiModel):
    """Sample texts that the caller wrote."""

    samples: Annotated[list[Sample], Field(min_length=SAMPLES_MIN, max_length=SAMPLES_MAX)] = Field(
        examples=[["Namaste! A new stole.", "Namaste! Two left.", "Dyed in the courtyard."]]
    )


class VoiceRead(ApiModel):
    """The caller's sample texts and the summary of her style; empty before there are any."""

    summary: str
    samples: tuple[str, ...]
    learned_at: Instant | None

    @classmethod
    def of(cls, profile: VoiceProfile | None) -> "VoiceRead":
        """The voice as the API returns it."""
        if profile is None:
            return cls(summary="", samples=(), learned_at=None)
        return cls(summary=profile.summary, samples=profile.samples, learned_at=profile.learned_at)


class VoiceDeletedRead(ApiModel):
    """The answer after the caller's voice was deleted."""

    forgotten: Literal[True] = True
