"""Advances a publication: claim → start → (wait, check)* → finish → settle, a call once a claim.

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
from functions.publishing.model.publication import Publication
from functions.publishing.model.publishing_steps import MOST_TRIES, SURE_AFTER
from functions.publishing.ports.platforms import Channels, StartOver
from functions.publishing.ports.storage import Posts, Publications
from functions.publishing.service.settlement import changed, close_post
from kernel.clock import Clock
from kernel.conflicts import retry_on_conflict
from kernel.effect import LOOK_UP_AFTER, backoff
from kernel.errors import OutcomeUnknown, Refused, StaleWrite, TryLater


@dataclass(frozen=True, slots=True)
class Done:
    """The publication has its outcome."""


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
_SOME_ARE_THERE = "Some of its sizes are there, and others are not."
_LOOK_IN_PANEL = "Look in the panel, add what is missing there, and tell us."
_MOST_NAMED = 3

Next = Done | Wait | Browse
Answer = Waiting | Ready | Published | NotThere | Undetermined


@dataclass(frozen=True, slots=True)
class PublishRunner:
    """Advances publications for the workflow. Each lease outlives its function's time limit."""

    publications: Publications
    posts: Posts
    channels: Channels
    clock: Clock
    lease: timedelta
    browser_lease: timedelta

    def advance(self, publication_id: str) -> Next:
        """Do what comes next for this publication, and return what comes after."""
        publication = self.publications.get(publication_id)
        if publication is None:
            return Done()
        if publication.is_settled:
            close_post(self.posts, self.clock, publication.post_id)
            return Done()
        try:
            return self._go_on(publication)
        except StaleWrite:
            # Another run of the workflow has moved it on; let that one work.
            return Wait(2.0)

    def take(self, publication_id: str, result: Mapping[str, object] | None) -> Next:
        """Take the browser function's answer; None when it died without one."""
        publication = self.publications.get(publication_id)
        if publication is None or publication.is_settled:
            return self.advance(publication_id)
        if result is None:
            return self._lost(publication)
        return self._call(publication, lambda: self.channels.read(publication, result))

    def _go_on(self, publication: Publication) -> Next:
        now = self.clock.now()
        if publication.is_held(now) and publication.lease_until is not None:
            return Wait((publication.lease_until - now).total_seconds())
        if publication.lost_its_worker(now):
            if not publication.may_be_there:
                return self._try_later(publication, TryLater(_INTERRUPTED, after=0))
            if publication.must_be_read:
                # It died over what the platform shows, and may do so each time: a look like others.
                return self._look_again(publication)
            publication = self._save(publication.lost(now, 0.0))
        if publication.resume_at is not None and now < publication.resume_at:
            return Wait((publication.resume_at - now).total_seconds())
        if publication.must_be_read:
            return self._look(publication)
        return self._work(publication)

    def _work(self, publication: Publication) -> Next:
        """Claim the publication, save that the call is about to be made, and make the call."""
        if self.channels.needs_browser(publication.platform):
            publication = self._save(publication.claimed(self.clock.now(), self.browser_lease))
            publication = self._save(publication.sending(self.clock.now(), "browse"), silent=True)
            return self._job(publication, find=False)
        if publication.step in ("check", "finish"):
            call = self.channels.check if publication.step == "check" else self.channels.finish
            held = self._save(publication.held(self.clock.now(), self.lease), silent=True)
            return self._call(held, lambda: call(held))
        claimed = self._save(publication.claimed(self.clock.now(), self.lease))
        sending = self._save(claimed.sending(self.clock.now(), "start"), silent=True)
        return self._call(sending, lambda: self.channels.start(sending))

    def _look(self, publication: Publication) -> Next:
        """Read-only: ask the platform what happened."""
        if self.channels.needs_browser(publication.platform):
            held = self._save(publication.held(self.clock.now(), self.browser_lease), silent=True)
            return self._job(held, find=True)
        looking = self._save(publication.held(self.clock.now(), self.lease), silent=True)
        return self._call(looking, lambda: self.channels.find(looking))

    def _call(self, publication: Publication, call: Callable[[], Answer]) -> Next:
        """Make the call once and write down what came of it."""
        try:
            answer = call()
        except (Refused, TryLater, OutcomeUnknown) as failure:
            return self._failed(publication, failure)
        return self._answered(publication, answer)

    def _job(self, publication: Publication, *, find: bool) -> Next:
        """Give a job to the browser; a failure to make the job is the outcome of the call.

        The lease begins anew with the job: the browser takes all of its own time.
        """
        try:
            job = self.channels.job(publication, find=find)
        except (Refused, TryLater, OutcomeUnknown) as failure:
            return self._failed(publication, failure)
        self._save(publication.held(self.clock.now(), self.browser_lease), silent=True)
        return Browse(job)

    def _failed(
        self, publication: Publication, failure: Refused | TryLater | OutcomeUnknown
    ) -> Next:
        if isinstance(failure, TryLater):
            return self._try_later(publication, failure)
        if isinstance(failure, OutcomeUnknown):
            return self._lost(publication)
        if publication.status == "unknown":
            return self._ask_person(publication, failure.message, failure.remedy)
        return self._settle(publication.failed(self.clock.now(), failure.message, failure.remedy))

    def _answered(self, publication: Publication, answer: Answer) -> Next:
        match answer:
            case Waiting(handle, seconds):
                self._save(publication.waiting(self.clock.now(), handle, seconds), silent=True)
                following: Next = Wait(seconds)
            case Ready() if publication.status == "planned":
                # A retry found what an earlier round had prepared, with the words of that time:
                # nothing of it is seen, so that it begins anew with those of now.
                following = self._not_there(publication)
            case Ready() if self.channels.needs_browser(publication.platform):
                following = self._go_on_in_browser(publication)
            case Ready(handle):
                following = self._finish(publication, handle)
            case Published(external_id, url):
                following = self._confirm(publication, external_id, url)
            case NotThere():
                following = self._not_there(publication)
            case Undetermined(alike=alike):
                following = self._look_again(publication, alike)
        return following

    def _go_on_in_browser(self, publication: Publication) -> Next:
        """Have a further job submit the variants that are not there yet, and none twice."""
        now = self.clock.now()
        if publication.tries >= MOST_TRIES:
            return self._settle(publication.for_review(now, _SOME_ARE_THERE, _LOOK_IN_PANEL))
        self._save(publication.replanned(now, tries=publication.tries + 1))
        return Wait(1.0)

    def _finish(self, publication: Publication, handle: Handle) -> Next:
        """Store the handle, then make the irreversible call with it."""
        ready = self._save(publication.ready(self.clock.now(), handle, self.lease), silent=True)
        return self._call(ready, lambda: self.channels.finish(ready))

    def _try_later(self, publication: Publication, passing: TryLater) -> Next:
        if publication.must_be_read:
            return self._look_again(publication)
        if publication.tries >= MOST_TRIES:
            return self._settle(
                publication.failed(
                    self.clock.now(), passing.message, "Nothing was published. Try again later."
                )
            )
        seconds = backoff(publication.tries, passing.after)
        now = self.clock.now()
        if isinstance(passing, StartOver):
            self._save(publication.started_over(now, seconds, passing.message))
        else:
            self._save(publication.put_off(now, seconds, passing.message))
        return Wait(seconds)

    def _lost(self, publication: Publication) -> Next:
        """Save the outcome of a call as unknown, or repeat a preparation or a look-up."""
        if publication.status == "unknown":
            return self._look_again(publication)
        if publication.step == "start":
            return self._try_later(publication, TryLater(_INTERRUPTED, after=0))
        seconds = LOOK_UP_AFTER[0]
        self._save(publication.lost(self.clock.now(), seconds))
        return Wait(seconds)

    def _not_there(self, publication: Publication) -> Next:
        now = self.clock.now()
        sent_at = publication.sent_at
        if sent_at and (now - sent_at < SURE_AFTER or publication.reconcile_attempts == 0):
            return self._look_again(publication)
        if sent_at is None or publication.status == "planned":
            # Nothing is sent, or (a retry) the earlier call surely came to nothing: it may be
            # claimed. The next step does that: this one may be the last of its run, which could
            # not pass a job on to the browser.
            self._save(publication.replanned(now))
            return Wait(1.0)
        return self._settle(
            publication.failed(
                now,
                "It did not arrive: we looked, and it is not there.",
                "Nothing was published. Try again.",
            )
        )

    def _look_again(self, publication: Publication, alike: Sequence[Published] = ()) -> Next:
        if publication.reconcile_attempts >= len(LOOK_UP_AFTER):
            return self._ask_person(publication, _NOT_KNOWN, _what_to_look_at(alike), alike)
        seconds = LOOK_UP_AFTER[publication.reconcile_attempts]
        self._save(publication.looked(self.clock.now(), seconds), silent=True)
        return Wait(seconds)

    def _ask_person(
        self, publication: Publication, reason: str, remedy: str, alike: Sequence[Published] = ()
    ) -> Next:
        """Ask a person; a single post that may be ours is proposed with its URL."""
        proposed = (alike[0].external_id, alike[0].url) if len(alike) == 1 else None
        now = self.clock.now()
        return self._settle(publication.for_review(now, reason, remedy, proposed))

    def _confirm(self, publication: Publication, external_id: str, url: str) -> Next:
        """Mark the publication confirmed even if another worker changed it: reload and retry."""

        def confirm_latest() -> Next:
            latest = self.publications.get(publication.publication_id)
            if latest is None or latest.status == "confirmed":
                return Done()
            return self._settle(latest.confirmed(self.clock.now(), external_id, url))

        try:
            return self._settle(publication.confirmed(self.clock.now(), external_id, url))
        except StaleWrite:
            return retry_on_conflict(confirm_latest)

    def _settle(self, publication: Publication) -> Next:
        self._save(publication)
        close_post(self.posts, self.clock, publication.post_id)
        return Done()

    def _save(self, publication: Publication, *, silent: bool = False) -> Publication:
        events = () if silent else (changed(publication),)
        self.publications.save(publication, *events)
        return publication


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
