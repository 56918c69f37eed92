"""Image jobs for backdrops, from the request over the generator to the marked picture."""

import io
from typing import Any

import pytest
from PIL import Image

from functions.content.adapters.ai_metadata import SOURCE_TYPE, marked
from functions.content.errors.jobs import PictureNotMade
from infra.local.sandbox import journal
from infra.local.sandbox.faults import Fault, switch_on
from infra.local.sandbox.server import SandboxServer
from infra.local.sandbox.writing.pictures import drawn
from tests.clocks import now
from tests.integration.aws import BUCKET
from tests.integration.content.ai_jobs import (
    WALL,
    job,
    run_job,
    start_job,
    stored_jobs,
)
from tests.integration.content.model_writers import webp
from tests.integration.content.scenario import ASHA, ONE, Scenario
from tests.integration.wiring import reset_wiring


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
def test_the_mark_is_in_each_format_and_nothing_else_is(kind: str) -> None:
    plain = drawn("a wall", 64, 48, kind)
    picture = marked(plain, 'Model "A&B"')
    assert (picture.kind, picture.width, picture.height) == (kind, 64, 48)
    image = Image.open(io.BytesIO(picture.content))
    image.load()
    xmp = image.info.get("xmp") or image.info["XML:com.adobe.xmp"].encode()
    assert f'DigitalSourceType="{SOURCE_TYPE}"'.encode() in xmp
    assert b"Model &quot;A&amp;B&quot;" in xmp
    assert not image.getexif()


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'/>", drawn("a", 64, 64)[:200]],
    ids=["nothing", "gif", "svg", "half a picture"],
)
def test_what_is_no_picture_is_not_passed_on(content: bytes) -> None:
    with pytest.raises(PictureNotMade):
        marked(content, "m")


def test_a_picture_may_not_be_too_large() -> None:
    with pytest.raises(PictureNotMade):
        marked(drawn("a wall", 5000, 5000), "m")


@pytest.mark.parametrize(
    ("generator", "vendor", "model"),
    [
        ("gemini", "gemini", "gemini-3.1-flash-image"),
        ("gpt", "openai", "gpt-image-2"),
    ],
)
def test_a_backdrop_says_that_it_is_made_by_ai(  # fixtures and examples
    live: Scenario,
    sandbox: SandboxServer,
    monkeypatch: pytest.MonkeyPatch,
    generator: str,
    vendor: str,
    model: str,
) -> None:
    monkeypatch.setenv("IMAGE_GENERATORS", generator)
    job_id = start_job(live, "/ai/generate-image", WALL)
    run_job(live, "ImageRequested")
    result = job(live, job_id)["result"]
    assert result["made_by_ai"] is True
    assert (result["model"], result["not_for"]) == (model, ["etsy"])
    assert result["url"] == f"http://localhost:8080/media/ai/{job_id}.png"
    assert float(result["cost"]) > 0.01
    kept = live.cloud.client("s3").get_object(Bucket=BUCKET, Key=f"media/ai/{job_id}.png")
    content = kept["Body"].read()
    image = Image.open(io.BytesIO(content))
    assert image.size == (result["width"], result["height"])
    assert result["width"] > result["height"]
    assert "digitalsourcetype/trainedAlgorithmicMedia" in image.info["XML:com.adobe.xmp"]
    (request,) = journal.entries(sandbox.world, vendor)
    assert "no product" in str(request["fields"])


def test_a_photo_gives_the_colours(
    live: Scenario, sandbox: SandboxServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    live.upload(ONE, webp())
    live.mark_ready(ONE)
    monkeypatch.setenv("IMAGE_GENERATORS", "gpt")
    job_id = start_job(live, "/ai/generate-image", WALL | {"photo_id": ONE})
    run_job(live, "ImageRequested")
    assert job(live, job_id)["status"] == "done"
    (request,) = journal.entries(sandbox.world, "openai")
    assert request["path"] == "/v1/images/edits"


@pytest.mark.parametrize("generator", ["gemini", "gpt"])
def test_a_refused_prompt_is_explained_and_not_taken_elsewhere(
    live: Scenario,
    sandbox: SandboxServer,
    monkeypatch: pytest.MonkeyPatch,
    generator: str,
) -> None:
    monkeypatch.setenv("IMAGE_GENERATORS", f"{generator},gemini,gpt")
    job_id = start_job(live, "/ai/generate-image", {"prompt": "A weapon on a table"})
    run_job(live, "ImageRequested")
    done = job(live, job_id)
    assert (done["status"], done["error"]["code"]) == ("failed", "picture_declined")
    assert "declined to draw this" in done["error"]["message"]
    assert "no people, no brands" in done["error"]["remedy"]
    assert len(journal.entries(sandbox.world)) == 1


def test_when_one_image_model_is_down_the_next_is_used(
    live: Scenario, sandbox: SandboxServer
) -> None:
    switch_on(sandbox.world, Fault(vendor="gemini", times=0, kind="expired_token"))
    job_id = start_job(live, "/ai/generate-image", WALL)
    run_job(live, "ImageRequested")
    result = job(live, job_id)["result"]
    assert (result["model"], result["note"]) == (
        "gpt-image-2",
        "Gemini does not accept our key.",
    )


@pytest.mark.parametrize(
    ("fault", "requests"),
    [({"kind": "error", "status": 503}, 3), ({"kind": "truncated"}, 1), ({"kind": "html"}, 1)],
    ids=["down", "lost", "html"],
)
def test_what_may_be_paid_for_is_not_asked_for_twice(
    live: Scenario,
    sandbox: SandboxServer,
    monkeypatch: pytest.MonkeyPatch,
    fault: dict[str, Any],
    requests: int,
) -> None:
    monkeypatch.setenv("IMAGE_GENERATORS", "gpt")
    switch_on(sandbox.world, Fault(vendor="openai", times=0, **fault))
    job_id = start_job(live, "/ai/generate-image", WALL)
    run_job(live, "ImageRequested")
    done = job(live, job_id)
    assert (done["status"], done["error"]["code"]) == ("failed", "picture_not_made")
    assert len(journal.entries(sandbox.world, "openai")) == requests


def test_without_an_image_model_there_is_a_reason(scenario: Scenario) -> None:
    reset_wiring()
    job_id = start_job(scenario, "/ai/generate-image", WALL)
    run_job(scenario, "ImageRequested")
    assert job(scenario, job_id)["error"]["code"] == "no_image_model"


def test_what_a_dead_worker_left_is_not_paid_for_again(
    live: Scenario, sandbox: SandboxServer
) -> None:
    job_id = start_job(live, "/ai/generate-image", WALL)
    jobs = stored_jobs()
    waiting = jobs.find(ASHA, job_id)
    assert waiting
    jobs.save(waiting.begun(now()))
    run_job(live, "ImageRequested")
    assert job(live, job_id)["error"]["code"] == "job_interrupted"
    assert journal.entries(sandbox.world) == []


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"prompt": " \n"},
        {"prompt": "x" * 1001},
        {"prompt": "A wall", "purpose": "listing"},
        {"prompt": "A wall", "size": "4096x4096"},
    ],
)
def test_malformed_requests(live: Scenario, body: dict[str, Any]) -> None:
    assert live.api("POST", "/ai/generate-image", body).status == 422
