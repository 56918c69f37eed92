"""Worker crashes: between claim, call and save, on a real process with a real kill signal.

The crash point is held open by the sandbox, or by freezing the worker while its answer comes:

- before the claim: the worker is frozen before it is given the task;
- before the call: killed while the first, preparing call is held open;
- at the call, which never arrived: killed while the irreversible call is held, unprocessed;
- at the call, which arrived: killed while the answer to the processed call is held back;
- before the save: frozen during the call; killed once the answer lies in its socket.

Each crash happens on two platforms; on all of them, in process.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import cycle

import pytest

from infra.local.laptop import Laptop
from tests.calls import Call
from tests.e2e.artisan import Artisan
from tests.e2e.conftest import artisan_in
from tests.e2e.executions import Executions
from tests.e2e.reconciliation_check import FaultCase, outcomes_after_retry
from tests.e2e.sandbox_client import Entry, SandboxClient
from tests.e2e.worker_pool import WorkerPool, WorkerPools
from tests.faults import EFFECT, FIRST, PLATFORMS


@dataclass(frozen=True)
class CrashPoint:
    """Where a worker crashes; without a call it crashes before it has claimed the target.

    `arrives`: the platform has the post, so the first run must find it.
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


CRASH_POINTS = {
    "before-the-claim": CrashPoint(None, arrives=True),
    "before-the-call": CrashPoint(FIRST, "hang"),
    "at-a-call-that-is-lost": CrashPoint(EFFECT, "hang"),
    "at-a-call-that-arrives": CrashPoint(EFFECT, "accept_then_timeout", arrives=True),
    "before-the-save": CrashPoint(EFFECT, "latency", frozen=True, arrives=True),
}
IN_BROWSER = "meesho"
BY_API = "etsy"
CRASHES = dict(zip(PLATFORMS, cycle(CRASH_POINTS), strict=False))
"""Platform -> how its worker crashes."""


class WorkerKiller:
    """Publishes, and kills the worker at the chosen point."""

    def __init__(
        self,
        artisan: Artisan,
        sandbox: SandboxClient,
        executions: Executions,
        workers: WorkerPools,
    ) -> None:
        self._artisan, self._sandbox, self._executions = artisan, sandbox, executions
        self._steps, self._worker_pools = workers.steps, workers

    def publish(self, post_id: str, platform: str, crash_point: CrashPoint) -> None:
        """Publish on one platform, and kill its worker."""
        if crash_point.at is None:
            self._before_the_claim(post_id)
            return
        call, seconds = crash_point.at[platform], 3 if crash_point.frozen else 60
        self._sandbox.inject_fault(call, crash_point.kind, seconds=seconds)
        self._artisan.publish(post_id)
        entry = self._sandbox.wait_for(platform, 0, "the call is held", crash_point.is_held)
        (pid,) = [pid for one in self._worker_pools if (pid := one.pid_by_port(entry["port"]))]
        if crash_point.frozen:
            self._steps.freeze([pid])
            self._sandbox.wait_for(
                platform,
                0,
                "answered",
                lambda one: crash_point.is_held(one) and bool(one["status"]),
            )
        self._steps.kill([pid])

    def _before_the_claim(self, post_id: str) -> None:
        self._steps.wake()
        frozen = self._steps.freeze()
        assert frozen
        self._artisan.publish(post_id)
        self._executions.wait_for_tasks(post_id, 1)
        (target,) = self._artisan.read(post_id)["targets"]
        assert target["publication"]["status"] == "planned"
        self._steps.kill(frozen)


@pytest.fixture(scope="module")
def fault_cases(
    laptop: Laptop,
    stand_ins: SandboxClient,
    executions: Executions,
    worker_pools: WorkerPools,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[dict[str, FaultCase]]:
    """A post for each platform; while one waits for its lease, the next one's worker is killed."""
    with artisan_in(laptop, stand_ins, tmp_path_factory.mktemp("photo")) as artisan:
        killer = WorkerKiller(artisan, stand_ins, executions, worker_pools)
        posts = dict(
            zip(PLATFORMS, artisan.separate_posts(*([one] for one in PLATFORMS)), strict=True)
        )
        for platform, post_id in posts.items():
            killer.publish(post_id, platform, CRASH_POINTS[CRASHES[platform]])
        judged = {
            platform: outcomes_after_retry(artisan, stand_ins, post_id, 0)[platform]
            for platform, post_id in posts.items()
        }
        artisan.assert_posts_match(stand_ins)
        yield judged


@pytest.mark.parametrize("platform", PLATFORMS)
def test_never_twice_and_never_lost(fault_cases: dict[str, FaultCase], platform: str) -> None:
    fault_case = fault_cases[platform]
    fault_case.first.assert_consistent()
    fault_case.last.assert_consistent()
    if CRASH_POINTS[CRASHES[platform]].arrives:
        assert fault_case.first.target["status"] == "confirmed", fault_case.first.target
    assert fault_case.last.target["status"] == "confirmed", fault_case.last.target


def test_a_call_that_goes_on_without_its_caller_is_found_when_the_lease_has_run_out(
    artisan: Artisan, sandbox: SandboxClient, step_workers: WorkerPool
) -> None:
    """The step that waits for channels' function is killed; the function goes on, and posts."""
    post_id = artisan.post(BY_API)
    sandbox.inject_fault(EFFECT[BY_API], "latency", seconds=2)
    artisan.publish(post_id)
    sandbox.wait_for(BY_API, 0, "posting", lambda one: one["fault"] == "latency")
    step_workers.kill(step_workers.pids())
    fault_case = outcomes_after_retry(artisan, sandbox, post_id, 0)[BY_API]
    fault_case.first.assert_consistent()
    assert fault_case.first.target["status"] == "confirmed"


def test_the_browsers_answer_survives_whoever_should_have_saved_it(
    artisan: Artisan, sandbox: SandboxClient, executions: Executions, step_workers: WorkerPool
) -> None:
    """The browser has submitted and answered; the worker that takes its answer is killed."""
    post_id = artisan.post(IN_BROWSER)
    sandbox.inject_fault(EFFECT[IN_BROWSER], "latency", seconds=2)
    artisan.publish(post_id)
    sandbox.wait_for(IN_BROWSER, 0, "submitting", lambda one: one["fault"] == "latency")
    frozen = step_workers.freeze()
    assert frozen
    executions.wait_for_tasks(post_id, 3)  # Advance, Browse, and now Settle
    step_workers.kill(frozen)
    fault_case = outcomes_after_retry(artisan, sandbox, post_id, 0)[IN_BROWSER]
    fault_case.first.assert_consistent()
    assert fault_case.first.target["status"] == "confirmed"
