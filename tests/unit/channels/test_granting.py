"""Keys by a call and the browser's way back: whatever comes between, once or not at all."""

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
from functions.channels.model.connection import WEBHOOK_KEY_DIGEST
from functions.channels.service.connections import WayBack, digest
from kernel.errors import NotFound, Problem, TryLater
from tests.unit.channels.counter import NOW, OWNER, PLATFORM, Scene, scene


def give(it: Scene, state: str, given: str = "keys") -> Callable[[], None]:
    def given_now() -> None:
        with suppress(Problem):
            it.key_exchange.give(PLATFORM, state, given)

    return given_now


def come_back(it: Scene, back: WayBack) -> Callable[[], None]:
    def back_now() -> None:
        with suppress(Problem):
            it.key_exchange.return_from(PLATFORM, back)

    return back_now


def test_the_browser_that_meets_the_keys_in_the_door_connects() -> None:
    it = scene()
    state, back = it.begin()
    it.counter.between = give(it, state)
    assert it.key_exchange.return_from(PLATFORM, back).status == "connected"


def test_the_keys_that_meet_the_browser_in_the_door_connect() -> None:
    it = scene()
    state, back = it.begin()
    it.counter.between = come_back(it, back)
    it.key_exchange.give(PLATFORM, state, "keys")
    assert it.status == "connected"


@pytest.mark.parametrize("first", ["keys", "browser"])
def test_of_two_that_are_second_at_once_one_connects(first: str) -> None:
    it = scene()
    state, back = it.begin()
    if first == "keys":
        it.key_exchange.give(PLATFORM, state, "keys")
        it.counter.between = come_back(it, back)
        with pytest.raises(ConsentExpired):
            it.key_exchange.return_from(PLATFORM, back)
    else:
        with pytest.raises(KeysPending):
            it.key_exchange.return_from(PLATFORM, back)
        it.counter.between = give(it, state)
        with pytest.raises(ConsentExpired):
            it.key_exchange.give(PLATFORM, state, "keys")
    assert it.status == "connected"
    assert [event.status for event in it.counter.said] == ["connected"]  # type: ignore[attr-defined]  # its own
    assert len(it.counter.open_addresses) == 1


@pytest.mark.parametrize("way", ["keys", "browser"])
def test_what_changes_at_every_look_is_given_up(way: str) -> None:
    it = scene()
    state, back = it.begin()

    def shaken() -> None:
        attempt = it.counter.begun[digest(state)]
        later = attempt.ends_at + timedelta(seconds=1)
        it.counter.begun[digest(state)] = replace(attempt, ends_at=later)
        it.counter.between = shaken

    def second() -> None:
        if way == "keys":
            it.key_exchange.give(PLATFORM, state, "keys")
        else:
            it.key_exchange.return_from(PLATFORM, back)

    it.counter.between = shaken
    with pytest.raises(ConsentExpired):
        second()
    assert it.status == "not_connected"


def test_a_denial_is_noted_once() -> None:
    it = scene()
    state, back = it.begin()
    denied = replace(back, query={"no": "1"})
    it.counter.between = it.counter.begun.clear
    with pytest.raises(ConsentDenied):
        it.key_exchange.return_from(PLATFORM, denied)
    assert it.counter.rows == {}
    state, back = it.begin()
    with pytest.raises(ConsentDenied):
        it.key_exchange.return_from(PLATFORM, replace(back, query={"no": "1"}))
    held = it.counter.get(OWNER, PLATFORM)
    assert held.problem is not None
    assert held.problem.remedy == "allow it"
    with pytest.raises(ConsentExpired):
        it.key_exchange.give(PLATFORM, state, "keys")


def test_it_ends_after_ten_minutes_and_is_of_one_platform() -> None:
    it = scene()
    state, back = it.begin()
    attempt = it.counter.begun[digest(state)]
    for other in (replace(attempt, ends_at=NOW), replace(attempt, platform="etsy")):
        it.counter.begun[digest(state)] = other
        with pytest.raises(ConsentExpired):
            it.key_exchange.give(PLATFORM, state, "keys")
        with pytest.raises(ConsentExpired):
            it.key_exchange.return_from(PLATFORM, back)
    with pytest.raises(ConsentExpired):
        it.key_exchange.give(PLATFORM, "", "keys")
    with pytest.raises(NotFound):
        it.key_exchange.give("etsy", state, "keys")
    with pytest.raises(PlatformNotFound):
        it.key_exchange.give("myspace", state, "keys")


def test_keys_that_do_not_work_are_noted_and_used_up() -> None:
    it = scene()
    state, back = it.begin()
    it.key_exchange.give(PLATFORM, state, "bad")
    with pytest.raises(ReconnectNeeded):
        it.key_exchange.return_from(PLATFORM, back)
    with pytest.raises(ConsentExpired):
        it.key_exchange.return_from(PLATFORM, back)
    assert it.status == "not_connected"
    assert it.counter.open_addresses == {}


def connected() -> Scene:
    it = scene()
    state, back = it.begin()
    it.key_exchange.give(PLATFORM, state, "keys")
    it.key_exchange.return_from(PLATFORM, back)
    return it


def test_a_connection_is_told_at_one_address_that_it_knows() -> None:
    it = connected()
    held = it.counter.get(OWNER, PLATFORM)
    assert list(it.counter.open_addresses) == [held.detail[WEBHOOK_KEY_DIGEST]]
    (address,) = it.counter.subscribed
    assert address.startswith(f"https://haat.example/api/v1/webhooks/{PLATFORM}/")
    assert digest(address.rpartition("/")[2]) == held.detail[WEBHOOK_KEY_DIGEST]
    assert it.subscribing.mended(held) is held


def test_disconnected_while_the_address_is_made_leaves_none() -> None:
    it = connected()
    held = it.counter.get(OWNER, PLATFORM)
    it.counter.between = it.counter.rows.clear
    assert it.subscribing.follow(held, held) is held
    assert it.counter.open_addresses == {}
    assert len(it.counter.subscribed) == 1


@pytest.mark.parametrize("silent", [TryLater("busy"), ReconnectNeeded("refused", remedy="x")])
def test_a_shop_that_will_not_tell_is_noted_and_asked_again_by_a_test(silent: Problem) -> None:
    it = scene()
    it.counter.silent = silent
    state, back = it.begin()
    it.key_exchange.give(PLATFORM, state, "keys")
    held = it.key_exchange.return_from(PLATFORM, back)
    assert held == it.counter.get(OWNER, PLATFORM)
    assert it.counter.open_addresses == {}
    assert held.problem is not None
    it.counter.silent = None
    if isinstance(silent, ReconnectNeeded):
        assert held.status == "reconnect"
        assert it.subscribing.follow(held, held) is held
        return
    assert WEBHOOK_KEY_DIGEST not in held.detail
    mended = it.subscribing.mended(replace(held, problem=None))
    assert list(it.counter.open_addresses) == [mended.detail[WEBHOOK_KEY_DIGEST]]


def test_a_platform_that_needs_no_asking_is_left_alone() -> None:
    it = connected()
    other = replace(it.counter.get(OWNER, PLATFORM), platform="etsy", detail={})
    assert it.subscribing.mended(other) is other


def test_the_same_keys_again_change_nothing_and_others_are_refused() -> None:
    it = scene()
    state, back = it.begin()
    for _ in range(3):
        it.key_exchange.give(PLATFORM, state, "keys")
    kept = it.counter.begun[digest(state)]
    with pytest.raises(ConsentExpired):
        it.key_exchange.give(PLATFORM, state, "others")
    assert it.counter.begun[digest(state)] == kept
    assert it.key_exchange.return_from(PLATFORM, back).status == "connected"


def test_another_browser_ends_it() -> None:
    it = scene()
    state, back = it.begin()
    it.key_exchange.give(PLATFORM, state, "keys")
    for key in ("", "another"):
        with pytest.raises(ConsentExpired):
            it.key_exchange.return_from(PLATFORM, replace(back, browser_key=key))
    with pytest.raises(ConsentExpired):
        it.key_exchange.return_from(PLATFORM, back)
    assert it.counter.begun == {}
    assert it.counter.rows == {}
