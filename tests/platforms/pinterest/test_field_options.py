"""Pinterest's boards and sections: listed, chosen, and gone when it matters."""

from dataclasses import replace

import pytest

from functions.channels import public
from functions.channels.public import Handle, Listing, Published, Rejected, StartOver
from infra.local.sandbox.faults import FaultKind
from infra.local.sandbox.server import SandboxServer
from tests.clocks import now
from tests.integration.channels import posting
from tests.integration.channels.multi_photo import options, post, prepared
from tests.integration.channels.oauth_client import (
    Artisan,
    account,
    inject_fault,
    listing,
    published,
)

KIND, SECTION = "pinterest.board", "pinterest.section"


def board(sandbox: SandboxServer, id_: str, name: str, privacy: str = "PUBLIC") -> None:
    kept = {"id": id_, "name": name, "description": None, "privacy": privacy}
    sandbox.world.put(KIND, id_, {**kept, "is_ads_only": False, "created": sandbox.world.now()})


def section(sandbox: SandboxServer, id_: str, of: str, name: str) -> None:
    sandbox.world.put(SECTION, id_, {"id": id_, "name": name, "board_id": of})


@pytest.fixture
def pinner(artisan: Artisan) -> Artisan:
    """An artisan with two boards, one of them with sections."""
    artisan.connect("pinterest")
    board(artisan.sandbox, "501", "Garden pots")
    board(artisan.sandbox, "502", "Brass figurines")
    section(artisan.sandbox, "701", "502", "Animals")
    section(artisan.sandbox, "702", "502", "Lamps")
    return artisan


def chosen(artisan: Artisan, **field_values: str) -> Listing:
    return replace(listing(artisan.sandbox), field_values=field_values)


def test_boards_are_listed_best_match_first_and_secret_ones_are_not(pinner: Artisan) -> None:
    board(pinner.sandbox, "503", "Diary", "SECRET")
    board(pinner.sandbox, "504", "For advertisements", "PROTECTED")
    found = options("pinterest", "board", "brass figurine of an elephant")
    assert (found[0].id, found[0].name) == ("502", "Brass figurines")
    assert {one.name for one in found} == {"Garden pots", "Brass figurines", "Handmade"}


def test_boards_beyond_a_page_are_found(pinner: Artisan) -> None:
    for number in range(260):
        board(pinner.sandbox, str(9000 + number), f"Board {number}")
    found = options("pinterest", "board", "garden")
    assert found[0].name == "Garden pots"
    assert len(found) == 50


def test_sections_are_those_of_the_board(pinner: Artisan) -> None:
    found = options("pinterest", "section", "lamp", board="502")
    assert [one.name for one in found] == ["Lamps", "Animals"]
    assert options("pinterest", "section", board="501") == ()
    assert options("pinterest", "section") == ()
    assert options("pinterest", "category") == ()
    with pytest.raises(Rejected, match="gone"):
        options("pinterest", "section", board="599")
    assert pinner.connection("pinterest")["status"] == "connected"


def test_a_passing_trouble_is_not_an_empty_list(pinner: Artisan) -> None:
    trouble = {"vendor": "pinterest", "method": "GET", "status": 500}
    inject_fault(pinner.sandbox, FaultKind.ERROR, "/v5/boards", **trouble)
    with pytest.raises(public.TryLater):
        options("pinterest", "board")


def test_a_pin_goes_to_the_chosen_board_and_section(pinner: Artisan) -> None:
    one = chosen(pinner, board="502", section="701")
    since = now()
    ready = prepared("pinterest", one)
    done = posting.finish(*account("pinterest"), one, ready.handle)
    (pin,) = pinner.sandbox.world.find("pinterest.pin")
    assert (pin["board_id"], pin["board_section_id"]) == ("502", "701")
    for handle in (ready.handle, None):
        found = posting.reconcile(*account("pinterest"), one, handle, since)
        assert isinstance(found, Published)
        assert found.external_id == done.external_id
    plain = replace(chosen(pinner, board="501"), marker="target_01jd00000000000000000000bb")
    post("pinterest", plain)
    assert pinner.sandbox.world.find("pinterest.pin")[-1]["board_id"] == "501"
    assert len(published(pinner.sandbox, "pinterest")) == 2


def test_a_section_without_its_board_is_left_out(pinner: Artisan) -> None:
    post("pinterest", chosen(pinner, section="701"))
    (pin,) = pinner.sandbox.world.find("pinterest.pin")
    assert pin["board_section_id"] is None


def test_a_chosen_board_that_is_gone_is_reported_before_anything_is_sent(pinner: Artisan) -> None:
    one = chosen(pinner, board="502")
    pinner.sandbox.world.delete(KIND, "502")
    with pytest.raises(Rejected, match="board is gone") as refused:
        posting.start(*account("pinterest"), one)
    assert "another board" in refused.value.remedy
    assert published(pinner.sandbox, "pinterest") == []


@pytest.mark.parametrize("kind", [KIND, SECTION])
def test_a_choice_that_goes_in_between_is_reported(pinner: Artisan, kind: str) -> None:
    one = chosen(pinner, board="502", section="701")
    ready = prepared("pinterest", one)
    pinner.sandbox.world.delete(kind, "502" if kind == KIND else "701")
    with pytest.raises(Rejected, match="gone"):
        posting.finish(*account("pinterest"), one, ready.handle)
    assert published(pinner.sandbox, "pinterest") == []


def test_a_board_that_haat_found_itself_is_looked_for_again(pinner: Artisan) -> None:
    with pytest.raises(StartOver):
        posting.finish(*account("pinterest"), listing(pinner.sandbox), Handle("599", "board"))


def test_a_change_moves_the_pin_to_another_board_only_when_one_is_chosen(pinner: Artisan) -> None:
    one = chosen(pinner, board="502", section="701")
    done = post("pinterest", one)
    posting.change(*account("pinterest"), replace(one, field_values={}), done.external_id)
    (pin,) = pinner.sandbox.world.find("pinterest.pin")
    assert (pin["board_id"], pin["board_section_id"]) == ("502", "701")
    posting.change(
        *account("pinterest"), replace(one, field_values={"board": "501"}), done.external_id
    )
    (pin,) = pinner.sandbox.world.find("pinterest.pin")
    assert (pin["board_id"], pin["board_section_id"]) == ("501", None)
    with pytest.raises(Rejected, match="gone") as refused:
        posting.change(
            *account("pinterest"), replace(one, field_values={"board": "599"}), done.external_id
        )
    assert "another board" in refused.value.remedy
