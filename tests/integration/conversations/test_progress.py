"""Progress reaches every open page of its owner, and nobody else's."""

import pytest
from pydantic import ValidationError

from kernel.errors import TryLater
from tests.contract.events_from_code import relayed_events
from tests.integration.aws import Cloud, bus_event
from tests.integration.conversations.gateway import Gateway
from tests.integration.conversations.test_socket import hello, listeners

CHANGED = {"post_id": "post_1", "owner_id": "user_asha", "platform": "etsy", "status": "confirmed"}


def push(cloud: Cloud, event_id: str = "evt_1", **changed: object) -> None:
    event = bus_event("publishing", "PublicationChanged", {**CHANGED, **changed}, event_id)
    cloud.call("conversations.on_progress", event)


def test_the_owner_gets_events_on_every_page_and_others_do_not(
    cloud: Cloud, gateway: Gateway
) -> None:
    hello(cloud, "phone=", "user_asha")
    hello(cloud, "laptop=", "user_asha")
    hello(cloud, "eve=", "user_eve")

    push(cloud)

    message = {
        "type": "event",
        "source": "publishing",
        "name": "PublicationChanged",
        "data": CHANGED,
    }
    assert sorted(gateway.taken, key=lambda taken: taken[0]) == [
        ("laptop=", message),
        ("phone=", message),
    ]


def test_a_socket_without_a_hello_gets_nothing(cloud: Cloud, gateway: Gateway) -> None:
    push(cloud)

    assert gateway.taken == []


def test_the_same_event_is_delivered_once(cloud: Cloud, gateway: Gateway) -> None:
    hello(cloud, "phone", "user_asha")

    for event_id in ("evt_1", "evt_1", "evt_2"):
        push(cloud, event_id)

    assert len(gateway.taken) == 2


def test_a_socket_that_is_gone_is_forgotten(cloud: Cloud, gateway: Gateway) -> None:
    hello(cloud, "closed", "user_asha")
    hello(cloud, "phone", "user_asha")
    gateway.gone.add("closed")

    push(cloud)

    assert [socket for socket, _ in gateway.taken] == ["phone"]
    kept = {sk for pk, sk in listeners(cloud) if pk == "owner#user_asha"}
    assert kept == {"socket#phone"}


def test_a_passing_failure_is_tried_again_after_the_others_were_served(
    cloud: Cloud, gateway: Gateway
) -> None:
    hello(cloud, "a-busy", "user_asha")
    hello(cloud, "phone", "user_asha")
    gateway.refusing.add("a-busy")

    with pytest.raises(TryLater):
        push(cloud)
    assert [socket for socket, _ in gateway.taken] == ["phone"]

    gateway.refusing.clear()
    push(cloud)
    assert [socket for socket, _ in gateway.taken] == ["phone", "a-busy", "phone"]


@pytest.mark.parametrize(
    ("source", "name"),
    [(kind.source, kind.__name__) for kind in relayed_events()],
)
def test_each_kind_that_is_promised_is_passed_on(
    cloud: Cloud, gateway: Gateway, source: str, name: str
) -> None:
    hello(cloud, "phone", "user_asha")

    cloud.call("conversations.on_progress", bus_event(source, name, {"owner_id": "user_asha"}))

    assert [(event["source"], event["name"]) for _, event in gateway.taken] == [(source, name)]


def test_an_event_without_an_owner_is_a_fault(cloud: Cloud, gateway: Gateway) -> None:
    with pytest.raises(ValidationError):
        cloud.call("conversations.on_progress", bus_event("media", "PhotoReady", {}))
    assert gateway.taken == []
