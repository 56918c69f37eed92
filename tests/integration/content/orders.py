"""Orders for words and pictures, as the tests of content place and carry them out."""

from typing import Any

from functions.content.adapters.jobs import DynamoJobs
from kernel.aws.outbox import Outbox
from kernel.aws.table import Table
from kernel.clock import SystemClock
from kernel.ids import RandomIds
from tests.integration.content.scene import Scene

WALL = {"prompt": "A whitewashed wall with soft shadows", "size": "landscape"}


def order(scene: Scene, path: str, body: dict[str, Any]) -> str:
    """Place an order; answers the job's id."""
    reply = scene.api("POST", path, body)
    assert reply.status == 202, reply.text
    assert (reply.data["status"], reply.data["progress"]) == ("queued", 0)
    return str(reply.data["job_id"])


def carry_out(scene: Scene, name: str = "CopyRequested", event_id: str = "") -> None:
    """Hand the newest request to its worker."""
    asked = [one["data"] for one in scene.cloud.said("content", name)][-1]
    scene.tell(name, asked, event_id)


def job(scene: Scene, job_id: str) -> Any:
    """The job as the API shows it."""
    return scene.api("GET", f"/ai/jobs/{job_id}").data


def steps(scene: Scene, job_id: str) -> list[tuple[str, int]]:
    """What the artisan's page is told on the way, oldest first."""
    said = [one["data"] for one in scene.cloud.said("content", "JobChanged")]
    return [(one["status"], one["progress"]) for one in said if one["job_id"] == job_id]


def kept_jobs() -> DynamoJobs:
    """The jobs of the test's table."""
    outbox = Outbox(SystemClock(), RandomIds())
    return DynamoJobs(Table("haat-content"), outbox)
