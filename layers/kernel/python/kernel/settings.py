"""Reads settings from the environment once and checks them, so that a function fails at start."""

import os
from collections.abc import Mapping
from typing import Self

from pydantic import BaseModel, ConfigDict


class Settings(BaseModel):
    """Base of a context's settings: field `photo_bucket` is read from `PHOTO_BUCKET`.

    An empty variable counts as unset, so that `.env` may leave a line blank.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    haat_context: str = "unnamed"
    public_url: str = "http://localhost:8080"
    event_bus: str = ""

    @classmethod
    def load(cls, environment: Mapping[str, str] | None = None) -> Self:
        """Read and check the environment; raises pydantic's `ValidationError` naming the field."""
        source = os.environ if environment is None else environment
        return cls.model_validate(
            {name: source[name.upper()] for name in cls.model_fields if source.get(name.upper())}
        )
