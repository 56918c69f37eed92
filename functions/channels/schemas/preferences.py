"""The request and response models of preferences, field options and API quotas."""

from typing import Annotated

from pydantic import ConfigDict, Field

from functions.channels.model import preferences as requested
from functions.channels.model.api_quota import ApiQuota
from functions.channels.model.capabilities import FieldOption
from functions.channels.model.connection import AccountKey
from functions.channels.model.preferences import CRAFTS_MOST, HOME_ZONE, Day
from kernel.events import Instant
from kernel.fields import Craft
from kernel.responses import ApiModel

_HOUR = r"^([01]\d|2[0-3]):[0-5]\d$"
_END = r"^(([01]\d|2[0-3]):[0-5]\d|24:00)$"
FieldName = Annotated[str, Field(pattern=r"^[a-z_]{2,30}$", examples=["category"])]


class FieldOptionRead(ApiModel):
    """An option of a listing field, by the platform's own id and name."""

    id: str = Field(min_length=1, max_length=300, examples=["1029"])
    name: str = Field(min_length=1, max_length=300, examples=["Sculpture"])

    def choice(self) -> FieldOption:
        """The option as a `FieldOption`."""
        return FieldOption(self.id, self.name)

    @classmethod
    def of(cls, one: FieldOption) -> "FieldOptionRead":
        """The option as the API returns it."""
        return cls.model_construct(id=one.id, name=one.name)


class CraftDefaultRead(ApiModel):
    """The option of the field `name` for every piece of one craft."""

    craft: Craft
    name: FieldName = "category"
    choice: FieldOptionRead


class PostingWindowRead(ApiModel):
    """Hours of some days in the artisan's time zone; `to` may be 24:00, the end of the day."""

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True)

    days: list[Day] = Field(min_length=1, max_length=7, examples=[["mon", "wed"]])
    start: str = Field(alias="from", pattern=_HOUR, examples=["09:00"])
    end: str = Field(alias="to", pattern=_END, examples=["11:30"])

    def window(self) -> requested.Window:
        """The hours as a `Window`, each day once."""
        return requested.Window(tuple(dict.fromkeys(self.days)), self.start, self.end)

    @classmethod
    def of(cls, one: requested.Window) -> "PostingWindowRead":
        """The hours as the API returns them."""
        return cls(days=list(one.days), start=one.start, end=one.end)


class PreferencesUpdate(ApiModel):
    """All preferences of an artisan for one account; what is left out gets its default.

    `field_values` are the options for every piece, by field name, and `per_craft` those for one
    craft.
    """

    enabled: bool = True
    field_values: dict[FieldName, FieldOptionRead] = Field(
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

    def of(self, account: AccountKey, version: int) -> requested.Preferences:
        """The request as `Preferences` in place of those of `version`."""
        return requested.Preferences(
            *account,
            enabled=self.enabled,
            field_values={name: one.choice() for name, one in self.field_values.items()},
            per_craft=tuple(
                requested.CraftDefault(one.craft, one.name, one.choice.choice())
                for one in self.per_craft
            ),
            template_id=self.template_id,
            windows=tuple(one.window() for one in self.windows),
            time_zone=self.time_zone,
            version=version,
        )


class PreferencesRead(ApiModel):
    """An artisan's preferences for one account.

    `windows` are only stored and shown: publishing does not wait for them.
    """

    platform: str
    enabled: bool
    field_values: dict[str, FieldOptionRead]
    per_craft: list[CraftDefaultRead]
    template_id: str | None
    windows: list[PostingWindowRead]
    time_zone: str

    @classmethod
    def of(cls, one: requested.Preferences) -> "PreferencesRead":
        """The preferences as the API returns them."""
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
    """The API calls that the platform still takes; null where it does not report them.

    `listings_left` counts listings that each take `calls_per_listing`, the most that one can.
    """

    platform: str
    per_day: int | None
    left: int | None
    calls_per_listing: int
    listings_left: int | None
    read_at: Instant

    @classmethod
    def of(cls, platform: str, one: ApiQuota) -> "ApiQuotaRead":
        """The quota of `platform` as the API returns it."""
        return cls(
            platform=platform,
            per_day=one.per_day,
            left=one.left,
            calls_per_listing=one.calls_per_listing,
            listings_left=one.listings_left,
            read_at=one.read_at,
        )
