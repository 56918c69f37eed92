"""Several photographs in one post: in order, described, and neither doubled nor lost."""

from dataclasses import replace
from datetime import timedelta

import pytest

from functions.channels import public
from functions.channels.public import (
    NotThere,
    OutcomeUnknown,
    Published,
    Ready,
    Rejected,
    StartOver,
    TryLater,
    Waiting,
)
from infra.local.sandbox import settings
from infra.local.sandbox.faults import FaultKind
from tests.clocks import now
from tests.integration.channels import posting
from tests.integration.channels.multi_photo import multi_photo_listing, post, prepared
from tests.integration.channels.oauth_client import (
    Artisan,
    account,
    inject_fault,
    picture,
    published,
)
from tests.integration.channels.test_faults import DONE, IRREVERSIBLE, NOT_DONE_UNKNOWN

MULTI_PHOTO = {"facebook": 10, "instagram": 10, "pinterest": 5}
KEPT = {"facebook": "facebook.photo", "instagram": "instagram.container"}


@pytest.mark.parametrize(("platform", "most"), MULTI_PHOTO.items())
def test_a_post_shows_its_photographs_in_order_as_many_as_it_takes(
    artisan: Artisan, platform: str, most: int
) -> None:
    artisan.connect(platform)
    one = multi_photo_listing(artisan.sandbox, most + 2)
    done = post(platform, one)
    assert published(artisan.sandbox, platform) == [done.external_id]
    world = artisan.sandbox.world
    rendition = {"facebook": "web"}.get(platform, platform)
    sent = [shown.url.rpartition("/")[2] for shown in one.shown(rendition, most)]
    assert len(set(sent)) == most
    match platform:
        case "facebook":
            (kept,) = world.find("facebook.post")
            photos = [world.get("facebook.photo", id_) for id_ in kept["photos"]]
            blobs = [photo["blob"] for photo in photos if photo]
        case "instagram":
            (kept,) = world.find("instagram.media")
            blobs = kept["blobs"]
        case _:
            (kept,) = world.find("pinterest.pin")
            blobs = [blob["blob"] for blob in kept["blobs"]]
    assert blobs == sent


@pytest.mark.parametrize("platform", ["facebook", "instagram"])
def test_each_photograph_is_described(artisan: Artisan, platform: str) -> None:
    artisan.connect(platform)
    one = multi_photo_listing(artisan.sandbox, 3)
    prepared(platform, one)
    kept = artisan.sandbox.world.find(KEPT[platform])
    alt_texts = sorted(photo["alt_text"] for photo in kept if photo["alt_text"])
    assert alt_texts == [one.alt_text, f"{one.alt_text} (2/3)", f"{one.alt_text} (3/3)"]
    bare = replace(one, alt_text="", marker="target_01jd00000000000000000000bb")
    before = len(kept)
    prepared(platform, bare)
    later = artisan.sandbox.world.find(KEPT[platform])[before:]
    assert later
    assert not any(photo["alt_text"] for photo in later)


def test_a_carousel_pin_leads_from_each_photograph_to_the_marked_link(artisan: Artisan) -> None:
    artisan.connect("pinterest")
    one = multi_photo_listing(artisan.sandbox, 3)
    post("pinterest", one)
    (pin,) = artisan.sandbox.world.find("pinterest.pin")
    assert {blob["link"] for blob in pin["blobs"]} == {pin["link"]} == {one.marked_link}
    assert {(blob["title"], blob["description"]) for blob in pin["blobs"]} == {
        (one.title, one.text)
    }


@pytest.mark.parametrize("platform", MULTI_PHOTO)
@pytest.mark.parametrize(("kind", "more"), [*DONE, *NOT_DONE_UNKNOWN])
def test_a_multi_photo_post_whose_answer_was_lost_is_there_once_in_the_end(
    artisan: Artisan, platform: str, kind: FaultKind, more: dict[str, int]
) -> None:
    artisan.connect(platform)
    one = multi_photo_listing(artisan.sandbox, 3)
    since = now()
    ready = prepared(platform, one)
    method, path = IRREVERSIBLE[platform]
    inject_fault(artisan.sandbox, kind, path, vendor=platform, method=method, **more)
    with pytest.raises(OutcomeUnknown):
        posting.finish(*account(platform), one, ready.handle)
    found = posting.reconcile(*account(platform), one, ready.handle, since)
    if (kind, more) in DONE:
        assert isinstance(found, Published)
        assert published(artisan.sandbox, platform) == [found.external_id]
        return
    assert isinstance(found, NotThere | Ready)
    done = posting.finish(*account(platform), one, ready.handle)
    assert published(artisan.sandbox, platform) == [done.external_id]


@pytest.mark.parametrize("platform", ["facebook", "instagram"])
@pytest.mark.parametrize("kind", [FaultKind.ACCEPT_THEN_TIMEOUT, FaultKind.HTML, FaultKind.ERROR])
def test_trouble_with_one_photograph_shows_nothing_and_can_be_repeated(
    artisan: Artisan, platform: str, kind: FaultKind
) -> None:
    artisan.connect(platform)
    one = multi_photo_listing(artisan.sandbox, 4)
    path = "*/photos" if platform == "facebook" else "*/media"
    inject_fault(artisan.sandbox, kind, path, vendor=platform)
    with pytest.raises(TryLater):
        posting.start(*account(platform), one)
    assert published(artisan.sandbox, platform) == []
    done = post(platform, one)
    assert published(artisan.sandbox, platform) == [done.external_id]


@pytest.mark.parametrize("platform", ["facebook", "instagram"])
def test_a_prepared_multi_photo_post_is_finished_by_its_handle_alone(
    artisan: Artisan, platform: str
) -> None:
    """As after a restart: the handle names all photographs, and a second call adds nothing."""
    artisan.connect(platform)
    one = multi_photo_listing(artisan.sandbox, 3)
    since = now()
    handle = prepared(platform, one).handle
    again = public.Handle(handle.ref, handle.stage, dict(handle.detail))
    made = len(artisan.sandbox.world.find(KEPT[platform]))
    done = posting.finish(*account(platform), one, again)
    assert len(artisan.sandbox.world.find(KEPT[platform])) == made
    with pytest.raises(OutcomeUnknown):
        posting.finish(*account(platform), one, again)
    found = posting.reconcile(*account(platform), one, again, since)
    assert isinstance(found, Published)
    assert published(artisan.sandbox, platform) == [done.external_id] == [found.external_id]


def test_facebooks_post_is_found_by_any_of_its_photographs(artisan: Artisan) -> None:
    artisan.connect("facebook")
    one = multi_photo_listing(artisan.sandbox, 3)
    since = now()
    handle = prepared("facebook", one).handle
    done = posting.finish(*account("facebook"), one, handle)
    world = artisan.sandbox.world
    (kept,) = world.find("facebook.post")
    world.put("facebook.post", kept["id"], {**kept, "photos": kept["photos"][2:], "message": "x"})
    found = posting.reconcile(*account("facebook"), one, handle, since)
    assert isinstance(found, Published)
    assert found.external_id == done.external_id


def test_instagrams_carousel_waits_for_each_of_its_pictures(artisan: Artisan) -> None:
    artisan.connect("instagram")
    one = multi_photo_listing(artisan.sandbox, 3)
    step = posting.start(*account("instagram"), one)
    assert isinstance(step, Waiting)
    parts = step.handle.detail["parts"].split(",")
    world = artisan.sandbox.world
    world.advance(1.2)
    kept = world.get("instagram.container", parts[1])
    assert kept is not None
    world.put("instagram.container", parts[1], {**kept, "ready_at": world.now() + 3600})
    assert isinstance(posting.check(*account("instagram"), one, step.handle), Waiting)
    world.put("instagram.container", parts[1], {**kept, "ready_at": 0})
    assert isinstance(posting.check(*account("instagram"), one, step.handle), Ready)


@pytest.mark.parametrize("place", [1, 2, 3])
def test_a_picture_that_instagram_could_not_prepare_starts_the_carousel_over(
    artisan: Artisan, place: int
) -> None:
    artisan.connect("instagram")
    sandbox = artisan.sandbox
    settings.change(sandbox.world, "instagram_processing_ms", 0)
    settings.change(sandbox.world, "instagram_broken_container", place)
    one = multi_photo_listing(sandbox, 3)
    with pytest.raises(StartOver):
        posting.start(*account("instagram"), one)
    done = post("instagram", one)
    assert published(sandbox, "instagram") == [done.external_id]


def test_an_expired_carousel_is_started_over(artisan: Artisan) -> None:
    artisan.connect("instagram")
    one = multi_photo_listing(artisan.sandbox, 2)
    handle = prepared("instagram", one).handle
    artisan.sandbox.world.advance(25 * 3600)
    with pytest.raises(StartOver):
        posting.check(*account("instagram"), one, handle)
    since = now() - timedelta(days=2)
    assert posting.reconcile(*account("instagram"), one, handle, since) == NotThere()


def test_photographs_of_two_shapes_are_no_carousel_pin(artisan: Artisan) -> None:
    artisan.connect("pinterest")
    one = multi_photo_listing(artisan.sandbox, 2)
    wide = {**one.more_pictures[0], "pinterest": picture(artisan.sandbox, 1500, 1000)}
    with pytest.raises(Rejected, match="same shape"):
        posting.start(*account("pinterest"), replace(one, more_pictures=(wide,)))


@pytest.mark.parametrize(("platform", "most"), MULTI_PHOTO.items())
def test_a_further_photograph_that_does_not_fit_is_refused_before_any_call(
    artisan: Artisan, platform: str, most: int
) -> None:
    artisan.connect(platform)
    one = multi_photo_listing(artisan.sandbox, 2)
    rendition = {"facebook": "web"}.get(platform, platform)
    wrong = replace(one.more_pictures[0][rendition], bytes=30_000_000)
    bad = {**one.more_pictures[0], rendition: wrong}
    with pytest.raises(Rejected, match="larger"):
        posting.start(*account(platform), replace(one, more_pictures=(bad,)))
    beyond = (*multi_photo_listing(artisan.sandbox, most).more_pictures, bad)
    assert post(platform, replace(one, more_pictures=beyond)).external_id
