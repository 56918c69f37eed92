"""An orderly restart in the middle of it: all goes on, nothing is lost, nothing is done twice."""

from infra.local.journey import ready_photo
from infra.local.laptop import Laptop
from tests.e2e.artisan import Artisan
from tests.e2e.laptop_aws import aws, function_of, waiting_events
from tests.e2e.live_updates import event_matcher, live_socket, receive_until
from tests.e2e.reconciliation_check import FaultCase, outcomes_after_retry
from tests.e2e.sandbox_client import SandboxClient
from tests.e2e.waiting import eventually
from tests.faults import EFFECT

LONG = 12_000
PLATFORMS = ("facebook", "instagram", "pinterest")


def no_event_waits(laptop: Laptop) -> bool:
    with aws(laptop, "dynamodb") as tables:
        return not waiting_events(tables, "publishing")


def swept_until_settled(laptop: Laptop, artisan: Artisan, post_id: str) -> None:
    """Have the sweep run every few seconds, as its schedule does every minute."""
    with aws(laptop, "lambda") as client:
        name = function_of(client, "publishing.handlers.cron_sweep")["FunctionName"]

        def wait_settled() -> bool:
            client.invoke(FunctionName=name, Payload=b"{}")
            return str(artisan.read(post_id)["status"]) == "settled"

        eventually(wait_settled, f"{post_id} settled", every=3)


def ended(
    laptop: Laptop,
    artisan: Artisan,
    sandbox: SandboxClient,
    post_id: str,
    since: int,
    *,
    by_schedule: bool = False,
) -> dict[str, FaultCase]:
    """The owner's page gets the event, no outbox holds one, and all is there or surely not."""
    with live_socket(laptop, artisan) as page:
        if not by_schedule:
            swept_until_settled(laptop, artisan, post_id)
        message = receive_until(page, event_matcher("PostSettled", post_id=post_id), seconds=300)[
            -1
        ]["data"]
    assert message["confirmed"] + message["failed"] + message["unknown"] == len(PLATFORMS)
    fault_cases = outcomes_after_retry(artisan, sandbox, post_id, since)
    for fault_case in fault_cases.values():
        fault_case.first.assert_consistent()
        fault_case.last.assert_consistent()
        assert fault_case.last.target["status"] == "confirmed", fault_case.last.target
    eventually(lambda: no_event_waits(laptop), "an empty outbox", seconds=150)
    return fault_cases


def test_a_restart_in_the_middle_of_a_publish(
    laptop: Laptop, artisan: Artisan, sandbox: SandboxClient
) -> None:
    """Instagram is still at work, and Facebook's answer to the irreversible call is on its way."""
    post_id = artisan.post(*PLATFORMS)
    since = sandbox.last()
    sandbox.set(instagram_processing_ms=LONG)
    sandbox.inject_fault(EFFECT["facebook"], "accept_then_timeout", seconds=60)
    artisan.publish(post_id)
    sandbox.wait_for("facebook", since, "published", lambda one: bool(one["effect"]))
    sandbox.wait_for("instagram", since, "at work", lambda one: one["path"].endswith("/media"))
    laptop.restart()
    for fault_case in ended(laptop, artisan, sandbox, post_id, since, by_schedule=True).values():
        assert fault_case.first.target["status"] == "confirmed", fault_case.first.target


def test_a_restart_right_after_the_click_keeps_everything(
    laptop: Laptop, artisan: Artisan, sandbox: SandboxClient
) -> None:
    post_id = artisan.post(*PLATFORMS)
    since = sandbox.last()
    connections = artisan.api.get("/connections")["items"]
    artisan.publish(post_id)
    laptop.restart()
    # A call that was cut off before it arrived may have failed; then it is tried again.
    ended(laptop, artisan, sandbox, post_id, since)
    photo = ready_photo(artisan.api, artisan.photo_id)
    for rendition in photo["renditions"]:
        shown = artisan.api.http.get(rendition["url"])
        assert (shown.status_code, len(shown.content)) == (200, rendition["bytes"])
    accounts = [(one["platform"], one["account"]) for one in connections]
    again = artisan.api.get("/connections")["items"]
    assert [(one["platform"], one["account"]) for one in again] == accounts
    assert {one["post_id"] for one in artisan.api.get("/posts")["items"]} >= {post_id}
