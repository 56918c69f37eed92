"""What a platform does not show of a piece: shown beforehand, and published only with her yes."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from functions.channels.model.listing import Loss, LossPart
from functions.publishing.errors.listings import LossesNotAccepted
from functions.publishing.model.account_ref import AccountRef
from functions.publishing.model.post import NewPlace, NewPost, PlacePreview, PostState
from functions.publishing.ports.sources import PlatformCopy
from functions.publishing.service.listing_builder import ListingSources
from kernel.errors import Conflict, Problem
from tests.unit.publishing.in_memory_platform import OTHER_STALL, STALL
from tests.unit.publishing.in_memory_table import CrashPlan
from tests.unit.publishing.operation_scenario import OperationScenario
from tests.unit.publishing.post_scenario import FIRST, SECOND, PostScenario
from tests.unit.publishing.sources_in_memory import DestinationsInMemory

TAGS = Loss("tags", "dokra", "Bazaar has no field for tags: dokra is not in the listing.")
PHOTOS = Loss("photos", "1/3", "Bazaar shows 1 of 3 photos.")


def as_details(account: AccountRef, *losses: Loss) -> dict[str, object]:
    """A place as the refusal names it."""
    told = [{"part": one.part, "detail": one.detail, "sentence": one.sentence} for one in losses]
    return {"platform": account.platform, "account_id": account.account_id, "losses": told}


class LossesScenario(PostScenario):
    """An artisan with two accounts on a platform that does not show all of her piece."""

    def __init__(self, *lacks: Loss) -> None:
        super().__init__()
        self.inputs.with_accounts(FIRST, SECOND)
        self.platform = DestinationsInMemory(CrashPlan(), self.inputs)
        self.platform.lacks = lacks or (TAGS, PHOTOS)
        sources = ListingSources(self.inputs, self.inputs, self.inputs, self.platform)
        self.post_service = replace(self.post_service, sources=sources)

    def wish(self, *accepts: LossPart, other: tuple[LossPart, ...] | None = None) -> NewPost:
        """The piece in one account, knowing of these losses; with `other` in the second too."""
        places = [NewPlace("bazaar", STALL.account_id, accepts=accepts)]
        if other is not None:
            places.append(NewPlace("bazaar", OTHER_STALL.account_id, accepts=other))
        return NewPost("product_1", tuple(places))

    def draft(self, *accepts: LossPart) -> PostState:
        return self.post_service.create("user_1", self.wish(*accepts))

    def refuse(self, press: Callable[[], object]) -> list[object]:
        """The places that a refused press names; nothing was stored by it."""
        before = (dict(self.table.posts), dict(self.table.rows), dict(self.runs.started))
        events = list(self.table.events)
        with pytest.raises(LossesNotAccepted) as refused:
            press()
        assert (self.table.posts, self.table.rows, self.runs.started) == before
        assert self.table.events == events
        places = refused.value.details["places"]
        assert isinstance(places, list)
        return places


def test_a_preview_tells_what_each_place_would_not_show_and_begins_nothing() -> None:
    scenario = LossesScenario()
    found = scenario.post_service.preview("user_1", scenario.wish(other=("tags",)))
    assert found == [
        PlacePreview(STALL, (TAGS, PHOTOS)),
        PlacePreview(OTHER_STALL, (TAGS, PHOTOS)),
    ]
    assert (scenario.table.posts, scenario.table.rows) == ({}, {})
    assert (scenario.runs.started, scenario.table.events) == ({}, [])


def test_a_preview_of_a_platform_without_an_account_is_possible() -> None:
    scenario = LossesScenario(TAGS)
    scenario.inputs.with_accounts()
    new = NewPost("product_1", (NewPlace("bazaar"),))
    assert scenario.post_service.preview("user_1", new) == [
        PlacePreview(AccountRef("bazaar", ""), (TAGS,))
    ]


def test_a_preview_of_what_is_live_is_possible_and_changes_it_not() -> None:
    scenario = LossesScenario()
    state = scenario.post_service.create("user_1", scenario.wish("tags", "photos"), publish=True)
    live = scenario.settle(state)
    scenario.post_service.preview("user_1", scenario.wish())
    assert list(scenario.table.rows.values()) == [live]


def test_a_preview_is_refused_as_the_post_would_be() -> None:
    scenario = LossesScenario()
    scenario.inputs.snapshot = replace(scenario.inputs.snapshot, price=None)
    for press in (scenario.post_service.preview, scenario.post_service.create):
        with pytest.raises(Problem, match="still needs a price"):
            press("user_1", scenario.wish())


def test_a_draft_may_be_made_of_what_is_not_accepted_yet() -> None:
    scenario = LossesScenario()
    assert scenario.draft().post.status == "draft"


def test_publishing_at_once_names_every_place_with_its_losses() -> None:
    scenario = LossesScenario()
    new = scenario.wish(other=())
    places = scenario.refuse(lambda: scenario.post_service.create("user_1", new, publish=True))
    assert places == [as_details(STALL, TAGS, PHOTOS), as_details(OTHER_STALL, TAGS, PHOTOS)]


def test_a_place_whose_losses_are_accepted_is_not_named() -> None:
    scenario = LossesScenario()
    new = scenario.wish("tags", "photos", other=("tags",))
    places = scenario.refuse(lambda: scenario.post_service.create("user_1", new, publish=True))
    assert places == [as_details(OTHER_STALL, TAGS, PHOTOS)]


def test_what_is_not_shown_is_said_once_for_each_platform() -> None:
    scenario = LossesScenario()
    with pytest.raises(LossesNotAccepted, match=r"^Not everything is shown there: Bazaar\.$"):
        scenario.post_service.create("user_1", scenario.wish(other=()), publish=True)


def test_a_draft_is_published_when_its_losses_are_accepted_with_the_press() -> None:
    scenario = LossesScenario()
    post_id = scenario.draft("tags").post.post_id
    for accepts in ((), ("tags",), ("title",)):
        scenario.refuse(lambda: scenario.post_service.publish("user_1", post_id, accepts))  # noqa: B023  # called at once
    state = scenario.post_service.publish("user_1", post_id, ["photos"])
    (publication,) = state.publications
    assert publication.accepted == ("tags", "photos")


def test_where_nothing_is_lost_nothing_is_asked() -> None:
    scenario = LossesScenario()
    scenario.platform.lacks = ()
    state = scenario.post_service.create("user_1", scenario.wish(), publish=True)
    assert state.publications[0].accepted == ()


def failed(scenario: LossesScenario) -> str:
    """A post of which the only publication failed, with its photos' loss accepted."""
    scenario.platform.lacks = (PHOTOS,)
    state = scenario.post_service.create("user_1", scenario.wish("photos"), publish=True)
    scenario.settle(state, "failed")
    return state.post.post_id


def test_trying_again_asks_for_no_loss_that_was_accepted_before() -> None:
    scenario = LossesScenario()
    post_id = failed(scenario)
    state = scenario.post_service.retry("user_1", post_id, None)
    assert state.publications[0].status == "planned"
    assert state.publications[0].accepted == ("photos",)


def test_trying_again_asks_for_a_new_loss_and_remembers_it() -> None:
    scenario = LossesScenario()
    post_id = failed(scenario)
    scenario.platform.lacks = (TAGS, PHOTOS)
    places = scenario.refuse(lambda: scenario.post_service.retry("user_1", post_id, None))
    assert places == [as_details(STALL, TAGS, PHOTOS)]
    state = scenario.post_service.retry("user_1", post_id, None, ["tags"])
    assert state.publications[0].accepted == ("photos", "tags")


def test_another_post_asks_again_for_what_an_earlier_one_accepted() -> None:
    scenario = LossesScenario()
    failed(scenario)
    new = scenario.wish()
    scenario.refuse(lambda: scenario.post_service.create("user_1", new, publish=True))


class LiveScenario(OperationScenario):
    """A live piece, of which the platform does not show the photographs, as its artisan knows."""

    def __init__(self) -> None:
        super().__init__()
        self.platform = DestinationsInMemory(self.crash_plan, self.inputs)
        self.platform.lacks = (PHOTOS,)
        sources = replace(self.present.sources, platforms=self.platform)
        self.present = replace(self.present, sources=sources)
        self.operations = replace(self.operations, present=self.present, sources=sources)
        self.table.store(replace(self.publication, accepted=("photos",)))

    def reword(self) -> None:
        copies = {"bazaar": PlatformCopy("Dokra horse", "Of bell metal.", ("dokra",))}
        self.inputs.approved_ = replace(self.inputs.approved_, copies=copies)


def test_an_update_asks_for_no_loss_that_was_accepted_before() -> None:
    scenario = LiveScenario()
    scenario.update()
    scenario.run()
    assert scenario.summary == ("confirmed", "update", "confirmed")
    assert scenario.publication.accepted == ("photos",)


def test_an_update_asks_for_a_new_loss_and_stores_nothing() -> None:
    scenario = LiveScenario()
    scenario.platform.lacks = (TAGS, PHOTOS)
    before = scenario.publication
    with pytest.raises(LossesNotAccepted) as refused:
        scenario.update()
    assert refused.value.details["places"] == [as_details(STALL, TAGS, PHOTOS)]
    assert (scenario.publication, scenario.runs.started) == (before, {})


def test_a_later_update_asks_for_no_loss_that_an_update_accepted() -> None:
    scenario = LiveScenario()
    scenario.platform.lacks = (TAGS, PHOTOS)
    scenario.operations.update("user_1", "pub_1", (), ["tags"])
    scenario.run()
    assert scenario.publication.accepted == ("photos", "tags")
    scenario.reword()
    scenario.update()
    scenario.run()
    assert scenario.publication.listing.text == "Of bell metal."


def test_a_loss_of_an_update_that_failed_is_asked_for_again() -> None:
    scenario = LiveScenario()
    scenario.platform.lacks = (TAGS, PHOTOS)
    scenario.editor.shown = None
    scenario.operations.update("user_1", "pub_1", (), ["tags"])
    scenario.run()
    assert scenario.publication.accepted == ("photos",)


def test_a_new_loss_in_one_place_keeps_no_other_from_being_updated() -> None:
    scenario = LiveScenario()
    scenario.platform.lacks = (TAGS, PHOTOS)
    known = replace(
        scenario.publication, publication_id="pub_2", number=2, accepted=("photos", "tags")
    )
    scenario.table.store(known)
    begun = scenario.operations.update_all("user_1", "product_1")
    assert [one.publication_id for one in begun] == ["pub_2"]


def test_a_preview_takes_words_that_are_not_approved_and_publishing_does_not() -> None:
    scenario = LossesScenario()
    scenario.inputs.unapproved = Conflict("You have not approved these words.")
    (seen,) = scenario.post_service.preview("user_1", scenario.wish())
    assert seen.losses == (TAGS, PHOTOS)
    with pytest.raises(Conflict, match="approved"):
        scenario.post_service.create("user_1", scenario.wish("tags", "photos"), publish=True)
