"""Slows down the guessing of passwords, without keeping the right person out."""

from dataclasses import dataclass
from datetime import timedelta

from functions.identity.errors import TooManyLoginAttempts, TooManyRegistrations
from functions.identity.model import TRIES, Client, client_mark
from functions.identity.ports import KnownClients
from kernel.clock import Clock
from kernel.errors import TooMany
from kernel.observability import log_security_event
from kernel.pseudonyms import Pseudonyms
from kernel.rate_limit import DAY, RateLimiter

KNOWN_FOR = timedelta(days=90)
"""How long after a sign-in its device and its network are known."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A sign-in that was let through to the comparison of passwords, and the tries it took."""

    address: str
    client: Client
    subjects: tuple[str, ...]


class SignInLimits:
    """Counts failed sign-ins: `TRIES` a minute per network and per account.

    A device or network from which the account was signed in to before has a count of its own, so
    that strangers' failures never keep its person out (OWASP, "Slow Down Online Guessing Attacks
    with Device Cookies").
    """

    def __init__(
        self,
        *,
        rate_limiter: RateLimiter,
        known_clients: KnownClients,
        pseudonyms: Pseudonyms,
        clock: Clock,
    ) -> None:
        self._rate_limiter = rate_limiter
        self._known = known_clients
        self._pseudonyms = pseudonyms
        self._clock = clock

    def begin(self, address: str, client: Client) -> Attempt:
        """Count a try to sign in to the account of a normal address.

        Raises `TooManyLoginAttempts`. The steps are the same whether or not there is an account.
        """
        subjects = self._subjects(address, client)
        for subject in subjects:
            self._take(subject, client)
        return Attempt(address, client, subjects)

    def succeed(self, attempt: Attempt) -> None:
        """Give the tries of a successful sign-in back, and know its device and network by now."""
        now = self._clock.now()
        for subject in attempt.subjects:
            self._rate_limiter.release(subject, now)
        self.remember(attempt.address, attempt.client)

    def refuse(self, attempt: Attempt, user_id: str | None) -> None:
        """Log that the password was wrong; None is the user of an address without an account."""
        log_security_event(
            "SignInRefused",
            user_id=user_id,
            account=self._pseudonyms.of(attempt.address),
            network=self._pseudonyms.of(attempt.client.network),
            known_client=len(attempt.subjects) == 1,
        )

    def begin_registration(self, client: Client, most: int) -> None:
        """Count an account that the network is about to open.

        Raises `TooManyLoginAttempts`, since opening accounts asks which addresses are taken, or
        `TooManyRegistrations` if the network opened `most` accounts in a day.
        """
        self._take(_network(client), client)
        wait = self._rate_limiter.acquire(_registrations(client), most, self._clock.now(), DAY)
        if wait:
            raise self._used_up(
                TooManyRegistrations(
                    "Too many accounts were opened from this network today.",
                    retry_after=wait,
                    remedy="Try again tomorrow, or from another network.",
                ),
                "registrations",
                client,
            )

    def registered(self, address: str, client: Client) -> None:
        """Give the try of a registration back, and know its device and network by now."""
        self._rate_limiter.release(_network(client), self._clock.now())
        self.remember(address, client)

    def not_registered(self, client: Client) -> None:
        """Give the account back that was not opened; the try to ask for its address stays."""
        self._rate_limiter.release(_registrations(client), self._clock.now(), DAY)

    def remember(self, address: str, client: Client) -> None:
        """Know the client's device and network as the account's."""
        until = self._clock.now() + KNOWN_FOR
        for place in client.places:
            self._known.add(client_mark(address, place), until)

    def _subjects(self, address: str, client: Client) -> tuple[str, ...]:
        now = self._clock.now()
        for place in client.places:
            mark = client_mark(address, place)
            if self._known.has(mark, now):
                return (f"client#{mark}",)
        return (_network(client), f"account#{client_mark(address, 'any')}")

    def _take(self, subject: str, client: Client) -> None:
        wait = self._rate_limiter.acquire(subject, TRIES, self._clock.now())
        if wait:
            raise self._used_up(
                TooManyLoginAttempts(
                    "Too many failed sign-ins.",
                    retry_after=wait,
                    remedy=f"Wait {wait} seconds and try again.",
                ),
                subject.partition("#")[0],
                client,
            )

    def _used_up(self, problem: TooMany, subject: str, client: Client) -> TooMany:
        network = self._pseudonyms.of(client.network)
        log_security_event("TriesUsedUp", subject=subject, network=network)
        return problem


def _network(client: Client) -> str:
    return f"network#{client.network}"


def _registrations(client: Client) -> str:
    return f"registrations#{client.network}"
