"""Parameters as the Graph API reads them: query, form, multipart and JSON under one roof."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from infra.local.sandbox.graph.errors import invalid

Json = Any  # any JSON value


class Parameters:
    """Query, form, multipart or JSON parameters under one roof, as the Graph API reads them."""

    def __init__(self, values: Mapping[str, Any], files: Mapping[str, bytes]) -> None:
        self._values = values
        self.files = files

    def text(self, name: str) -> str | None:
        """A parameter as text; None when absent."""
        value = self._values.get(name)
        if value is None:
            return None
        return value if isinstance(value, str) else json.dumps(value)

    def needed(self, name: str) -> str:
        """A parameter that must be there."""
        value = self.text(name)
        if not value:
            raise invalid(f"(#100) The parameter {name} is required")
        return value

    def flag(self, name: str, *, default: bool) -> bool:
        """A boolean in any of the spellings that the Graph API takes."""
        value = self.text(name)
        if value is None:
            return default
        if value.lower() in ("true", "1"):
            return True
        if value.lower() in ("false", "0"):
            return False
        raise invalid(f"(#100) Param {name} must be a boolean")

    def listed(self, name: str) -> list[Any]:
        """A list: JSON, repeated ``name[0]=`` keys, or words between commas."""
        value = self.text(name)
        if value is None:
            indexed = [key for key in self._values if re.fullmatch(rf"{name}\[\d+\]", key)]
            return [_json(str(self._values[key])) for key in indexed]
        if not value.startswith(("[", "{")):
            return [part.strip() for part in value.split(",") if part.strip()]
        decoded = _json(value)
        if isinstance(decoded, list):
            return decoded
        raise invalid(f"(#100) Param {name} must be an array.")

    def number(self, name: str, default: int, most: int) -> int:
        """A count between 1 and ``most``."""
        value = self.text(name)
        if value is None:
            return default
        if not value.isdigit() or not 0 < int(value) <= most:
            raise invalid(f"(#100) Param {name} must be a number between 1 and {most}")
        return int(value)

    def moment(self, name: str) -> float | None:
        """A time as unix seconds or ISO 8601."""
        value = self.text(name)
        if value is None:
            return None
        try:
            return (
                float(value)
                if re.fullmatch(r"\d+(\.\d+)?", value)
                else datetime.fromisoformat(value).timestamp()
            )
        except ValueError as error:
            raise invalid(f"(#100) {name} must be a valid time") from error


async def parameters(request: Request) -> Parameters:
    """Read everything that the request carries."""
    values: dict[str, Any] = dict(request.query_params)
    files: dict[str, bytes] = {}
    media_type = request.headers.get("content-type", "").partition(";")[0]
    if media_type == "application/json":
        decoded = _json((await request.body()).decode("utf-8", "replace"))
        values.update(decoded if isinstance(decoded, dict) else {})
    elif media_type in ("application/x-www-form-urlencoded", "multipart/form-data"):
        async with request.form() as form:
            for name, part in form.multi_items():
                if isinstance(part, UploadFile):
                    files[name] = await part.read()
                else:
                    values[name] = part
    bearer = request.headers.get("authorization", "")
    if bearer.lower().startswith("bearer "):
        values.setdefault("access_token", bearer[7:].strip())
    return Parameters(values, files)


def _json(text: str) -> Json:
    try:
        return json.loads(text)
    except ValueError:
        return text
