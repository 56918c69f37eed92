"""The writer without a network: it says what the artisan said, and nothing else."""

from collections.abc import Iterator

from functions.content.model.facts import Facts, questions
from functions.content.model.text import hashtag
from functions.content.model.wording import Brief, Copy, Writer, Written, bounded

NAME = "facts"
_PIECE = "piece"
_ENDS = ".!?…।॥。"
_TITLE_LONGEST = 3  # materials named in a title


class FactsCopyWriter:
    """Composes English copy from the given facts; what was not given is asked for."""

    def write(self, brief: Brief) -> Written:
        """Words about the piece; empty ones when nothing at all is known of it."""
        facts = brief.facts
        title = _title(facts)
        copy = Copy(
            title=title,
            description=_description(facts, title),
            hashtags=tuple(_hashtags(facts)),
            # It does not look at the picture, so it cannot say more about it than this.
            alt_text=_alt_text(title),
        )
        return Written(bounded(copy), Writer(NAME), questions(facts))


def _title(facts: Facts) -> str:
    if facts.title:
        return facts.title
    what = facts.craft or facts.technique
    if not what and facts.materials:
        what = f"{_PIECE} in {_listed(facts.materials[:_TITLE_LONGEST])}"
    origin = f"from {facts.region}" if facts.region else ""
    if not what and origin:
        what = _PIECE
    return _capital(f"{what or ''} {origin}".strip())


def _alt_text(title: str) -> str:
    named = _capital(_PIECE)
    if title.startswith(f"{named} "):
        return f"Photograph of a {_PIECE}{title.removeprefix(named)}"
    return f"Photograph of {title}" if title else "Photograph"


def _description(facts: Facts, title: str) -> str:
    about = list(_about(facts))
    paragraphs = [" ".join(about), facts.story or ""]
    told = "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
    return told or (_sentence(title) if title else "")


def _about(facts: Facts) -> Iterator[str]:
    if facts.title:  # else the title already says where it is from
        origin = f"from {facts.region}" if facts.region else ""
        kind = f"{facts.craft or ''} {origin}".strip()
        if kind and kind.casefold() != facts.title.casefold():
            yield _sentence(_capital(kind))
    if facts.materials:
        yield _sentence(f"Materials: {_listed(facts.materials)}")
    if facts.technique:
        yield _sentence(f"Technique: {facts.technique}")
    if facts.dimensions:
        yield _sentence(f"Size: {facts.dimensions}")


def _hashtags(facts: Facts) -> Iterator[str]:
    for words in (facts.craft, facts.technique, facts.region, *facts.materials):
        # A long phrase run together is no tag that anybody looks for.
        if words and len(words.split()) <= _TITLE_LONGEST:
            yield hashtag(words)


def _listed(words: tuple[str, ...]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def _sentence(text: str) -> str:
    return text if text[-1] in _ENDS else f"{text}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
