import subprocess
import sys
import threading
from pathlib import Path

import pytest

from infra.local.sandbox import sms
from infra.local.sandbox.etsy.registration import APP as ETSY
from infra.local.sandbox.facebook.registration import APP as FACEBOOK
from infra.local.sandbox.fetch import NotAPicture, inspect
from infra.local.sandbox.oauth import Authority, Grant, GrantRefused, s256
from infra.local.sandbox.recent import RecentCalls
from infra.local.sandbox.world import World
from tests.integration.sandbox.picture_server import drawn

CALLBACK = "http://localhost:8080/api/v1/connections/etsy/callback"


@pytest.fixture
def world() -> World:
    return World(clock=lambda: 1000.0)


def test_everything_survives_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "world.sqlite3"
    with World(path, clock=lambda: 1000.0) as first:
        first.put("post", "b", {"n": 1})
        first.put("post", "a", {"n": 2})
        first.put("post", "b", {"n": 3})
        first.next_id("post")
        picture = first.put_blob(b"bytes", "image/png")
        first.advance(50)
    with World(path, clock=lambda: 1000.0) as second:
        assert second.find("post") == [{"n": 3}, {"n": 2}]
        assert second.next_id("post") == 2
        blob = second.get_blob(picture)
        assert blob is not None
        assert (blob.content, blob.media_type) == (b"bytes", "image/png")
        assert second.now() == 1050.0


DIES_BETWEEN = """
import os, sys
from pathlib import Path
from infra.local.sandbox.world import World

world = World(Path(sys.argv[1]))
world.put("post", "before", {})
with world.transaction():
    world.put("post", "a", {})
    with world.transaction():
        world.put("journal", "1", {"effect_id": "a"})
    os._exit(9)
"""


def test_a_crash_in_between_keeps_all_of_it_or_nothing(tmp_path: Path) -> None:
    path = tmp_path / "world.sqlite3"
    died = subprocess.run([sys.executable, "-c", DIES_BETWEEN, str(path)], check=False)
    assert died.returncode == 9
    with World(path) as again:
        assert [key for key, _ in again.items("post")] == ["before"]
        assert again.items("journal") == []


def test_what_raises_in_between_leaves_nothing_and_the_next_is_kept(world: World) -> None:
    def fail() -> None:
        with world.transaction():
            world.put("post", "a", {})
            raise ValueError("in between")

    with pytest.raises(ValueError, match="in between"):
        fail()
    with world.transaction():
        world.put("post", "b", {})
    assert [key for key, _ in world.items("post")] == ["b"]


def test_find_compares_fields_of_every_type(world: World) -> None:
    rows = [
        {"id": "1", "live": True, "name": "a", "size": 1.5, "gone": None},
        {"id": "2", "live": False, "name": "a'; DROP TABLE documents; --", "size": 2, "gone": 1},
    ]
    for row in rows:
        world.put("kind", str(row["id"]), row)
    assert world.find("kind", live=True) == rows[:1]
    assert world.find("kind", name="a'; DROP TABLE documents; --") == rows[1:]
    assert world.find("kind", size=1.5, gone=None) == rows[:1]
    assert world.find("kind", live=True, name="b") == []


def test_a_found_document_is_a_copy(world: World) -> None:
    world.put("kind", "1", {"list": []})
    world.find("kind")[0]["list"].append(1)
    assert world.get("kind", "1") == {"list": []}


def test_reset_forgets_documents_counters_blobs_and_the_clocks_offset(world: World) -> None:
    world.put("kind", "1", {})
    world.next_id("kind")
    blob = world.put_blob(b"x", "image/png")
    world.advance(5)
    world.reset()
    assert world.get("kind", "1") is None
    assert world.next_id("kind") == 1
    assert world.get_blob(blob) is None
    assert world.now() == 1000.0


def test_threads_never_get_the_same_number(world: World) -> None:
    numbers: list[int] = []
    threads = [
        threading.Thread(target=lambda: numbers.extend(world.next_id("n") for _ in range(50)))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers) == list(range(1, 401))


def test_a_code_with_a_challenge_needs_its_verifier(world: World) -> None:
    authority = Authority(world, ETSY)
    grant = Grant("asha", ("listings_w",))
    code = authority.issue_code(CALLBACK, grant, s256("v" * 43))
    with pytest.raises(GrantRefused, match="verifier"):
        authority.redeem_code(code, ETSY.client_id, CALLBACK, "w" * 43)
    code = authority.issue_code(CALLBACK, grant, s256("v" * 43))
    assert authority.redeem_code(code, ETSY.client_id, CALLBACK, "v" * 43) == grant
    with pytest.raises(GrantRefused, match="used"):
        authority.redeem_code(code, ETSY.client_id, CALLBACK, "v" * 43)


def test_a_code_is_one_apps(world: World) -> None:
    authority = Authority(world, ETSY)
    code = authority.issue_code(CALLBACK, Grant("asha", ()))
    with pytest.raises(GrantRefused, match="client_id"):
        authority.redeem_code(code, FACEBOOK.client_id, CALLBACK)


def test_a_rotated_refresh_token_used_again_ends_its_family(world: World) -> None:
    authority = Authority(world, ETSY)
    grant = Grant("asha", ("listings_w",))
    first = authority.issue(grant, "refresh", 90)
    family = authority.rotate(first, ETSY.client_id).family
    second = authority.issue(grant, "refresh", 90, family=family)
    access = authority.issue(grant, "access", 60, family=family)
    bystander = authority.issue(grant, "access", 60)
    with pytest.raises(GrantRefused, match="used"):
        authority.rotate(first, ETSY.client_id)
    for value, live in ((second, False), (access, False), (bystander, True)):
        token = authority.token(value)
        assert token is not None
        assert token.live(world.now()) is live


def test_a_refresh_token_expires_and_an_access_token_is_none(world: World) -> None:
    authority = Authority(world, ETSY)
    late = authority.issue(Grant("asha", ()), "refresh", 90)
    with pytest.raises(GrantRefused, match="unknown"):
        authority.rotate(authority.issue(Grant("asha", ()), "access", 60), ETSY.client_id)
    world.advance(90)
    with pytest.raises(GrantRefused, match="expired"):
        authority.rotate(late, ETSY.client_id)


def test_inspect_sees_what_a_picture_really_is() -> None:
    seen = inspect(drawn(30, 20, "PNG", (200, 100, 0)))
    assert (seen.format, seen.width, seen.height, seen.icc) == ("PNG", 30, 20, False)
    assert (seen.average, seen.ratio, seen.media_type) == ((200, 100, 0), 1.5, "image/png")
    for wrong in (b"", b"GIF89a", drawn()[:-200]):
        with pytest.raises(NotAPicture):
            inspect(wrong)


def test_the_phone_knows_its_own_number_however_it_is_written(world: World) -> None:
    sms.send(world, "+91 98765 43210", "first")
    sms.send(world, "9876543210", "second")
    sms.send(world, "9000000000", "other")
    assert [one["text"] for one in sms.inbox(world, "98765-43210")] == ["second", "first"]
    assert len(sms.inbox(world)) == 3


def test_calls_that_count_for_a_limit_are_forgotten_with_everything_else() -> None:
    with World() as world:
        calls = RecentCalls(world)
        calls.of("maya").append(1.0)
        assert list(calls.of("maya")) == [1.0]
        assert list(calls.of("ravi")) == []
        world.reset()
        assert list(calls.of("maya")) == []
