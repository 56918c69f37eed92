"""Presigned addresses, checked by a store that verifies signatures: lengths and the original."""

import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from functions.media.model.upload import Limits
from infra.local.laptop import Laptop
from tests.e2e.artisan import Artisan, new_artisan

PART = Limits().part_size


@pytest.fixture(scope="module")
def person(laptop: Laptop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Artisan]:
    with new_artisan(laptop, "Asha Devi") as artisan:
        artisan.upload_photo(tmp_path_factory.mktemp("photo"))
        yield artisan


def test_an_original_can_be_fetched(person: Artisan) -> None:
    url = person.api.get(f"/media/{person.photo_id}/original")["url"]
    answer = httpx2.get(url, trust_env=False)
    assert answer.status_code == 200, answer.text
    assert answer.content[:2] == b"\xff\xd8"  # a JPEG
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment;")


def begin(person: Artisan, size: int) -> dict[str, Any]:
    asked = {"filename": "large.png", "content_type": "image/png", "size": size}
    begun: dict[str, Any] = person.api.post("/media/uploads", asked)
    return begun


def test_a_part_of_another_length_is_refused_and_not_kept(person: Artisan) -> None:
    photo_id = begin(person, 2 * PART)["photo_id"]
    path = f"/media/uploads/{photo_id}"
    (part,) = person.api.post(f"{path}/parts", {"numbers": [1]})["parts"]
    for length in (PART + 1, 4 * PART, PART - 1):
        answer = httpx2.put(part["url"], content=secrets.token_bytes(length), trust_env=False)
        assert answer.status_code == 403
    assert person.api.get(path)["arrived"] == []
    answer = httpx2.put(part["url"], content=secrets.token_bytes(PART), trust_env=False)
    assert answer.status_code == 200
    assert person.api.get(path)["arrived"] == [1]


def test_a_form_takes_no_more_than_was_announced(person: Artisan, tmp_path: Path) -> None:
    form = begin(person, 1000)
    file = tmp_path / "large.png"
    file.write_bytes(secrets.token_bytes(1001))
    with file.open("rb") as content:
        answer = httpx2.post(
            form["url"],
            data=form["fields"],
            files={"file": (file.name, content, "image/png")},
            trust_env=False,
        )
    assert answer.status_code == 400
    assert "EntityTooLarge" in answer.text
