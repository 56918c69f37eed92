"""The port to the workflow that advances publications."""

from collections.abc import Sequence
from typing import Protocol


class Workflow(Protocol):
    """Runs the workflow that advances publications."""

    def start(self, post_id: str, run: str, publication_ids: Sequence[str]) -> None:
        """Start the run `run` of a post for these publications; the same name starts only once."""
        ...
