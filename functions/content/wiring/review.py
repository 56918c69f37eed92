"""Builds the services for review, templates and voice."""

from functools import lru_cache

from functions.content.adapters.collections import DynamoHashtagGroups, DynamoTemplates
from functions.content.adapters.dynamo import DynamoHistory
from functions.content.service.approvals import Approvals
from functions.content.service.draft_editor import DraftEditor
from functions.content.service.reviews import Reviews
from functions.content.service.templates import Templates
from functions.content.service.voices import VoiceLearner
from functions.content.wiring import drafts, outbox, platforms, table, voices
from kernel.aws.rate_limit import DynamoRateLimiter
from kernel.clock import SystemClock
from kernel.ids import RandomIds
from kernel.secret_links import random_token


@lru_cache
def draft_editor() -> DraftEditor:
    """The service for edits by hand, for the API."""
    return DraftEditor(drafts(), platforms(), templates(), SystemClock())


@lru_cache
def reviews() -> Reviews:
    """The service for decisions and history, for the API."""
    return Reviews(drafts(), history(), platforms(), SystemClock())


@lru_cache
def history() -> DynamoHistory:
    """The store of drafts' versions, for the API and the worker that deletes them."""
    return DynamoHistory(table())


@lru_cache
def approvals() -> Approvals:
    """The service for approval links, for the API."""
    from functions.content.adapters.approval_links import DynamoApprovalLinks  # noqa: PLC0415  # as above
    from functions.content.adapters.approval_view import PublicApprovalViews  # noqa: PLC0415  # as above

    return Approvals(
        drafts=drafts(),
        links=DynamoApprovalLinks(table(), outbox()),
        exhibits=PublicApprovalViews(),
        platforms=platforms(),
        rate_limiter=DynamoRateLimiter(table()),
        new_token=random_token,
        clock=SystemClock(),
        ids=RandomIds(),
    )


@lru_cache
def templates() -> Templates:
    """The service for templates and groups of hashtags, for the API."""
    return Templates(
        templates=DynamoTemplates(table()),
        groups=DynamoHashtagGroups(table()),
        drafts=drafts(),
        platforms=platforms(),
        clock=SystemClock(),
        ids=RandomIds(),
    )


def voice_learner() -> VoiceLearner:
    """The service for voices, for the API."""
    return VoiceLearner(voices(), SystemClock())
