import json
import time

import httpx2
import pytest

from tests.integration.sandbox.meta.oauth_steps import (
    GRAPH,
    PAGE,
    Reply,
    effects,
    page_token,
    reply,
)

FEED = f"{GRAPH}/{PAGE}/feed"
LOST = (httpx2.ReadTimeout, httpx2.RemoteProtocolError, httpx2.ReadError)


@pytest.fixture
def token(http: httpx2.Client) -> str:
    return page_token(http)


def switch(http: httpx2.Client, kind: str, **more: object) -> dict[str, object]:
    made = http.post("/_sandbox/faults", json={"vendor": "facebook", "kind": kind, **more})
    assert made.status_code == 201, made.text
    answer: dict[str, object] = made.json()
    return answer


def publish(http: httpx2.Client, token: str, words: str = "x", wait: float = 5) -> httpx2.Response:
    return http.post(FEED, data={"access_token": token, "message": words}, timeout=wait)


def last_entry(http: httpx2.Client) -> dict[str, object]:
    log = http.get("/_sandbox/log", params={"vendor": "facebook"}).json()
    entry: dict[str, object] = log["entries"][-1]
    return entry


def shown(http: httpx2.Client, token: str) -> list[str]:
    listed = http.get(FEED, params={"access_token": token}).json()["data"]
    return [post["id"] for post in listed]


@pytest.mark.parametrize("seconds", [30, 0.3])
def test_accept_then_timeout_posts_and_never_answers(
    http: httpx2.Client, token: str, seconds: float
) -> None:
    switch(http, "accept_then_timeout", seconds=seconds)
    with pytest.raises(LOST):
        publish(http, token, wait=0.8)
    posts = shown(http, token)
    assert len(posts) == 1
    assert effects(http, "facebook") == posts
    entry = http.get("/_sandbox/log", params={"effect": "published"}).json()["entries"][0]
    assert (entry["fault"], entry["status"], entry["vendor_status"]) == (
        "accept_then_timeout",
        None,
        200,
    )


def test_hang_never_answers_and_does_nothing(http: httpx2.Client, token: str) -> None:
    switch(http, "hang", seconds=0.2)
    with pytest.raises(LOST):
        publish(http, token)
    entry = last_entry(http)
    assert (entry["fault"], entry["status"], entry["vendor_status"]) == ("hang", None, None)
    assert shown(http, token) == []


def test_truncated_posts_and_sends_half_of_the_answer(http: httpx2.Client, token: str) -> None:
    switch(http, "truncated")
    with pytest.raises(httpx2.RemoteProtocolError):
        publish(http, token)
    assert len(shown(http, token)) == 1


def test_error_after_success_posts_and_says_that_it_did_not(
    http: httpx2.Client, token: str
) -> None:
    switch(http, "error_after_success", status=500)
    answer = reply(publish(http, token))
    assert (answer.status, answer.error[0]) == (500, 2)
    assert effects(http, "facebook") == shown(http, token)
    assert len(shown(http, token)) == 1


UNPROCESSED: list[tuple[dict[str, object], int, int]] = [
    ({"kind": "rate_limit"}, 400, 32),
    ({"kind": "rate_limit", "status": 429}, 429, 32),
    ({"kind": "error"}, 500, 2),
    ({"kind": "error", "status": 503}, 503, 2),
    ({"kind": "expired_token"}, 401, 190),
    ({"kind": "ok_with_error_body"}, 200, 100),
]


@pytest.mark.parametrize(("fault", "status", "code"), UNPROCESSED)
def test_an_error_is_the_vendors_own_and_nothing_is_posted(
    http: httpx2.Client, token: str, fault: dict[str, object], status: int, code: int
) -> None:
    assert http.post("/_sandbox/faults", json={"vendor": "facebook", **fault}).status_code == 201
    answer = reply(publish(http, token))
    assert (answer.status, answer.error[0]) == (status, code)
    assert shown(http, token) == []
    assert publish(http, token).status_code == 200, "one time means one time"


def test_html_instead_of_json(http: httpx2.Client, token: str) -> None:
    switch(http, "html", status=502)
    answer = publish(http, token)
    assert answer.status_code == 502
    assert answer.headers["content-type"].startswith("text/html")
    assert shown(http, token) == []


def test_latency_delays_and_then_answers(http: httpx2.Client, token: str) -> None:
    switch(http, "latency", seconds=0.4)
    started = time.monotonic()
    assert publish(http, token).status_code == 200
    assert time.monotonic() - started >= 0.4
    assert last_entry(http)["fault"] == "latency"


def test_a_rate_limit_can_say_when_to_come_back(http: httpx2.Client, token: str) -> None:
    switch(http, "rate_limit", retry_after=7)
    answer = publish(http, token)
    assert answer.headers["retry-after"] == "7"
    assert PAGE in json.loads(answer.headers["x-business-use-case-usage"])


def test_a_switch_means_only_its_method_and_path(http: httpx2.Client, token: str) -> None:
    switch(http, "error", method="post", path="*/photos")
    assert publish(http, token, "words").status_code == 200
    photos = http.post(f"{GRAPH}/{PAGE}/photos", data={"access_token": token})
    assert photos.status_code == 500


def test_a_switch_can_mean_one_host(http: httpx2.Client, token: str) -> None:
    host = {"host": "www.facebook.com", "vendor": None}
    switch(http, "html", status=200, **host)
    assert publish(http, token).status_code == 200
    dialog = http.get("/www.facebook.com/dialog/oauth")
    assert "Sorry, something went wrong" in dialog.text


def test_zero_times_means_until_deleted(http: httpx2.Client, token: str) -> None:
    made = switch(http, "error", times=0)
    assert [publish(http, token).status_code for _ in range(3)] == [500, 500, 500]
    http.delete(f"/_sandbox/faults/{made['id']}")
    assert publish(http, token).status_code == 200


def test_times_are_counted_and_all_can_be_switched_off(http: httpx2.Client, token: str) -> None:
    switch(http, "error", times=2)
    assert publish(http, token).status_code == 500
    left = http.get("/_sandbox/faults").json()["faults"]
    assert (left[0]["times"], left[0]["used"]) == (2, 1)
    assert http.delete("/_sandbox/faults").status_code == 204
    assert publish(http, token).status_code == 200


def test_a_rate_hits_its_share_and_the_same_share_each_run(http: httpx2.Client, token: str) -> None:
    def run() -> list[int]:
        switch(http, "error", times=0, rate=0.5)
        answers = [publish(http, token, str(number)).status_code for number in range(40)]
        http.delete("/_sandbox/faults")
        return answers

    share = run().count(500)
    assert 10 <= share <= 30


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "meteor", "vendor": "facebook"},
        {"kind": "error"},
        {"kind": "error", "vendor": "facebook", "rate": 2},
        {"kind": "error", "vendor": "facebook", "tims": 2},
    ],
)
def test_a_switch_that_makes_no_sense_is_refused(
    http: httpx2.Client, wrong: dict[str, object]
) -> None:
    refused = http.post("/_sandbox/faults", json=wrong)
    assert refused.status_code == 422
    assert refused.json()["errors"]


def test_faults_do_not_touch_the_sandboxs_own_pages(http: httpx2.Client) -> None:
    switch(http, "error", times=0)
    assert http.get("/people/facebook").status_code == 200
    assert Reply(200, http.get("/_sandbox/health").json()).body["ok"] is True
