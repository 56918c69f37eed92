"""Once per key and once per event: repeats, races, other bodies, and failures that are not kept."""

import asyncio
import os
import threading
from typing import Any

import pytest

from kernel.access import Caller, IfMatch
from kernel.api import Routes, create_api, lambda_handler
from kernel.aws.idempotency import idempotent_consumer
from kernel.errors import Conflict, PreconditionMissed, TooMany, TryLater
from kernel.responses import ApiModel, Success, success
from kernel.web import Response
from tests.clocks import now
from tests.integration.aws import Cloud, api_event, bus_event, lambda_context, signed_token

ASHA = "user_asha"


class Wish(ApiModel):
    wish: str


class Shop:
    """A small API that counts what it really did."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.entered = threading.Event()
        self.leave = threading.Event()
        router = Routes()
        router.post("/wishes", status_code=201)(self.wish)
        router.post("/open", public="anybody may wish")(self.open)
        router.get("/wishes")(self.wishes)
        router.post("/wishes/{wish}/ticket", owns="wish", answers_secret=True)(self.ticket)
        router.post("/wishes/edit")(self.edit)
        self.handler = lambda_handler(create_api("catalog", router))

    def wish(self, caller: Caller, body: Wish, response: Response) -> Success[dict[str, int]]:
        """Do as `body` says."""
        self.done.append(f"{caller.user_id} {body.wish}")
        if body.wish == "conflict":
            raise Conflict("It is taken.")
        if body.wish == "often":
            raise TooMany("Later.", retry_after=9)
        if body.wish == "fail":
            raise TryLater("Later.")
        if body.wish == "wait":
            self.entered.set()
            assert self.leave.wait(5)
        response.headers["ETag"] = '"7"'
        return success({"number": len(self.done)})

    def open(self, body: Wish) -> Success[str]:
        """Anybody's."""
        self.done.append(body.wish)
        return success("done")

    def ticket(self, caller: Caller, wish: str) -> Success[str]:
        """A secret."""
        self.done.append(f"{caller.user_id} {wish}")
        return success(f"ticket {len(self.done)}")

    def edit(self, caller: Caller, version: IfMatch) -> Success[int]:
        """Over version 3 alone."""
        self.done.append(f"{caller.user_id} {version}")
        if version != 3:
            raise PreconditionMissed("It was changed.")
        return success(version)

    def wishes(self) -> Success[int]:
        """How many."""
        self.done.append("read")
        return success(len(self.done))

    def send(self, wish: str, key: str = "k1", who: str | None = ASHA, **more: Any) -> Any:
        path, method = more.get("path", "/wishes"), more.get("method", "POST")
        body = {"wish": wish} if method == "POST" else None
        token = signed_token(who) if who else None
        headers = {"Idempotency-Key": key, **more.get("headers", {})}
        event = api_event(method, path, body, token=token, headers=headers)
        return self.handler(event, lambda_context())


@pytest.fixture
def shop(cloud: Cloud) -> Shop:
    del cloud
    os.environ["HAAT_CONTEXT"] = "catalog"
    return Shop()


def test_a_repeat_gets_the_first_answer_whole(shop: Shop) -> None:
    first, again = shop.send("a"), shop.send("a")

    assert first["statusCode"] == 201
    assert again == first
    assert again["headers"]["etag"] == '"7"'
    assert shop.done == ["user_asha a"]


def test_another_body_under_the_same_key_is_malformed(shop: Shop) -> None:
    shop.send("a")
    reply = shop.send("b")

    assert reply["statusCode"] == 422
    assert "another body" in reply["body"]
    assert shop.done == ["user_asha a"]


def test_a_repeat_while_the_first_still_runs_is_a_conflict(shop: Shop) -> None:
    answers: list[Any] = []

    def first() -> None:
        asyncio.set_event_loop(loop := asyncio.new_event_loop())
        answers.append(shop.send("wait"))
        loop.close()

    running = threading.Thread(target=first)
    running.start()
    assert shop.entered.wait(5)
    during = shop.send("wait")
    shop.leave.set()
    running.join()

    assert during["statusCode"] == 409
    assert answers[0]["statusCode"] == 201
    assert shop.send("wait") == answers[0]
    assert shop.done == ["user_asha wait"]


def test_a_refusal_is_kept_and_a_server_error_is_not(shop: Shop) -> None:
    for wish, key, status, times in (("conflict", "k1", 409, 1), ("fail", "k2", 503, 2)):
        shop.done.clear()
        assert [shop.send(wish, key)["statusCode"] for _ in range(2)] == [status] * 2
        assert len(shop.done) == times, wish


@pytest.mark.parametrize("path", ["/wishes/a/ticket", "/wishes/%61/ticket"])
def test_an_answer_with_a_secret_is_kept_sealed(cloud: Cloud, shop: Shop, path: str) -> None:
    first, again = shop.send("", path=path), shop.send("", path=path)

    assert "ticket 1" in first["body"]
    assert again == first
    kept = str(cloud.items("catalog"))
    assert "sealed" in kept
    assert "ticket" not in kept.replace("/ticket", "")


def test_a_missed_version_is_not_kept_and_the_next_one_is_looked_at(shop: Shop) -> None:
    statuses = [
        shop.send("", path="/wishes/edit", headers={"If-Match": f'"{version}"'})["statusCode"]
        for version in (2, 3, 3, 4)
    ]

    assert statuses == [412, 200, 200, 422]
    assert shop.done == ["user_asha 2", "user_asha 3"]


def test_too_many_requests_is_not_kept(shop: Shop) -> None:
    assert [shop.send("often")["statusCode"] for _ in range(2)] == [429, 429]
    assert len(shop.done) == 2


def test_keys_belong_to_one_caller_and_one_route(shop: Shop) -> None:
    shop.send("a")
    shop.send("a", who="user_eve")
    shop.send("a", path="/open")

    assert shop.done == ["user_asha a", "user_eve a", "a"]


def test_without_a_sign_in_or_a_post_a_key_means_nothing(shop: Shop) -> None:
    for _ in range(2):
        shop.send("a", who=None, path="/open")
        shop.send("a", method="GET")

    assert shop.done == ["a", "read", "a", "read"]
    assert shop.send("a", who=None)["statusCode"] == 401


def test_a_key_has_255_characters_at_most(shop: Shop) -> None:
    assert shop.send("a", "k" * 255)["statusCode"] == 201
    assert shop.send("a", "k" * 256)["statusCode"] == 422
    assert len(shop.done) == 1


def test_an_answer_is_kept_for_a_day(cloud: Cloud, shop: Shop) -> None:
    shop.send("a")

    (kept,) = cloud.items("catalog")
    left = kept["expires_at"] - now().timestamp()
    assert 86_000 < left <= 86_400


def test_an_event_is_consumed_once_and_again_after_a_failure(cloud: Cloud) -> None:
    assert cloud
    os.environ["HAAT_CONTEXT"] = "catalog"
    seen: list[str] = []

    def consume(event: dict[str, Any]) -> None:
        seen.append(event["detail"]["id"])
        if len(seen) == 1:
            raise TryLater("Later.")

    handler = idempotent_consumer(consume)
    event = bus_event("media", "PhotoReady", {"photo_id": "p"}, "evt_7")
    with pytest.raises(TryLater):
        handler(event, lambda_context())
    for _ in range(3):
        assert handler(event, lambda_context()) == {"consumed": "evt_7"}
    handler(bus_event("media", "PhotoReady", {}, "evt_8"), lambda_context())

    assert seen == ["evt_7", "evt_7", "evt_8"]


def test_an_id_spent_by_one_context_is_fresh_for_another(cloud: Cloud) -> None:
    assert cloud
    seen: list[str] = []
    handler = idempotent_consumer(lambda _event: seen.append(os.environ["HAAT_CONTEXT"]))
    for context in ("content", "conversations", "content"):
        os.environ["HAAT_CONTEXT"] = context
        handler(bus_event("media", "PhotoReady", {}, "evt_7"), lambda_context())

    assert seen == ["content", "conversations"]
