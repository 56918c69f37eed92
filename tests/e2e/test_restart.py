"""An orderly restart in the middle of it: all goes on, nothing is lost, nothing is done twice."""

from infra.local.journey import ready_photo
from infra.local.laptop import Laptop
from tests.e2e.artisan import Artisan
from tests.e2e.cloud import aws, function_of, waiting_events
from tests.e2e.judge import Ordeal, after_trying_again
from tests.e2e.live import heard, listening, news
from tests.e2e.sandbox import Sandbox
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

        def settled() -> bool:
            client.invoke(FunctionName=name, Payload=b"{}")
            return str(artisan.read(post_id)["status"]) == "settled"

        eventually(settled, f"{post_id} settled", every=3)


def ended(
    laptop: Laptop,
    artisan: Artisan,
    sandbox: Sandbox,
    post_id: str,
    since: int,
    *,
    by_schedule: bool = False,
) -> dict[str, Ordeal]:
    """The owner's page is told, nothing is left to be said, and all is there or surely not."""
    with listening(laptop, artisan) as page:
        if not by_schedule:
            swept_until_settled(laptop, artisan, post_id)
        told = heard(page, news("PostSettled", post_id=post_id), seconds=300)[-1]["data"]
    assert told["confirmed"] + told["failed"] + told["unknown"] == len(PLATFORMS)
    ordeals = after_trying_again(artisan, sandbox, post_id, since)
    for ordeal in ordeals.values():
        ordeal.first.must_be_true()
        ordeal.last.must_be_true()
        assert ordeal.last.target["status"] == "confirmed", ordeal.last.target
    eventually(lambda: no_event_waits(laptop), "an empty outbox", seconds=150)
    return ordeals


def test_a_restart_in_the_middle_of_a_publish(
    laptop: Laptop, artisan: Artisan, sandbox: Sandbox
) -> None:
    """Instagram is still at work, and Facebook's answer to the irreversible call is on its way."""
    post_id = artisan.post(*PLATFORMS)
    since = sandbox.last()
    sandbox.set(instagram_processing_ms=LONG)
    sandbox.misbehave(EFFECT["facebook"], "accept_then_timeout", seconds=60)
    artisan.publish(post_id)
    sandbox.wait_for("facebook", since, "published", lambda one: bool(one["effect"]))
    sandbox.wait_for("instagram", since, "at work", lambda one: one["path"].endswith("/media"))
    laptop.restart()
    for ordeal in ended(laptop, artisan, sandbox, post_id, since, by_schedule=True).values():
        assert ordeal.first.target["status"] == "confirmed", ordeal.first.target


def test_a_restart_right_after_the_click_keeps_everything(
    laptop: Laptop, artisan: Artisan, sandbox: Sandbox
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
