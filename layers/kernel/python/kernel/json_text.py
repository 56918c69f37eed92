"""Reads JSON that others wrote: what comes back can be walked, compared and stored."""

import json
import math
from typing import Any, NoReturn

MAX_DEPTH = 64
"""Objects and lists within each other; vendors' deepest answers have about ten."""


def read_json(data: bytes | str) -> Any:  # noqa: ANN401  # any JSON value
    """The JSON value in `data`; raises `ValueError`, and nothing else, for what is none.

    Refused as well is what the standard library reads and others then fail on: more than
    `MAX_DEPTH` levels, NaN and infinite numbers, and half of a surrogate pair, which UTF-8 cannot
    hold. https://www.rfc-editor.org/rfc/rfc8259#section-9
    """
    text = data.decode(json.detect_encoding(data)) if isinstance(data, bytes) else data
    _must_be_text(text)
    try:
        value = json.loads(text, parse_constant=_refuse, parse_float=_finite)
    except RecursionError as error:
        raise _too_deep() from error
    _must_be_shallow(value)
    if "\\ud" in text.lower():
        _must_be_text(json.dumps(value, ensure_ascii=False))
    return value


def _must_be_text(text: str) -> None:
    text.encode()  # raises UnicodeEncodeError, a ValueError, at half of a surrogate pair


def _must_be_shallow(value: object) -> None:
    level = [value] if isinstance(value, dict | list) else []
    for _ in range(MAX_DEPTH):
        level = [
            child
            for one in level
            for child in (one.values() if isinstance(one, dict) else one)
            if isinstance(child, dict | list)
        ]
        if not level:
            return
    raise _too_deep()


def _too_deep() -> ValueError:
    return ValueError(f"JSON of more than {MAX_DEPTH} levels is not read.")


def _refuse(constant: str) -> NoReturn:
    msg = f"{constant} is not JSON."
    raise ValueError(msg)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        msg = "A number is too large."
        raise ValueError(msg)
    return number
