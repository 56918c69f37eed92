"""Drafts and links at the same moment, late, twice and out of order; and who hears of a job."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from functions.content import public
from functions.content.errors import NotApproved
from kernel.aws.table import Key
from kernel.clock import rfc3339
from tests.clocks import now
from tests.integration.aws import Reply, bus_event
from tests.integration.content.orders import carry_out, order
from tests.integration.content.scene import ASHA, ONE, RAVI, Scene
from tests.integration.conversations.gateway import Gateway
from tests.integration.conversations.test_socket import hello
from tests.integration.wiring import forget_wiring

YES = {"decision": "approve", "name": "Ravi"}
NO = {"decision": "reject", "name": "Ravi", "reason": "Wrong price."}


def fresh(scene: Scene) -> tuple[Any, str]:
    draft = scene.ready()
    return draft, f"/drafts/{draft['draft_id']}"


def link(scene: Scene, path: str, **more: Any) -> tuple[Any, str]:
    """A link, and where its holder asks."""
    made = scene.api("POST", f"{path}/approval-link", {"name": "Ravi"}, **more).data
    return made, "/drafts/approvals/" + made["url"].rpartition("/")[2]


def outside(scene: Scene, where: str, body: Any = None) -> Reply:
    """What somebody without an account is answered."""
    return scene.cloud.api("content", "GET" if body is None else "POST", where, body)


def at_once(*asked: Any) -> list[Reply]:
    with ThreadPoolExecutor(len(asked)) as pool:
        return [future.result() for future in [pool.submit(one) for one in asked]]


def outlive(scene: Scene, draft: Any, made: Any) -> None:
    """A week goes by for this link."""
    past = rfc3339(now() - timedelta(seconds=1))
    scene.cloud.client("dynamodb").update_item(
        TableName="haat-content",
        Key=Key(f"draft#{draft['draft_id']}", f"link#{made['link_id']}").wire(),
        UpdateExpression="SET #until = :past",
        ExpressionAttributeNames={"#until": "until"},
        ExpressionAttributeValues={":past": {"S": past}},
    )


class TestAtOnce:
    def test_of_an_approval_a_rejection_and_an_edit_one_counts(self, scene: Scene) -> None:
        draft, path = fresh(scene)
        version = draft["version"]
        replies = at_once(
            lambda: scene.api("POST", f"{path}/approve", version=version),
            lambda: scene.api("POST", f"{path}/reject", {"reason": "No."}, version=version),
            lambda: scene.api("PATCH", path, {"copy": {"title": "Mine"}}, version=version),
        )
        assert sorted(reply.status for reply in replies) == [200, 412, 412]
        (won,) = (reply.data for reply in replies if reply.status == 200)
        assert scene.only()["status"] == won["status"]
        assert won["version"] == version + 1
        told = [*scene.cloud.said("content", "DraftApproved")]
        told += scene.cloud.said("content", "DraftRejected")
        assert len(told) == (won["status"] != "edited")

    def test_of_a_decision_and_its_link_taken_back_one_counts(self, scene: Scene) -> None:
        draft, path = fresh(scene)
        made, where = link(scene, path)
        decided, revoked = at_once(
            lambda: outside(scene, where, YES),
            lambda: scene.api("DELETE", f"{path}/approval-link/{made['link_id']}"),
        )
        assert {decided.status, revoked.status} == {200, 410}
        (kept,) = scene.api("GET", f"{path}/approval-links").data["items"]
        assert kept["ended"] == ("approved" if decided.status == 200 else "revoked")
        assert (scene.only()["status"] == "approved") == (decided.status == 200)
        assert scene.only()["draft_id"] == draft["draft_id"]

    def test_two_drafts_of_one_photo_are_one(self, scene: Scene) -> None:
        scene.upload(ONE)
        said = scene.develop(ONE)
        body = {"photo_ids": [ONE], "facts": {"title": "Blue vase"}}
        at_once(
            lambda: scene.api("POST", "/drafts", body),
            lambda: scene.api("POST", "/drafts", body),
            lambda: scene.tell("PhotoReady", said),
        )
        scene.write()
        assert scene.only()["copy"]["title"] == "Blue vase"

    def test_two_deletions_say_it_once(self, scene: Scene) -> None:
        _, path = fresh(scene)
        replies = at_once(*[lambda: scene.api("DELETE", path)] * 3)
        assert sorted(reply.status for reply in replies) == [200, 404, 404]
        assert len(scene.cloud.said("content", "DraftDeleted")) == 1

    def test_two_changes_of_a_template(self, scene: Scene) -> None:
        made = scene.api("POST", "/templates", {"name": "Festive", "body": "{title}"}).data
        path = f"/templates/{made['template_id']}"
        replies = at_once(
            lambda: scene.api("PATCH", path, {"name": "One"}, version=1),
            lambda: scene.api("PATCH", path, {"name": "Two"}, version=1),
        )
        assert sorted(reply.status for reply in replies) == [200, 412]


class TestLate:
    def test_a_link_that_ran_out_says_so_everywhere(self, scene: Scene) -> None:
        draft, path = fresh(scene)
        made, where = link(scene, path)
        outlive(scene, draft, made)
        for body in (None, YES, NO):
            reply = outside(scene, where, body)
            assert (reply.status, reply.error["details"]["ended"]) == (410, "expired")
        (kept,) = scene.api("GET", f"{path}/approval-links").data["items"]
        assert kept["ended"] == "expired"
        assert scene.only()["status"] == "ready"
        with pytest.raises(NotApproved):
            public.approved(ASHA, draft["draft_id"])

    def test_a_decision_is_not_decided_again(self, scene: Scene) -> None:
        draft, path = fresh(scene)
        _, where = link(scene, path)
        assert outside(scene, where, NO).status == 200
        for body in (None, YES, NO):
            reply = outside(scene, where, body)
            assert (reply.status, reply.error["details"]["ended"]) == (410, "rejected")
        assert scene.only()["version"] == draft["version"] + 1

    def test_a_link_does_not_open_a_restored_version(self, scene: Scene) -> None:
        draft, path = fresh(scene)
        _, where = link(scene, path)
        edit = {"copy": {"title": "Mine"}}
        later = scene.api("PATCH", path, edit, version=draft["version"]).data
        restore = f"{path}/versions/{draft['version']}/restore"
        scene.api("POST", restore, version=later["version"])
        assert outside(scene, where, YES).error["details"]["ended"] == "changed"

    def test_only_so_many_links_are_open(self, scene: Scene) -> None:
        draft, path = fresh(scene)
        made = [link(scene, path)[0] for _ in range(10)]
        reply = scene.api("POST", f"{path}/approval-link", {"name": "Ravi"})
        assert (reply.status, reply.error["code"]) == (409, "too_many_links")
        outlive(scene, draft, made[0])
        link(scene, path)
        revoke = f"{path}/approval-link/{made[1]['link_id']}"
        assert [scene.api("DELETE", revoke).status for _ in range(2)] == [200, 200]
        link(scene, path)
        assert scene.api("DELETE", f"{path}/approval-link/link_none").status == 404

    def test_an_old_request_writes_nothing_over_a_restored_draft(self, scene: Scene) -> None:
        draft, path = fresh(scene)
        change = {"facts": {"title": "Green bowl"}}
        later = scene.api("PATCH", path, change, version=draft["version"]).data
        (planned,) = (one["data"] for one in scene.cloud.said("content", "RewritePlanned"))
        restore = f"{path}/versions/{draft['version']}/restore"
        back = scene.api("POST", restore, version=later["version"]).data
        assert (back["facts"]["title"], back["status"]) == ("Blue vase", "edited")
        scene.rest(planned)
        assert scene.only() == back

    def test_a_version_without_words_is_written_when_it_comes_back(self, scene: Scene) -> None:
        scene.upload(ONE)
        scene.develop(ONE)
        body = {"photo_ids": [ONE], "facts": {"title": "Blue vase"}}
        first = scene.api("POST", "/drafts", body).data
        path = f"/drafts/{first['draft_id']}"
        change = {"facts": {"title": "Green bowl"}}
        later = scene.api("PATCH", path, change, version=first["version"]).data
        restore = f"{path}/versions/{first['version']}/restore"
        back = scene.api("POST", restore, version=later["version"]).data
        assert back["status"] == "writing"
        # A writer who is at work on what was undone in between hands nothing in.
        *void, wanted = scene.requests()
        assert wanted["draft_version"] == back["version"]
        for request in void:
            scene.tell("RewriteRequested", request)
        assert scene.only() == back
        scene.tell("RewriteRequested", wanted)
        draft = scene.only()
        assert (draft["status"], draft["copy"]["title"]) == ("ready", "Blue vase")


class TestTwice:
    def test_a_repeated_approval_is_answered_again(self, scene: Scene) -> None:
        draft, path = fresh(scene)
        headers = {"idempotency-key": "one"}
        asked = {"version": draft["version"], "headers": headers}
        first = scene.api("POST", f"{path}/approve", **asked)
        assert scene.api("POST", f"{path}/approve", **asked).data == first.data
        assert len(scene.cloud.said("content", "DraftApproved")) == 1

    @pytest.mark.parametrize("name", ["approval-link", "approval%2Dlink", "approval%2dlin%6B"])
    def test_the_answer_with_a_token_is_not_kept(self, scene: Scene, name: str) -> None:
        _, path = fresh(scene)
        headers = {"idempotency-key": "one"}
        asked = f"{path}/{name}", {"name": "Ravi"}
        made = [scene.api("POST", *asked, headers=headers).data["url"] for _ in range(2)]
        assert made[0] != made[1]
        rows = str(scene.cloud.items("content"))
        assert all(url.rpartition("/")[2] not in rows for url in made)

    def test_a_signed_in_approver_is_nobody_special(self, scene: Scene) -> None:
        _, path = fresh(scene)
        _, where = link(scene, path)
        headers = {"idempotency-key": "one"}
        first = scene.api("POST", where, YES, user=RAVI, headers=headers)
        again = scene.api("POST", where, YES, user=RAVI, headers=headers)
        assert (first.status, again.data) == (200, first.data)
        assert outside(scene, where, YES).status == 410
        assert scene.only()["review"]["by"] == {"kind": "approver", "name": "Ravi"}


def test_a_job_is_followed_live(scene: Scene) -> None:
    draft, path = fresh(scene)
    rewrite = {"field": "title", "language": "en", "instruction": "shorter"}
    job_id = order(scene, f"{path}/regenerate", rewrite)
    carry_out(scene)
    with Gateway() as gateway:
        os.environ["SOCKET_URL"] = gateway.url
        forget_wiring()
        hello(scene.cloud, "asha", ASHA)
        hello(scene.cloud, "ravi", RAVI)
        for number, said in enumerate(scene.cloud.said("content", "JobChanged")):
            event = bus_event("content", "JobChanged", said["data"], f"evt_live_{number}")
            scene.cloud.call("conversations.on_progress", event)
    assert {socket for socket, _ in gateway.taken} == {"asha"}
    told = [message["data"] for _, message in gateway.taken]
    assert all(one["job_id"] == job_id for one in told)
    assert told[0]["status"] == "running"
    assert told[-1]["progress"] == 100
    assert draft["draft_id"] not in str(told)
