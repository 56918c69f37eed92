"""How to reach a vendor's model."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ModelAccess:
    """How to reach a model; `seconds` bounds all tries together, `pause` starts the backoff."""

    url: str
    key: str
    model: str
    seconds: float = 30.0
    pause: float = 0.5
