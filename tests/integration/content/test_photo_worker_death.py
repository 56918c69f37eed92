"""The worker of a photo that is ready dies, at each of its calls, and its event comes again."""

from contextlib import suppress
from typing import Any

import pytest

from infra.local.sandbox import journal
from infra.local.sandbox.server import SandboxServer
from tests.clocks import SharedClock
from tests.integration.aws import before_calls
from tests.integration.content.model_writers import webp
from tests.integration.content.scenario import ASHA, ONE, Scenario

RETRY = 180
"""Seconds until Lambda has delivered an event of a dead worker anew, its timeout being over."""


class Killed(BaseException):
    """The worker's process ends."""


class DyingWorker:
    """Dies at its call number `at` to AWS, before AWS sees the call."""

    def __init__(self, at: int) -> None:
        self._left = at
        self.died = False

    def call(self, _request: Any) -> None:
        self._left -= 1
        if self._left < 0:
            self.died = True
            raise Killed

    def take(self, scenario: Scenario, name: str, event: dict[str, Any], event_id: str) -> None:
        with suppress(Killed), before_calls(self.call):
            scenario.deliver(name, event, event_id)


def created(scenario: Scenario, photo_id: str, **facts: str) -> dict[str, Any]:
    """The event about a new product of this photo, which content has not heard of."""
    product = scenario.product(photo_id, **facts)
    return {"product_id": product["product_id"], "owner_id": ASHA}


@pytest.mark.parametrize(
    ("name", "deaths"),
    [("ProductCreated", 2), ("PhotoReady", 1)],
    ids=["a new draft, two deaths", "a draft that waits, one death"],
)
def test_each_death_ends_in_one_draft_that_was_written_once(
    scenario: Scenario, clock: SharedClock, name: str, deaths: int
) -> None:
    began, at, died = clock.now(), 0, True
    while died:
        clock.set(began)  # the token is good for minutes
        photo_id, event_id = f"photo_{at:026d}", f"evt_{at}"
        scenario.upload(photo_id)
        product = created(scenario, photo_id, title="Blue vase")
        if name == "PhotoReady":
            scenario.api("POST", "/drafts", {"product_id": product["product_id"]})
        photo = scenario.mark_ready(photo_id)
        event = {"PhotoReady": photo, "ProductCreated": product}[name]
        for _ in range(deaths):
            worker = DyingWorker(at)
            worker.take(scenario, name, event, event_id)
            died = worker.died
            clock.forward(RETRY)
        scenario.deliver(name, event, event_id)
        at += 1
    clock.set(began)
    drafts = scenario.api("GET", "/drafts", query={"limit": "50"}).data["items"]
    assert len(drafts) == at > 5
    assert {draft["status"] for draft in drafts} == {"ready"}
    written = [one["data"] for one in scenario.cloud.outbox_events("content", "DraftReady")]
    assert sorted(one["draft_id"] for one in written) == sorted(one["draft_id"] for one in drafts)
    assert scenario.requests() == []


def test_what_the_artisan_asks_for_after_a_death_is_written_once(
    scenario: Scenario, clock: SharedClock
) -> None:
    scenario.upload(ONE)
    scenario.mark_ready(ONE)
    event, at, statuses = created(scenario, ONE), 0, [""]
    while statuses != ["writing"]:
        DyingWorker(at).take(scenario, "ProductCreated", event, f"evt_{at}")
        at += 1
        statuses = [one["status"] for one in scenario.api("GET", "/drafts").data["items"]]
    clock.forward(RETRY)
    scenario.change(title="Blue vase")
    scenario.deliver("ProductCreated", event, f"evt_{at - 1}")
    assert scenario.only()["status"] == "writing"
    scenario.run_planned(*scenario.requests())
    assert scenario.only()["copy"]["title"] == "Blue vase"
    assert len(scenario.cloud.outbox_events("content", "DraftReady")) == 1


def test_words_of_the_artisans_own_request_are_left_to_that_request(scenario: Scenario) -> None:
    scenario.upload(ONE)
    event = scenario.mark_ready(ONE)
    scenario.start(ONE, title="Blue vase")
    scenario.deliver("PhotoReady", event)
    scenario.hear()
    assert scenario.only()["status"] == "writing"
    scenario.write()
    assert scenario.only()["status"] == "ready"


def test_a_model_that_answered_a_dead_worker_is_not_paid_again(
    live: Scenario, sandbox: SandboxServer, clock: SharedClock
) -> None:
    live.upload(ONE, webp())
    live.start(ONE)
    event = live.mark_ready(ONE)

    def die_when_answered(request: Any) -> None:
        asked = journal.entries(sandbox.world, "gemini", 0, None)
        if b"DraftReady" in (request.body or b"") and asked:
            raise Killed

    with pytest.raises(Killed), before_calls(die_when_answered):
        live.deliver("PhotoReady", event, "evt_same")
    assert live.only()["status"] == "writing"
    clock.forward(RETRY)
    live.deliver("PhotoReady", event, "evt_same")
    assert (live.only()["status"], live.only()["writer"]["name"]) == ("ready", "gemini")
    assert len(journal.entries(sandbox.world, "gemini", 0, None)) == 1
