from functions.content.model.draft import LIMITS
from functions.content.model.facts import Piece
from functions.content.service.draft_sweeper import NEVER_CAME
from tests.unit.content.content_services import ASHA, PRODUCT, Services, ready, requests

WAITING = int(LIMITS["waiting_for_photo"].total_seconds())
WRITING = int(LIMITS["writing"].total_seconds())


def test_a_draft_whose_photo_never_came_says_so() -> None:
    services = Services({"photo_1": "uploading"})
    services.start()
    services.clock.forward(WAITING - 1)
    assert services.draft_sweeper.sweep() == 0
    services.clock.forward(1)
    assert services.draft_sweeper.sweep() == 1
    draft = services.only()
    assert (draft.status, draft.photo_problem) == ("photo_rejected", NEVER_CAME)
    assert services.draft_sweeper.sweep() == 0


def test_a_draft_that_missed_its_photo_is_written() -> None:
    services = Services({"photo_1": "uploading"})
    services.start()
    services.photos.states["photo_1"] = "ready"
    services.clock.forward(WAITING)
    services.draft_sweeper.sweep()
    assert services.only().status == "writing"
    assert [one.draft_version for one in requests(services)] == [services.only().asked]


def test_words_that_nobody_wrote_are_asked_for_once_more_and_then_made_from_facts() -> None:
    services = Services()
    services.start(title="A vase")
    services.clock.forward(WRITING)
    assert services.draft_sweeper.sweep() == 1
    assert [one.draft_version for one in requests(services)] == [2, 3]
    assert services.draft_sweeper.sweep() == 0
    services.clock.forward(WRITING)
    assert services.draft_sweeper.sweep() == 1
    draft = services.only()
    assert (draft.status, draft.writer.name, draft.copy.title) == ("ready", "facts", "A vase")


def test_a_new_request_has_its_own_two_tries() -> None:
    services = Services()
    services.start(title="A vase")
    services.clock.forward(WRITING)
    services.draft_sweeper.sweep()
    services.draft_editor.rewrite(ASHA, services.only().draft_id)
    services.clock.forward(WRITING)
    services.draft_sweeper.sweep()
    assert services.only().status == "writing"


def test_nothing_else_is_overdue() -> None:
    services = Services()
    draft = ready(services)
    services.clock.forward(WAITING)
    assert services.draft_sweeper.sweep() == 0
    services.draft_editor.rewrite(ASHA, draft.draft_id)
    services.say(is_archived=True)
    services.hear()
    services.clock.forward(WAITING)
    assert services.draft_sweeper.sweep() == 0


def test_a_draft_that_fails_stops_nobody_and_is_not_the_first_again() -> None:
    services = Services()
    services.start()
    services.clock.forward(WRITING)
    piece = services.pieces.piece
    calls: list[str] = []

    def broken(_: str, product_id: str) -> Piece:
        calls.append(product_id)
        raise RecursionError

    services.pieces.piece = broken  # type: ignore[assignment, method-assign]  # a read that fails
    assert services.draft_sweeper.sweep() == 1
    assert services.draft_sweeper.sweep() == 0
    assert len(calls) == 1
    services.pieces.piece = piece  # type: ignore[method-assign]  # it is well again
    services.clock.forward(3600)
    assert services.draft_sweeper.sweep() == 1
    assert len(requests(services)) == 2


def test_a_draft_whose_product_is_gone_stops_nobody() -> None:
    services = Services()
    services.start()
    del services.pieces.known[PRODUCT]
    services.clock.forward(WRITING)
    assert services.draft_sweeper.sweep() == 1
