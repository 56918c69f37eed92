"""The publishing workflow: what it repeats, where it ends, and who outlives whom."""

import json
from typing import Any

import pytest

from tests.infra.conftest import Cloud, Resource

COLD_START = 10
"""The most seconds that a function may take to begin, beside its time limit."""
MARGIN = {"StepPublish": "PUBLISH_LEASE_SECONDS", "StepBrowse": "PUBLISH_BROWSER_LEASE_SECONDS"}


@pytest.fixture(scope="module")
def states(aws: Cloud) -> dict[str, dict[str, Any]]:
    """The states of one publication, by name."""
    ((_, _, machine),) = aws.resources("AWS::StepFunctions::StateMachine")
    parts = machine["DefinitionString"]["Fn::Join"][1]
    text = "".join(part if isinstance(part, str) else "arn" for part in parts)
    definition = json.loads(text)
    each = definition["States"][definition["StartAt"]]
    assert (each["Type"], each["ItemsPath"], each["MaxConcurrency"]) == ("Map", "$.publications", 5)
    found: dict[str, dict[str, Any]] = each["ItemProcessor"]["States"]
    return found


def function(cloud: Cloud, name: str) -> Resource:
    (found,) = [
        properties
        for _, id_, properties in cloud.resources("AWS::Lambda::Function")
        if id_.startswith(name)
    ]
    return found


def test_nothing_is_repeated_but_a_call_that_surely_did_not_run(
    states: dict[str, dict[str, Any]],
) -> None:
    tasks = [state for state in states.values() if state["Type"] == "Task"]
    assert tasks
    for task in tasks:
        repeated = [error for retry in task["Retry"] for error in retry["ErrorEquals"]]
        assert repeated == ["Lambda.TooManyRequestsException"]


def test_every_crash_is_caught_and_leads_back_to_reading_what_is_known(
    states: dict[str, dict[str, Any]],
) -> None:
    after_a_crash = {
        name: (state["Catch"][0]["ErrorEquals"], state["Catch"][0]["Next"])
        for name, state in states.items()
        if state["Type"] == "Task"
    }
    assert after_a_crash == {
        "Advance": (["States.ALL"], "Recover"),
        "Browse": (["States.ALL"], "Settle a crash"),
        "Settle": (["States.ALL"], "Recover"),
        "Settle a crash": (["States.ALL"], "Recover"),
    }
    assert states["Recover"] == {"Type": "Wait", "Seconds": 5, "Next": "Advance"}
    assert states["Pause"] == {"Type": "Wait", "SecondsPath": "$.seconds", "Next": "Advance"}


def test_a_settled_publication_ends_at_once(states: dict[str, dict[str, Any]]) -> None:
    ends = {name for name, state in states.items() if state.get("End")}
    assert ends == {"Settle", "Settle a crash"}
    assert states[states["Choose"]["Default"]]["Type"] == "Succeed"


@pytest.mark.parametrize("name", list(MARGIN))
def test_a_lease_outlives_its_worker_and_the_repeated_calls_before_it(
    aws: Cloud, states: dict[str, dict[str, Any]], name: str
) -> None:
    told = function(aws, "StepPublish")["Environment"]["Variables"]
    (retry,) = states["Browse"]["Retry"]
    waits = sum(
        retry["IntervalSeconds"] * retry["BackoffRate"] ** attempt
        for attempt in range(retry["MaxAttempts"])
    )
    assert function(aws, name)["Timeout"] + waits < int(told[MARGIN[name]])


def test_a_steps_lease_outlives_the_function_that_it_calls_at_its_very_end(aws: Cloud) -> None:
    step, called = function(aws, "StepPublish"), function(aws, "InternalPosting")
    told = step["Environment"]["Variables"]
    assert called["Timeout"] == int(told["CHANNELS_POSTING_SECONDS"]) < step["Timeout"]
    last = step["Timeout"] + COLD_START + called["Timeout"]
    assert last <= int(told["PUBLISH_LEASE_SECONDS"])
