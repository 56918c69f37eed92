"""Many hands on one button: however often *Publish* is pressed, there is one post per platform."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2
import pytest

from tests.e2e.artisan import Artisan
from tests.e2e.executions import Executions
from tests.e2e.reconciliation_check import observe
from tests.e2e.sandbox_client import SandboxClient

CLICKS = 20
QUICK = ("facebook", "instagram", "etsy", "pinterest")


@pytest.mark.parametrize("key", [None, "one-and-the-same-press"], ids=["no-key", "same-key"])
def test_twenty_clicks_at_once_make_one_post(
    artisan: Artisan, sandbox: SandboxClient, executions: Executions, key: str | None
) -> None:
    post_id = artisan.post(*QUICK)
    since = sandbox.last()
    headers = {"authorization": f"Bearer {artisan.api.token}"}
    headers |= {"idempotency-key": key} if key else {}

    def click(_: int) -> httpx2.Response:
        with httpx2.Client(base_url=artisan.api.url, timeout=120, trust_env=False) as browser:
            return browser.post(f"/api/v1/posts/{post_id}/publish", json={}, headers=headers)

    with ThreadPoolExecutor(CLICKS) as hands:
        answers = list(hands.map(click, range(CLICKS)))
    targets = artisan.wait_settled(post_id)
    for platform in QUICK:
        observe(targets[platform], sandbox, since).assert_consistent()
        assert targets[platform]["status"] == "confirmed", targets[platform]
    assert len(executions.started_by_press(post_id)) == 1
    _all_tell_of_the_same(answers, key)


def _all_tell_of_the_same(answers: list[httpx2.Response], key: str | None) -> None:
    """A press is answered with the run; with a key in flight the answer may be to wait (409)."""
    codes = {answer.status_code for answer in answers}
    assert 202 in codes
    assert codes <= ({202, 409} if key else {202})
    message: list[dict[str, Any]] = [
        answer.json()["data"] for answer in answers if answer.status_code == 202
    ]
    assert len({post["post_id"] for post in message}) == 1
    assert {post["status"] for post in message} <= {"publishing", "settled"}


def test_a_click_on_a_settled_post_publishes_nothing(
    artisan: Artisan, sandbox: SandboxClient, executions: Executions
) -> None:
    post_id = artisan.post("pinterest")
    artisan.publish(post_id)
    before = artisan.wait_settled(post_id)
    since = sandbox.last()
    assert artisan.publish(post_id)["status"] == "settled"
    assert artisan.wait_settled(post_id) == before
    assert sandbox.published("pinterest", since) == []
    assert len(executions.started_by_press(post_id)) == 1
