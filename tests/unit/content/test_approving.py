from dataclasses import replace

import pytest

from functions.content.errors import DraftNotFound, DraftNotReady
from functions.content.errors.review import (
    ApprovalLinkClosed,
    ApprovalLinkNotFound,
    TooManyLinks,
    TooManyTries,
)
from functions.content.events import DraftApproved, DraftRejected
from functions.content.model.approval_view import Shown
from functions.content.model.draft import Draft
from functions.content.model.review import OPEN_LINKS, ApprovalDecision, Author
from functions.content.service.approvals import Approvals
from kernel.ids import CountedIds
from tests.unit.content.memory import MemoryLinks, MemoryThrottle
from tests.unit.content.world import ASHA, NOTHING, RAVI, Studio, hand, ready

YES, NO = ApprovalDecision("approved", "Ravi"), ApprovalDecision("rejected", "Ravi", "Wrong price.")
HERE = "192.0.2.1"


class CountedTokens:
    def __init__(self) -> None:
        self._last = 0

    def new(self) -> str:
        self._last += 1
        return f"token-{self._last}"


class FixedExhibits:
    def photo(self, owner_id: str, photo_id: str) -> Shown | None:
        if owner_id != ASHA or photo_id == "photo_gone":
            return None
        return Shown(f"https://haat.example/{photo_id}", 640, 480)

    def name(self, owner_id: str) -> str:
        return "Asha's looms" if owner_id == ASHA else ""


class Desk(Studio):
    """A studio from which links are sent."""

    def __init__(self) -> None:
        super().__init__()
        self.links = MemoryLinks(self.drafts)
        self.approving = Approvals(
            drafts=self.drafts,
            links=self.links,
            exhibits=FixedExhibits(),
            platforms=self.platforms,
            throttle=MemoryThrottle(),
            tokens=CountedTokens(),
            clock=self.clock,
            ids=CountedIds(),
        )

    def ask(self, draft: Draft, hours: int = 24) -> str:
        return self.approving.ask(ASHA, draft.draft_id, "Ravi", hours)[1]

    def ended(self, token: str) -> str:
        with pytest.raises(ApprovalLinkClosed) as refusal:
            self.approving.look(token, HERE)
        with pytest.raises(ApprovalLinkClosed):
            self.approving.decide(token, HERE, YES)
        return str(refusal.value.details["ended"])


def test_the_holder_of_a_link_sees_what_is_to_be_approved() -> None:
    desk = Desk()
    draft = ready(desk)
    exhibit = desk.approving.look(desk.ask(draft), HERE)
    assert exhibit.draft == draft
    assert exhibit.sender == "Asha's looms"
    assert [photo.url for photo in exhibit.photos] == ["https://haat.example/photo_1"]


def test_the_table_holds_no_token() -> None:
    desk = Desk()
    token = desk.ask(ready(desk))
    (link,) = desk.links.kept.values()
    assert token not in repr(link)
    assert len(link.digest) == 64


def test_an_approval_is_the_drafts_and_names_who_gave_it() -> None:
    desk = Desk()
    draft = ready(desk)
    token = desk.ask(draft)
    done = desk.approving.decide(token, HERE, YES)
    assert desk.drafting.approved(ASHA, draft.draft_id) == done
    assert done.review
    assert done.review.by == Author("approver", "Ravi")
    (said,) = desk.drafts.told(DraftApproved)
    assert isinstance(said, DraftApproved)
    assert (said.by, said.draft_version) == ("approver", done.version)
    newest = desk.reviewing.versions(ASHA, draft.draft_id, 1, None).items[0]
    assert (newest.kind, newest.by) == ("approved", Author("approver", "Ravi"))
    assert desk.ended(token) == "approved"


def test_a_rejection_carries_its_reason() -> None:
    desk = Desk()
    token = desk.ask(ready(desk))
    done = desk.approving.decide(token, HERE, NO)
    assert done.status == "rejected"
    (said,) = desk.drafts.told(DraftRejected)
    assert isinstance(said, DraftRejected)
    assert (said.by, said.reason) == ("approver", "Wrong price.")
    assert desk.ended(token) == "rejected"


def test_of_two_decisions_at_once_one_counts() -> None:
    desk = Desk()
    token = desk.ask(ready(desk))

    def first() -> None:
        desk.approving.decide(token, HERE, NO)

    desk.links.before_decision = first
    with pytest.raises(ApprovalLinkClosed) as refusal:
        desk.approving.decide(token, HERE, YES)
    assert refusal.value.details["ended"] == "rejected"
    assert desk.only().status == "rejected"
    assert desk.drafts.told(DraftApproved) == []


def test_an_edit_at_the_moment_of_the_decision_wins() -> None:
    desk = Desk()
    draft = ready(desk)
    token = desk.ask(draft)

    def edited() -> None:
        desk.editing.edit(ASHA, draft.draft_id, draft.version, hand(title="Mine"))

    desk.links.before_decision = edited
    with pytest.raises(ApprovalLinkClosed) as refusal:
        desk.approving.decide(token, HERE, YES)
    assert refusal.value.details["ended"] == "changed"
    assert desk.only().status == "edited"


def test_a_link_ends_with_its_time() -> None:
    desk = Desk()
    token = desk.ask(ready(desk), hours=24)
    desk.clock.forward(24 * 3600 - 1)
    desk.approving.look(token, HERE)
    desk.clock.forward(1)
    assert desk.ended(token) == "expired"


def test_no_link_is_good_for_more_than_a_week() -> None:
    desk = Desk()
    token = desk.ask(ready(desk), hours=10_000)
    desk.clock.forward(168 * 3600)
    assert desk.ended(token) == "expired"


def test_a_link_ends_when_the_draft_changes_or_goes() -> None:
    desk = Desk()
    draft = ready(desk)
    token = desk.ask(draft)
    desk.editing.edit(ASHA, draft.draft_id, draft.version, hand(title="Mine"))
    assert desk.ended(token) == "changed"
    desk.drafting.delete(ASHA, draft.draft_id)
    assert desk.ended(token) == "changed"


def test_a_link_is_taken_back_by_its_artisan_alone() -> None:
    desk = Desk()
    draft = ready(desk)
    token = desk.ask(draft)
    ((link, ended),) = desk.approving.links(ASHA, draft.draft_id)
    assert ended is None
    with pytest.raises(DraftNotFound):
        desk.approving.revoke(RAVI, draft.draft_id, link.link_id)
    with pytest.raises(ApprovalLinkNotFound):
        desk.approving.revoke(ASHA, draft.draft_id, "link_another")
    desk.approving.revoke(ASHA, draft.draft_id, link.link_id)
    desk.approving.revoke(ASHA, draft.draft_id, link.link_id)
    assert desk.ended(token) == "revoked"
    assert [state for _, state in desk.approving.links(ASHA, draft.draft_id)] == ["revoked"]


def test_a_decided_link_is_not_taken_back() -> None:
    desk = Desk()
    draft = ready(desk)
    desk.approving.decide(desk.ask(draft), HERE, YES)
    ((link, ended),) = desk.approving.links(ASHA, draft.draft_id)
    assert ended == "approved"
    with pytest.raises(ApprovalLinkClosed):
        desk.approving.revoke(ASHA, draft.draft_id, link.link_id)
    assert desk.only().status == "approved"


def test_nothing_unfit_is_sent_for_approval() -> None:
    desk = Desk()
    draft = desk.drafting.start(ASHA, ("photo_1",), NOTHING).draft
    with pytest.raises(DraftNotReady):
        desk.ask(draft)
    with pytest.raises(DraftNotFound):
        desk.approving.ask(RAVI, draft.draft_id, "Ravi", 1)


def test_open_links_are_few() -> None:
    desk = Desk()
    draft = ready(desk)
    for _ in range(OPEN_LINKS):
        desk.ask(draft)
    with pytest.raises(TooManyLinks):
        desk.ask(draft)
    link = desk.links.of(draft.draft_id)[0]
    desk.approving.revoke(ASHA, draft.draft_id, link.link_id)
    desk.ask(draft)


def test_whoever_tries_tokens_waits_and_others_do_not() -> None:
    desk = Desk()
    token = desk.ask(ready(desk))
    for _ in range(10):
        with pytest.raises(ApprovalLinkNotFound):
            desk.approving.look("guess", HERE)
    with pytest.raises(TooManyTries):
        desk.approving.look("guess", HERE)
    with pytest.raises(TooManyTries) as refusal:
        desk.approving.look(token, HERE)
    assert refusal.value.retry_after == 60
    desk.approving.look(token, "192.0.2.2")
    desk.clock.forward(60)
    desk.approving.look(token, HERE)


def test_one_link_is_not_asked_without_end() -> None:
    desk = Desk()
    token = desk.ask(ready(desk))
    for number in range(60):
        desk.approving.look(token, f"192.0.2.{number}")
    with pytest.raises(TooManyTries):
        desk.approving.look(token, HERE)


def test_a_photo_that_is_gone_is_left_out() -> None:
    desk = Desk()
    draft = ready(desk)
    token = desk.ask(draft)
    desk.drafts.kept[draft.draft_id] = replace(draft, photo_ids=("photo_1", "photo_gone"))
    assert len(desk.approving.look(token, HERE).photos) == 1
