"""Workers that die: between claim, call and save, on a real process with a real kill signal.

The point of death is held open by the sandbox, or by freezing the worker while its answer comes:

- before the claim: the worker is frozen before it is given the task;
- before the call: killed while the first, preparing call is held open;
- at the call, which never arrived: killed while the irreversible call is held, unprocessed;
- at the call, which arrived: killed while the answer to the processed call is held back;
- before the save: frozen during the call; killed once the answer lies in its socket.

Each death happens on two platforms; on all of them, in process.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import cycle

import pytest

from infra.local.laptop import Laptop
from tests.calls import Call
from tests.e2e.artisan import Artisan
from tests.e2e.conftest import round_of
from tests.e2e.executions import Executions
from tests.e2e.judge import Ordeal, after_trying_again
from tests.e2e.sandbox import Entry, Sandbox
from tests.e2e.workers import Workers
from tests.faults import EFFECT, FIRST, PLATFORMS


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
        """Whether the platform does what the call says."""
        return self.kind in ("accept_then_timeout", "latency")

    def is_held(self, entry: Entry) -> bool:
        """Whether this request is held open, and is processed if it is to be."""
        return entry["fault"] == self.kind and (
            self.frozen or bool(entry["effect"]) or not self.is_processed
        )

    def is_answered(self, entry: Entry) -> bool:
        """Whether the answer to the held request has left."""
        return self.is_held(entry) and bool(entry["status"])


DEATHS = {
    "before-the-claim": Death(None, arrives=True),
    "before-the-call": Death(FIRST, "hang"),
    "at-a-call-that-is-lost": Death(EFFECT, "hang"),
    "at-a-call-that-arrives": Death(EFFECT, "accept_then_timeout", arrives=True),
    "before-the-save": Death(EFFECT, "latency", frozen=True, arrives=True),
}
IN_BROWSER = "meesho"
DIES = dict(zip(PLATFORMS, cycle(DEATHS), strict=False))
"""Platform -> how its worker dies."""


class Reaper:
    """Publishes, and kills the worker at the chosen point."""

    def __init__(
        self,
        artisan: Artisan,
        sandbox: Sandbox,
        executions: Executions,
        workers: tuple[Workers, Workers],
    ) -> None:
        self._artisan, self._sandbox, self._executions = artisan, sandbox, executions
        self._steps, self._workers = workers[0], workers

    def publish(self, post_id: str, platform: str, death: Death) -> None:
        """Publish on one platform, whose worker dies."""
        if death.at is None:
            self._before_the_claim(post_id)
            return
        call, seconds = death.at[platform], 3 if death.frozen else 60
        self._sandbox.misbehave(call, death.kind, seconds=seconds)
        self._artisan.publish(post_id)
        entry = self._sandbox.wait_for(platform, 0, "the call is held", death.is_held)
        (pid,) = [pid for one in self._workers if (pid := one.that_called_from(entry["port"]))]
        if death.frozen:
            self._steps.freeze([pid])
            self._sandbox.wait_for(
                platform, 0, "answered", lambda one: death.is_held(one) and bool(one["status"])
            )
        self._steps.kill([pid])

    def _before_the_claim(self, post_id: str) -> None:
        self._steps.wake()
        frozen = self._steps.freeze()
        assert frozen
        self._artisan.publish(post_id)
        self._executions.wait_for_tasks(post_id, 1)
        assert self._artisan.read(post_id)["targets"][0]["status"] == "planned"
        self._steps.kill(frozen)


@pytest.fixture(scope="module")
def ordeals(
    laptop: Laptop,
    stand_ins: Sandbox,
    executions: Executions,
    step_workers: Workers,
    browse_workers: Workers,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[dict[str, Ordeal]]:
    """A post for each platform; while one waits for its lease, the next one's worker dies."""
    with round_of(laptop, stand_ins, tmp_path_factory.mktemp("photo")) as artisan:
        reaper = Reaper(artisan, stand_ins, executions, (step_workers, browse_workers))
        posts = dict(
            zip(PLATFORMS, artisan.posts_apart(*([one] for one in PLATFORMS)), strict=True)
        )
        for platform, post_id in posts.items():
            reaper.publish(post_id, platform, DEATHS[DIES[platform]])
        judged = {
            platform: after_trying_again(artisan, stand_ins, post_id, 0)[platform]
            for platform, post_id in posts.items()
        }
        artisan.balances(stand_ins)
        yield judged


@pytest.mark.parametrize("platform", PLATFORMS)
def test_never_twice_and_never_lost(ordeals: dict[str, Ordeal], platform: str) -> None:
    ordeal = ordeals[platform]
    ordeal.first.must_be_true()
    ordeal.last.must_be_true()
    if DEATHS[DIES[platform]].arrives:
        assert ordeal.first.target["status"] == "confirmed", ordeal.first.target
    assert ordeal.last.target["status"] == "confirmed", ordeal.last.target


def test_the_browsers_answer_survives_whoever_should_have_saved_it(
    artisan: Artisan, sandbox: Sandbox, executions: Executions, step_workers: Workers
) -> None:
    """The browser has submitted and told; the worker that takes its answer dies with it."""
    post_id = artisan.post(IN_BROWSER)
    sandbox.misbehave(EFFECT[IN_BROWSER], "latency", seconds=2)
    artisan.publish(post_id)
    sandbox.wait_for(IN_BROWSER, 0, "submitting", lambda one: one["fault"] == "latency")
    frozen = step_workers.freeze()
    assert frozen
    executions.wait_for_tasks(post_id, 3)  # Advance, Browse, and now Settle
    step_workers.kill(frozen)
    ordeal = after_trying_again(artisan, sandbox, post_id, 0)[IN_BROWSER]
    ordeal.first.must_be_true()
    assert ordeal.first.target["status"] == "confirmed"
