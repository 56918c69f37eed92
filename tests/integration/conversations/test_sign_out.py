"""A session that ends takes its open sockets with it."""

from typing import Any

import pytest

from kernel.errors import TryLater
from tests.integration.aws import Cloud, bus_event
from tests.integration.conversations.gateway import Gateway
from tests.integration.conversations.test_socket import hello, listeners, say

ASHA = {"email": "asha@example.com", "password": "block printing", "name": "Asha"}


def revoke(cloud: Cloud, session_id: str, event_id: str = "evt_1") -> None:
    facts = {"user_id": "user_asha", "owner_id": "user_asha", "session_id": session_id}
    event = bus_event("identity", "SessionRevoked", facts, event_id)
    cloud.call("conversations.on_session_revoked", event)


def test_signing_out_closes_the_sockets_of_that_session_and_of_no_other(
    cloud: Cloud, gateway: Gateway
) -> None:
    hello(cloud, "tab1", "user_asha", sid="phone")
    hello(cloud, "tab2", "user_asha", sid="phone")
    hello(cloud, "desk", "user_asha", sid="laptop")
    hello(cloud, "eve", "user_eve", sid="phone")

    revoke(cloud, "phone")

    assert sorted(gateway.closed) == ["tab1", "tab2"]
    kept = {pk for pk, sk in listeners(cloud) if sk == "socket"}
    assert kept == {"socket#desk", "socket#eve"}


def test_a_token_of_a_session_that_ended_opens_no_socket_again(
    cloud: Cloud, gateway: Gateway
) -> None:
    revoke(cloud, "phone")

    refused = hello(cloud, "tab1", "user_asha", sid="phone")

    assert (refused["type"], refused["code"]) == ("error", "not_signed_in")
    assert not [pk for pk, sk in listeners(cloud) if sk == "socket"]
    assert hello(cloud, "desk", "user_asha", sid="laptop") == {"type": "hello"}
    assert gateway.closed == []


def test_a_socket_that_does_not_close_is_tried_again_after_the_others(
    cloud: Cloud, gateway: Gateway
) -> None:
    hello(cloud, "a-busy", "user_asha", sid="phone")
    hello(cloud, "b-gone", "user_asha", sid="phone")
    hello(cloud, "tab", "user_asha", sid="phone")
    gateway.refusing.add("a-busy")
    gateway.gone.add("b-gone")

    with pytest.raises(TryLater):
        revoke(cloud, "phone")
    assert gateway.closed == ["tab"]

    gateway.refusing.clear()
    revoke(cloud, "phone")
    assert gateway.closed == ["tab", "a-busy"]


def signed_in(cloud: Cloud) -> dict[str, Any]:
    body = {**ASHA, "session": "token"}
    session: dict[str, Any] = cloud.api("identity", "POST", "/auth/register", body).data
    return session


def test_the_whole_way_from_the_button_to_the_socket(cloud: Cloud, gateway: Gateway) -> None:
    session = signed_in(cloud)
    greeting = {"action": "hello", "token": session["access_token"]}
    assert say(cloud, "tab", greeting) == {"type": "hello"}
    cloud.relay("identity")
    cloud.on_bus()

    cloud.api("identity", "POST", "/auth/logout", {"refresh_token": session["refresh_token"]})
    cloud.relay("identity")
    (event,) = cloud.on_bus()
    cloud.call("conversations.on_session_revoked", event)

    assert gateway.closed == ["tab"]
    assert say(cloud, "tab2", greeting)["code"] == "not_signed_in"
