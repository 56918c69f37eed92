"""How much one person, and everybody together, may ask for in an hour of what costs money."""

from dataclasses import dataclass

from kernel.clock import Clock
from kernel.errors import TooMany
from kernel.observability import log_security_event
from kernel.rate_limit import HOUR, RateLimiter


@dataclass(frozen=True, slots=True)
class Quota:
    """A kind of request; `things` is what its answer calls them, such as "photos"."""

    name: str
    things: str
    each: int
    together: int


class QuotaReached(TooMany):
    """One person has asked for as much as an hour allows."""

    code = "quota_reached"

    def __init__(self, quota: Quota, retry_after: int) -> None:
        super().__init__(
            f"You asked for {quota.each} {quota.things} in an hour; that is the most.",
            retry_after=retry_after,
            remedy="Go on in an hour.",
        )


class EverybodysQuotaReached(TooMany):
    """All persons together have asked for as much as an hour allows: an operator is called."""

    code = "everybodys_quota_reached"

    def __init__(self, retry_after: int) -> None:
        super().__init__(
            "Too many people ask for this at the moment.",
            retry_after=retry_after,
            remedy="Try again in an hour. We were told.",
        )


class Quotas:
    """Counts requests by person, and of all persons together."""

    def __init__(self, limiter: RateLimiter, clock: Clock) -> None:
        self._limiter = limiter
        self._clock = clock

    def take(self, quota: Quota, owner_id: str) -> None:
        """Count one request; raises `QuotaReached` or `EverybodysQuotaReached`.

        What one person is refused counts for nobody else.
        """
        now, mine = self._clock.now(), f"{quota.name}#{owner_id}"
        if wait := self._limiter.acquire(mine, quota.each, now, HOUR):
            log_security_event("QuotaReached", quota=quota.name, owner_id=owner_id)
            raise QuotaReached(quota, wait)
        if wait := self._limiter.acquire(f"{quota.name}#everybody", quota.together, now, HOUR):
            self._limiter.release(mine, now, HOUR)
            log_security_event("EverybodysQuotaReached", quota=quota.name)
            raise EverybodysQuotaReached(wait)
