"""Runs the publishing workflow on Step Functions."""

import json
from collections.abc import Sequence

from kernel.aws.clients import client
from kernel.observability import log_event


class StepFunctionsWorkflow:
    """Implements the port `Workflow`: an execution's name is unique, so a run starts once."""

    def __init__(self, machine_arn: str) -> None:
        self._machine_arn = machine_arn

    def start(self, post_id: str, run: str, publication_ids: Sequence[str]) -> None:
        """Start the run; an execution that exists already under this name counts as success."""
        states = client("stepfunctions")
        work = {"post_id": post_id, "publications": list(publication_ids)}
        try:
            states.start_execution(
                stateMachineArn=self._machine_arn,
                name=f"{post_id}-{run}",
                input=json.dumps(work),
            )
        except states.exceptions.ExecutionAlreadyExists:
            log_event("RunAlreadyStarted", post_id=post_id, run=run)
