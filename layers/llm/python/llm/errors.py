"""What can go wrong when a model is asked."""

from datetime import datetime
from typing import ClassVar

from kernel.clock import rfc3339
from kernel.errors import Problem, TooMany


class ModelFailed(Problem):
    """A model did not give a usable answer; `message` says why, in words for the person."""

    status = 502
    code = "model_failed"


class ImageDeclined(Problem):
    """An image model declined to draw what was asked; `message` says which."""

    status = 409
    code = "image_declined"


class DailyBudgetSpent(TooMany):
    """The person's daily budget for models is used up; amounts are in micros of a US dollar.

    `hint` ends the remedy: what costs nothing meanwhile.
    """

    code = "daily_budget_spent"
    sentence: ClassVar[str] = "Your daily budget for AI writing and pictures is used up."

    def __init__(  # the amounts, the time, and the hint
        self, limit: int, spent: int, resets_at: datetime, now: datetime, hint: str = ""
    ) -> None:
        super().__init__(
            self.sentence,
            retry_after=max(int((resets_at - now).total_seconds()), 1),
            remedy="; ".join(filter(None, ("It starts anew at midnight in India", hint))) + ".",
        )
        self.details |= {"limit": limit, "spent": spent, "resets_at": rfc3339(resets_at)}


class EverybodysBudgetSpent(DailyBudgetSpent):
    """All persons' budget for models together is used up; an operator is called."""

    code = "everybodys_budget_spent"
    sentence = "Many people used AI writing and pictures today; it starts again tomorrow."
