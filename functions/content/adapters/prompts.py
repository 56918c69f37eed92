"""Builds prompts from versioned files, and from escaped data that no text can end early."""

from functools import lru_cache
from pathlib import Path

from functions.content.model.facts import Facts
from functions.content.model.wording import Brief, Voice
from llm.prompts import Prompt, block

COPY, FIELD, BACKDROP = "copy_v2", "field_v1", "backdrop_v1"
# Models think before they write, and what they think is counted too.
_TOKENS_AT_LEAST, _TOKENS_PER_LANGUAGE = 3000, 1200


@lru_cache
def text(name: str) -> str:
    """The prompt file `prompts_<name>.txt` beside this module."""
    return Path(__file__).with_name(f"prompts_{name}.txt").read_text(encoding="utf-8").strip()


def prompt_for(brief: Brief, craft_words: str = "") -> Prompt:
    """The prompt for `brief`: all languages at once, or the one field of a rewrite request."""
    shared = [
        block("artisan_facts", _as_lists(brief.facts)),
        *([block("brand_voice", _voiced(brief.voice))] if brief.voice else []),
        *([block("craft_words", craft_words)] if craft_words else []),
    ]
    rewrite = brief.rewrite
    if rewrite is None:
        asked = block("request", {"languages": list(brief.languages)})
        most = _TOKENS_AT_LEAST + _TOKENS_PER_LANGUAGE * len(brief.languages)
        return Prompt(COPY, text(COPY), "\n".join([asked, *shared]), most)
    wanted: dict[str, object] = {"field": rewrite.field, "language": rewrite.language}
    if rewrite.platform:
        wanted["platform"] = rewrite.platform
    asked = block("request", wanted)
    options = [
        block("current", {"current": rewrite.current}),
        block("wish", {"instruction": rewrite.instruction}),
    ]
    most = _TOKENS_AT_LEAST + _TOKENS_PER_LANGUAGE
    return Prompt(FIELD, text(FIELD), "\n".join([asked, *shared, *options]), most)


def _as_lists(facts: Facts) -> dict[str, object]:
    data: dict[str, object] = {
        "title": facts.title,
        "craft": facts.craft,
        "materials": list(facts.materials),
        "technique": facts.technique,
        "region": facts.region,
        "dimensions": facts.dimensions,
        "story": facts.story,
    }
    return {name: value for name, value in data.items() if value}


def _voiced(voice: Voice) -> dict[str, object]:
    return {"summary": voice.summary, "samples": list(voice.samples)}
