"""JSON of others: everything that cannot be read is one kind of error, whatever its shape."""

import pytest

from kernel.json_text import MAX_DEPTH, read_json


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"<html>",
        b"[" * 200_000,
        b'{"a":' * 200_000,
        b"[" * (MAX_DEPTH + 2) + b"]" * (MAX_DEPTH + 2),
        b'"\xff"',
        b"\xff\xfe\x00",
        b'"\xed\xa0\x80"',
        rb'"\ud800"',
        rb'{"\uDC00": 1}',
        "\ud800",
        '"\ud800"',
        b"NaN",
        b"[Infinity, -Infinity]",
        b"1e999",
        b"9" * 5_000,
    ],
)
def test_what_is_no_json_is_a_value_error(data: bytes | str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # every message is right
        read_json(data)


def test_json_is_read_as_it_is() -> None:
    assert read_json(b'\xef\xbb\xbf{"a": [1, 1.5, null, "\\ud83e\\udeb7"]}') == {
        "a": [1, 1.5, None, "🪷"]
    }
    assert read_json('"नमस्ते"') == "नमस्ते"


def test_the_deepest_that_is_read() -> None:
    text = "[" * MAX_DEPTH + "]" * MAX_DEPTH

    assert str(read_json(text)) == text
