"""How heavy a draft may be, and is: DynamoDB takes items of 400 KB."""

from dataclasses import fields

from functions.content.model.draft import Draft
from functions.content.model.platforms import PlatformText
from functions.content.model.templates import TemplateSnapshot
from functions.content.model.wording import Copy

HEAVIEST = 360_000
"""Bytes of text in a draft, so that it stays below DynamoDB's 400 KB for an item."""


def weight(draft: Draft) -> int:
    """About how many bytes the draft takes in its table."""
    texts: list[str] = [
        *draft.questions,
        *(words for one in draft.removed for words in (one.words, one.why)),
    ]
    for copy in draft.copies.values():
        texts += _strings(copy)
    for text in draft.platforms.values():
        texts += _strings(text)
    for applied in draft.templates.values():
        texts += _strings(applied)
    return sum(len(text.encode()) for text in texts)


def _strings(part: Copy | PlatformText | TemplateSnapshot) -> list[str]:
    texts: list[str] = []
    for value in (getattr(part, one.name) for one in fields(part)):
        texts += [value] if isinstance(value, str) else value or ()
    return texts
