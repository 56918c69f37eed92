"""Advances one target: claim → start → (wait, check)* → finish → settle, each call once a claim.

Every call to a platform stands between two writes. Before it: “I am about to”. After it: what came
of it. A worker that dies in between leaves a lease that runs out. Before `finish` nothing can be
seen, so that a lost preparation is simply made again; from there on the platform is read, and
nothing is sent again on a guess (design §4).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from functions.channels.model.listing import (
    Handle,
    NotThere,
    Published,
    Ready,
    Undetermined,
    Waiting,
)
from functions.publishing.model.target import (
    MOST_TRIES,
    SURE_AFTER,
    Target,
)
from functions.publishing.ports import (
    Channels,
    Posts,
    StartOver,
)
from functions.publishing.service.settlement import changed, close_post
from kernel.clock import Clock
from kernel.conflicts import retry_on_conflict
from kernel.effect import LOOK_UP_AFTER, backoff
from kernel.errors import OutcomeUnknown, Refused, StaleWrite, TryLater


@dataclass(frozen=True, slots=True)
class Done:
    """The target has its outcome."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Come back in `seconds`."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Browse:
    """Give `job` to the browser function and come back with its answer."""

    job: Mapping[str, object]


_INTERRUPTED = "Preparing it was interrupted."
_NOT_KNOWN = "We could not find out whether it was published."
_MOST_NAMED = 3

Next = Done | Wait | Browse
Answer = Waiting | Ready | Published | NotThere | Undetermined


@dataclass(frozen=True, slots=True)
class TargetRunner:
    """Advances targets for the workflow. Each lease outlives its function's time limit."""

    posts: Posts
    channels: Channels
    clock: Clock
    lease: timedelta
    browser_lease: timedelta

    def advance(self, post_id: str, platform: str) -> Next:
        """Do what comes next for this target, and return what comes after."""
        target = self.posts.target(post_id, platform)
        if target is None or target.is_settled:
            close_post(self.posts, self.clock, post_id)
            return Done()
        try:
            return self._go_on(target)
        except StaleWrite:
            # Another run of the workflow has moved it on; let that one work.
            return Wait(2.0)

    def take(self, post_id: str, platform: str, result: Mapping[str, object] | None) -> Next:
        """Take the browser function's answer; None when it died without one."""
        target = self.posts.target(post_id, platform)
        if target is None or target.is_settled:
            return self.advance(post_id, platform)
        if result is None:
            return self._lost(target)
        return self._call(target, lambda: self.channels.read(target, result))

    def _go_on(self, target: Target) -> Next:
        now = self.clock.now()
        if target.is_held(now) and target.lease_until is not None:
            return Wait((target.lease_until - now).total_seconds())
        if target.lost_its_worker(now):
            if not target.may_be_there:
                return self._try_later(target, TryLater(_INTERRUPTED, after=0))
            target = self._save(target.lost(now, 0.0))
        if target.resume_at is not None and now < target.resume_at:
            return Wait((target.resume_at - now).total_seconds())
        if target.must_be_read:
            return self._look(target)
        return self._work(target)

    def _work(self, target: Target) -> Next:
        """Claim the target, save that the call is about to be made, and make the call."""
        if self.channels.needs_browser(target.platform):
            target = self._save(target.claimed(self.clock.now(), self.browser_lease))
            target = self._save(target.sending(self.clock.now(), "browse"), silent=True)
            return self._job(target, find=False)
        if target.step in ("check", "finish"):
            call = self.channels.check if target.step == "check" else self.channels.finish
            held = self._save(target.held(self.clock.now(), self.lease), silent=True)
            return self._call(held, lambda: call(held))
        claimed = self._save(target.claimed(self.clock.now(), self.lease))
        sending = self._save(claimed.sending(self.clock.now(), "start"), silent=True)
        return self._call(sending, lambda: self.channels.start(sending))

    def _look(self, target: Target) -> Next:
        """Read-only: ask the platform what happened."""
        if self.channels.needs_browser(target.platform):
            held = self._save(target.held(self.clock.now(), self.browser_lease), silent=True)
            return self._job(held, find=True)
        return self._call(target, lambda: self.channels.find(target))

    def _call(self, target: Target, call: Callable[[], Answer]) -> Next:
        """Make the call once and write down what came of it."""
        try:
            answer = call()
        except (Refused, TryLater, OutcomeUnknown) as failure:
            return self._failed(target, failure)
        return self._answered(target, answer)

    def _job(self, target: Target, *, find: bool) -> Next:
        """Give a job to the browser; a failure to make the job is the outcome of the call."""
        try:
            return Browse(self.channels.job(target, find=find))
        except (Refused, TryLater, OutcomeUnknown) as failure:
            return self._failed(target, failure)

    def _failed(self, target: Target, failure: Refused | TryLater | OutcomeUnknown) -> Next:
        if isinstance(failure, TryLater):
            return self._try_later(target, failure)
        if isinstance(failure, OutcomeUnknown):
            return self._lost(target)
        if target.status == "unknown":
            return self._ask_person(target, failure.message, failure.remedy)
        return self._settle(target.failed(self.clock.now(), failure.message, failure.remedy))

    def _answered(self, target: Target, answer: Answer) -> Next:
        match answer:
            case Waiting(handle, seconds):
                self._save(target.waiting(self.clock.now(), handle, seconds), silent=True)
                following: Next = Wait(seconds)
            case Ready() if target.status == "planned":
                # A retry found what an earlier round had prepared, with the words of that time:
                # nothing of it is seen, so that it begins anew with those of now.
                following = self._not_there(target)
            case Ready(handle):
                following = self._finish(target, handle)
            case Published(external_id, url):
                following = self._confirm(target, external_id, url)
            case NotThere():
                following = self._not_there(target)
            case Undetermined(alike=alike):
                following = self._look_again(target, alike)
        return following

    def _finish(self, target: Target, handle: Handle) -> Next:
        """Store the handle, then make the irreversible call with it."""
        ready = self._save(target.ready(self.clock.now(), handle, self.lease), silent=True)
        return self._call(ready, lambda: self.channels.finish(ready))

    def _try_later(self, target: Target, passing: TryLater) -> Next:
        if target.must_be_read:
            return self._look_again(target)
        if target.tries >= MOST_TRIES:
            return self._settle(
                target.failed(
                    self.clock.now(), passing.message, "Nothing was published. Try again later."
                )
            )
        seconds = backoff(target.tries, passing.after)
        now = self.clock.now()
        if isinstance(passing, StartOver):
            self._save(target.started_over(now, seconds, passing.message))
        else:
            self._save(target.put_off(now, seconds, passing.message))
        return Wait(seconds)

    def _lost(self, target: Target) -> Next:
        """Save the outcome of a call as unknown, or repeat a preparation or a look-up."""
        if target.status == "unknown":
            return self._look_again(target)
        if target.step == "start":
            return self._try_later(target, TryLater(_INTERRUPTED, after=0))
        seconds = LOOK_UP_AFTER[0]
        self._save(target.lost(self.clock.now(), seconds))
        return Wait(seconds)

    def _not_there(self, target: Target) -> Next:
        now = self.clock.now()
        sent_at = target.sent_at
        if sent_at and (now - sent_at < SURE_AFTER or target.reconcile_attempts == 0):
            return self._look_again(target)
        if sent_at is None or target.status == "planned":
            # Nothing is sent, or (a retry) the earlier call surely came to nothing: it may be
            # claimed. The next step does that: this one may be the last of its run, which could
            # not pass a job on to the browser.
            self._save(target.replanned(now))
            return Wait(1.0)
        return self._settle(
            target.failed(
                now,
                "It did not arrive: we looked, and it is not there.",
                "Nothing was published. Try again.",
            )
        )

    def _look_again(self, target: Target, alike: Sequence[Published] = ()) -> Next:
        if target.reconcile_attempts >= len(LOOK_UP_AFTER):
            return self._ask_person(target, _NOT_KNOWN, _what_to_look_at(alike), alike)
        seconds = LOOK_UP_AFTER[target.reconcile_attempts]
        self._save(target.looked(self.clock.now(), seconds), silent=True)
        return Wait(seconds)

    def _ask_person(
        self, target: Target, reason: str, remedy: str, alike: Sequence[Published] = ()
    ) -> Next:
        """Ask a person; a single post that may be ours is proposed with its URL."""
        proposed = (alike[0].external_id, alike[0].url) if len(alike) == 1 else None
        now = self.clock.now()
        return self._settle(target.for_review(now, reason, remedy, proposed))

    def _confirm(self, target: Target, external_id: str, url: str) -> Next:
        """Mark the target confirmed even if another worker changed it: reload and retry."""

        def confirm_latest() -> Next:
            latest = self.posts.target(target.post_id, target.platform)
            if latest is None or latest.status == "confirmed":
                return Done()
            return self._settle(latest.confirmed(self.clock.now(), external_id, url))

        try:
            return self._settle(target.confirmed(self.clock.now(), external_id, url))
        except StaleWrite:
            return retry_on_conflict(confirm_latest)

    def _settle(self, target: Target) -> Next:
        self._save(target)
        close_post(self.posts, self.clock, target.post_id)
        return Done()

    def _save(self, target: Target, *, silent: bool = False) -> Target:
        events = () if silent else (changed(target),)
        self.posts.save_target(target, *events)
        return target


def _what_to_look_at(alike: Sequence[Published]) -> str:
    """The person's task in words, with the URLs of posts that may be ours."""
    if not alike:
        return "Look on the platform and tell us; nothing is sent again before."
    if len(alike) == 1:
        return (
            "One that says the same is there, and it may be another of yours. Open its link and "
            "tell us whether it is this one; nothing is sent again before."
        )
    links = " ".join(one.url for one in alike[:_MOST_NAMED])
    return (
        f"Several that say the same are there: {links} Look whether one of them is this one and "
        "tell us; nothing is sent again before."
    )
