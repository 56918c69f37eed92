"""The demo speaks to whoever listens: a person reads where to look, a program reads JSON."""

import io

import pytest

from infra.local.demo import wants_json


class Terminal(io.StringIO):
    """Where a person reads."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "out", "json"),
    [
        ({}, Terminal(), False),
        ({"JSON": ""}, Terminal(), False),
        ({"JSON": "1"}, Terminal(), True),
        ({}, io.StringIO(), True),
        ({"JSON": ""}, io.StringIO(), True),
    ],
)
def test_json_is_for_programs(environment: dict[str, str], out: io.StringIO, *, json: bool) -> None:
    assert wants_json(environment, out) is json
