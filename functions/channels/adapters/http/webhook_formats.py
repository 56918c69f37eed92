"""Reads what vendors send by its shape: every misfit is one that can never be read."""

from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from kernel.errors import Malformed
from kernel.json_text import read_json
from kernel.money import Money
from kernel.webhooks import (
    WebhookRequest,
    WebhookUnreadable,
)

Words = Mapping[str, Any]

LONGEST_ID = 200
MOST_LINES = 500
"""More lines than an order of a shop has: its event must not outgrow what the bus takes."""
_LONGEST_TITLE = 300
_LATEST = 253_402_300_799
"""The last second of the year 9999."""


class VendorShape(BaseModel):
    """An object of a vendor by the fields that are read of it; others are let go.

    Text may come as a number: vendors write ids either way.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)


S = TypeVar("S", bound=VendorShape)


def _text(value: object) -> object:
    return "" if value is None else value


def _whole(value: object) -> object:
    """Of a number its whole pieces; none for null."""
    return int(value) if isinstance(value, float) else value or 0


VendorId = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_ID)]
OptionalId = Annotated[str, BeforeValidator(_text), StringConstraints(max_length=LONGEST_ID)]
"""An id, "" where the vendor gives none."""
Title = Annotated[str, BeforeValidator(_text), AfterValidator(lambda text: text[:_LONGEST_TITLE])]
Amount = Annotated[str, BeforeValidator(lambda value: "0" if value in (None, "") else value)]
"""An amount as text; 0 where there is none."""
Count = Annotated[int, BeforeValidator(_whole), Field(ge=0, le=1_000_000)]
Second = Annotated[int, Field(ge=0, le=_LATEST)]
"""Seconds since 1970."""


def shaped(shape: type[S], data: object) -> S:
    """`data` as the shape; raises `WebhookUnreadable`, which names the first misfit's place."""
    try:
        return shape.model_validate(data)
    except ValidationError as error:
        where = ".".join(str(step) for step in error.errors(include_input=False)[0]["loc"])
        raise WebhookUnreadable(f"“{where}” is not what is documented.") from error


def read_object(raw: bytes | str) -> Words:
    """A JSON object; raises `WebhookUnreadable` for anything else."""
    try:
        read = read_json(raw)
    except ValueError as error:
        raise WebhookUnreadable("The body is not JSON.") from error
    if not isinstance(read, dict):
        raise WebhookUnreadable("The body is not a JSON object.")
    return read


def text_of(request: WebhookRequest) -> str:
    """The body as text, for keeping; raises `WebhookUnreadable`."""
    try:
        return request.raw.decode()
    except UnicodeDecodeError as error:
        raise WebhookUnreadable("The body is not UTF-8.") from error


def required(words: Words, *names: str) -> list[str]:
    """Ids that must be there, as text; raises `WebhookUnreadable` naming what is missing or odd."""
    found = []
    for name in names:
        value = words.get(name)
        if value in (None, ""):
            raise WebhookUnreadable(f"“{name}” is missing.")
        if not isinstance(value, str | int) or len(str(value)) > LONGEST_ID:
            raise WebhookUnreadable(f"“{name}” is not what is documented.")
        found.append(str(value))
    return found


def instant(text: str, zone: tzinfo = UTC) -> datetime:
    """An ISO 8601 time; one without a zone is of `zone`, as WooCommerce's `…_gmt` fields are."""
    try:
        read = datetime.fromisoformat(text)
        return (read if read.tzinfo else read.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise WebhookUnreadable(f"“{text[:40]}” is not a time.") from error


def money(amount: str, currency: str) -> Money:
    """An amount that a vendor reports; raises `WebhookUnreadable`."""
    try:
        return Money.reported(amount, currency)
    except Malformed as error:
        raise WebhookUnreadable(error.message) from error
