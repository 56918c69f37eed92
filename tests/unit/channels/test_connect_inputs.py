"""Connect inputs that an artisan types before a consent page: the value is extracted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.channels.errors import InvalidConnectInput
from functions.channels.model.connect_inputs import LONGEST, ConnectInput, answered

WHOLE = ConnectInput("city", "Where it is", "Khurja", r"[A-Za-z ]+")
PART = ConnectInput(
    "shop", "The shop", "haat", r"(?:https?://)?([a-z0-9-]+)(?:\.shops\.example)?/?"
)


def test_the_group_of_the_pattern_is_what_is_kept() -> None:
    for text in ("haat", " haat ", "haat\n", "https://haat.shops.example/", "haat.shops.example"):
        assert answered((PART,), {"shop": text}) == {"shop": "haat"}


def test_without_a_group_all_of_it_is_kept() -> None:
    assert answered((WHOLE,), {"city": "  Old Delhi "}) == {"city": "Old Delhi"}


def test_a_platform_without_connect_inputs_gets_none() -> None:
    assert answered((), {}) == {}
    with pytest.raises(InvalidConnectInput, match="Nobody asked for “shop”"):
        answered((), {"shop": "haat"})


@pytest.mark.parametrize(
    "text",
    [
        "haat.evil.example",
        "haat.shops.example.evil.example",
        "haat@evil.example",
        "haat/../evil",
        "haat#.shops.example",
        "a" * (LONGEST + 1),
    ],
)
def test_what_does_not_fit_from_end_to_end_is_refused(text: str) -> None:
    with pytest.raises(InvalidConnectInput) as refused:
        answered((PART,), {"shop": text})
    assert "haat" in refused.value.remedy


def test_a_missing_answer_is_named() -> None:
    with pytest.raises(InvalidConnectInput, match="Where it is: it is missing"):
        answered((WHOLE,), {})


@given(st.text())
def test_whatever_is_typed_only_a_name_comes_out(text: str) -> None:
    try:
        kept = answered((PART,), {"shop": text})["shop"]
    except InvalidConnectInput:
        return
    assert set(kept) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
