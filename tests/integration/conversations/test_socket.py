"""The socket: nobody's until it says hello, forgotten when it closes."""

import json
from datetime import datetime
from typing import Any

import pytest

from tests.integration.aws import Cloud, signed_token


def socket_event(route: str, connection_id: str, body: object = None) -> dict[str, Any]:
    """What API Gateway sends for a WebSocket."""
    kinds = {"$connect": "CONNECT", "$disconnect": "DISCONNECT"}
    event: dict[str, Any] = {
        "requestContext": {
            "routeKey": route,
            "eventType": kinds.get(route, "MESSAGE"),
            "connectionId": connection_id,
            "requestId": "request-1",
            "domainName": "localhost",
            "stage": "live",
            "apiId": "haat",
        },
        "isBase64Encoded": False,
    }
    if body is not None:
        event["body"] = body if isinstance(body, str) else json.dumps(body)
    return event


def say(cloud: Cloud, connection_id: str, body: object) -> dict[str, Any]:
    answer = cloud.call("conversations.socket", socket_event("$default", connection_id, body))
    assert answer["statusCode"] == 200
    reply: dict[str, Any] = json.loads(answer["body"])
    return reply


def hello(cloud: Cloud, connection_id: str, user_id: str, sid: str = "") -> dict[str, Any]:
    token = signed_token(user_id, sid=sid)
    return say(cloud, connection_id, {"action": "hello", "token": token})


def listeners(cloud: Cloud) -> set[tuple[str, str]]:
    return {(row["pk"], row["sk"]) for row in cloud.items("conversations")}


def test_connecting_alone_makes_nobody_a_listener(cloud: Cloud) -> None:
    assert cloud.call("conversations.socket", socket_event("$connect", "c1")) == {"statusCode": 200}
    assert listeners(cloud) == set()


@pytest.mark.parametrize(
    ("header", "status"),
    [("X-Haat-Front-Door", 200), ("x-haat-front-door", 200), ("x-other", 403)],
)
def test_a_socket_opens_through_the_front_door_only(
    cloud: Cloud, monkeypatch: pytest.MonkeyPatch, header: str, status: int
) -> None:
    monkeypatch.setenv("FRONT_DOOR_SECRET", "told to CloudFront alone")
    event = {**socket_event("$connect", "c1"), "headers": {header: "told to CloudFront alone"}}

    assert cloud.call("conversations.socket", event)["statusCode"] == status


def test_a_ping_is_answered_to_anybody(cloud: Cloud) -> None:
    assert say(cloud, "c1", {"action": "ping"}) == {"type": "pong"}
    assert listeners(cloud) == set()


def test_hello_with_a_token_makes_a_listener_for_two_hours(cloud: Cloud) -> None:
    assert hello(cloud, "c1", "user_asha") == {"type": "hello"}

    assert listeners(cloud) == {("owner#user_asha", "socket#c1"), ("socket#c1", "socket")}
    for row in cloud.items("conversations"):
        since = datetime.fromisoformat(row["since"]).timestamp()
        assert row["expires_at"] == int(since + 7200)


def test_hello_with_a_bad_token_makes_no_listener(cloud: Cloud) -> None:
    old = signed_token("user_asha", seconds=-5)
    foreign = signed_token("user_asha", aud="elsewhere")
    unsigned = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1c2VyX2FzaGEifQ."

    for token in (old, foreign, unsigned, "", "x"):
        reply = say(cloud, "c1", {"action": "hello", "token": token})
        assert (reply["type"], reply["code"]) == ("error", "not_signed_in")
    assert listeners(cloud) == set()


def test_anything_else_is_answered_with_an_error_and_kept_nowhere(cloud: Cloud) -> None:
    for body in ("", "not json", "[]", {"action": "shout"}, {"action": "hello"}, {"token": "x"}):
        assert say(cloud, "c1", body)["code"] == "malformed"
    assert listeners(cloud) == set()


def test_closing_forgets_the_socket_and_only_that(cloud: Cloud) -> None:
    hello(cloud, "c1", "user_asha")
    hello(cloud, "c2", "user_asha")

    cloud.call("conversations.socket", socket_event("$disconnect", "c1"))
    cloud.call("conversations.socket", socket_event("$disconnect", "never-greeted"))

    assert listeners(cloud) == {("owner#user_asha", "socket#c2"), ("socket#c2", "socket")}


def test_a_second_hello_moves_the_socket_to_its_new_person(cloud: Cloud) -> None:
    hello(cloud, "c1", "user_asha")
    hello(cloud, "c1", "user_asha")
    hello(cloud, "c1", "user_bina")

    assert listeners(cloud) == {("owner#user_bina", "socket#c1"), ("socket#c1", "socket")}
