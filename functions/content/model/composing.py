"""Composes copy in any language from facts alone: the artisan's words and a few phrases."""

from collections.abc import Iterator

from functions.content.model.facts import Facts
from functions.content.model.glossary import named_in
from functions.content.model.languages import Language
from functions.content.model.phrases import Phrases, phrases
from functions.content.model.text import hashtag, isolated
from functions.content.model.wording import Copy, bounded

_TITLE_LONGEST = 3  # materials named in a title, words in a hashtag


def composed(facts: Facts, language: Language) -> Copy:
    """The copy in `language`; the artisan's words stay in the language and script of her choice."""
    say = phrases(language)
    title = title_of(facts, say)
    description = _description(facts, title, say)
    return bounded(
        Copy(
            title=title,
            description=isolated(description) if language == "ur" else description,
            hashtags=tuple(_hashtags(facts, language)),
            # Nobody looked at the picture, so nothing more can be said about it than this.
            alt_text=_alt_text(title, say),
            call_to_action=say.call_to_action if title else "",
        )
    )


def title_of(facts: Facts, say: Phrases) -> str:
    """The piece's title made from the facts; "" when the facts do not give one."""
    if facts.title:
        return facts.title
    what = facts.craft or facts.technique
    if not what and facts.materials:
        materials = say.listed(facts.materials[:_TITLE_LONGEST])
        what = say.piece_of.format(piece=say.piece, materials=materials)
    if not facts.region:
        return _capital(what or "")
    if not what:
        return say.piece_from.format(piece=say.piece, region=facts.region)
    return _capital(say.origin.format(craft=what, region=facts.region))


def _alt_text(title: str, say: Phrases) -> str:
    if not title:
        return say.photo
    if say is phrases("en") and title.startswith(f"{say.piece} "):
        title = f"a {say.piece.lower()}{title.removeprefix(say.piece)}"
    return say.photo_of.format(photo=say.photo, title=title)


def _description(facts: Facts, title: str, say: Phrases) -> str:
    about = _english(facts) if say is phrases("en") else _origins(facts, say)
    sentences = [*about, *_details(facts, say)]
    paragraphs = [" ".join(sentences), facts.story or ""]
    text = "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
    return text or (say.sentence(title) if title else "")


def _english(facts: Facts) -> Iterator[str]:
    if facts.title:  # else the title already says where it is from
        origin = f"from {facts.region}" if facts.region else ""
        kind = f"{facts.craft or ''} {origin}".strip()
        if kind and kind.casefold() != facts.title.casefold():
            yield phrases("en").sentence(_capital(kind))


def _origins(facts: Facts, say: Phrases) -> Iterator[str]:
    if facts.title:
        if facts.craft and facts.craft.casefold() != facts.title.casefold():
            yield say.labelled(say.craft, facts.craft)
        if facts.region:
            yield say.labelled(say.region, facts.region)


def _details(facts: Facts, say: Phrases) -> Iterator[str]:
    if facts.materials:
        yield say.labelled(say.materials, say.listed(facts.materials))
    if facts.technique:
        yield say.labelled(say.technique, facts.technique)
    if facts.dimensions:
        yield say.labelled(say.size, facts.dimensions)


def _hashtags(facts: Facts, language: Language) -> Iterator[str]:
    names = tuple(
        words for words in (facts.craft, facts.technique, facts.region, *facts.materials) if words
    )
    for words in names:
        # A long phrase run together is no tag that anybody looks for.
        if len(words.split()) <= _TITLE_LONGEST:
            yield hashtag(words)
    # The same craft word as readers of this language spell it, where that is settled.
    for term in named_in("\n".join((facts.title or "", *names))):
        yield hashtag(term.within(language) or "")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
