"""Metrics of posts as each platform reports them: late, missing, removed, or not allowed."""

from typing import Any

import pytest

from functions.channels.wiring.container import container
from infra.local.sandbox import settings
from tests.integration.channels.oauth_client import Artisan, account, listing
from tests.integration.channels.test_posting import post

METRICS = {
    "facebook": {"views", "reach", "clicks", "likes", "comments", "shares"},
    "instagram": {"views", "reach", "likes", "comments", "shares", "saves"},
    "etsy": {"views", "favourites"},
    "pinterest": {"impressions", "clicks", "saves", "comments", "likes"},
}


def synced(artisan: Artisan, platform: str) -> dict[str, Any]:
    """Ask, let the worker run, and see how it is."""
    assert artisan.api("POST", artisan.at(platform, "/sync")).status == 202
    container().activity.sync.run(*account(platform))
    state: dict[str, Any] = artisan.api("GET", artisan.at(platform, "/sync")).data
    return state


def recorded_metrics(artisan: Artisan) -> list[dict[str, Any]]:
    return [one["data"] for one in artisan.cloud.outbox_events("channels", "MetricsRecorded")]


@pytest.fixture
def poster(artisan: Artisan, platform: str) -> Artisan:
    settings.change(artisan.sandbox.world, "instagram_processing_ms", 0)
    artisan.connect(platform)
    return artisan


@pytest.mark.parametrize("platform", sorted(METRICS))
def test_every_number_that_the_platform_has(poster: Artisan, platform: str) -> None:
    one = listing(poster.sandbox)
    done = post(platform, one)
    state = synced(poster, platform)
    assert (state["status"], state["metrics"]) == ("done", 1)
    (event,) = recorded_metrics(poster)
    assert set(event["values"]) == METRICS[platform]
    assert all(value > 0 for value in event["values"].values())
    assert (event["external"], event["marker"]) == (done.external_id, one.marker)
    # Asked again within the hour nothing is due.
    assert synced(poster, platform)["metrics"] == 0
    assert len(recorded_metrics(poster)) == 1


@pytest.mark.parametrize("platform", ["instagram", "pinterest"])
@pytest.mark.parametrize("mood", ["missing", "late"])
def test_what_is_not_there_yet_is_not_nothing(poster: Artisan, platform: str, mood: str) -> None:
    settings.change(poster.sandbox.world, "metrics", mood)
    post(platform, listing(poster.sandbox))
    state = synced(poster, platform)
    assert (state["status"], state["metrics"]) == ("done", 0)
    assert recorded_metrics(poster) == []


@pytest.mark.parametrize("platform", ["facebook"])
def test_a_metric_that_was_taken_away_leaves_the_others(poster: Artisan, platform: str) -> None:
    settings.change(poster.sandbox.world, "facebook_metric_gone", "post_clicks")
    post(platform, listing(poster.sandbox))
    synced(poster, platform)
    (event,) = recorded_metrics(poster)
    assert set(event["values"]) == METRICS["facebook"] - {"clicks"}


@pytest.mark.parametrize("platform", ["instagram"])
def test_too_few_viewers_break_nothing(poster: Artisan, platform: str) -> None:
    settings.change(poster.sandbox.world, "metrics", "few")
    post(platform, listing(poster.sandbox))
    assert synced(poster, platform)["status"] == "done"
    assert poster.connection(platform)["status"] == "connected"
    assert recorded_metrics(poster) == []


def test_who_does_not_allow_numbers_still_publishes(artisan: Artisan) -> None:
    without = ("104875291000002", "read_insights")
    assert artisan.connect("facebook", without=without) == {"connected": "facebook"}
    post("facebook", listing(artisan.sandbox))
    assert synced(artisan, "facebook")["status"] == "done"
    assert artisan.connection("facebook")["status"] == "connected"
    (event,) = recorded_metrics(artisan)
    assert set(event["values"]) == {"likes", "comments", "shares"}


@pytest.mark.parametrize("platform", ["facebook"])
def test_a_post_that_is_gone_does_not_keep_the_others_from_being_read(
    poster: Artisan, platform: str
) -> None:
    gone = post(platform, listing(poster.sandbox, "target_01jd00000000000000000000g1"))
    here = post(platform, listing(poster.sandbox, "target_01jd00000000000000000000h1"))
    poster.sandbox.world.delete("facebook.post", gone.external_id)
    assert synced(poster, platform)["status"] == "done"
    assert [one["external"] for one in recorded_metrics(poster)] == [here.external_id]
    assert poster.connection(platform)["status"] == "connected"
