"""The request and response models of versions, approval links and decisions."""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from functions.content.model.approval_view import ApprovalView
from functions.content.model.draft import Draft, Status
from functions.content.model.languages import Language
from functions.content.model.review import LINK_FOR, ApprovalDecision, ApprovalLink, Ending
from functions.content.model.versions import Change, ChangeKind, Version
from functions.content.schemas.drafts import AuthorRead, DraftRead
from functions.content.schemas.facts import PersonName, Reason
from kernel.cursors import signed
from kernel.events import Instant
from kernel.pages import Page
from kernel.responses import ApiModel, MoneyAmount

_HOURS = int(LINK_FOR.total_seconds()) // 3600
_SUMMARIES: dict[ChangeKind, str] = {
    "started": "Begun",
    "photos": "Other photos",
    "facts": "Facts changed",
    "edited": "Edited by hand",
    "written": "Written",
    "regenerated": "One field written anew",
    "approved": "Approved",
    "rejected": "Rejected",
    "restored": "An older version restored",
}


class VersionRead(ApiModel):
    """A version of a draft: what kind of change made it, who did, and which paths changed.

    `reason` belongs to a rejection, `restored_from` to a restored version.
    """

    version: int
    at: Instant
    by: AuthorRead
    kind: ChangeKind
    summary: str = Field(examples=["Edited by hand"])
    changed: tuple[str, ...] = Field(examples=[["copies.en.title", "platforms.etsy.title"]])
    status: Status
    reason: str | None
    restored_from: int | None

    @classmethod
    def of(cls, change: Change) -> "VersionRead":
        """`change` as the API returns it."""
        return cls(
            version=change.number,
            at=change.at,
            by=AuthorRead.of(change.by),
            kind=change.kind,
            summary=_SUMMARIES[change.kind],
            changed=change.changed,
            status=change.status,
            reason=change.reason or None,
            restored_from=change.of,
        )


class VersionsRead(ApiModel):
    """A page of a draft's versions, the newest first."""

    draft_id: str
    items: list[VersionRead]
    next_cursor: str | None

    @classmethod
    def of(cls, draft_id: str, page: Page[Change]) -> "VersionsRead":
        """`page` as the API returns it."""
        items = [VersionRead.of(one) for one in page.items]
        return cls(draft_id=draft_id, items=items, next_cursor=signed(page.next_cursor))


class OldVersionRead(ApiModel):
    """A version, and the draft as it was then."""

    draft_id: str
    change: VersionRead
    draft: DraftRead

    @classmethod
    def of(cls, version: Version, draft: Draft) -> "OldVersionRead":
        """The version and its draft as the API returns them."""
        return cls(
            draft_id=draft.draft_id, change=VersionRead.of(version), draft=DraftRead.of(draft)
        )


class ApprovalLinkCreate(ApiModel):
    """The name of the person who is to decide about the draft, and how long the link is valid."""

    name: PersonName = Field(examples=["Ravi Kumar"])
    expires_in_hours: int = Field(default=72, ge=1, le=_HOURS)


class ApprovalLinkRead(ApiModel):
    """An approval link for one version of a draft.

    `url` is given only when the link is created. `ended` says why it is no longer valid, null while
    it is.
    """

    link_id: str
    name: str
    url: str | None
    version: int
    created_at: Instant
    expires_at: Instant
    ended: Ending | None
    decided_by: str | None
    decided_at: Instant | None

    @classmethod
    def of(
        cls, link: ApprovalLink, ended: Ending | None, url: str | None = None
    ) -> "ApprovalLinkRead":
        """The approval link as the API returns it."""
        return cls(
            link_id=link.link_id,
            name=link.name,
            url=url,
            version=link.draft_version,
            created_at=link.created_at,
            expires_at=link.until,
            ended=ended,
            decided_by=link.decided_by or None,
            decided_at=link.decided_at,
        )


class ApprovalLinksRead(ApiModel):
    """All approval links of a draft, the newest first."""

    draft_id: str
    items: list[ApprovalLinkRead]


class ApprovalLinkRevokedRead(ApiModel):
    """The answer after an approval link was revoked."""

    link_id: str
    revoked: Literal[True] = True


class ApprovalPhotoRead(ApiModel):
    """A picture to be approved; `width` and `height` in pixels."""

    url: str
    width: int
    height: int
    alt_text: str


class ApprovalTextRead(ApiModel):
    """The text to be published on one platform."""

    platform: str
    name: str = Field(examples=["Etsy"])
    language: Language
    title: str | None
    text: str
    tags: tuple[str, ...]


class ApprovalRead(ApiModel):
    """All that the holder of an approval link is asked to approve; `sender` is the store's name."""

    sender: str | None = Field(examples=["Asha's looms"])
    name: str
    title: str
    languages: tuple[Language, ...]
    price: MoneyAmount | None
    photos: list[ApprovalPhotoRead]
    platforms: list[ApprovalTextRead]
    expires_at: Instant

    @classmethod
    def of(cls, exhibit: ApprovalView) -> "ApprovalRead":
        """The approval view as the API returns it."""
        draft = exhibit.draft
        photos = [
            ApprovalPhotoRead(
                url=photo.url,
                width=photo.width,
                height=photo.height,
                alt_text=draft.copy.alt_text,
            )
            for photo in exhibit.photos
        ]
        return cls(
            sender=exhibit.sender or None,
            name=exhibit.link.name,
            title=draft.copy.title,
            languages=draft.languages,
            price=MoneyAmount.of(exhibit.facts.price) if exhibit.facts.price else None,
            photos=photos,
            platforms=_texts(exhibit),
            expires_at=exhibit.link.until,
        )


class ApprovalDecisionCreate(ApiModel):
    """The decision about the version that a link shows; a rejection needs a reason."""

    decision: Literal["approve", "reject"]
    name: PersonName = Field(examples=["Ravi Kumar"])
    reason: Annotated[Reason, Field(examples=["The colour is not right."])] = ""

    @model_validator(mode="after")
    def _reasoned(self) -> Self:
        if self.decision == "reject" and not self.reason:
            raise ValueError("to reject needs a reason")
        return self

    def to_decision(self) -> ApprovalDecision:
        """The request as an `ApprovalDecision`; an approval has no reason."""
        if self.decision == "approve":
            return ApprovalDecision("approved", self.name)
        return ApprovalDecision("rejected", self.name, self.reason)


class ApprovalDecisionRead(ApiModel):
    """The decision as it was saved."""

    state: Literal["approved", "rejected"]
    name: str
    at: Instant

    @classmethod
    def of(cls, decision: ApprovalDecision, at: datetime) -> "ApprovalDecisionRead":
        """`decision`, made at `at`, as the API returns it."""
        return cls(state=decision.state, name=decision.name, at=at)


def _texts(exhibit: ApprovalView) -> list[ApprovalTextRead]:
    names = {one.platform: one.name for one in exhibit.limits}
    return [
        ApprovalTextRead(
            platform=platform,
            name=names.get(platform, platform),
            language=text.language,
            title=text.title,
            text=text.text,
            tags=text.tags,
        )
        for platform, text in sorted(exhibit.draft.platforms.items())
    ]
