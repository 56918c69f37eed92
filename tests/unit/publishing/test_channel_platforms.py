"""What publishing makes of channels' answers, and of a call of its function that failed."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import pytest

from functions.channels.model.listing import (
    Handle,
    NotThere,
    Published,
    Ready,
    ShownListing,
    StockLevel,
    Undetermined,
    Waiting,
)
from functions.channels.model.posting_commands import (
    OUTCOMES,
    Completed,
    Drifted,
    FailureCode,
    PostingFailure,
    PostingOutcome,
    PreparedJob,
    StockSet,
    Updated,
)
from functions.publishing.adapters.channels.listing_edits import ChannelListingEditor
from functions.publishing.adapters.channels.platforms import ChannelPlatforms
from functions.publishing.model.post import ChosenOption
from functions.publishing.model.publication import Brought, Publication
from functions.publishing.model.stock_sent import StockFound
from functions.publishing.ports.listing_edits import (
    AccountMissing,
    DriftFound,
    ListingForeign,
    ListingNotFound,
)
from functions.publishing.ports.platforms import StartOver
from kernel.errors import OutcomeUnknown, Problem, Refused, TryLater
from tests.unit.publishing.in_memory_platform import STALL, listing, planned

HANDLE = Handle("7", "ready", {"draft": "8"})
REPORT = {"ref": "sku", "stage": "reported", "detail": {"outcome": "published"}}
THERE = Published("1", "https://bazaar.example/1", "in review")
SHOWN = ShownListing({"price": "1250.00 INR"}, {"DOK-7F3K": 2})
UNKNOWN = OutcomeUnknown("Lost.")
BUSY = TryLater("Busy.")


@dataclass
class Answering:
    """Implements `InternalFunction` with one answer, or one failure of the call itself."""

    answer: PostingOutcome | Problem | Mapping[str, Any]
    requests: list[Mapping[str, Any]] = field(default_factory=list)

    def call(self, request: Mapping[str, Any]) -> dict[str, Any]:
        self.requests.append(request)
        if isinstance(self.answer, Problem):
            raise self.answer
        if isinstance(self.answer, Mapping):
            return dict(self.answer)
        return OUTCOMES.to_json(self.answer)


def publication(status: Literal["sent", "unknown"] = "sent") -> Publication:
    _, made = planned()
    return replace(made, status=status, step="finish", handle=HANDLE, external_id="1")


class ChannelPorts(ChannelPlatforms, ChannelListingEditor):
    """All that publishing has done by channels' function."""


Call = Callable[[ChannelPorts], object]
CALLS: dict[str, Call] = {
    "start": lambda it: it.start(publication()),
    "check": lambda it: it.check(publication()),
    "finish": lambda it: it.finish(publication()),
    "reconcile": lambda it: it.find(publication()),
    "read": lambda it: it.inspect(publication()),
    "update": lambda it: it.update(publication(), listing(), ("words",), {}),
    "set_stock": lambda it: it.set_stock(publication(), [StockLevel("DOK-7F3K", 1, 2)]),
    "adopt": lambda it: it.adopt(publication()),
    "unpublish": lambda it: it.unpublish(publication()),
    "browser_job": lambda it: it.job(publication(), find=False),
    "remember": lambda it: it.remember("user_1", STALL, "Dokra", "b", ChosenOption("1", "B")),
    "read a submission": lambda it: it.read(publication("sent"), REPORT),
    "read a look-up": lambda it: it.read(publication("unknown"), REPORT),
}


def outcome(call: Call, answer: PostingOutcome | Problem | Mapping[str, Any]) -> object:
    function = Answering(answer)
    try:
        return call(ChannelPorts(function))
    finally:
        assert len(function.requests) == 1, "a call is sent once"


@pytest.mark.parametrize(
    ("name", "answer", "result"),
    [
        ("start", Waiting(HANDLE, 2.0), Waiting(HANDLE, 2.0)),
        ("start", Ready(HANDLE), Ready(HANDLE)),
        ("check", THERE, THERE),
        ("finish", THERE, THERE),
        ("reconcile", NotThere(), NotThere()),
        ("reconcile", Undetermined("Slow.", (THERE,)), Undetermined("Slow.", (THERE,))),
        ("read", SHOWN, SHOWN),
        ("update", Updated(THERE, SHOWN), Brought(THERE.url, SHOWN, "in review")),
        ("update", Drifted(("price",), SHOWN), DriftFound(("price",), SHOWN)),
        ("set_stock", StockSet({"DOK-7F3K": 3}, SHOWN), StockFound({"DOK-7F3K": 3}, SHOWN.stock)),
        ("adopt", Updated(THERE, SHOWN), Brought(THERE.url, SHOWN, "in review")),
        ("unpublish", Completed(), None),
        ("browser_job", PreparedJob({"sealed": "x"}), {"sealed": "x"}),
        ("remember", Completed(), None),
        ("read a submission", THERE, THERE),
        ("read a look-up", NotThere(), NotThere()),
    ],
)
def test_an_answer_is_what_the_port_promises(
    name: str, answer: PostingOutcome, result: object
) -> None:
    assert outcome(CALLS[name], answer) == result


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("reconnect_needed", AccountMissing),
        ("foreign_listing", ListingForeign),
        ("rejected", Refused),
        ("try_later", TryLater),
        ("start_over", StartOver),
        ("outcome_unknown", OutcomeUnknown),
        ("listing_not_found", ListingNotFound),
    ],
)
def test_a_failure_of_channels_is_one_of_the_port(
    name: str, code: FailureCode, kind: type[Exception]
) -> None:
    with pytest.raises(kind) as raised:
        outcome(CALLS[name], PostingFailure(code, "No.", "Mend it.", after=7.0))
    assert type(raised.value) is kind
    if isinstance(raised.value, Problem):
        assert raised.value.message == "No."
    if isinstance(raised.value, TryLater):
        assert raised.value.after == 7.0


@pytest.mark.parametrize(
    ("name", "busy", "lost"),
    [
        ("start", TryLater, OutcomeUnknown),
        ("check", TryLater, TryLater),
        ("finish", TryLater, OutcomeUnknown),
        ("reconcile", TryLater, OutcomeUnknown),
        ("read", TryLater, TryLater),
        ("update", TryLater, OutcomeUnknown),
        ("set_stock", TryLater, OutcomeUnknown),
        ("adopt", TryLater, OutcomeUnknown),
        ("unpublish", TryLater, OutcomeUnknown),
        ("browser_job", TryLater, TryLater),
        ("remember", TryLater, TryLater),
        # The browser has submitted by then: it must not be sent to submit once more.
        ("read a submission", OutcomeUnknown, OutcomeUnknown),
        ("read a look-up", TryLater, OutcomeUnknown),
    ],
)
def test_a_call_that_failed_is_repeated_only_if_nothing_can_have_been_seen_of_it(
    name: str, busy: type[Problem], lost: type[Problem]
) -> None:
    with pytest.raises(busy):
        outcome(CALLS[name], BUSY)
    with pytest.raises(lost):
        outcome(CALLS[name], UNKNOWN)
    with pytest.raises(lost):
        outcome(CALLS[name], {"kind": "of another version"})


@pytest.mark.parametrize("name", CALLS)
def test_each_command_names_the_account_of_its_publication(name: str) -> None:
    function = Answering(Completed())
    with suppress(OutcomeUnknown):
        CALLS[name](ChannelPorts(function))
    (request,) = function.requests
    assert (request["platform"], request["account_id"]) == ("bazaar", "stall_1")


@pytest.mark.parametrize("name", [one for one in CALLS if one not in ("unpublish", "remember")])
def test_an_answer_that_the_command_cannot_have_is_no_answer(name: str) -> None:
    with pytest.raises(OutcomeUnknown):
        outcome(CALLS[name], Completed())
