"""Commands and outcomes of channels' internal function survive the way through JSON."""

import json
from datetime import UTC
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.channels.errors import ForeignListing, NotConnected, PageNotKnown
from functions.channels.model.listing import (
    PARTS,
    Handle,
    Listing,
    ListingVariant,
    Picture,
    ShownListing,
)
from functions.channels.model.posting_commands import (
    COMMANDS,
    FAILURES,
    OUTCOMES,
    CreateBrowserJob,
    FailureCode,
    PostingCommand,
    PostingFailure,
    PostingOutcome,
    PreparedJob,
    ReconcileListing,
    StartListing,
)
from kernel.errors import Malformed, Problem, StaleWrite, TryLater
from kernel.money import Money
from tests.unit.channels.sample_listing import listing

SECONDS = st.floats(min_value=0, max_value=1e6)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
DIGESTS = st.dictionaries(st.sampled_from(PARTS), st.text(), max_size=3)
SHOWN: dict[str, st.SearchStrategy[Any]] = {
    "parts": DIGESTS,
    "stock": st.dictionaries(st.text(), st.integers(), max_size=3),
}
NAMES = st.dictionaries(st.text(), st.text(), max_size=3)
PICTURES = st.dictionaries(st.text(), st.builds(Picture), max_size=2)
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "listing": st.builds(
        Listing,
        pictures=PICTURES,
        more_pictures=st.lists(PICTURES, max_size=2).map(tuple),
        variants=st.lists(st.builds(ListingVariant, options=NAMES), max_size=2).map(tuple),
        field_values=NAMES,
    ),
    "handle": st.builds(Handle, detail=NAMES),
    "since": st.datetimes(timezones=st.just(UTC)),
    "shown": st.builds(ShownListing, **SHOWN),
    "known": DIGESTS,
    "before": SHOWN["stock"],
    "seconds": SECONDS,
    "after": SECONDS,
    "job": st.dictionaries(st.text(), JSON, max_size=3),
}
"""How the fields are made that cannot be made by their type alone."""
PLAIN: tuple[type[Any], ...] = tuple(kind for kind in FAILURES if kind is not ForeignListing)
"""The failures that have no words of their own."""


def every(kinds: Any) -> st.SearchStrategy[Any]:
    return st.one_of(*map(made, get_args(kinds)))


def made(kind: type[Any]) -> st.SearchStrategy[Any]:
    fields = SHOWN if kind is ShownListing else FIELDS
    own = {name: fields[name] for name in kind.__dataclass_fields__ if name in fields}
    without = {**own, "handle": st.none()} if kind is ReconcileListing else own
    return st.builds(kind, **own) | st.builds(kind, **without)


def sent(written: dict[str, Any]) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(json.dumps(written))
    return read


@given(every(PostingCommand))
def test_every_command_is_read_as_it_was_written(command: PostingCommand) -> None:
    assert COMMANDS.from_json(sent(COMMANDS.to_json(command))) == command


@given(every(PostingOutcome))
def test_every_outcome_is_read_as_it_was_written(outcome: PostingOutcome) -> None:
    assert OUTCOMES.from_json(sent(OUTCOMES.to_json(outcome))) == outcome


def test_each_command_has_a_verb_and_each_outcome_a_kind() -> None:
    assert {*COMMANDS.kinds.values()} == {*get_args(PostingCommand)}
    assert {*OUTCOMES.kinds.values()} == {*get_args(PostingOutcome)}


def test_a_correlation_id_beside_the_command_does_no_harm() -> None:
    command = StartListing("user_1", "etsy", "acc_1", listing())
    assert COMMANDS.from_json({**COMMANDS.to_json(command), "correlation_id": "post_1"}) == command


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "`verb` is none of: start, check, finish"),
        ({"verb": "charge"}, "`verb` is none of: start, check, finish"),
        ({"verb": ["start"]}, "`verb` is none of: start, check, finish"),
        (
            {"verb": "start", "owner_id": "user_1"},
            "platform \\(missing\\), account_id \\(missing\\)",
        ),
        ({"verb": "start", "platform": {"secret": 1}}, "platform \\(string_type\\)"),
    ],
)
def test_what_is_no_command_is_refused_by_its_fields_and_never_by_their_contents(
    given: dict[str, Any], says: str
) -> None:
    with pytest.raises(Malformed, match=says) as refused:
        COMMANDS.from_json(given)
    assert "secret" not in str(refused.value)
    assert refused.value.__cause__ is None


@pytest.mark.parametrize(
    ("problem", "code"),
    [
        *((kind("No.", remedy="Mend it."), kind.code) for kind in PLAIN),
        (NotConnected("No.", remedy="Mend it."), "reconnect_needed"),
        (PageNotKnown("No.", remedy="Mend it."), "rejected"),
    ],
)
def test_a_failure_goes_by_the_most_special_of_those_that_cross(
    problem: Problem, code: FailureCode
) -> None:
    after = problem.after if isinstance(problem, TryLater) else 0.0
    remedy = problem.remedy
    assert PostingFailure.of(problem) == PostingFailure(code, "No.", remedy, after)


def test_a_foreign_listing_crosses_with_what_is_there() -> None:
    told = PostingFailure.of(ForeignListing("Etsy", "the listing is in another shop"))
    assert (told.code, "another shop" in told.message) == ("foreign_listing", True)
    assert told.remedy


def test_the_codes_of_failures_are_those_of_the_errors() -> None:
    assert {*get_args(FailureCode)} == {kind.code for kind in FAILURES}
    with pytest.raises(StopIteration):
        PostingFailure.of(StaleWrite("No."))


def test_the_session_of_a_job_is_not_shown() -> None:
    assert "secret" not in repr(PreparedJob({"sealed": "secret"}))


def test_a_listing_keeps_its_amount() -> None:
    written = sent(
        COMMANDS.to_json(CreateBrowserJob("user_1", "meesho", "acc_1", listing(), find=True))
    )
    read = COMMANDS.from_json(written)
    assert isinstance(read, CreateBrowserJob)
    assert isinstance(read.listing, Listing)
    assert read.listing.price == Money(125_050, "INR")
    assert read.find
