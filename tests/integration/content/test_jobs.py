"""Copy jobs, from the request over the worker to the result, and the day's budget."""

from datetime import datetime
from typing import Any

import pytest

from functions.content.model.facts import Facts
from functions.content.model.jobs import STUCK_AFTER, AiJob, CopyJobRequest, ImageJobRequest
from functions.content.wiring.container import container
from infra.local.sandbox import journal
from infra.local.sandbox.faults import Fault, switch_on
from infra.local.sandbox.server import SandboxServer
from tests.clocks import now
from tests.integration.content.ai_jobs import (
    WALL,
    job,
    run_job,
    start_job,
    steps,
    stored_jobs,
)
from tests.integration.content.model_writers import webp
from tests.integration.content.scenario import ASHA, ONE, RAVI, Scenario
from tests.integration.wiring import reset_wiring


class TestDrafts:
    def test_from_photo_to_words_and_back_to_facts_on_a_bad_day(
        self, live: Scenario, sandbox: SandboxServer
    ) -> None:
        live.upload(ONE, webp())
        live.photo_ready(ONE)
        draft = live.only()
        assert draft["writer"]["name"] == "gemini"
        assert draft["writer"]["note"] is None
        assert "blue tones" in draft["copy"]["alt_text"]
        for vendor in ("gemini", "openai"):
            switch_on(sandbox.world, Fault(vendor=vendor, times=0, kind="expired_token"))
        live.product_id = draft["product_id"]
        live.change(title="Blue vase")
        live.write()
        draft = live.only()
        assert draft["writer"]["name"] == "facts"
        assert draft["writer"]["note"].startswith("Gemini does not accept our key.")
        assert draft["copy"]["title"] == "Blue vase"


class TestWords:
    def test_words_in_two_languages(self, live: Scenario) -> None:
        live.upload(ONE, webp())
        live.mark_ready(ONE)
        body = {"photo_id": ONE, "facts": {"craft": "Dokra"}, "languages": ["hi", "en", "hi"]}
        job_id = start_job(live, "/ai/generate-copy", body)
        run_job(live)
        done = job(live, job_id)
        assert (done["status"], done["progress"], done["error"]) == ("done", 100, None)
        result = done["result"]
        assert list(result["copies"]) == ["hi", "en"]
        assert "शिल्प: Dokra।" in result["copies"]["hi"]["description"]
        assert result["writer"]["name"] == "gemini"
        assert float(result["cost"]) > 0
        assert steps(live, job_id) == [("running", 10), ("done", 100)]

    def test_without_a_photo_and_without_a_key_the_facts_write(self, scenario: Scenario) -> None:
        job_id = start_job(scenario, "/ai/generate-copy", {"facts": {"title": "Bell"}})
        run_job(scenario)
        result = job(scenario, job_id)["result"]
        assert result["copies"]["en"]["title"] == "Bell"
        assert (result["writer"]["name"], result["cost"]) == ("facts", "0.0000")

    def test_the_same_event_twice_is_one_request(
        self, live: Scenario, sandbox: SandboxServer
    ) -> None:
        job_id = start_job(live, "/ai/generate-copy", {"facts": {"title": "Bell"}})
        run_job(live, event_id="evt_1")
        run_job(live, event_id="evt_1")
        run_job(live, event_id="evt_2")
        assert len(journal.entries(sandbox.world, "gemini")) == 1
        assert steps(live, job_id) == [("running", 10), ("done", 100)]

    def test_a_photo_of_somebody_else_or_none(self, live: Scenario) -> None:
        live.upload(ONE)
        body = {"photo_id": ONE, "facts": {}}
        assert live.api("POST", "/ai/generate-copy", body).error["code"] == "photo_not_ready"
        stranger = live.api("POST", "/ai/generate-copy", body, user=RAVI)
        assert (stranger.status, stranger.error["code"]) == (404, "photo_not_found")

    def test_a_job_is_its_owners(self, live: Scenario) -> None:
        job_id = start_job(live, "/ai/generate-copy", {"facts": {"title": "Bell"}})
        reply = live.api("GET", f"/ai/jobs/{job_id}", user=RAVI)
        assert (reply.status, reply.error["code"]) == (404, "job_not_found")

    @pytest.mark.parametrize(
        "body",
        [
            {"languages": []},
            {"languages": ["xx"]},
            {"facts": {"nonsense": 1}},
            {"languages": "en"},
        ],
    )
    def test_malformed_requests(self, live: Scenario, body: dict[str, Any]) -> None:
        assert live.api("POST", "/ai/generate-copy", body).status == 422


class TestBudget:
    def test_the_budget_is_shown_and_at_its_end_requests_are_refused(
        self, live: Scenario, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("DAILY_BUDGET_MICROS", "100000")
        reset_wiring()
        budget = live.api("GET", "/ai/budget").data
        assert (budget["limit"], budget["spent"], budget["currency"]) == ("0.1000", "0.0000", "USD")
        start_job(live, "/ai/generate-copy", {"facts": {"title": "Bell"}})
        run_job(live)
        spent = live.api("GET", "/ai/budget").data["spent"]
        assert float(spent) > 0
        container().budget.settle(container().budget.reserve(ASHA, 1), 100_000)
        reply = live.api("POST", "/ai/generate-copy", {"facts": {"title": "Bell"}})
        assert (reply.status, reply.error["code"]) == (429, "daily_budget_spent")
        assert reply.error["details"]["limit"] == 100_000
        assert reply.error["details"]["spent"] >= 100_000
        assert datetime.fromisoformat(reply.error["details"]["resets_at"]) > now()
        assert int(reply.headers["retry-after"]) > 0
        assert live.api("POST", "/ai/generate-image", WALL).status == 429


class TestField:
    def test_one_field_anew_and_everything_else_stays(self, live: Scenario) -> None:
        live.upload(ONE, webp())
        live.mark_ready(ONE)
        facts = {"title": "Blue vase from Jaipur", "craft": "Blue pottery"}
        assert live.start(ONE, **facts).status == 201
        live.write()
        draft = live.only()
        rewrite = {"field": "title", "language": "en", "instruction": "shorter"}
        job_id = start_job(live, f"/drafts/{draft['draft_id']}/regenerate", rewrite)
        run_job(live)
        done = job(live, job_id)
        after = live.only()
        assert done["result"] == {
            "kind": "regenerate",
            "draft_id": draft["draft_id"],
            "version": after["version"],
        }
        assert after["copy"]["title"] == "Blue vase"
        assert after["copy"]["description"] == draft["copy"]["description"]
        assert after["version"] == draft["version"] + 1

    def test_a_rewrite_that_fails_changes_nothing_and_says_why(
        self, live: Scenario, sandbox: SandboxServer
    ) -> None:
        draft = live.ready()
        for vendor in ("gemini", "openai"):
            switch_on(sandbox.world, Fault(vendor=vendor, times=0, kind="expired_token"))
        rewrite = {"field": "title", "language": "en", "instruction": "shorter"}
        job_id = start_job(live, f"/drafts/{draft['draft_id']}/regenerate", rewrite)
        run_job(live)
        done = job(live, job_id)
        assert (done["status"], done["error"]["code"]) == ("failed", "writer_failed")
        assert "Gemini does not accept our key" in done["error"]["message"]
        assert live.only()["version"] == draft["version"]

    def test_of_somebody_elses_draft(self, live: Scenario) -> None:
        draft = live.ready()
        rewrite = {"field": "title", "language": "en", "instruction": "shorter"}
        path = f"/drafts/{draft['draft_id']}/regenerate"
        assert live.api("POST", path, rewrite, user=RAVI).status == 404


def test_no_job_stays_under_way_for_ever(scenario: Scenario) -> None:
    reset_wiring()
    jobs, at = stored_jobs(), now()
    long_ago = at - STUCK_AFTER
    stuck = AiJob("job_1", ASHA, ImageJobRequest("A wall"), long_ago, long_ago)
    jobs.save(stuck)
    jobs.save(AiJob("job_2", ASHA, CopyJobRequest(Facts(), ("en",)), at, at))
    ended = AiJob("job_3", ASHA, ImageJobRequest("A wall"), long_ago, long_ago)
    jobs.save(ended)
    finished = ended.begun(at)
    jobs.save(finished)
    assert jobs.find(ASHA, "job_3") == finished
    scenario.cloud.call("content.cron_sweep_jobs", {})
    found = {one: job(scenario, one) for one in ("job_1", "job_2", "job_3")}
    assert found["job_1"]["error"]["code"] == "job_took_too_long"
    assert found["job_2"]["status"] == "queued"
    assert found["job_3"]["status"] == "failed"
    assert steps(scenario, "job_1") == [("failed", 100)]
    before = len(scenario.cloud.outbox_events("content"))
    scenario.cloud.call("content.cron_sweep_jobs", {})
    assert len(scenario.cloud.outbox_events("content")) == before
