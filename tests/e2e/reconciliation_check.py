"""Checks a target against the platform's own log: never two posts, never a lost one."""

from dataclasses import dataclass
from typing import Any

import httpx2

from tests.e2e.artisan import Artisan
from tests.e2e.sandbox_client import SLUG_URLS, SandboxClient

Target = dict[str, Any]


@dataclass(frozen=True)
class Outcome:
    """What Haat says of one target, and what the platform has, both at one moment.

    `opens`: whether the address that Haat reports shows a page.
    """

    target: Target
    effects: list[str]
    opens: bool

    def assert_consistent(self) -> None:
        """Once there, surely not there, or honestly unknown and in a person's hands."""
        assert len(self.effects) <= 1, f"posted twice: {self.effects}"
        status = self.target["status"]
        if status == "confirmed":
            assert len(self.effects) == 1, "said to be there, and is not"
            url = self.target["url"]
            if self.target["platform"] in SLUG_URLS:
                assert self.opens, f"nobody can open {url}"
            else:
                assert self.effects[0] in url
            return
        assert self.target["reason"], "no reason is given"
        assert self.target["remedy"], "nothing is said to do"
        if status == "failed":
            assert self.effects == [], "said to have failed, and is there"
        else:
            assert (status, self.target["needs_review"]) == ("unknown", True), "lost"


@dataclass(frozen=True)
class FaultCase:
    """A target after its first run, and after *Try again* where that was offered."""

    first: Outcome
    last: Outcome


def observe(target: Target, sandbox: SandboxClient, since: int) -> Outcome:
    """The outcome as it is now; the vendors may be emptied before it is checked."""
    url = target["url"]
    opens = bool(url) and httpx2.get(url, trust_env=False).is_success
    return Outcome(target, sandbox.published(target["platform"], since), opens)


def outcomes_after_retry(
    artisan: Artisan, sandbox: SandboxClient, post_id: str, since: int
) -> dict[str, FaultCase]:
    """Wait for the first run's end; connect and retry what failed; return a case per platform."""
    first = _outcomes(artisan, sandbox, post_id, since)
    failed = [name for name, outcome in first.items() if outcome.target["status"] == "failed"]
    if not failed:
        return {platform: FaultCase(outcome, outcome) for platform, outcome in first.items()}
    sandbox.clear_faults()
    artisan.sign_in()
    artisan.connect(*failed)
    artisan.retry(post_id)
    last = _outcomes(artisan, sandbox, post_id, since)
    return {platform: FaultCase(first[platform], last[platform]) for platform in first}


def _outcomes(
    artisan: Artisan, sandbox: SandboxClient, post_id: str, since: int
) -> dict[str, Outcome]:
    return {
        platform: observe(target, sandbox, since)
        for platform, target in artisan.wait_settled(post_id, seconds=420).items()
    }
