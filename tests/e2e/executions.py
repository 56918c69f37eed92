"""What the state machine did: its executions, read from Step Functions itself."""

import json
from typing import Any

from tests.e2e.waiting import eventually

Event = dict[str, Any]

SWEEP = "-sweep-"


class Executions:
    """The executions of the machine `publish` on one laptop cloud."""

    def __init__(self, client: Any) -> None:
        self._states = client
        (machine,) = self._states.list_state_machines()["stateMachines"]
        self._machine = machine["stateMachineArn"]

    def definition(self) -> dict[str, Any]:
        """The states of one target, by name."""
        described = self._states.describe_state_machine(stateMachineArn=self._machine)
        definition = json.loads(described["definition"])
        each = definition["States"][definition["StartAt"]]
        processor: dict[str, Any] = each["ItemProcessor"]
        return processor

    def of(self, post_id: str) -> list[str]:
        """The ARNs of a post's executions."""
        pages = self._states.get_paginator("list_executions").paginate(
            stateMachineArn=self._machine
        )
        return [
            one["executionArn"]
            for page in pages
            for one in page["executions"]
            if one["name"].startswith(f"{post_id}-")
        ]

    def started_by_press(self, post_id: str) -> list[str]:
        """Those that a press of *Publish* has begun.

        What is live is read in a run of its own, and on a busy machine the sweep may begin others.
        """
        others = (SWEEP, f"{post_id}-operation_")
        return [arn for arn in self.of(post_id) if not any(name in arn for name in others)]

    def history(self, arn: str) -> list[Event]:
        """Everything that happened in one execution, oldest first."""
        pages = self._states.get_paginator("get_execution_history").paginate(executionArn=arn)
        return [event for page in pages for event in page["events"]]

    def answers(self, arn: str) -> list[Any]:
        """What each Lambda of an execution answered, in order."""
        return [
            json.loads(event["taskSucceededEventDetails"]["output"])
            for event in self.history(arn)
            if event["type"] == "TaskSucceeded"
        ]

    def wait_until_over(self, arn: str) -> None:
        """Return when an execution has ended; it may lag behind what it did."""
        eventually(
            lambda: self._states.describe_execution(executionArn=arn)["status"] != "RUNNING",
            f"the end of {arn}",
        )

    def tasks(self, post_id: str) -> int:
        """How many Lambda calls of a post have begun."""
        return sum(
            event["type"] == "TaskScheduled"
            for arn in self.of(post_id)
            for event in self.history(arn)
        )

    def wait_for_tasks(self, post_id: str, count: int) -> None:
        """Return when so many Lambda calls of a post have begun."""
        eventually(
            lambda: self.tasks(post_id) >= count,
            f"{count} calls of {post_id}",
            every=0.1,
        )
