"""Starts AI jobs through the API and runs their workers, for the tests of content."""

from typing import Any

from functions.content.model.jobs import Made, Order
from functions.content.wiring.container import container
from kernel.jobs import Jobs
from tests.integration.content.scenario import Scenario

WALL = {"prompt": "A whitewashed wall with soft shadows", "size": "landscape"}


def start_job(scenario: Scenario, path: str, body: dict[str, Any]) -> str:
    """Request a job; return its id."""
    reply = scenario.api("POST", path, body)
    assert reply.status == 202, reply.text
    assert (reply.data["status"], reply.data["progress"]) == ("queued", 0)
    return str(reply.data["job_id"])


def run_job(scenario: Scenario, name: str = "CopyRequested", event_id: str = "") -> None:
    """Hand the newest request to its worker."""
    asked = [one["data"] for one in scenario.cloud.outbox_events("content", name)][-1]
    scenario.deliver(name, asked, event_id)


def job(scenario: Scenario, job_id: str) -> Any:
    """The job as the API shows it."""
    return scenario.api("GET", f"/ai/jobs/{job_id}").data


def steps(scenario: Scenario, job_id: str) -> list[tuple[str, int]]:
    """The progress events of a job, oldest first."""
    events = [one["data"] for one in scenario.cloud.outbox_events("content", "JobChanged")]
    return [(one["status"], one["progress"]) for one in events if one["job_id"] == job_id]


def stored_jobs() -> Jobs[Order, Made]:
    """The jobs of the test's table."""
    return container().jobs
