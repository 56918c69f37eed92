"""The worker of a photo that is ready dies, at each of its calls, and its event comes again."""

from contextlib import suppress
from typing import Any

import pytest

from infra.local.sandbox import journal
from infra.local.sandbox.server import SandboxServer
from tests.clocks import SharedClock
from tests.integration.aws import before_calls
from tests.integration.content.model_writers import webp
from tests.integration.content.scenario import ONE, Scenario

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

    def take(self, scenario: Scenario, event: dict[str, Any], event_id: str) -> None:
        with suppress(Killed), before_calls(self.call):
            scenario.deliver("PhotoReady", event, event_id)


@pytest.mark.parametrize(
    ("facts", "deaths"),
    [(None, 2), ({"title": "Blue vase"}, 1)],
    ids=["a new draft, two deaths", "a draft that waits, one death"],
)
def test_each_death_ends_in_one_draft_that_was_written_once(
    scenario: Scenario, clock: SharedClock, facts: dict[str, str] | None, deaths: int
) -> None:
    began, at, died = clock.now(), 0, True
    while died:
        clock.set(began)  # the token is good for minutes
        photo_id, event_id = f"photo_{at:026d}", f"evt_{at}"
        scenario.upload(photo_id)
        if facts:
            scenario.api("POST", "/drafts", {"photo_ids": [photo_id], "facts": facts})
        event = scenario.mark_ready(photo_id)
        for _ in range(deaths):
            worker = DyingWorker(at)
            worker.take(scenario, event, event_id)
            died = worker.died
            clock.forward(RETRY)
        scenario.deliver("PhotoReady", event, event_id)
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
    event = scenario.mark_ready(ONE)
    at = 0
    while not scenario.api("GET", "/drafts").data["items"]:
        DyingWorker(at).take(scenario, event, f"evt_{at}")
        at += 1
    draft = scenario.only()
    assert draft["status"] == "writing"
    path = f"/drafts/{draft['draft_id']}"
    edit = {"facts": {"title": "Blue vase"}}
    scenario.api("PATCH", path, edit, version=draft["version"])
    clock.forward(RETRY)
    scenario.deliver("PhotoReady", event, f"evt_{at - 1}")
    assert scenario.only()["status"] == "writing"
    scenario.run_planned(*scenario.requests())
    assert scenario.only()["copy"]["title"] == "Blue vase"
    assert len(scenario.cloud.outbox_events("content", "DraftReady")) == 1


def test_words_of_the_artisans_own_request_are_left_to_that_request(scenario: Scenario) -> None:
    scenario.upload(ONE)
    event = scenario.mark_ready(ONE)
    scenario.api("POST", "/drafts", {"photo_ids": [ONE], "facts": {"title": "Blue vase"}})
    scenario.deliver("PhotoReady", event)
    assert scenario.only()["status"] == "writing"
    scenario.write()
    assert scenario.only()["status"] == "ready"


def test_a_model_that_answered_a_dead_worker_is_not_paid_again(
    live: Scenario, sandbox: SandboxServer, clock: SharedClock
) -> None:
    live.upload(ONE, webp())
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
