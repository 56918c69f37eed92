"""Builds what serves review, templates and voice."""

from functools import lru_cache

from functions.content.adapters.dynamo import DynamoHistory
from functions.content.adapters.shelves import DynamoHashtagGroups, DynamoTemplates
from functions.content.service.approving import Approving
from functions.content.service.editing import Editing
from functions.content.service.reviewing import Reviewing
from functions.content.service.templates import Templates
from functions.content.service.voices import Learning
from functions.content.wiring import drafts, outbox, platforms, table, voices
from kernel.clock import SystemClock
from kernel.ids import RandomIds


@lru_cache
def editing() -> Editing:
    """Words by hand, for the API."""
    return Editing(drafts(), platforms(), templates(), SystemClock())


@lru_cache
def reviewing() -> Reviewing:
    """Decisions and history, for the API."""
    return Reviewing(drafts(), history(), platforms(), SystemClock())


@lru_cache
def history() -> DynamoHistory:
    """What drafts were, for the API and the worker that forgets it."""
    return DynamoHistory(table())


@lru_cache
def approving() -> Approving:
    """Links for approval, for the API."""
    from functions.content.adapters.exhibits import PublicExhibits  # noqa: PLC0415  # as above
    from functions.content.adapters.links import DynamoLinks  # noqa: PLC0415  # as above
    from functions.content.adapters.throttle import (  # noqa: PLC0415  # as above
        DynamoThrottle,
        RandomTokens,
    )

    return Approving(
        drafts=drafts(),
        links=DynamoLinks(table(), outbox()),
        exhibits=PublicExhibits(),
        platforms=platforms(),
        throttle=DynamoThrottle(table()),
        tokens=RandomTokens(),
        clock=SystemClock(),
        ids=RandomIds(),
    )


@lru_cache
def templates() -> Templates:
    """Templates and groups of hashtags, for the API."""
    return Templates(
        templates=DynamoTemplates(table()),
        groups=DynamoHashtagGroups(table()),
        drafts=drafts(),
        platforms=platforms(),
        clock=SystemClock(),
        ids=RandomIds(),
    )


def learning() -> Learning:
    """Voices, for the API."""
    return Learning(voices(), SystemClock())
