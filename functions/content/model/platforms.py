"""Composes each platform's text within its limits, and checks edited texts against them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from functions.channels.model.text_limits import TextLimits, TextStyle
from functions.content.model.facts import Facts
from functions.content.model.glossary import latin_names
from functions.content.model.languages import Language
from functions.content.model.phrases import phrases
from functions.content.model.text import (
    distinct,
    fewer_hashtags,
    fewer_mentions,
    hashtags_in,
    isolate,
    mentions_in,
    shortened,
    trimmed,
    unhashed,
    whole_words,
)
from functions.content.model.wording import Copy
from kernel.normal_form import one_line
from kernel.texts import Alphabet, Counting, FieldRule


@dataclass(frozen=True, slots=True)
class PlatformText:
    """Exactly what is published on one platform."""

    title: str | None = None
    text: str = ""
    tags: tuple[str, ...] = ()
    language: Language = "en"


@dataclass(frozen=True, slots=True)
class TextViolation:
    """Why a text cannot be published as it is; `field` is its path in the draft."""

    field: str
    reason: str
    limit: int | None = None
    count: int | None = None


_LOOSE_ENDS = " -\u2013\u2014,;:|/·&+"  # en and em dash


def language_for(limits: TextLimits, languages: Sequence[Language]) -> Language:
    """The language of a platform's text: the first of `languages` that it takes, else the first."""
    taken = (one for one in languages if not limits.languages or one in limits.languages)
    return next(taken, languages[0])


def compose(
    copy: Copy, facts: Facts, limits: TextLimits, language: Language = "en"
) -> PlatformText:
    """The text of one platform in `language`, which is that of `copy`; always within `limits`.

    A title may come out empty: when a platform takes none of its words, only a person can say
    what to call the piece there.
    """
    return PlatformText(
        title=None if limits.title_max is None else _title(copy, facts, limits),
        text=_text(copy, facts, limits, language),
        tags=_tags(copy, facts, limits),
        language=language,
    )


def _title(copy: Copy, facts: Facts, limits: TextLimits) -> str:
    # Craft words have a Latin spelling of their own: it serves where the artisan's script cannot.
    known = ", ".join(latin_names(f"{copy.title}\n{facts.words()}"))
    names = (copy.title, facts.craft, known, ", ".join(facts.materials), facts.technique)
    fitted = filter(None, (_fitted(name, limits.rule("title")) for name in names if name))
    # What is left of a title that it does not take whole is worse than a name in Latin letters.
    return min(fitted, key=lambda name: bool(limits.languages) and not _latin(name), default="")


def _latin(name: str) -> bool:
    return all(letter < "\u0250" for letter in name if letter.isalpha())


def _fitted(name: str, rule: FieldRule) -> str:
    alphabet = rule.allowed
    line = one_line(name)
    if alphabet:
        # A word is kept whole or left out: one without its vowel signs is no word.
        line = " ".join(word for word in line.split(" ") if alphabet.takes(word))
    for mark in rule.once:
        first, found, rest = line.partition(mark)
        line = one_line(first + found + rest.replace(mark, " "))
    line = trimmed(line, rule.most, by=rule.counting).strip(_LOOSE_ENDS)
    named = alphabet is None or any(character.isalnum() for character in line)
    return line if named else ""


def name_question(text: PlatformText, limits: TextLimits, language: Language = "en") -> str | None:
    """The question for a title where a platform's alphabet allows none of our words, else None."""
    if text.title is None or text.title or limits.title_max is None:
        return None
    alphabet = limits.rule("title").allowed
    if alphabet is None:
        return None
    return phrases(language).name_question.format(platform=limits.name, words=alphabet.words)


def _text(copy: Copy, facts: Facts, limits: TextLimits, language: Language) -> str:
    style = limits.style
    longest = _least(limits.text_max, style.longest)
    most = _least(limits.hashtags_max, style.hashtags_in_all)
    lead = copy.title if style.title_leads and not copy.description.startswith(copy.title) else ""
    body = fewer_hashtags("\n\n".join(filter(None, (lead, copy.description))), most)
    offer = "\n".join(filter(None, (_price(facts, style, language), _link(facts, style))))
    free = style.hashtags if most is None else min(style.hashtags, most - hashtags_in(body))
    hashtags = " ".join(copy.hashtags[: max(0, free)])
    whole = _joined(body, (offer, hashtags), longest, limits.rule("text").counting)
    return fewer_mentions(fewer_hashtags(whole, most, limits.hashtag), limits.mentions_max)


def _joined(body: str, tail: tuple[str, ...], most: int | None, by: Counting) -> str:
    """`body`, shortened as needed, and as much of `tail` as takes no more than half the room."""
    end = "".join(f"\n\n{part}" for part in tail if part)
    if most is None or not tail:
        return shortened((body + end).strip(), most, by)
    if by.size(end) > most // 2:
        return _joined(body, tail[:-1], most, by)
    return (shortened(body, most - by.size(end), by) + end).strip()


def _least(*limits: int | None) -> int | None:
    return min((limit for limit in limits if limit is not None), default=None)


def _price(facts: Facts, style: TextStyle, language: Language) -> str:
    if not style.price or not facts.price:
        return ""
    say = phrases(language)
    # Without an isolate the sign would end up behind the number in a right-to-left line.
    money = say.money(facts.price)
    return f"{say.price}: {isolate(money) if language == 'ur' else money}"


def _link(facts: Facts, style: TextStyle) -> str:
    return facts.link or "" if style.link else ""


def _tags(copy: Copy, facts: Facts, limits: TextLimits) -> tuple[str, ...]:
    if not limits.tags_max:
        return ()
    rule = limits.rule("tag")
    facts_named = (facts.craft, *facts.materials, facts.technique, facts.region)
    named = [name for name in facts_named if name]
    names = (*named, *map(unhashed, copy.hashtags), *latin_names("\n".join(named)))
    fitting = (_tag(one_line(name), rule) for name in names)
    return distinct(fitting)[: limits.tags_max]


def _tag(name: str, rule: FieldRule) -> str:
    tag = name if rule.most is None else whole_words(name, rule.most, rule.counting)
    return tag if rule.allowed is None or rule.allowed.takes(tag) else ""


def faults(text: PlatformText, limits: TextLimits) -> tuple[TextViolation, ...]:
    """Everything that `limits` refuse in `text`; empty when it can be published."""
    path = f"platforms.{limits.platform}"
    found = [
        *_title_faults(text.title, limits, f"{path}.title"),
        *_length(text.text, limits.rule("text"), f"{path}.text", "text"),
        *_tag_faults(text.tags, limits, f"{path}.tags"),
    ]
    counted = (
        ("hashtags", limits.hashtags_max, hashtags_in(text.text, limits.hashtag)),
        ("mentions", limits.mentions_max, mentions_in(text.text, limits.mention)),
    )
    for what, most, count in counted:
        if most is not None and count > most:
            reason = f"{limits.name} takes at most {most} {what}; these are {count}."
            found.append(TextViolation(f"{path}.text", reason, most, count))
    return tuple(found)


def _length(text: str, rule: FieldRule, path: str, what: str) -> Iterator[TextViolation]:
    count, most = rule.counting.size(text), rule.most
    if most is not None and count > most:
        yield TextViolation(
            path, f"This {what} has {count} characters; at most {most} fit.", most, count
        )


def _title_faults(title: str | None, limits: TextLimits, path: str) -> Iterator[TextViolation]:
    if title is None:
        return
    if limits.title_max is None:
        yield TextViolation(path, f"{limits.name} has no title.")
        return
    rule = limits.rule("title")
    yield from _length(title, rule, path, "title")
    yield from _letters(title, rule.allowed, limits, path, "title")
    for mark in rule.once:
        count = title.count(mark)
        if count > 1:
            yield TextViolation(
                path, f"{limits.name} takes “{mark}” only once in a title.", 1, count
            )


def _letters(
    text: str, allowed: Alphabet | None, limits: TextLimits, path: str, what: str
) -> Iterator[TextViolation]:
    if allowed and not allowed.takes(text):
        yield TextViolation(path, f"{limits.name} takes only {allowed.words} in a {what}.")


def _tag_faults(tags: tuple[str, ...], limits: TextLimits, path: str) -> Iterator[TextViolation]:
    if limits.tags_max is None:
        if tags:
            yield TextViolation(path, f"{limits.name} has no tags.", 0, len(tags))
        return
    if len(tags) > limits.tags_max:
        reason = f"{limits.name} takes at most {limits.tags_max} tags; these are {len(tags)}."
        yield TextViolation(path, reason, limits.tags_max, len(tags))
    if len(distinct(tags)) != len(tags):
        yield TextViolation(path, "Some tags are there twice, or are empty.")
    rule = limits.rule("tag")
    for place, tag in enumerate(tags):
        yield from _length(tag, rule, f"{path}.{place}", "tag")
        yield from _letters(tag, rule.allowed, limits, f"{path}.{place}", "tag")
