"""The text of each platform: composed within its limits, and held to them when edited."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from functions.content.model.facts import Facts
from functions.content.model.text import (
    distinct,
    fewer_hashtags,
    fewer_mentions,
    hashtags_in,
    mentions_in,
    one_line,
    shortened,
    trimmed,
    unhashed,
    units,
    whole_words,
)
from functions.content.model.wording import Copy
from kernel.money import Money


@dataclass(frozen=True, slots=True)
class TextLimits:
    """What a platform takes, in UTF-16 units; None in `title_max`/`tags_max`: has no such field.

    None in `text_max`, `hashtags_max` or `mentions_max`: no limit is known.
    """

    platform: str
    name: str
    title_max: int | None = None
    text_max: int | None = None
    hashtags_max: int | None = None
    mentions_max: int | None = None
    tags_max: int | None = None
    tag_max: int | None = None


@dataclass(frozen=True, slots=True)
class PlatformText:
    """Exactly what is published on one platform."""

    title: str | None = None
    text: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text cannot be published as it is; `field` is its path in the draft."""

    field: str
    reason: str
    limit: int | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class _Style:
    """How we write for a platform: stricter than its limits where they are about to change."""

    hashtags: int = 0
    hashtags_in_all: int | None = None
    longest: int | None = None
    title_leads: bool = False
    price: bool = False
    link: bool = False


# Shops and Pinterest show title, price and link in fields of their own; a link in an Instagram
# caption cannot be tapped. Instagram is cutting captions back from 30 to five hashtags since
# Dec 2025. Pinterest's API takes 800 characters, its product specifications show 500.
_STYLES: Mapping[str, _Style] = {
    "facebook": _Style(hashtags=3, title_leads=True, price=True, link=True),
    "instagram": _Style(hashtags=5, hashtags_in_all=5, title_leads=True, price=True),
    "pinterest": _Style(hashtags=3, longest=500),
}
_PLAIN = _Style()


@dataclass(frozen=True, slots=True)
class _Alphabet:
    """The characters that a field takes: Unicode categories (or their first letter) and some."""

    categories: frozenset[str]
    others: str
    once: str = ""
    words: str = ""

    def takes(self, text: str) -> bool:
        return all(self._has(character) for character in text)

    def _has(self, character: str) -> bool:
        category = unicodedata.category(character)
        known = category in self.categories or category[0] in self.categories
        return known or character in self.others


# Etsy Open API v3 spec, createDraftListing `title` and `tags`. Its patterns leave out combining
# marks, and with them most words in Indian scripts.
_TITLES: Mapping[str, _Alphabet] = {
    "etsy": _Alphabet(
        frozenset({"L", "P", "Nd", "Sm", "Zs"}),
        "™©®",
        once="%:&+",
        words="letters, digits, punctuation and ™©®",
    )
}
_TAGS: Mapping[str, _Alphabet] = {
    "etsy": _Alphabet(
        frozenset({"L", "Nd", "Zs"}), "-'™©®", words="letters, digits, spaces, - and '"
    )
}
_LOOSE_ENDS = " -\u2013\u2014,;:|/·&+"  # en and em dash


def compose(copy: Copy, facts: Facts, limits: TextLimits) -> PlatformText:
    """The text of one platform; always within `limits`.

    A title may come out empty: when a platform takes none of its words, only a person can say
    what to call the piece there.
    """
    return PlatformText(
        title=None if limits.title_max is None else _title(copy, facts, limits),
        text=_text(copy, facts, limits),
        tags=_tags(copy, facts, limits),
    )


def _title(copy: Copy, facts: Facts, limits: TextLimits) -> str:
    names = (copy.title, facts.craft, ", ".join(facts.materials), facts.technique)
    fitted = (_fitted(name, limits) for name in names if name)
    return next(filter(None, fitted), "")


def _fitted(name: str, limits: TextLimits) -> str:
    alphabet = _TITLES.get(limits.platform)
    line = one_line(name)
    if alphabet:
        # A word is kept whole or left out: one without its vowel signs is no word.
        line = " ".join(word for word in line.split(" ") if alphabet.takes(word))
        for mark in alphabet.once:
            first, found, rest = line.partition(mark)
            line = one_line(first + found + rest.replace(mark, " "))
    line = trimmed(line, limits.title_max).strip(_LOOSE_ENDS)
    named = alphabet is None or any(character.isalnum() for character in line)
    return line if named else ""


def name_question(text: PlatformText, limits: TextLimits) -> str | None:
    """What to ask when the platform needs a title and none of our words may stand in it."""
    if text.title is None or text.title or limits.platform not in _TITLES:
        return None
    words = _TITLES[limits.platform].words
    return f"What is it called on {limits.name}? A title there takes only {words}."


def _text(copy: Copy, facts: Facts, limits: TextLimits) -> str:
    style = _STYLES.get(limits.platform, _PLAIN)
    longest = _least(limits.text_max, style.longest)
    most = _least(limits.hashtags_max, style.hashtags_in_all)
    lead = copy.title if style.title_leads and not copy.description.startswith(copy.title) else ""
    body = fewer_hashtags("\n\n".join(filter(None, (lead, copy.description))), most)
    offer = "\n".join(filter(None, (_price(facts, style), _link(facts, style))))
    free = style.hashtags if most is None else min(style.hashtags, most - hashtags_in(body))
    hashtags = " ".join(copy.hashtags[: max(0, free)])
    whole = _joined(body, (offer, hashtags), longest)
    return fewer_mentions(fewer_hashtags(whole, most), limits.mentions_max)


def _joined(body: str, tail: tuple[str, ...], most: int | None) -> str:
    """`body`, shortened as needed, and as much of `tail` as takes no more than half the room."""
    end = "".join(f"\n\n{part}" for part in tail if part)
    if most is None or not tail:
        return shortened((body + end).strip(), most)
    if units(end) > most // 2:
        return _joined(body, tail[:-1], most)
    return (shortened(body, most - units(end)) + end).strip()


def _least(*limits: int | None) -> int | None:
    return min((limit for limit in limits if limit is not None), default=None)


def _price(facts: Facts, style: _Style) -> str:
    return f"Price: {spoken(facts.price)}" if style.price and facts.price else ""


def _link(facts: Facts, style: _Style) -> str:
    return facts.link or "" if style.link else ""


_SYMBOLS = {"INR": "₹", "USD": "$", "EUR": "€", "GBP": "£"}


def spoken(money: Money) -> str:
    """`money` as buyers write it: `₹1,25,000`, `$12.50`, `1,200 NPR`."""
    whole, _, cents = money.amount.partition(".")
    groups = [whole[-3:]]
    rest, step = whole[:-3], 2 if money.currency == "INR" else 3  # lakh grouping
    while rest:
        groups.insert(0, rest[-step:])
        rest = rest[:-step]
    number = ",".join(groups) + (f".{cents}" if cents.strip("0") else "")
    symbol = _SYMBOLS.get(money.currency)
    return f"{symbol}{number}" if symbol else f"{number} {money.currency}"


def _tags(copy: Copy, facts: Facts, limits: TextLimits) -> tuple[str, ...]:
    if not limits.tags_max:
        return ()
    alphabet = _TAGS.get(limits.platform)
    told = filter(None, (facts.craft, *facts.materials, facts.technique, facts.region))
    names = [one_line(name) for name in (*told, *(unhashed(tag) for tag in copy.hashtags))]
    fitting = (
        name if limits.tag_max is None else whole_words(name, limits.tag_max) for name in names
    )
    return distinct(tag for tag in fitting if alphabet is None or alphabet.takes(tag))[
        : limits.tags_max
    ]


def faults(text: PlatformText, limits: TextLimits) -> tuple[Fault, ...]:
    """Everything that `limits` refuse in `text`; empty when it can be published."""
    path = f"platforms.{limits.platform}"
    found = [
        *_title_faults(text.title, limits, f"{path}.title"),
        *_length(text.text, limits.text_max, f"{path}.text", "text"),
        *_tag_faults(text.tags, limits, f"{path}.tags"),
    ]
    counted = (
        ("hashtags", limits.hashtags_max, hashtags_in(text.text)),
        ("mentions", limits.mentions_max, mentions_in(text.text)),
    )
    for what, most, count in counted:
        if most is not None and count > most:
            reason = f"{limits.name} takes at most {most} {what}; these are {count}."
            found.append(Fault(f"{path}.text", reason, most, count))
    return tuple(found)


def _length(text: str, most: int | None, field: str, what: str) -> Iterator[Fault]:
    count = units(text)
    if most is not None and count > most:
        yield Fault(field, f"This {what} has {count} characters; at most {most} fit.", most, count)


def _title_faults(title: str | None, limits: TextLimits, field: str) -> Iterator[Fault]:
    if title is None:
        return
    if limits.title_max is None:
        yield Fault(field, f"{limits.name} has no title.")
        return
    yield from _length(title, limits.title_max, field, "title")
    alphabet = _TITLES.get(limits.platform)
    if alphabet is None:
        return
    if not alphabet.takes(title):
        yield Fault(field, f"{limits.name} takes only {alphabet.words} in a title.")
    for mark in alphabet.once:
        count = title.count(mark)
        if count > 1:
            yield Fault(field, f"{limits.name} takes “{mark}” only once in a title.", 1, count)


def _tag_faults(tags: tuple[str, ...], limits: TextLimits, field: str) -> Iterator[Fault]:
    if limits.tags_max is None:
        if tags:
            yield Fault(field, f"{limits.name} has no tags.", 0, len(tags))
        return
    if len(tags) > limits.tags_max:
        reason = f"{limits.name} takes at most {limits.tags_max} tags; these are {len(tags)}."
        yield Fault(field, reason, limits.tags_max, len(tags))
    if len(distinct(tags)) != len(tags):
        yield Fault(field, "Some tags are there twice, or are empty.")
    alphabet = _TAGS.get(limits.platform)
    for place, tag in enumerate(tags):
        yield from _length(tag, limits.tag_max, f"{field}.{place}", "tag")
        if alphabet and not alphabet.takes(tag):
            yield Fault(f"{field}.{place}", f"{limits.name} takes only {alphabet.words} in a tag.")
