"""The budget of the state machine: on the straight path at most four transitions per target.

Step Functions bills each state that is entered. The emulator's history tells of the Lambda calls
inside a Map but not of the states between them, so those are walked through with the answers. On a
busy machine a platform may be put off, or the sweep may come in between: that is not the straight
path, so whatever took more is published once more, a few times.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.e2e.artisan import Artisan
from tests.e2e.executions import Executions
from tests.e2e.sandbox_client import SandboxClient

BUDGET = 4
IN_BROWSER = "meesho"
"""The one of them whose browser's answer does not say for which platform it is."""
STRAIGHT = ("facebook", "instagram", "etsy", "pinterest", "shopify", "woocommerce", IN_BROWSER)
INSTANT = 0
ROUNDS = 3


def states_entered(definition: dict[str, Any], answers: list[Any]) -> Iterator[str]:
    """The states from the first to the last, when the tasks answer like this."""
    left = iter(answers)
    name: str | None = definition["StartAt"]
    answer: Any = None
    while name is not None:
        state = definition["States"][name]
        yield name
        if state["Type"] == "Task":
            answer = next(left)
        name = chosen(state, answer) if state["Type"] == "Choice" else state.get("Next")
    assert list(left) == [], "the execution called more than the straight path does"


def chosen(state: dict[str, Any], answer: dict[str, Any]) -> str:
    for rule in state["Choices"]:
        assert rule["Variable"] == "$.next"
        if answer["next"] == rule["StringEquals"]:
            return str(rule["Next"])
    return str(state["Default"])


def test_at_most_four_transitions_on_the_straight_path(
    artisan: Artisan, sandbox: SandboxClient, executions: Executions
) -> None:
    sandbox.set(instagram_processing_ms=INSTANT, shopify_processing_ms=INSTANT)
    longer: dict[str, list[str]] = {platform: [] for platform in STRAIGHT}
    for _ in range(ROUNDS):
        longer = over_budget(artisan, executions, tuple(longer))
        if not longer:
            return
    pytest.fail(f"more than {BUDGET} states in each of {ROUNDS} rounds: {longer}")


def over_budget(
    artisan: Artisan, executions: Executions, platforms: tuple[str, ...]
) -> dict[str, list[str]]:
    """Publish a new piece; the states that were entered, of platforms with more than the budget."""
    post_id = artisan.post(*platforms)
    artisan.publish(post_id)
    wait_settled = artisan.wait_settled(post_id)
    assert {one["status"] for one in wait_settled.values()} == {"confirmed"}, wait_settled
    ids = {platform: one["publication_id"] for platform, one in wait_settled.items()}
    in_browser = ids.get(IN_BROWSER, "")
    (arn,) = executions.started_by_press(post_id)
    executions.wait_until_over(arn)
    assert not [event for event in executions.history(arn) if event["type"] == "TaskFailed"]
    definition, answers = executions.definition(), executions.answers(arn)
    entered = {
        platform: list(
            states_entered(
                definition,
                [one for one in answers if one.get("publication_id", in_browser) == publication_id],
            )
        )
        for platform, publication_id in ids.items()
    }
    return {platform: states for platform, states in entered.items() if len(states) > BUDGET}
