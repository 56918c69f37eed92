"""How far a posting has come: the answers of start, check, finish and reconcile."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Handle:
    """What the platform gave us so far (a container id, a listing id); can be stored as JSON.

    `ref` is the platform's id, `stage` how far it has come, `detail` what else must be kept.
    """

    ref: str
    stage: str
    detail: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Waiting:
    """The platform is at work: `check` again in `seconds`."""

    handle: Handle
    seconds: float


@dataclass(frozen=True, slots=True)
class Ready:
    """All is prepared and nothing is visible: keep the handle, then call `finish` once."""

    handle: Handle


@dataclass(frozen=True, slots=True)
class Published:
    """It is there. `note` tells the artisan what the platform still does, such as a review."""

    external_id: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class NotThere:
    """The platform was asked and does not have it."""


@dataclass(frozen=True, slots=True)
class Undetermined:
    """The platform was asked and could not tell; `reason` says why, in plain words."""

    reason: str = ""


Step = Waiting | Ready | Published
Finding = Published | Ready | NotThere | Undetermined
