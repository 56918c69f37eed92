"""The HTTP shapes of stores."""

from typing import Annotated, Any

from pydantic import Field, field_validator

from functions.catalog.model.store import NewStore, Store
from kernel.events import Instant
from kernel.fields import Craft, Line, Link, Region
from kernel.responses import ApiModel

Name = Annotated[str, Field(max_length=80), Line]


class StoreCreate(ApiModel):
    """A store to create."""

    name: Name
    craft: Craft | None = None
    region: Region | None = None
    link: Link | None = None

    def to_store(self) -> NewStore:
        """The request as a `NewStore`."""
        return NewStore(self.name, self.craft, self.region, self.link)


class StoreUpdate(ApiModel):
    """Changes to a store. A field that is left out stays; null empties craft, region or link."""

    name: Name | None = None
    craft: Craft | None = None
    region: Region | None = None
    link: Link | None = None

    @field_validator("name")
    @classmethod
    def _never_null(cls, value: object) -> object:
        if value is None:
            raise ValueError("leave it out to keep it; it cannot be null")
        return value

    def changes(self) -> dict[str, Any]:
        """The given fields by name."""
        return self.model_dump(exclude_unset=True)


class StoreRead(ApiModel):
    """A store of the caller. `version` is its ETag."""

    store_id: str
    name: str
    craft: str | None
    region: str | None
    link: str | None
    version: int
    created_at: Instant

    @classmethod
    def of(cls, store: Store) -> "StoreRead":
        """`store` as the API returns it."""
        return cls(
            store_id=store.store_id,
            name=store.name,
            craft=store.craft,
            region=store.region,
            link=store.link,
            version=store.version,
            created_at=store.created_at,
        )
