"""Drafts and links at the same moment, late, twice and out of order; a job's live updates."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from functions.content import public
from functions.content.errors.drafts import NotApproved
from kernel.aws.table import Key
from kernel.clock import rfc3339
from tests.clocks import now
from tests.integration.aws import Reply, bus_event
from tests.integration.content.ai_jobs import run_job, start_job
from tests.integration.content.scenario import ASHA, ONE, RAVI, Scenario
from tests.integration.conversations.gateway import Gateway
from tests.integration.conversations.test_socket import hello
from tests.integration.wiring import reset_wiring

YES = {"decision": "approve", "name": "Ravi"}
NO = {"decision": "reject", "name": "Ravi", "reason": "Wrong price."}


def fresh(scenario: Scenario) -> tuple[Any, str]:
    draft = scenario.ready()
    return draft, f"/drafts/{draft['draft_id']}"


def link(scenario: Scenario, path: str, **more: Any) -> tuple[Any, str]:
    """A link, and where its holder asks."""
    made = scenario.api("POST", f"{path}/approval-link", {"name": "Ravi"}, **more).data
    return made, "/drafts/approvals/" + made["url"].rpartition("/")[2]


def outside(scenario: Scenario, where: str, body: Any = None) -> Reply:
    """What somebody without an account is answered."""
    return scenario.cloud.api("content", "GET" if body is None else "POST", where, body)


def at_once(*asked: Any) -> list[Reply]:
    with ThreadPoolExecutor(len(asked)) as pool:
        return [future.result() for future in [pool.submit(one) for one in asked]]


def outlive(scenario: Scenario, draft: Any, made: Any) -> None:
    """A week goes by for this link."""
    past = rfc3339(now() - timedelta(seconds=1))
    scenario.cloud.client("dynamodb").update_item(
        TableName="haat-content",
        Key=Key(f"draft#{draft['draft_id']}", f"link#{made['link_id']}").wire(),
        UpdateExpression="SET #until = :past",
        ExpressionAttributeNames={"#until": "until"},
        ExpressionAttributeValues={":past": {"S": past}},
    )


class TestAtOnce:
    def test_of_an_approval_a_rejection_and_an_edit_one_counts(self, scenario: Scenario) -> None:
        draft, path = fresh(scenario)
        version = draft["version"]
        replies = at_once(
            lambda: scenario.api("POST", f"{path}/approve", version=version),
            lambda: scenario.api("POST", f"{path}/reject", {"reason": "No."}, version=version),
            lambda: scenario.api("PATCH", path, {"copy": {"title": "Mine"}}, version=version),
        )
        assert sorted(reply.status for reply in replies) == [200, 412, 412]
        (won,) = (reply.data for reply in replies if reply.status == 200)
        assert scenario.only()["status"] == won["status"]
        assert won["version"] == version + 1
        events = [*scenario.cloud.outbox_events("content", "DraftApproved")]
        events += scenario.cloud.outbox_events("content", "DraftRejected")
        assert len(events) == (won["status"] != "edited")

    def test_of_a_decision_and_its_link_taken_back_one_counts(self, scenario: Scenario) -> None:
        draft, path = fresh(scenario)
        made, where = link(scenario, path)
        decided, revoked = at_once(
            lambda: outside(scenario, where, YES),
            lambda: scenario.api("DELETE", f"{path}/approval-link/{made['link_id']}"),
        )
        assert {decided.status, revoked.status} == {200, 410}
        (kept,) = scenario.api("GET", f"{path}/approval-links").data["items"]
        assert kept["ended"] == ("approved" if decided.status == 200 else "revoked")
        assert (scenario.only()["status"] == "approved") == (decided.status == 200)
        assert scenario.only()["draft_id"] == draft["draft_id"]

    def test_two_drafts_of_one_photo_are_one(self, scenario: Scenario) -> None:
        scenario.upload(ONE)
        event = scenario.mark_ready(ONE)
        product = scenario.product(ONE, title="Blue vase")
        body = {"product_id": product["product_id"]}
        at_once(
            lambda: scenario.api("POST", "/drafts", body),
            lambda: scenario.api("POST", "/drafts", body),
            lambda: scenario.deliver("PhotoReady", event),
            scenario.hear,
        )
        if scenario.only()["status"] == "writing":
            scenario.write()
        assert scenario.only()["copy"]["title"] == "Blue vase"

    def test_archiving_while_words_are_written_drops_them(self, scenario: Scenario) -> None:
        _, path = fresh(scenario)
        scenario.api("POST", f"{path}/rewrite")
        at_once(scenario.archive, scenario.write)
        assert scenario.api("GET", "/drafts").data["items"] == []
        scenario.restore()
        if scenario.only()["status"] == "writing":
            scenario.write()
        assert scenario.only()["status"] == "ready"

    def test_two_changes_of_a_template(self, scenario: Scenario) -> None:
        made = scenario.api("POST", "/templates", {"name": "Festive", "body": "{title}"}).data
        path = f"/templates/{made['template_id']}"
        replies = at_once(
            lambda: scenario.api("PATCH", path, {"name": "One"}, version=1),
            lambda: scenario.api("PATCH", path, {"name": "Two"}, version=1),
        )
        assert sorted(reply.status for reply in replies) == [200, 412]


class TestLate:
    def test_a_link_that_ran_out_says_so_everywhere(self, scenario: Scenario) -> None:
        draft, path = fresh(scenario)
        made, where = link(scenario, path)
        outlive(scenario, draft, made)
        for body in (None, YES, NO):
            reply = outside(scenario, where, body)
            assert (reply.status, reply.error["details"]["ended"]) == (410, "expired")
        (kept,) = scenario.api("GET", f"{path}/approval-links").data["items"]
        assert kept["ended"] == "expired"
        assert scenario.only()["status"] == "ready"
        with pytest.raises(NotApproved):
            public.approved(ASHA, draft["product_id"])

    def test_a_decision_is_not_decided_again(self, scenario: Scenario) -> None:
        draft, path = fresh(scenario)
        _, where = link(scenario, path)
        assert outside(scenario, where, NO).status == 200
        for body in (None, YES, NO):
            reply = outside(scenario, where, body)
            assert (reply.status, reply.error["details"]["ended"]) == (410, "rejected")
        assert scenario.only()["version"] == draft["version"] + 1

    def test_a_link_does_not_open_a_restored_version(self, scenario: Scenario) -> None:
        draft, path = fresh(scenario)
        _, where = link(scenario, path)
        edit = {"copy": {"title": "Mine"}}
        later = scenario.api("PATCH", path, edit, version=draft["version"]).data
        restore = f"{path}/versions/{draft['version']}/restore"
        scenario.api("POST", restore, version=later["version"])
        assert outside(scenario, where, YES).error["details"]["ended"] == "changed"

    def test_only_so_many_links_are_open(self, scenario: Scenario) -> None:
        draft, path = fresh(scenario)
        made = [link(scenario, path)[0] for _ in range(10)]
        reply = scenario.api("POST", f"{path}/approval-link", {"name": "Ravi"})
        assert (reply.status, reply.error["code"]) == (409, "too_many_links")
        outlive(scenario, draft, made[0])
        link(scenario, path)
        revoke = f"{path}/approval-link/{made[1]['link_id']}"
        assert [scenario.api("DELETE", revoke).status for _ in range(2)] == [200, 200]
        link(scenario, path)
        assert scenario.api("DELETE", f"{path}/approval-link/link_none").status == 404

    def test_an_old_request_writes_nothing_over_a_restored_draft(self, scenario: Scenario) -> None:
        draft, path = fresh(scenario)
        later = scenario.change(title="Green bowl")
        (planned,) = (
            one["data"] for one in scenario.cloud.outbox_events("content", "RewritePlanned")
        )
        restore = f"{path}/versions/{draft['version']}/restore"
        back = scenario.api("POST", restore, version=later["version"]).data
        assert (back["copy"]["title"], back["status"]) == ("Blue vase", "edited")
        scenario.run_planned(planned)
        assert scenario.only() == back

    def test_a_version_without_words_is_written_when_it_comes_back(
        self, scenario: Scenario
    ) -> None:
        scenario.upload(ONE)
        scenario.mark_ready(ONE)
        first = scenario.start(ONE, title="Green bowl").data
        path = f"/drafts/{first['draft_id']}"
        later = scenario.change(title="Blue vase")
        restore = f"{path}/versions/1/restore"
        back = scenario.api("POST", restore, version=later["version"]).data
        assert back["status"] == "writing"
        # A writer who is at work on what was undone in between hands nothing in.
        *void, wanted = scenario.requests()
        assert wanted["draft_version"] == back["version"]
        for request in void:
            scenario.deliver("RewriteRequested", request)
        assert scenario.only() == back
        scenario.deliver("RewriteRequested", wanted)
        draft = scenario.only()
        assert (draft["status"], draft["copy"]["title"]) == ("ready", "Blue vase")


class TestTwice:
    def test_a_repeated_approval_is_answered_again(self, scenario: Scenario) -> None:
        draft, path = fresh(scenario)
        headers = {"idempotency-key": "one"}
        asked = {"version": draft["version"], "headers": headers}
        first = scenario.api("POST", f"{path}/approve", **asked)
        assert scenario.api("POST", f"{path}/approve", **asked).data == first.data
        assert len(scenario.cloud.outbox_events("content", "DraftApproved")) == 1

    @pytest.mark.parametrize("name", ["approval-link", "approval%2Dlink", "approval%2dlin%6B"])
    def test_the_answer_with_a_token_is_kept_sealed(self, scenario: Scenario, name: str) -> None:
        _, path = fresh(scenario)
        headers = {"idempotency-key": "one"}
        asked = f"{path}/{name}", {"name": "Ravi"}
        made = [scenario.api("POST", *asked, headers=headers).data["url"] for _ in range(2)]
        assert made[0] == made[1]
        assert made[0].rpartition("/")[2] not in str(scenario.cloud.items("content"))

    def test_a_signed_in_approver_is_nobody_special(self, scenario: Scenario) -> None:
        _, path = fresh(scenario)
        _, where = link(scenario, path)
        headers = {"idempotency-key": "one"}
        first = scenario.api("POST", where, YES, user=RAVI, headers=headers)
        again = scenario.api("POST", where, YES, user=RAVI, headers=headers)
        assert (first.status, again.data) == (200, first.data)
        assert outside(scenario, where, YES).status == 410
        assert scenario.only()["review"]["by"] == {"kind": "approver", "name": "Ravi"}


def test_a_job_is_followed_live(scenario: Scenario) -> None:
    draft, path = fresh(scenario)
    rewrite = {"field": "title", "language": "en", "instruction": "shorter"}
    job_id = start_job(scenario, f"{path}/regenerate", rewrite)
    run_job(scenario)
    with Gateway() as gateway:
        os.environ["SOCKET_URL"] = gateway.url
        reset_wiring()
        hello(scenario.cloud, "asha", ASHA)
        hello(scenario.cloud, "ravi", RAVI)
        for number, change in enumerate(scenario.cloud.outbox_events("content", "JobChanged")):
            event = bus_event("content", "JobChanged", change["data"], f"evt_live_{number}")
            scenario.cloud.call("conversations.on_progress", event)
    assert {socket for socket, _ in gateway.taken} == {"asha"}
    events = [message["data"] for _, message in gateway.taken]
    assert all(one["job_id"] == job_id for one in events)
    assert events[0]["status"] == "running"
    assert events[-1]["progress"] == 100
    assert draft["draft_id"] not in str(events)
