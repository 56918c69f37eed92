"""Decisions, history and links for approval, through the real handlers on the table."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from functions.content import public
from functions.content.errors.drafts import NotApproved
from tests.integration.aws import Reply
from tests.integration.content.scenario import ASHA, ONE, RAVI, Scenario

YES = {"decision": "approve", "name": "Ravi"}


def decide(scenario: Scenario, token: str, body: dict[str, Any] | None = None) -> Reply:
    """What somebody without an account gets."""
    method = "GET" if body is None else "POST"
    return scenario.cloud.api("content", method, f"/drafts/approvals/{token}", body)


def link(scenario: Scenario, draft: Any, **more: Any) -> Any:
    path = f"/drafts/{draft['draft_id']}/approval-link"
    reply = scenario.api("POST", path, {"name": "Ravi"}, **more)
    assert reply.status == 201, reply.text
    return reply.data


def token_of(made: Any) -> str:
    prefix = "http://localhost:8080/approve/"
    assert made["url"].startswith(prefix)
    return str(made["url"]).removeprefix(prefix)


class TestReview:
    def test_from_ready_over_rejected_and_edited_to_approved(self, scenario: Scenario) -> None:
        draft = scenario.ready()
        path = f"/drafts/{draft['draft_id']}"
        assert draft["review"] == {"state": "draft", "reason": None, "by": None, "at": None}
        reason = {"reason": "Say <b>more</b>."}
        reply = scenario.api("POST", f"{path}/reject", reason, version=draft["version"])
        review = reply.data["review"]
        assert (reply.data["status"], review["state"]) == ("rejected", "rejected")
        assert (review["reason"], review["by"]) == (
            "Say <b>more</b>.",
            {"kind": "artisan", "name": None},
        )
        assert scenario.api("POST", f"{path}/reject", reason).status == 412
        edit = {"copies": {"en": {"call_to_action": "Write to me."}}}
        reply = scenario.api("PATCH", path, edit, version=reply.data["version"])
        assert (reply.data["status"], reply.data["review"]["state"]) == ("edited", "edited")
        reply = scenario.api("POST", f"{path}/approve", version=reply.data["version"])
        assert reply.data["review"]["state"] == "approved"
        assert public.approved(ASHA, draft["product_id"]).copy.call_to_action == "Write to me."
        (event,) = scenario.cloud.outbox_events("content", "DraftRejected")
        assert event["data"]["product_id"] == draft["product_id"]

    def test_history_page_by_page_and_back(self, scenario: Scenario) -> None:
        draft = scenario.ready()
        path, first = f"/drafts/{draft['draft_id']}", draft["version"]
        for title in ("One", "Two", "Three"):
            edit = {"copy": {"title": title}}
            draft = scenario.api("PATCH", path, edit, version=draft["version"]).data
        page = scenario.api("GET", f"{path}/versions", query={"limit": "2"}).data
        run_planned = scenario.api(
            "GET", f"{path}/versions", query={"cursor": page["next_cursor"]}
        ).data
        items = page["items"] + run_planned["items"]
        assert [one["kind"] for one in items] == [
            "edited",
            "edited",
            "edited",
            "written",
            "started",
        ]
        assert "copies.en.title" in items[0]["changed"]
        assert items[3]["by"] == {"kind": "writer", "name": "facts"}
        old = scenario.api("GET", f"{path}/versions/{items[2]['version']}").data
        assert old["draft"]["copy"]["title"] == "One"
        assert old["change"] == items[2]
        restore = f"{path}/versions/{first}/restore"
        assert scenario.api("POST", restore, version=first).status == 412
        back = scenario.api("POST", restore, version=draft["version"]).data
        assert back["copy"]["title"] == "Blue vase"
        assert (back["status"], back["edited"]) == ("edited", [])
        newest = scenario.api("GET", f"{path}/versions", query={"limit": "1"}).data["items"][0]
        assert (newest["kind"], newest["restored_from"]) == ("restored", first)
        missing = scenario.api("GET", f"{path}/versions/99")
        assert (missing.status, missing.error["code"]) == (404, "version_not_found")

    def test_archiving_the_product_closes_links_and_hides_the_draft(
        self, scenario: Scenario
    ) -> None:
        draft = scenario.ready()
        token = token_of(link(scenario, draft))
        path = f"/drafts/{draft['draft_id']}"
        scenario.archive()
        assert scenario.api("GET", path).status == 404
        assert scenario.api("GET", "/drafts").data["items"] == []
        assert decide(scenario, token).status == 410
        scenario.restore()
        assert scenario.api("GET", path).data["copy"] == draft["copy"]
        assert decide(scenario, token).status == 410

    def test_a_rejected_photo_is_shown_on_its_draft(self, scenario: Scenario) -> None:
        scenario.upload(ONE)
        scenario.start(ONE)
        event = {"photo_id": ONE, "owner_id": ASHA, "code": "damaged", "reason": "It is damaged."}
        scenario.deliver("PhotoRejected", event)
        draft = scenario.only()
        assert (draft["status"], draft["photo_problem"]) == ("photo_rejected", "It is damaged.")
        scenario.deliver("PhotoReady", scenario.mark_ready(ONE))
        draft = scenario.only()
        assert (draft["status"], draft["photo_problem"]) == ("ready", None)


class TestTyping:
    def test_a_pause_costs_one_writer(self, scenario: Scenario) -> None:
        scenario.ready()
        for story in ("My", "My grandmother", "My grandmother's flower."):
            draft = scenario.change(story=story)
            assert draft["status"] == "writing"
        planned = [one["data"] for one in scenario.cloud.outbox_events("content", "RewritePlanned")]
        planned.sort(key=lambda one: int(one["draft_version"]))
        assert len(planned) == 3
        assert scenario.run_planned(*planned[:2]) == {"batchItemFailures": []}
        assert scenario.only()["status"] == "writing"
        assert scenario.run_planned(planned[2], planned[2]) == {"batchItemFailures": []}
        draft = scenario.only()
        assert draft["status"] == "ready"
        assert "My grandmother's flower." in draft["copy"]["description"]
        assert len(scenario.cloud.outbox_events("content", "DraftReady")) == 2

    def test_two_languages_are_written_and_kept(self, scenario: Scenario) -> None:
        draft = scenario.ready()
        path = f"/drafts/{draft['draft_id']}"
        reply = scenario.api("PATCH", path, {"languages": ["hi", "en"]}, version=draft["version"])
        assert reply.data["languages"] == ["hi", "en"]
        scenario.write()
        draft = scenario.only()
        assert list(draft["copies"]) == ["hi", "en"]
        assert draft["platforms"]["facebook"]["language"] == "hi"
        assert draft["platforms"]["etsy"]["language"] == "en"
        foreign = {"copies": {"ta": {"title": "x"}}}
        reply = scenario.api("PATCH", path, foreign, version=draft["version"])
        assert reply.error["details"]["fields"][0]["field"] == "copies.ta"

    def test_an_edited_text_is_compared_with_what_it_would_be(self, scenario: Scenario) -> None:
        draft = scenario.ready()
        path = f"/drafts/{draft['draft_id']}"
        composed = draft["platforms"]["facebook"]["text"]
        edit = {"platforms": {"facebook": {"text": "By hand"}}}
        draft = scenario.api("PATCH", path, edit, version=draft["version"]).data
        assert draft["platforms"]["facebook"]["base"]["text"] == composed
        assert draft["platforms"]["etsy"]["base"] is None
        reset = {"platforms": {"facebook": {"reset": ["text"]}}}
        draft = scenario.api("PATCH", path, reset, version=draft["version"]).data
        assert draft["platforms"]["facebook"]["text"] == composed


class TestLinks:
    def test_somebody_without_an_account_approves_what_was_shown(self, scenario: Scenario) -> None:
        draft = scenario.ready({"title": "Blue <script>alert(1)</script> vase", "craft": "Pottery"})
        made = link(scenario, draft)
        token = token_of(made)
        shown = decide(scenario, token).data
        assert shown["name"] == "Ravi"
        assert shown["photos"][0]["url"].endswith(f"media/{ONE}/web.webp")
        texts = {one["platform"]: one for one in shown["platforms"]}
        assert set(texts) == set(draft["platforms"])
        assert texts["etsy"]["title"] == draft["platforms"]["etsy"]["title"]
        for secret in (ASHA, draft["draft_id"], made["link_id"]):
            assert secret not in str(shown)
        reply = decide(scenario, token, {**YES, "name": "Ravi\u202e <i>\n"})
        assert (reply.status, reply.data["state"]) == (200, "approved")
        assert reply.data["name"] == "Ravi <i>"
        assert public.approved(ASHA, draft["product_id"]).copy.title
        review = scenario.only()["review"]
        assert review["by"] == {"kind": "approver", "name": "Ravi <i>"}
        (event,) = scenario.cloud.outbox_events("content", "DraftApproved")
        assert event["data"]["by"] == "approver"
        over = decide(scenario, token)
        assert (over.status, over.error["code"]) == (410, "approval_link_closed")
        assert over.error["details"]["ended"] == "approved"

    def test_the_table_and_the_kept_answers_hold_no_token(self, scenario: Scenario) -> None:
        draft = scenario.ready()
        key = {"idempotency-key": "once"}
        made = [link(scenario, draft, headers=key) for _ in range(2)]
        assert made[0] == made[1]  # the first answer was kept, sealed
        rows = str(scenario.cloud.items("content"))
        assert all(token_of(one) not in rows for one in made)
        assert all(len(token_of(one)) == 43 for one in made)

    def test_to_reject_needs_a_reason(self, scenario: Scenario) -> None:
        draft = scenario.ready()
        token = token_of(link(scenario, draft))
        no = {"decision": "reject", "name": "Ravi"}
        assert decide(scenario, token, no).status == 422
        assert decide(scenario, token, {**no, "reason": "\u200b"}).status == 422
        assert decide(scenario, token, {**no, "reason": "Wrong price."}).data["state"] == "rejected"
        assert scenario.only()["review"]["reason"] == "Wrong price."
        with pytest.raises(NotApproved):
            public.approved(ASHA, draft["product_id"])

    def test_a_link_that_was_taken_back_or_outlived_opens_nothing(self, scenario: Scenario) -> None:
        draft = scenario.ready()
        path = f"/drafts/{draft['draft_id']}"
        made = link(scenario, draft)
        revoked = scenario.api("DELETE", f"{path}/approval-link/{made['link_id']}")
        assert revoked.data == {"link_id": made["link_id"], "revoked": True}
        reply = decide(scenario, token_of(made), YES)
        assert (reply.status, reply.error["details"]["ended"]) == (410, "revoked")
        second = link(scenario, draft)
        edit = {"copy": {"title": "Mine"}}
        scenario.api("PATCH", path, edit, version=draft["version"])
        reply = decide(scenario, token_of(second), YES)
        assert (reply.status, reply.error["details"]["ended"]) == (410, "changed")
        items = scenario.api("GET", f"{path}/approval-links").data["items"]
        assert [one["ended"] for one in items] == ["changed", "revoked"]
        assert all(one["url"] is None for one in items)

    def test_of_many_decisions_at_once_one_counts(self, scenario: Scenario) -> None:
        draft = scenario.ready()
        token = token_of(link(scenario, draft))
        bodies = [{**YES, "name": f"Ravi {number}"} for number in range(6)]
        with ThreadPoolExecutor(6) as pool:
            replies = list(pool.map(lambda body: decide(scenario, token, body), bodies))
        assert sorted(reply.status for reply in replies) == [200] + [410] * 5
        (won,) = [reply.data["name"] for reply in replies if reply.status == 200]
        assert scenario.only()["review"]["by"]["name"] == won
        assert len(scenario.cloud.outbox_events("content", "DraftApproved")) == 1

    def test_guessing_is_slowed_down(self, scenario: Scenario) -> None:
        replies = [decide(scenario, "guess" * 8) for _ in range(12)]
        assert [reply.status for reply in replies].count(404) in {10, 11, 12}
        assert replies[-1].status == 429
        assert int(replies[-1].headers["retry-after"]) <= 120

    def test_links_are_the_artisans(self, scenario: Scenario) -> None:
        draft = scenario.ready()
        path = f"/drafts/{draft['draft_id']}"
        made = link(scenario, draft)
        for method, more, body in (
            ("POST", "/approval-link", {"name": "Eve"}),
            ("GET", "/approval-links", None),
            ("DELETE", f"/approval-link/{made['link_id']}", None),
        ):
            assert scenario.api(method, path + more, body, user=RAVI).status == 404
        assert decide(scenario, token_of(made)).status == 200
