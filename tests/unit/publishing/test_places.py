"""Where a product may be shown: once as a listing per account, again as a post only when asked."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from functions.channels.model.listing import Shows
from functions.publishing.errors.places import (
    AccountNeeded,
    AccountNotConnected,
    AccountNotFound,
    AlreadyLive,
    PlatformNotConnected,
    PlatformNotFound,
    PublishingUnderWay,
)
from functions.publishing.model.account_ref import AccountRef
from functions.publishing.model.post import ChosenOption, NewPlace, NewPost, PostState
from functions.publishing.ports.platforms import DestinationAccount
from kernel.errors import Conflict, TryLater
from tests.unit.publishing.in_memory_platform import OTHER_STALL, STALL
from tests.unit.publishing.post_scenario import FIRST, SECOND, PostScenario

EITHER = pytest.mark.parametrize("shows", ["listing", "post"])


def numbers(scenario: PostScenario) -> list[tuple[str, int]]:
    """The account and number of every publication of the product."""
    found = scenario.publications.of_product("user_1", "product_1")
    return [(one.account.account_id, one.number) for one in found]


@EITHER
def test_what_is_live_is_not_published_again_by_any_ordinary_way(shows: Shows) -> None:
    """REP-4, REP-7: other words, another day, another key: the piece is there already."""
    scenario = PostScenario(shows)
    live = scenario.settle(scenario.publish())
    scenario.clock.forward(2 * 24 * 3600)
    scenario.inputs.approved_ = replace(scenario.inputs.approved_, title="A better word")
    presses: tuple[Callable[[], object], ...] = (
        scenario.publish,
        lambda: scenario.press(scenario.create()),
    )
    for press in presses:
        with pytest.raises(AlreadyLive) as refused:
            press()
        assert refused.value.details["places"] == [
            {"platform": "bazaar", "account_id": "stall_1", "publication_id": live.publication_id}
        ]
    assert numbers(scenario) == [("stall_1", 1)]


@EITHER
def test_what_is_on_its_way_is_not_published_again(shows: Shows) -> None:
    scenario = PostScenario(shows)
    scenario.publish()
    for again in (False, True):
        with pytest.raises(PublishingUnderWay) as refused:
            scenario.publish(again=again)
        assert "Wait" in refused.value.remedy
    assert numbers(scenario) == [("stall_1", 1)]


def test_what_nobody_knows_is_looked_at_before_it_is_published_again() -> None:
    scenario = PostScenario()
    (publication,) = scenario.publish().publications
    now = scenario.clock.now()
    scenario.publications.save(publication.for_review(now, "We could not find out.", "Look."))
    with pytest.raises(PublishingUnderWay) as refused:
        scenario.publish()
    assert refused.value.remedy == "Look there first, and tell us whether it arrived."


def test_a_post_is_made_again_when_the_artisan_asks_for_another() -> None:
    scenario = PostScenario("post")
    first = scenario.settle(scenario.publish())
    second = scenario.settle(scenario.publish(again=True))
    assert numbers(scenario) == [("stall_1", 1), ("stall_1", 2)]
    assert first.publication_id != second.publication_id
    assert scenario.table.rows[first.publication_id].status == "confirmed"


def test_a_listing_is_never_made_again() -> None:
    scenario = PostScenario("listing")
    scenario.settle(scenario.publish())
    with pytest.raises(AlreadyLive) as refused:
        scenario.publish(again=True)
    assert refused.value.remedy == "Update what is there, or take it down first."


@EITHER
def test_another_post_takes_up_what_has_failed(shows: Shows) -> None:
    scenario = PostScenario(shows)
    first = scenario.publish()
    scenario.settle(first, "failed")
    second = scenario.publish()
    assert [one.publication_id for one in second.publications] == [
        one.publication_id for one in first.publications
    ]
    assert numbers(scenario) == [("stall_1", 1)]
    (wish,) = scenario.post_service.get("user_1", first.post.post_id).targets
    assert wish.outcome == "failed"


@pytest.mark.parametrize(("shows", "expected"), [("listing", [1]), ("post", [1, 2])])
def test_what_was_taken_down_is_listed_again_or_posted_anew(
    shows: Shows, expected: list[int]
) -> None:
    scenario = PostScenario(shows)
    live = scenario.settle(scenario.publish())
    scenario.publications.save(live.gone(scenario.clock.now()))
    relisted = scenario.publish().publications[0]
    assert (relisted.status, relisted.handle, relisted.external_id) == ("planned", None, None)
    assert [number for _, number in numbers(scenario)] == expected


def test_accounts_of_one_platform_are_places_of_their_own() -> None:
    scenario = PostScenario()
    scenario.inputs.with_accounts(FIRST, SECOND)
    scenario.settle(scenario.publish(STALL))
    scenario.settle(scenario.publish(OTHER_STALL))
    assert numbers(scenario) == [("stall_1", 1), ("stall_2", 1)]
    for account in (STALL, OTHER_STALL):
        with pytest.raises(AlreadyLive):
            scenario.publish(account)


def test_with_several_accounts_one_must_be_chosen() -> None:
    scenario = PostScenario()
    scenario.inputs.with_accounts(FIRST, SECOND)
    with pytest.raises(AccountNeeded) as refused:
        scenario.publish(AccountRef("bazaar", ""))
    assert refused.value.remedy == "Choose one of them: Asha's stall, Asha's second stall."
    assert refused.value.details["fields"] == [
        {"field": "places.0.account_id", "reason": "you have several accounts there"}
    ]


def test_the_only_account_needs_no_choice_and_is_not_taken_twice() -> None:
    scenario = PostScenario()
    places = (NewPlace("bazaar"), NewPlace("bazaar", "stall_1"))
    state = scenario.post_service.create("user_1", NewPost("product_1", places), publish=True)
    assert [one.account for one in state.publications] == [STALL]


def test_a_post_waits_as_a_draft_for_its_first_account() -> None:
    scenario = PostScenario()
    scenario.inputs.with_accounts()
    draft = scenario.create(AccountRef("bazaar", ""))
    with pytest.raises(PlatformNotConnected):
        scenario.press(draft)
    scenario.inputs.with_accounts(FIRST)
    assert [one.account for one in scenario.press(draft).publications] == [STALL]


def test_only_the_account_of_the_place_is_used() -> None:
    scenario = PostScenario()
    draft = scenario.create()
    scenario.inputs.with_accounts(replace(FIRST, is_connected=False), SECOND)
    with pytest.raises(AccountNotConnected, match="“Asha's stall” is not connected"):
        scenario.press(draft)
    scenario.inputs.with_accounts(SECOND)
    with pytest.raises(AccountNotFound):
        scenario.press(draft)
    assert numbers(scenario) == []


def test_an_unknown_platform_is_named() -> None:
    new = NewPost("product_1", (NewPlace("bazaar"), NewPlace("fair")))
    with pytest.raises(PlatformNotFound) as refused:
        PostScenario().post_service.create("user_1", new)
    assert refused.value.details["fields"] == [
        {"field": "places.1.platform", "reason": "unknown platform"}
    ]


def test_a_refused_command_leaves_no_post_behind() -> None:
    scenario = PostScenario()
    scenario.settle(scenario.publish())
    before = set(scenario.table.posts)
    with pytest.raises(AlreadyLive):
        scenario.publish()
    assert set(scenario.table.posts) == before


def test_disconnecting_and_connecting_change_no_publication() -> None:
    scenario = PostScenario()
    live = scenario.settle(scenario.publish())
    held: tuple[tuple[DestinationAccount, ...], ...] = (
        (),
        (SECOND,),
        (replace(FIRST, is_connected=False),),
        (FIRST,),
    )
    for accounts in held:
        scenario.inputs.with_accounts(*accounts)
        assert scenario.publications.of_product("user_1", "product_1") == [live]


def test_posts_at_once_make_one_publication() -> None:
    scenario = PostScenario()

    def press(_: int) -> PostState | Conflict:
        try:
            return scenario.publish()
        except Conflict as refused:
            return refused

    with ThreadPoolExecutor(6) as taps:
        answers = list(taps.map(press, range(6)))
    begun = [one for one in answers if isinstance(one, PostState)]
    assert len(begun) == 1
    assert all(isinstance(one, PublishingUnderWay) for one in answers if one is not begun[0])
    assert numbers(scenario) == [("stall_1", 1)]


def test_a_choice_that_could_not_be_remembered_leaves_nothing_begun() -> None:
    """The press may be repeated: what it answers is what happened."""
    scenario = PostScenario()
    scenario.inputs.forgets = [TryLater("Nobody was there.")]
    place = NewPlace("bazaar", STALL.account_id, field_values={"board": ChosenOption("7", "Home")})
    scenario.inputs.destination = replace(
        scenario.inputs.destination, listing_fields={"board": True}
    )
    new = NewPost("product_1", (place,))
    with pytest.raises(TryLater):
        scenario.post_service.create("user_1", new, publish=True)
    assert (numbers(scenario), scenario.table.posts, scenario.runs.started) == ([], {}, {})

    again = scenario.post_service.create("user_1", new, publish=True)

    assert (len(again.publications), scenario.inputs.kept) == (1, {("Dokra", "board"): "7"})
