"""How far a posting has come: the answers of start, check, finish and reconcile."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Handle:
    """The platform's ids of what is prepared (a container, a listing); can be stored as JSON.

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
    """The listing is on the platform. `note` is what the platform still does, such as a review."""

    external_id: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class NotThere:
    """The platform was asked and does not have the listing."""


@dataclass(frozen=True, slots=True)
class Undetermined:
    """The platform was asked and could not tell; `reason` says why, in plain words.

    `alike` are published posts that may be ours: to be shown to a person, and no proof.
    """

    reason: str = ""
    alike: tuple[Published, ...] = ()


@dataclass(frozen=True, slots=True)
class Alike:
    """Published posts with the listing's words, as any other post of the same piece has too.

    `is_out` is whether the platform says, by an id of ours, that our post is published; our post is
    then in `found` as soon as the platform shows it.
    """

    found: tuple[Published, ...]
    reason: str
    is_out: bool = False


Step = Waiting | Ready | Published
Finding = Published | Ready | NotThere | Undetermined
Sighting = Finding | Alike
