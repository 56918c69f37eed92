"""Keeps what a model's stand-in answered, so that its page can show it to people."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime

from infra.local.sandbox.fetch import Picture
from infra.local.sandbox.vendor import Post
from infra.local.sandbox.world import World
from infra.local.sandbox.writing.model_request import ModelRequest
from infra.local.sandbox.writing.writer import Writer

CHARACTERS_PER_TOKEN = 4


def keep(world: World, vendor: str, model: str, text: str, pictures: Sequence[Picture]) -> None:
    """Keep words about pictures."""
    blobs = [world.put_blob(picture.content, picture.media_type) for picture in pictures]
    _put(world, vendor, {"model": model, "text": _shown(text), "blobs": blobs, "state": "answered"})


def keep_drawn(world: World, vendor: str, model: str, prompt: str, drawn: bytes, kind: str) -> None:
    """Keep a picture that a prompt asked for; ``kind`` such as ``image/png``."""
    blobs = [world.put_blob(drawn, kind)]
    _put(world, vendor, {"model": model, "text": prompt, "blobs": blobs, "state": "drawn"})


def _put(world: World, vendor: str, facts: dict[str, object]) -> None:
    kind = f"{vendor}.answer"
    number = str(world.next_id(kind))
    world.put(kind, number, {"id": number, "created": world.now(), **facts})


def _shown(text: str) -> str:
    """JSON as a person reads it; anything else as it is (a text may be cut off)."""
    try:
        return json.dumps(json.loads(text), indent=2, ensure_ascii=False)
    except ValueError:
        return text


def posts(world: World, vendor: str) -> list[Post]:
    """The answers that were given, with the pictures that were shown or drawn, newest first."""
    return [
        Post(
            vendor=vendor,
            id=kept["id"],
            title=None,
            text=kept["text"],
            image_urls=tuple(world.blob_url(blob) for blob in kept["blobs"]),
            link=None,
            price=None,
            state=kept["state"],
            created_at=datetime.fromtimestamp(kept["created"], UTC),
            url=f"{world.public_url}/people/{vendor}/{kept['id']}",
            account=kept["model"],
        )
        for kept in world.find(f"{vendor}.answer")[::-1]
    ]


def by_rule(asked: ModelRequest) -> str:
    """The stand-in's own answer: JSON in the shape that was asked for, or words."""
    writer = Writer(asked)
    if asked.shape is None:
        return writer.text()
    return json.dumps(writer.answer(asked.shape.schema), ensure_ascii=False)


def cut(text: str, most_tokens: int | None, tokens: int) -> tuple[str, int, bool]:
    """The text and its tokens within the most that were allowed, and whether it was cut off."""
    if not most_tokens or tokens <= most_tokens:
        return text, tokens, False
    return text[: most_tokens * CHARACTERS_PER_TOKEN], most_tokens, True
