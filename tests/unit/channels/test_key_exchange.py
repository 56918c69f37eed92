"""Keys posted by the vendor and the browser's callback: in any order, once or not at all."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from functions.channels.errors import (
    ConsentDenied,
    ConsentExpired,
    KeysPending,
    PlatformNotFound,
    ReconnectNeeded,
)
from functions.channels.model.authorization import CallbackRequest
from functions.channels.model.connection import WEBHOOK_KEY_DIGEST, Connection
from kernel.errors import NotFound, Problem, TryLater
from kernel.secret_links import digest
from tests.unit.channels.key_exchange_ports import (
    NOW,
    OWNER,
    PLATFORM,
    ConnectScenario,
    connect_scenario,
)


def connected_by(scenario: ConnectScenario, back: CallbackRequest) -> Connection:
    """The connection that the browser's return leads to."""
    connection = scenario.key_exchange.return_from(PLATFORM, back).connection
    assert connection is not None
    return connection


def give(scenario: ConnectScenario, state: str, given: str = "keys") -> Callable[[], None]:
    def given_now() -> None:
        with suppress(Problem):
            scenario.key_exchange.give(PLATFORM, state, given)

    return given_now


def come_back(scenario: ConnectScenario, back: CallbackRequest) -> Callable[[], None]:
    def back_now() -> None:
        with suppress(Problem):
            scenario.key_exchange.return_from(PLATFORM, back)

    return back_now


def test_the_browser_that_comes_just_after_the_keys_connects() -> None:
    scenario = connect_scenario()
    state, back = scenario.begin()
    scenario.ports.between = give(scenario, state)
    assert connected_by(scenario, back).status == "connected"


def test_keys_that_come_just_after_the_browser_connect() -> None:
    scenario = connect_scenario()
    state, back = scenario.begin()
    scenario.ports.between = come_back(scenario, back)
    scenario.key_exchange.give(PLATFORM, state, "keys")
    assert scenario.status == "connected"


@pytest.mark.parametrize("first", ["keys", "browser"])
def test_of_two_that_are_second_at_once_one_connects(first: str) -> None:
    scenario = connect_scenario()
    state, back = scenario.begin()
    if first == "keys":
        scenario.key_exchange.give(PLATFORM, state, "keys")
        scenario.ports.between = come_back(scenario, back)
        with pytest.raises(ConsentExpired):
            scenario.key_exchange.return_from(PLATFORM, back)
    else:
        with pytest.raises(KeysPending):
            scenario.key_exchange.return_from(PLATFORM, back)
        scenario.ports.between = give(scenario, state)
        with pytest.raises(ConsentExpired):
            scenario.key_exchange.give(PLATFORM, state, "keys")
    assert scenario.status == "connected"
    assert [event.status for event in scenario.ports.events] == ["connected"]  # type: ignore[attr-defined]  # its own
    assert len(scenario.ports.endpoints) == 1


@pytest.mark.parametrize("way", ["keys", "browser"])
def test_what_changes_at_every_look_is_given_up(way: str) -> None:
    scenario = connect_scenario()
    state, back = scenario.begin()

    def shaken() -> None:
        session = scenario.ports.begun[digest(state)]
        later = session.ends_at + timedelta(seconds=1)
        scenario.ports.begun[digest(state)] = replace(session, ends_at=later)
        scenario.ports.between = shaken

    def second() -> None:
        if way == "keys":
            scenario.key_exchange.give(PLATFORM, state, "keys")
        else:
            scenario.key_exchange.return_from(PLATFORM, back)

    scenario.ports.between = shaken
    with pytest.raises(ConsentExpired):
        second()
    assert scenario.status == "not_connected"


def test_a_denial_is_noted_once() -> None:
    scenario = connect_scenario()
    state, back = scenario.begin()
    denied = replace(back, query={"no": "1"})
    scenario.ports.between = scenario.ports.begun.clear
    with pytest.raises(ConsentDenied):
        scenario.key_exchange.return_from(PLATFORM, denied)
    assert scenario.ports.rows == {}
    state, back = scenario.begin()
    with pytest.raises(ConsentDenied):
        scenario.key_exchange.return_from(PLATFORM, replace(back, query={"no": "1"}))
    (noted,) = scenario.pending.rows
    assert noted.problem is not None
    assert noted.problem.remedy == "allow it"
    assert scenario.ports.rows == {}
    with pytest.raises(ConsentExpired):
        scenario.key_exchange.give(PLATFORM, state, "keys")


def test_it_ends_after_ten_minutes_and_is_of_one_platform() -> None:
    scenario = connect_scenario()
    state, back = scenario.begin()
    session = scenario.ports.begun[digest(state)]
    for other in (replace(session, ends_at=NOW), replace(session, platform="etsy")):
        scenario.ports.begun[digest(state)] = other
        with pytest.raises(ConsentExpired):
            scenario.key_exchange.give(PLATFORM, state, "keys")
        with pytest.raises(ConsentExpired):
            scenario.key_exchange.return_from(PLATFORM, back)
    with pytest.raises(ConsentExpired):
        scenario.key_exchange.give(PLATFORM, "", "keys")
    with pytest.raises(NotFound):
        scenario.key_exchange.give("etsy", state, "keys")
    with pytest.raises(PlatformNotFound):
        scenario.key_exchange.give("myspace", state, "keys")


def test_keys_that_do_not_work_are_noted_and_used_up() -> None:
    scenario = connect_scenario()
    state, back = scenario.begin()
    scenario.key_exchange.give(PLATFORM, state, "bad")
    with pytest.raises(ReconnectNeeded):
        scenario.key_exchange.return_from(PLATFORM, back)
    with pytest.raises(ConsentExpired):
        scenario.key_exchange.return_from(PLATFORM, back)
    assert scenario.status == "not_connected"
    assert scenario.ports.endpoints == {}


def connected() -> ConnectScenario:
    scenario = connect_scenario()
    state, back = scenario.begin()
    scenario.key_exchange.give(PLATFORM, state, "keys")
    scenario.key_exchange.return_from(PLATFORM, back)
    return scenario


def test_a_connection_has_one_webhook_endpoint_that_it_knows() -> None:
    scenario = connected()
    held = scenario.ports.held(PLATFORM)
    assert list(scenario.ports.endpoints) == [held.detail[WEBHOOK_KEY_DIGEST]]
    (address,) = scenario.ports.subscribed
    assert address.startswith(f"https://haat.example/api/v1/webhooks/{PLATFORM}/")
    assert digest(address.rpartition("/")[2]) == held.detail[WEBHOOK_KEY_DIGEST]
    assert scenario.subscriptions.resubscribe_if_missing(held) is held


def test_disconnected_while_the_address_is_made_leaves_none() -> None:
    scenario = connected()
    held = scenario.ports.held(PLATFORM)
    scenario.ports.between = scenario.ports.rows.clear
    assert scenario.subscriptions.follow(held) is held
    assert scenario.ports.endpoints == {}
    assert len(scenario.ports.subscribed) == 1


def test_whoever_was_faster_keeps_the_endpoint_that_is_stored() -> None:
    scenario = connected()
    held = scenario.ports.held(PLATFORM)
    faster = replace(held, version=held.version + 1)
    scenario.ports.between = lambda: scenario.ports.rows.update({PLATFORM: faster})
    assert scenario.subscriptions.follow(held) is held
    assert list(scenario.ports.endpoints) == [held.detail[WEBHOOK_KEY_DIGEST]]


@pytest.mark.parametrize("silent", [TryLater("busy"), ReconnectNeeded("refused", remedy="x")])
def test_a_shop_that_refuses_webhooks_is_noted_and_asked_again_by_a_test(silent: Problem) -> None:
    scenario = connect_scenario()
    scenario.ports.silent = silent
    state, back = scenario.begin()
    scenario.key_exchange.give(PLATFORM, state, "keys")
    held = connected_by(scenario, back)
    assert held == scenario.ports.held(PLATFORM)
    assert scenario.ports.endpoints == {}
    assert held.problem is not None
    scenario.ports.silent = None
    if isinstance(silent, ReconnectNeeded):
        assert held.status == "reconnect"
        assert scenario.subscriptions.follow(held) is held
        return
    assert WEBHOOK_KEY_DIGEST not in held.detail
    mended = scenario.subscriptions.resubscribe_if_missing(replace(held, problem=None))
    assert list(scenario.ports.endpoints) == [mended.detail[WEBHOOK_KEY_DIGEST]]


def test_a_platform_that_needs_no_asking_is_left_alone() -> None:
    scenario = connected()
    other = replace(scenario.ports.held(PLATFORM), platform="etsy", detail={})
    assert scenario.subscriptions.resubscribe_if_missing(other) is other


def test_the_same_keys_again_change_nothing_and_others_are_refused() -> None:
    scenario = connect_scenario()
    state, back = scenario.begin()
    for _ in range(3):
        scenario.key_exchange.give(PLATFORM, state, "keys")
    kept = scenario.ports.begun[digest(state)]
    with pytest.raises(ConsentExpired):
        scenario.key_exchange.give(PLATFORM, state, "others")
    assert scenario.ports.begun[digest(state)] == kept
    assert connected_by(scenario, back).status == "connected"


def test_another_browser_ends_it() -> None:
    scenario = connect_scenario()
    state, back = scenario.begin()
    scenario.key_exchange.give(PLATFORM, state, "keys")
    for key in ("", "another"):
        with pytest.raises(ConsentExpired):
            scenario.key_exchange.return_from(PLATFORM, replace(back, browser_key=key))
    with pytest.raises(ConsentExpired):
        scenario.key_exchange.return_from(PLATFORM, back)
    assert scenario.ports.begun == {}
    assert scenario.ports.rows == {}


def test_renewing_replaces_nothing_before_both_halves_are_there() -> None:
    scenario = connected()
    before = scenario.ports.held(PLATFORM)
    started = scenario.authorizations.authorize(
        OWNER, PLATFORM, {"shop": "shop.example"}, before.connection_id
    )
    state = started.url.partition("?")[2]
    back = CallbackRequest("", state, "", started.browser_key)
    scenario.key_exchange.give(PLATFORM, state, "newer")
    assert scenario.ports.held(PLATFORM) == before
    after = connected_by(scenario, back)
    assert after.connection_id == before.connection_id
    tokens = scenario.ports.decrypt(after.key, after.sealed).tokens
    assert tokens is not None
    assert tokens.access == "newer"
    assert list(scenario.ports.endpoints) == [after.detail[WEBHOOK_KEY_DIGEST]]


def test_half_of_it_that_fails_leaves_what_works() -> None:
    scenario = connected()
    before = scenario.ports.held(PLATFORM)
    started = scenario.authorizations.authorize(
        OWNER, PLATFORM, {"shop": "shop.example"}, before.connection_id
    )
    state = started.url.partition("?")[2]
    scenario.key_exchange.give(PLATFORM, state, "bad")
    with pytest.raises(ReconnectNeeded):
        scenario.key_exchange.return_from(
            PLATFORM, CallbackRequest("", state, "", started.browser_key)
        )
    held = scenario.ports.held(PLATFORM)
    assert (held.status, held.sealed, held.detail) == ("connected", before.sealed, before.detail)
    assert held.problem is not None
