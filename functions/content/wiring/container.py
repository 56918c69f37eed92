"""The container of content: its core, and the parts of each noun.

A noun's parts are imported when one is first asked for. Beside each stands by how much it would
lengthen the import of a worker that does without it.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from functions.content.wiring.core import ContentCore

if TYPE_CHECKING:
    from functions.content.wiring.review import ReviewParts
    from functions.content.wiring.writing import WritingParts


class ContentContainer(ContentCore):
    """The parts of content, each built when first asked for."""

    @cached_property
    def review(self) -> "ReviewParts":
        """The parts for review, templates and voice."""
        from functions.content.wiring.review import ReviewParts  # noqa: PLC0415  # +25 %

        return ReviewParts(self)

    @cached_property
    def writing(self) -> "WritingParts":
        """The parts for the workers that write and make pictures."""
        from functions.content.wiring.writing import WritingParts  # noqa: PLC0415  # +54 %

        return WritingParts(self)


def container() -> ContentContainer:
    """Return content's container."""
    return ContentContainer.shared()
