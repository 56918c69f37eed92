"""A kind of request to a vendor, as a fault switch names it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Call:
    """Requests of a method to a host; `path` is a glob."""

    host: str
    method: str
    path: str
