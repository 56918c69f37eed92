"""The request and response models of drafts."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field

from functions.content.model.draft import Draft, Status
from functions.content.model.edits import Edit
from functions.content.model.facts import asked_about
from functions.content.model.languages import Language
from functions.content.model.platforms import PlatformText
from functions.content.model.review import Author, ByKind
from functions.content.schemas.facts import (
    Languages,
    Platform,
    ProductId,
    Reason,
)
from functions.content.schemas.words import (
    CopyRead,
    CopyUpdate,
    PlatformTextRead,
    PlatformTextUpdate,
    RemovedClaimRead,
    WriterRead,
    dollars,
)
from kernel.events import Instant
from kernel.responses import ApiModel

_WORDS: dict[str, Any] = {
    "title": "Indigo Ajrakh stole",
    "description": "Hand-block printed with sixteen washes.",
    "hashtags": ["#Ajrakh"],
    "alt_text": "An indigo stole with a printed border, folded on a table.",
    "call_to_action": "Ask for the length that you need.",
}


class DraftCreate(ApiModel):
    """The product to write a draft about."""

    product_id: ProductId
    languages: Languages | None = Field(default=None, examples=[["en", "hi"]])


class RejectionCreate(ApiModel):
    """The reason why a draft is not to be published."""

    reason: Reason = Field(examples=["The price is an old one."])


class DraftUpdate(ApiModel):
    """Words by hand, which no rewrite changes.

    `copy` is in the main language, the first of `languages`; `copies` is by language. Changed
    languages lead to a rewrite after four seconds without a further change.
    """

    languages: Languages | None = Field(default=None, examples=[["en", "hi"]])
    copy_: CopyUpdate = Field(default=CopyUpdate(), alias="copy")
    copies: dict[Language, CopyUpdate] = Field(
        default_factory=dict, max_length=12, examples=[{"hi": {"title": "नीला अजरख स्टोल"}}]
    )
    platforms: dict[Platform, PlatformTextUpdate] = Field(default_factory=dict, max_length=20)

    def to_edit(self) -> Edit:
        """The request as an `Edit`."""
        return Edit(
            copy=self.copy_.to_edit(),
            copies={language: copy.to_edit() for language, copy in self.copies.items()},
            platforms={name: text.to_edit() for name, text in self.platforms.items()},
            languages=tuple(self.languages) if self.languages else None,
        )

    def template_ids(self) -> dict[str, str | None]:
        """The template's id, or None to remove it, for each platform where it was given."""
        return {
            name: text.template_id
            for name, text in self.platforms.items()
            if "template_id" in text.model_fields_set
        }


class AuthorRead(ApiModel):
    """Who made a change: the artisan, a writer, or an approver.

    `name` is the writer's as in `writer`, or the name that the approver gave.
    """

    kind: ByKind
    name: str | None

    @classmethod
    def of(cls, by: Author) -> "AuthorRead":
        """The author as the API returns it."""
        return cls(kind=by.kind, name=by.name or None)


ReviewState = Literal["draft", "edited", "approved", "rejected"]


class ReviewRead(ApiModel):
    """The state of a draft's review; `reason`, `by` and `at` belong to a decision."""

    state: ReviewState
    reason: str | None
    by: AuthorRead | None
    at: Instant | None

    @classmethod
    def of(cls, draft: Draft) -> "ReviewRead":
        """The review of `draft` as the API returns it."""
        if draft.review is None:
            return cls(
                state="edited" if draft.status == "edited" else "draft",
                reason=None,
                by=None,
                at=None,
            )
        review = draft.review
        return cls(
            state=review.state,
            reason=review.reason or None,
            by=AuthorRead.of(review.by),
            at=review.at,
        )


class ReviewRequestRead(ApiModel):
    """A question to the artisan; `fact` names the product's field that answers it."""

    question: str
    fact: str | None

    @classmethod
    def of(cls, question: str) -> "ReviewRequestRead":
        """`question` as the API returns it."""
        return cls(question=question, fact=asked_about(question))


class CostRead(ApiModel):
    """What models have cost for all the writing of a draft."""

    spent: str = Field(examples=["0.0042"])
    currency: Literal["USD"] = "USD"


class DraftRead(ApiModel):
    """The words for one product, by language and by platform.

    `photo_problem` says why there is no photo to wait for any more. `asked` are the `questions`
    with the facts that answer them, `removed` the claims that no fact supports. `edited` names the
    fields that were written by hand, such as `copies.hi.title`.
    """

    draft_id: str
    product_id: str
    status: Status
    photo_problem: str | None
    languages: tuple[Language, ...]
    copy_: CopyRead = Field(alias="copy")
    copies: dict[Language, CopyRead] = Field(examples=[{"en": _WORDS}])
    platforms: dict[str, PlatformTextRead]
    writer: WriterRead
    questions: tuple[str, ...]
    asked: tuple[ReviewRequestRead, ...]
    removed: tuple[RemovedClaimRead, ...]
    edited: tuple[str, ...] = Field(examples=[["copies.en.title"]])
    review: ReviewRead
    cost: CostRead
    version: int
    created_at: Instant
    updated_at: Instant

    @classmethod
    def of(cls, draft: Draft, bases: Mapping[str, PlatformText] | None = None) -> "DraftRead":
        """`draft` as the API returns it; `bases` are the texts to compare edited ones with."""
        return cls(
            draft_id=draft.draft_id,
            product_id=draft.product_id,
            status=draft.status,
            photo_problem=draft.photo_problem,
            languages=draft.languages,
            copy=CopyRead.of(draft.copy),
            copies={one: CopyRead.of(draft.copy_in(one)) for one in draft.languages},
            platforms={
                name: _text(draft, name, text, bases or {})
                for name, text in draft.platforms.items()
            },
            writer=WriterRead.of(draft.writer),
            questions=draft.questions,
            asked=tuple(ReviewRequestRead.of(one) for one in draft.questions),
            removed=tuple(RemovedClaimRead.of(one) for one in draft.removed),
            edited=draft.edited,
            review=ReviewRead.of(draft),
            cost=CostRead(spent=dollars(draft.cost.micros)),
            version=draft.version,
            created_at=draft.created_at,
            updated_at=draft.updated_at,
        )


def _text(
    draft: Draft, name: str, text: PlatformText, bases: Mapping[str, PlatformText]
) -> PlatformTextRead:
    template = draft.templates.get(name)
    edited = draft.edits_of(name)
    return PlatformTextRead.of(
        text,
        edited=edited,
        template_id=template.template_id if template else None,
        base=bases.get(name) if edited else None,
    )
