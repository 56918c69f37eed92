"""Fault switches: what a vendor's bad day looks like, chosen per vendor, host, method and path."""

from enum import StrEnum
from fnmatch import fnmatchcase
from hashlib import blake2b

from pydantic import BaseModel, ConfigDict, Field, model_validator

from infra.local.sandbox.world import World

KIND = "fault"


class FaultKind(StrEnum):
    """What goes wrong; *processed* means that the vendor's code really ran."""

    LATENCY = "latency"  # processed and answered, after ``seconds``
    ERROR = "error"  # the vendor's error body with ``status``; not processed
    RATE_LIMIT = "rate_limit"  # the vendor's too-many-requests answer; not processed
    ACCEPT_THEN_TIMEOUT = "accept_then_timeout"  # processed; silence for ``seconds``, then closed
    EXPIRED_TOKEN = "expired_token"  # noqa: S105 - a fault's name; not processed
    HTML = "html"  # a web page where JSON should be; not processed
    HANG = "hang"  # silence for ``seconds``, then closed; not processed
    TRUNCATED = "truncated"  # processed; half of the answer, then closed
    ERROR_AFTER_SUCCESS = "error_after_success"  # processed; the vendor's error body
    OK_WITH_ERROR_BODY = "ok_with_error_body"  # status 200 with an error body; not processed
    BLOCKED = "blocked"  # the model refuses the content; not processed


DEFAULT_SECONDS = {
    FaultKind.ACCEPT_THEN_TIMEOUT: 60.0,
    FaultKind.HANG: 60.0,
    FaultKind.LATENCY: 2.0,
}
DEFAULT_STATUS = {
    FaultKind.RATE_LIMIT: 429,
    FaultKind.EXPIRED_TOKEN: 401,
    FaultKind.HTML: 200,
    FaultKind.OK_WITH_ERROR_BODY: 200,
    FaultKind.BLOCKED: 200,
}


class Fault(BaseModel):
    """One switch that is on; ``times`` 0 means until it is deleted, ``path`` is a glob."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: int = 0
    vendor: str | None = None
    host: str | None = None
    method: str | None = None
    path: str | None = None
    kind: FaultKind
    times: int = Field(default=1, ge=0)
    rate: float = Field(default=1.0, ge=0, le=1)
    seconds: float | None = Field(default=None, ge=0, le=3600)
    retry_after: int | None = Field(default=None, ge=0)
    status: int | None = Field(default=None, ge=200, le=599)
    seen: int = 0
    used: int = 0

    @model_validator(mode="after")
    def _names_somebody(self) -> "Fault":
        if self.vendor is None and self.host is None:
            raise ValueError("name a vendor or a host")
        return self

    @property
    def wait(self) -> float:
        """Seconds of silence or delay."""
        return DEFAULT_SECONDS.get(self.kind, 0.0) if self.seconds is None else self.seconds

    @property
    def answer_status(self) -> int:
        """The status asked for, or the kind's usual one."""
        return self.status or DEFAULT_STATUS.get(self.kind, 500)

    def fits(self, place: tuple[str, str, str], method: str) -> bool:
        """Whether a request to (vendor, host, path) is meant by this switch.

        A path may end in ``#operation``, which a switch may name and need not.
        """
        vendor, host, path = place
        paths = (path, path.partition("#")[0])
        return (
            self.vendor in (None, vendor)
            and self.host in (None, host)
            and (self.method is None or self.method.upper() == method)
            and (self.path is None or any(fnmatchcase(one, self.path) for one in paths))
        )


def switch_on(world: World, fault: Fault) -> Fault:
    """Keep a switch until it is used up or deleted; the answer carries its id."""
    kept = fault.model_copy(update={"id": world.next_id(KIND), "seen": 0, "used": 0})
    world.put(KIND, str(kept.id), kept.model_dump(mode="json"))
    return kept


def switched_on(world: World) -> list[Fault]:
    """Every switch that is on, oldest first."""
    return [Fault.model_validate(document) for document in world.find(KIND)]


def forget(world: World) -> None:
    """Switch every fault off."""
    world.clear(KIND)


def take(world: World, place: tuple[str, str, str], method: str) -> Fault | None:
    """The first fitting switch, counted as used; None when the vendor has a good day.

    The dice of ``rate`` are drawn from the switch's id and count: the same run, the same faults.
    """
    with world.lock:
        for fault in switched_on(world):
            if not fault.fits(place, method):
                continue
            hit = _dice(fault) < fault.rate
            used = fault.used + hit
            if fault.times and used >= fault.times:
                world.delete(KIND, str(fault.id))
            else:
                kept = fault.model_copy(update={"seen": fault.seen + 1, "used": used})
                world.put(KIND, str(fault.id), kept.model_dump(mode="json"))
            if hit:
                return fault
    return None


def _dice(fault: Fault) -> float:
    drawn = blake2b(f"{fault.id}:{fault.seen}".encode(), digest_size=4).digest()
    return int.from_bytes(drawn) / 2**32
