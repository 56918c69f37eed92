"""Workers that die: between claim, call and save, on a real process with a real kill signal.

The point of death is held open by the sandbox, or by freezing the worker while its answer comes:

- before the claim: the worker is frozen before it is given the task;
- before the call: killed while the first, preparing call is held open;
- at the call, which never arrived: killed while the irreversible call is held, unprocessed;
- at the call, which arrived: killed while the answer to the processed call is held back;
- before the save: frozen during the call; killed once the answer lies in its socket.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from infra.local.connect import PANELS
from tests.e2e.artisan import Artisan
from tests.e2e.executions import Executions
from tests.e2e.judge import Ordeal, after_trying_again
from tests.e2e.sandbox import EFFECT, FIRST, Call, Entry, Sandbox, each_platform
from tests.e2e.workers import Workers

pytestmark = [pytest.mark.faults, pytest.mark.usefixtures("balanced_books")]


@dataclass(frozen=True)
class Death:
    """Where a worker dies; without a call it dies before it has claimed the target.

    `arrives`: the platform has the post, so the first round must find it.
    """

    at: Mapping[str, Call] | None
    kind: str = ""
    frozen: bool = False
    arrives: bool = False

    @property
    def is_processed(self) -> bool:
        return self.kind in ("accept_then_timeout", "latency")


DEATHS = {
    "before-the-claim": Death(None, arrives=True),
    "before-the-call": Death(FIRST, "hang"),
    "at-a-call-that-is-lost": Death(EFFECT, "hang"),
    "at-a-call-that-arrives": Death(EFFECT, "accept_then_timeout", arrives=True),
    "before-the-save": Death(EFFECT, "latency", frozen=True, arrives=True),
}
IN_BROWSER = "meesho"
SAMPLE = ("at-a-call-that-arrives",)


def cases() -> list[object]:
    return [
        pytest.param(death, id=name, marks=[pytest.mark.sample] if name in SAMPLE else [])
        for name, death in DEATHS.items()
    ]


@pytest.fixture(scope="module", params=cases())
def death(request: pytest.FixtureRequest) -> Death:
    found: Death = request.param
    return found


@pytest.fixture(scope="module")
def mortal(step_workers: Workers, browse_workers: Workers) -> Mapping[bool, Workers]:
    """The workers that die; those with a browser under True."""
    return {False: step_workers, True: browse_workers}


@pytest.fixture(scope="module")
def ordeals(  # fixtures
    death: Death,
    artisan: Artisan,
    sandbox: Sandbox,
    executions: Executions,
    mortal: Mapping[bool, Workers],
    platforms: tuple[str, ...],
) -> dict[str, Ordeal]:
    """A post for each platform; while one waits for its lease, the next one's worker dies."""
    sandbox.behave()
    since = sandbox.last()
    posts = dict(zip(platforms, artisan.posts_apart(*([one] for one in platforms)), strict=True))
    for platform, post_id in posts.items():
        workers = mortal[platform in PANELS and death.at is not None]
        if death.at is None:
            workers.wake()
            assert workers.freeze()
            artisan.publish(post_id)
            executions.wait_for_tasks(post_id, 1)
            assert artisan.read(post_id)["targets"][0]["status"] == "planned"
            assert workers.kill()
        else:
            sandbox.misbehave(death.at[platform], death.kind, seconds=3 if death.frozen else 60)
            artisan.publish(post_id)
            die(death, platform, sandbox, workers, since)
    return {
        platform: after_trying_again(artisan, sandbox, post_id, since)[platform]
        for platform, post_id in posts.items()
    }


def die(death: Death, platform: str, sandbox: Sandbox, workers: Workers, since: int) -> None:
    """Kill the worker whose call is held open."""

    def held(entry: Entry) -> bool:
        return entry["fault"] == death.kind and (
            death.frozen or bool(entry["effect"]) or not death.is_processed
        )

    sandbox.wait_for(platform, since, "the call is held", held)
    if death.frozen:
        assert workers.freeze()
        sandbox.wait_for(platform, since, "answered", lambda one: held(one) and bool(one["status"]))
    assert workers.kill()


@each_platform
def test_never_twice_and_never_lost(
    ordeals: dict[str, Ordeal], death: Death, platform: str
) -> None:
    ordeal = ordeals[platform]
    ordeal.first.must_be_true()
    ordeal.last.must_be_true()
    if death.arrives:
        assert ordeal.first.target["status"] == "confirmed", ordeal.first.target
    assert ordeal.last.target["status"] == "confirmed", ordeal.last.target


def test_the_browsers_answer_survives_whoever_should_have_saved_it(
    artisan: Artisan, sandbox: Sandbox, executions: Executions, step_workers: Workers
) -> None:
    """The browser has submitted and told; the worker that takes its answer dies with it."""
    sandbox.behave()
    post_id = artisan.post(IN_BROWSER)
    since = sandbox.last()
    sandbox.misbehave(EFFECT[IN_BROWSER], "latency", seconds=2)
    artisan.publish(post_id)
    sandbox.wait_for(IN_BROWSER, since, "submitting", lambda one: one["fault"] == "latency")
    assert step_workers.freeze()
    executions.wait_for_tasks(post_id, 3)  # Advance, Browse, and now Settle
    assert step_workers.kill()
    ordeal = after_trying_again(artisan, sandbox, post_id, since)[IN_BROWSER]
    ordeal.first.must_be_true()
    assert ordeal.first.target["status"] == "confirmed"
