import pytest

from functions.content.errors.drafts import DraftNotFound, DraftNotReady
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
from tests.unit.content.content_services import ASHA, PRODUCT, RAVI, Services, manual_edit, ready
from tests.unit.content.in_memory import MemoryApprovalLinks, MemoryRateLimiter

YES, NO = ApprovalDecision("approved", "Ravi"), ApprovalDecision("rejected", "Ravi", "Wrong price.")
HERE = "192.0.2.1"


class CountedTokens:
    def __init__(self) -> None:
        self._last = 0

    def new(self) -> str:
        self._last += 1
        return f"token-{self._last}"


class FixedApprovalViews:
    def photo(self, owner_id: str, photo_id: str) -> Shown | None:
        if owner_id != ASHA or photo_id == "photo_gone":
            return None
        return Shown(f"https://haat.example/{photo_id}", 640, 480)

    def name(self, owner_id: str) -> str:
        return "Asha's looms" if owner_id == ASHA else ""


class ApprovalScenario(Services):
    """Content's services, with approval links."""

    def __init__(self) -> None:
        super().__init__()
        self.links = MemoryApprovalLinks(self.drafts)
        self.approvals = Approvals(
            drafts=self.drafts,
            pieces=self.pieces,
            links=self.links,
            exhibits=FixedApprovalViews(),
            platforms=self.platforms,
            rate_limiter=MemoryRateLimiter(),
            new_token=CountedTokens().new,
            clock=self.clock,
            ids=CountedIds(),
        )

    def ask(self, draft: Draft, hours: int = 24) -> str:
        return self.approvals.ask(ASHA, draft.draft_id, "Ravi", hours)[1]

    def ended(self, token: str) -> str:
        with pytest.raises(ApprovalLinkClosed) as refusal:
            self.approvals.look(token, HERE)
        with pytest.raises(ApprovalLinkClosed):
            self.approvals.decide(token, HERE, YES)
        return str(refusal.value.details["ended"])


def test_the_holder_of_a_link_sees_what_is_to_be_approved() -> None:
    scenario = ApprovalScenario()
    draft = ready(scenario)
    view = scenario.approvals.look(scenario.ask(draft), HERE)
    assert view.draft == draft
    assert view.sender == "Asha's looms"
    assert [photo.url for photo in view.photos] == ["https://haat.example/photo_1"]


def test_the_table_holds_no_token() -> None:
    scenario = ApprovalScenario()
    token = scenario.ask(ready(scenario))
    (link,) = scenario.links.kept.values()
    assert token not in repr(link)
    assert len(link.digest) == 64


def test_an_approval_is_the_drafts_and_names_who_gave_it() -> None:
    scenario = ApprovalScenario()
    draft = ready(scenario)
    token = scenario.ask(draft)
    done = scenario.approvals.decide(token, HERE, YES)
    assert scenario.draft_creation.approved(ASHA, PRODUCT) == done
    assert done.review
    assert done.review.by == Author("approver", "Ravi")
    (event,) = scenario.drafts.events_of(DraftApproved)
    assert isinstance(event, DraftApproved)
    assert (event.by, event.draft_version) == ("approver", done.version)
    newest = scenario.reviews.versions(ASHA, draft.draft_id, 1, None).items[0]
    assert (newest.kind, newest.by) == ("approved", Author("approver", "Ravi"))
    assert scenario.ended(token) == "approved"


def test_a_rejection_carries_its_reason() -> None:
    scenario = ApprovalScenario()
    token = scenario.ask(ready(scenario))
    done = scenario.approvals.decide(token, HERE, NO)
    assert done.status == "rejected"
    (event,) = scenario.drafts.events_of(DraftRejected)
    assert isinstance(event, DraftRejected)
    assert (event.by, event.reason) == ("approver", "Wrong price.")
    assert scenario.ended(token) == "rejected"


def test_of_two_decisions_at_once_one_counts() -> None:
    scenario = ApprovalScenario()
    token = scenario.ask(ready(scenario))

    def first() -> None:
        scenario.approvals.decide(token, HERE, NO)

    scenario.links.before_decision = first
    with pytest.raises(ApprovalLinkClosed) as refusal:
        scenario.approvals.decide(token, HERE, YES)
    assert refusal.value.details["ended"] == "rejected"
    assert scenario.only().status == "rejected"
    assert scenario.drafts.events_of(DraftApproved) == []


def test_an_edit_at_the_moment_of_the_decision_wins() -> None:
    scenario = ApprovalScenario()
    draft = ready(scenario)
    token = scenario.ask(draft)

    def edited() -> None:
        scenario.draft_editor.edit(ASHA, draft.draft_id, draft.version, manual_edit(title="Mine"))

    scenario.links.before_decision = edited
    with pytest.raises(ApprovalLinkClosed) as refusal:
        scenario.approvals.decide(token, HERE, YES)
    assert refusal.value.details["ended"] == "changed"
    assert scenario.only().status == "edited"


def test_a_link_ends_with_its_time() -> None:
    scenario = ApprovalScenario()
    token = scenario.ask(ready(scenario), hours=24)
    scenario.clock.forward(24 * 3600 - 1)
    scenario.approvals.look(token, HERE)
    scenario.clock.forward(1)
    assert scenario.ended(token) == "expired"


def test_no_link_is_good_for_more_than_a_week() -> None:
    scenario = ApprovalScenario()
    token = scenario.ask(ready(scenario), hours=10_000)
    scenario.clock.forward(168 * 3600)
    assert scenario.ended(token) == "expired"


def test_a_link_ends_when_the_draft_changes_or_goes() -> None:
    scenario = ApprovalScenario()
    draft = ready(scenario)
    token = scenario.ask(draft)
    scenario.draft_editor.edit(ASHA, draft.draft_id, draft.version, manual_edit(title="Mine"))
    assert scenario.ended(token) == "changed"
    draft = scenario.only()
    again = scenario.ask(draft)
    scenario.say(is_archived=True)
    scenario.hear()
    assert scenario.ended(again) == "changed"
    scenario.say(is_archived=False)
    scenario.hear()
    assert scenario.ended(again) == "changed"
    assert scenario.ended(token) == "changed"


def test_a_link_is_taken_back_by_its_artisan_alone() -> None:
    scenario = ApprovalScenario()
    draft = ready(scenario)
    token = scenario.ask(draft)
    ((link, ended),) = scenario.approvals.links(ASHA, draft.draft_id)
    assert ended is None
    with pytest.raises(DraftNotFound):
        scenario.approvals.revoke(RAVI, draft.draft_id, link.link_id)
    with pytest.raises(ApprovalLinkNotFound):
        scenario.approvals.revoke(ASHA, draft.draft_id, "link_another")
    scenario.approvals.revoke(ASHA, draft.draft_id, link.link_id)
    scenario.approvals.revoke(ASHA, draft.draft_id, link.link_id)
    assert scenario.ended(token) == "revoked"
    assert [state for _, state in scenario.approvals.links(ASHA, draft.draft_id)] == ["revoked"]


def test_a_decided_link_is_not_taken_back() -> None:
    scenario = ApprovalScenario()
    draft = ready(scenario)
    scenario.approvals.decide(scenario.ask(draft), HERE, YES)
    ((link, ended),) = scenario.approvals.links(ASHA, draft.draft_id)
    assert ended == "approved"
    with pytest.raises(ApprovalLinkClosed):
        scenario.approvals.revoke(ASHA, draft.draft_id, link.link_id)
    assert scenario.only().status == "approved"


def test_nothing_unfit_is_sent_for_approval() -> None:
    scenario = ApprovalScenario()
    draft = scenario.start().draft
    with pytest.raises(DraftNotReady):
        scenario.ask(draft)
    with pytest.raises(DraftNotFound):
        scenario.approvals.ask(RAVI, draft.draft_id, "Ravi", 1)


def test_open_links_are_few() -> None:
    scenario = ApprovalScenario()
    draft = ready(scenario)
    for _ in range(OPEN_LINKS):
        scenario.ask(draft)
    with pytest.raises(TooManyLinks):
        scenario.ask(draft)
    link = scenario.links.of(draft.draft_id)[0]
    scenario.approvals.revoke(ASHA, draft.draft_id, link.link_id)
    scenario.ask(draft)


def test_whoever_tries_tokens_waits_and_others_do_not() -> None:
    scenario = ApprovalScenario()
    token = scenario.ask(ready(scenario))
    for _ in range(10):
        with pytest.raises(ApprovalLinkNotFound):
            scenario.approvals.look("guess", HERE)
    with pytest.raises(TooManyTries):
        scenario.approvals.look("guess", HERE)
    with pytest.raises(TooManyTries) as refusal:
        scenario.approvals.look(token, HERE)
    assert refusal.value.retry_after == 60
    scenario.approvals.look(token, "192.0.2.2")
    scenario.clock.forward(60)
    scenario.approvals.look(token, HERE)


def test_one_link_is_not_asked_without_end() -> None:
    scenario = ApprovalScenario()
    token = scenario.ask(ready(scenario))
    for number in range(60):
        scenario.approvals.look(token, f"192.0.2.{number}")
    with pytest.raises(TooManyTries):
        scenario.approvals.look(token, HERE)


def test_a_photo_that_is_gone_is_left_out() -> None:
    scenario = ApprovalScenario()
    draft = ready(scenario)
    token = scenario.ask(draft)
    scenario.say(photo_ids=("photo_1", "photo_gone"))
    assert len(scenario.approvals.look(token, HERE).photos) == 1


def test_nobody_approves_words_about_other_facts() -> None:
    scenario = ApprovalScenario()
    token = scenario.ask(ready(scenario))
    scenario.say(region="Jaipur")
    with pytest.raises(ApprovalLinkClosed) as refusal:
        scenario.approvals.decide(token, HERE, YES)
    assert refusal.value.details["ended"] == "changed"
    scenario.hear("region")
    assert scenario.ended(token) == "changed"
