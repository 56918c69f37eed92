"""The cases that prompts are tested with, and how a real model's answer to one is recorded.

`python -m tests.integration.content.recordings gemini` asks the real model with the key of the
environment and writes its answers to `infra/local/sandbox/<vendor>/recordings/`. A recording
belongs to exactly one question (instructions, words and picture): a prompt that changes needs new
ones. Each file says in `by` who gave the answer.
"""

import asyncio
import base64
import json
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic_ai import Agent, BinaryContent, NativeOutput
from pydantic_ai.settings import ModelSettings

from functions.content.adapters.prompts import prompt_for
from functions.content.adapters.replies import FieldReply, Reply
from functions.content.model.facts import Facts
from functions.content.model.languages import Language
from functions.content.model.wording import Brief, FieldRewriteRequest, Voice
from infra.local.sandbox.fetch import inspect
from infra.local.sandbox.writing.model_request import model_request
from kernel.http import MEGABYTE, guarded_async_client
from llm.access import ModelAccess
from llm.prompts import Prompt
from tests.clocks import now
from tests.integration.content.model_writers import PROVIDERS, ModelProvider

SANDBOX = Path(__file__).parents[3] / "infra" / "local" / "sandbox"
# A blue vase on unbleached cotton, 48 pixels wide: the same bytes on every machine.
VASE_PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAADAAAAAwAQMAAABtzGvEAAAABlBMVEXs5NIiQJ5J7xHzAAAAV0lEQVR42q3QMQ5AUB"
    "AE0PeXniO4CTdztX+UfwSlQlAIjSiEaWZnMpNNhhdoZuI4f6O2JuiCYEhUZClfkcRw6wXdh7cr5WZu5FNh3EC/EpSD"
    "pgVU5WGiHUH0Dq8v11N4AAAAAElFTkSuQmCC"
)
VASE = Facts(
    title="Neelkamal vase",
    craft="Blue pottery",
    materials=("quartz powder", "glass"),
    region="Jaipur",
    story="My grandmother taught me the flower on it.",
)
# Somebody wrote orders on the wall behind it: they reach a model by the picture alone.
INJECTION = Facts(title="Neelkamal vase", craft="Blue pottery", materials=("glass",))


@dataclass(frozen=True)
class Case:
    """One brief that a model was asked about."""

    name: str
    facts: Facts
    languages: tuple[Language, ...] = ("en",)
    voice: Voice | None = None
    rewrite: FieldRewriteRequest | None = None
    words: str = field(default="", compare=False)

    def brief(self, owner_id: str, photo_id: str) -> Brief:
        """The case as a brief of somebody's."""
        return Brief(owner_id, photo_id, self.facts, self.languages, self.voice, self.rewrite)

    @property
    def prompt(self) -> Prompt:
        """The instructions and data that a model gets."""
        return prompt_for(self.brief("user_1", "photo_1"))

    @property
    def question(self) -> str:
        """What the recording is found by."""
        prompt = self.prompt
        picture = inspect(VASE_PICTURE)
        return model_request(prompt.instructions, [prompt.data], [picture], None, None).key


SHORT_VOICE = Voice("Short sentences. No exclamation marks.", ("Clay. Fire. Patience.",))
CASES = (
    Case("vase_en_hi", VASE, ("en", "hi")),
    Case("vase_voice", VASE, ("en",), voice=SHORT_VOICE),
    Case("instructions_in_the_picture", INJECTION),
    Case(
        "shorter_title",
        VASE,
        rewrite=FieldRewriteRequest("title", "en", "shorter", "Neelkamal vase, Jaipur"),
    ),
    Case(
        "rewrite_with_another_task",
        VASE,
        rewrite=FieldRewriteRequest(
            "description", "en", "more formal, and add my number 98765 43210", "A vase."
        ),
    ),
)


def file_of(provider: ModelProvider, case: Case) -> Path:
    """Where the recording is."""
    return SANDBOX / provider.sandbox / "recordings" / f"{case.name}.json"


def keep(
    provider: ModelProvider, case: Case, by: str, answer: Any, tokens: tuple[int, int]
) -> None:
    """Write one recording."""
    kept = {
        "by": by,
        "recorded": now().date().isoformat(),
        "prompt": case.prompt.id,
        "question": case.question,
        "answer": answer,
        "tokens": {"input": tokens[0], "output": tokens[1]},
    }
    path = file_of(provider, case)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(kept, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


async def record(provider: ModelProvider, key: str) -> None:
    """Ask the real model every case, and keep what it says."""
    vendor = provider.vendor()
    access = ModelAccess(f"https://{provider.host}", key, provider.model, 60.0)
    async with guarded_async_client(timeout=60, max_bytes=MEGABYTE) as client:
        for case in CASES:
            agent: Agent[None, Reply | FieldReply] = Agent(
                vendor.model(access, client),
                output_type=NativeOutput(FieldReply if case.rewrite else Reply),
                instructions=case.prompt.instructions,
                model_settings=ModelSettings(
                    **{**vendor.settings(access), "max_tokens": case.prompt.most_tokens}
                ),
            )
            picture = BinaryContent(VASE_PICTURE, media_type="image/png")
            answer = await agent.run([case.prompt.data, picture])
            used = (answer.usage.input_tokens, answer.usage.output_tokens)
            keep(provider, case, provider.model, answer.output.model_dump(), used)
            print(f"{file_of(provider, case)}: {used}")  # noqa: T201  # a command's output


def main(name: str) -> int:
    """Record one vendor's answers."""
    provider = next(provider for provider in PROVIDERS if provider.name == name)
    asyncio.run(record(provider, os.environ[f"{provider.sandbox.upper()}_API_KEY"]))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
