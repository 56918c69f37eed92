"""The HTTP shapes of preferences, choices and call budgets."""

from typing import Annotated

from pydantic import ConfigDict, Field

from functions.channels.model import preferences as requested
from functions.channels.model.api_quota import ApiQuota
from functions.channels.model.capabilities import FieldOption
from functions.channels.model.preferences import CRAFTS_MOST, HOME_ZONE, Day
from kernel.events import Instant
from kernel.responses import ApiModel

_HOUR = r"^([01]\d|2[0-3]):[0-5]\d$"
_END = r"^(([01]\d|2[0-3]):[0-5]\d|24:00)$"
ChoiceName = Annotated[str, Field(pattern=r"^[a-z_]{2,30}$", examples=["category"])]
Craft = Annotated[str, Field(min_length=1, max_length=100, examples=["Dokra"])]


class FieldOptionRead(ApiModel):
    """Something that may be chosen on a platform, by the platform's own id."""

    id: str = Field(min_length=1, max_length=300, examples=["1029"])
    name: str = Field(min_length=1, max_length=300, examples=["Sculpture"])

    def choice(self) -> FieldOption:
        """The value."""
        return FieldOption(self.id, self.name)

    @classmethod
    def of(cls, one: FieldOption) -> "FieldOptionRead":
        """The wire form."""
        return cls.model_construct(id=one.id, name=one.name)


class CraftDefaultRead(ApiModel):
    """What is chosen for every piece of one craft."""

    craft: Craft
    name: ChoiceName = "category"
    choice: FieldOptionRead


class PostingWindowRead(ApiModel):
    """Hours of some days by the artisan's clock; an end of 24:00 is the end of the day."""

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True)

    days: list[Day] = Field(min_length=1, max_length=7, examples=[["mon", "wed"]])
    start: str = Field(alias="from", pattern=_HOUR, examples=["09:00"])
    end: str = Field(alias="to", pattern=_END, examples=["11:30"])

    def window(self) -> requested.Window:
        """The value; a day counts once."""
        return requested.Window(tuple(dict.fromkeys(self.days)), self.start, self.end)

    @classmethod
    def of(cls, one: requested.Window) -> "PostingWindowRead":
        """The wire form."""
        return cls(days=list(one.days), start=one.start, end=one.end)


class PreferencesUpdate(ApiModel):
    """All that an artisan may set; what is left out is as it is for somebody who set nothing."""

    enabled: bool = True
    field_values: dict[ChoiceName, FieldOptionRead] = Field(
        default_factory=dict,
        max_length=10,
        examples=[{"category": {"id": "1029", "name": "Sculpture"}}],
    )
    per_craft: list[CraftDefaultRead] = Field(default_factory=list, max_length=CRAFTS_MOST)
    template_id: str | None = Field(
        default=None,
        pattern=r"^template_[0-9a-z]{1,40}$",
        examples=["template_01kae2x0000000000000000000"],
    )
    windows: list[PostingWindowRead] = Field(default_factory=list, max_length=30)
    time_zone: str = Field(
        default=HOME_ZONE, pattern=r"^[A-Za-z0-9_+\-/]{1,60}$", examples=[HOME_ZONE]
    )

    def of(self, owner_id: str, platform: str, version: int) -> requested.Preferences:
        """The value, in place of that version."""
        return requested.Preferences(
            owner_id,
            platform,
            enabled=self.enabled,
            field_values={name: one.choice() for name, one in self.field_values.items()},
            per_craft=tuple(
                requested.CraftDefault(" ".join(one.craft.split()), one.name, one.choice.choice())
                for one in self.per_craft
            ),
            template_id=self.template_id,
            windows=tuple(one.window() for one in self.windows),
            time_zone=self.time_zone,
            version=version,
        )


class PreferencesRead(ApiModel):
    """What an artisan wants on one platform. Nothing waits for the windows: they are kept."""

    platform: str
    enabled: bool
    field_values: dict[str, FieldOptionRead]
    per_craft: list[CraftDefaultRead]
    template_id: str | None
    windows: list[PostingWindowRead]
    time_zone: str

    @classmethod
    def of(cls, one: requested.Preferences) -> "PreferencesRead":
        """The wire form."""
        return cls(
            platform=one.platform,
            enabled=one.enabled,
            field_values={
                name: FieldOptionRead.of(choice) for name, choice in one.field_values.items()
            },
            per_craft=[
                CraftDefaultRead(
                    craft=kept.craft, name=kept.name, choice=FieldOptionRead.of(kept.choice)
                )
                for kept in one.per_craft
            ],
            template_id=one.template_id,
            windows=[PostingWindowRead.of(window) for window in one.windows],
            time_zone=one.time_zone,
        )


class ApiQuotaRead(ApiModel):
    """Calls that the platform still takes; null where it did not say.

    `listings_left` counts listings that need as many calls as one ever can.
    """

    platform: str
    per_day: int | None
    left: int | None
    calls_per_listing: int
    listings_left: int | None
    read_at: Instant

    @classmethod
    def of(cls, platform: str, one: ApiQuota) -> "ApiQuotaRead":
        """The wire form."""
        return cls(
            platform=platform,
            per_day=one.per_day,
            left=one.left,
            calls_per_listing=one.calls_per_listing,
            listings_left=one.listings_left,
            read_at=one.read_at,
        )
