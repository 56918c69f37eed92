"""The parts for review, templates and voice."""

from functools import cached_property

from functions.content.adapters.approval_links import DynamoApprovalLinks
from functions.content.adapters.approval_view import PublicApprovalViews
from functions.content.adapters.collections import DynamoHashtagGroups, DynamoTemplates
from functions.content.adapters.dynamo import DynamoHistory
from functions.content.service.approvals import Approvals
from functions.content.service.draft_editor import DraftEditor
from functions.content.service.reviews import Reviews
from functions.content.service.templates import Templates
from functions.content.service.voices import VoiceLearner
from functions.content.wiring.core import ContentCore
from kernel.aws.rate_limit import DynamoRateLimiter
from kernel.secret_links import random_token


class ReviewParts:
    """Review, templates and voice."""

    def __init__(self, core: ContentCore) -> None:
        self._core = core

    @cached_property
    def history(self) -> DynamoHistory:
        """The store of drafts' versions, for the API."""
        return DynamoHistory(self._core.table)

    @cached_property
    def draft_editor(self) -> DraftEditor:
        """The service for edits by hand, for the API."""
        core = self._core
        return DraftEditor(core.drafts, core.pieces, core.platforms, self.templates, core.clock)

    @cached_property
    def reviews(self) -> Reviews:
        """The service for decisions and history, for the API."""
        core = self._core
        return Reviews(core.drafts, core.pieces, self.history, core.platforms, core.clock)

    @cached_property
    def approvals(self) -> Approvals:
        """The service for approval links, for the API."""
        return Approvals(
            drafts=self._core.drafts,
            pieces=self._core.pieces,
            links=DynamoApprovalLinks(self._core.table, self._core.outbox),
            exhibits=PublicApprovalViews(),
            platforms=self._core.platforms,
            rate_limiter=DynamoRateLimiter(self._core.table),
            new_token=random_token,
            clock=self._core.clock,
            ids=self._core.ids,
        )

    @cached_property
    def templates(self) -> Templates:
        """The service for templates and groups of hashtags, for the API."""
        return Templates(
            templates=DynamoTemplates(self._core.table),
            groups=DynamoHashtagGroups(self._core.table),
            drafts=self._core.drafts,
            pieces=self._core.pieces,
            platforms=self._core.platforms,
            clock=self._core.clock,
            ids=self._core.ids,
        )

    @cached_property
    def voice_learner(self) -> VoiceLearner:
        """The service for voices, for the API."""
        return VoiceLearner(self._core.voices, self._core.clock)
