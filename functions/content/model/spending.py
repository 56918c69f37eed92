"""An artisan's daily budget for writers and image models."""

from datetime import datetime
from typing import Protocol


class BudgetSummary(Protocol):
    """One artisan's budget of today as shown to her, in micros of a US dollar."""

    @property
    def limit(self) -> int:
        """The budget for one day."""
        ...

    @property
    def spent(self) -> int:
        """What is spent of it so far."""
        ...

    @property
    def resets_at(self) -> datetime:
        """When the next day's budget begins."""
        ...
