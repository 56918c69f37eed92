"""Removes a writer's claims that no fact supports, lists them, and asks for the facts."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from functions.content.model.claim_removal import clauses, opening, without, words
from functions.content.model.claims import Found, claims, found_in, numbers_in
from functions.content.model.composing import composed
from functions.content.model.facts import Facts
from functions.content.model.languages import Language
from functions.content.model.phrases import phrases
from functions.content.model.text import contacts, distinct, shortened, unhashed, without_contacts
from functions.content.model.wording import (
    QUESTIONS_MAX,
    Copy,
    CopyField,
    RemovedClaim,
    Written,
    bounded,
)
from kernel.normal_form import one_line, prose

_MARKUP = re.compile(r"<[/!?a-zA-Z][^<>]*>?|&(?:#\w+|[a-z]{2,8});")
_LINK = re.compile(r"\[([^\]\n]*)\]\([^)\n]*\)")
_SHORT = "".join(rf"(?<!\b{word})" for word in ("approx", "ca", "no", "vs", "Dr", "e.g", "i.e"))
_SENTENCE = re.compile(
    rf"\S.*?(?:{_SHORT}[.!?…]+[\"'”\u2019)]*(?=\s|$)|[।॥\u06d4\u061f]|$)", re.DOTALL
)
_IN_TEXT = re.compile(r"(?<!\w)#([\w\u0900-\u0dff]+)")
_BEFORE_NUMBER = re.compile(r"(?<!\d)[_.,]+(?=\d)")
_SHOWN_MAX = 120
_COUNTED_BY_EYE = 12
_ASKED_BY: Mapping[str, str] = {"material": "materials", "place": "region", "craft": "craft"}
_EVERYDAY = words("everyday")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the facts prove: claims by id, numbers, contacts, and all their words."""

    claims: frozenset[str]
    numbers: frozenset[str]
    contacts: frozenset[str]
    words: str
    picture_seen: bool

    def proves(self, found: Found, field: CopyField) -> bool:
        """Whether the evidence lets the claim `found` stay in `field`."""
        if found.kind == "command":
            return False
        seen = self.picture_seen and field == "alt_text"
        if found.kind == "number":
            counted = seen and found.claim.isdigit() and int(found.claim) <= _COUNTED_BY_EYE
            return found.claim in self.numbers or counted
        if found.claim in self.claims or (self.picture_seen and found.seen):
            return True
        return any(one in self.claims for one in claims()[found.claim].implied_by)


def support(facts: Facts, *, picture_seen: bool) -> Evidence:
    """What `facts` prove; sentences in them that command a model prove nothing."""
    text = "\n".join(
        sentence
        for line in prose(facts.words()).split("\n")
        for sentence in _SENTENCE.findall(line)
        if all(found.kind != "command" for found in found_in(sentence))
    )
    # “_20” is a number of hers too; of “12.50” only the whole is.
    numbers = set(numbers_in(text) | numbers_in(_BEFORE_NUMBER.sub(" ", text)))
    if facts.price:
        numbers |= numbers_in(facts.price.amount)
    if facts.quantity is not None:
        numbers.add(str(facts.quantity))
    known = frozenset(found.claim for found in found_in(text) if found.kind != "number")
    return Evidence(known, frozenset(numbers), contacts(text), _squeezed(text), picture_seen)


def checked(written: Written, facts: Facts, *, picture_seen: bool, whole: bool = True) -> Written:
    """`written` without the claims that the facts do not support; `removed` lists those.

    `picture_seen`: the writer looked at the picture. `whole`: all fields were wanted, so a title,
    description or alternative text that becomes empty is composed from the facts alone.
    """
    known = support(facts, picture_seen=picture_seen)
    removed: list[tuple[RemovedClaim, str]] = []
    main: Language = next(iter(written.copies), "en")
    copies = {}
    for language, copy in written.copies.items():
        pruner = _Pruner(known, language, main)
        plain = composed(facts, language) if whole else Copy()
        copies[language] = pruner.copy(copy, plain)
        removed += pruner.removed
    asked = distinct((*_asked(removed, facts, main), *written.questions))[:QUESTIONS_MAX]
    gone = tuple(one for one, _ in dict.fromkeys(removed))
    return replace(written, copies=copies, questions=asked, removed=written.removed + gone)


def _asked(removed: list[tuple[RemovedClaim, str]], facts: Facts, main: Language) -> Iterator[str]:
    for _, kind in removed:
        fact = _ASKED_BY.get(kind, "technique" if kind == "claim" else "dimensions")
        if kind not in {"order", "command"} and not getattr(facts, fact):
            yield phrases(main).questions[fact]


class _Pruner:
    """Removes unsupported claims from one language's copy, and lists them in `removed`."""

    def __init__(self, known: Evidence, language: Language, main: Language) -> None:
        self._known = known
        self._language = language
        self._why = phrases(main).why
        self.removed: list[tuple[RemovedClaim, str]] = []

    def copy(self, copy: Copy, plain: Copy) -> Copy:
        """`copy` without unproven claims; a field that becomes empty gets the text of `plain`."""
        title = self._title(one_line(_unmarked(copy.title)))
        description = self._text(prose(_unmarked(copy.description)), "description")
        alt = self._text(one_line(_unmarked(copy.alt_text)), "alt_text")
        call = self._text(one_line(_unmarked(copy.call_to_action)), "call_to_action")
        said = _squeezed(f"{title} {description} {alt}") + self._known.words
        return bounded(
            Copy(
                title=title or (plain.title if copy.title else ""),
                description=description or (plain.description if copy.description else ""),
                hashtags=tuple(self._hashtags(copy.hashtags, said)),
                alt_text=alt or (plain.alt_text if copy.alt_text else ""),
                call_to_action=call,
            )
        )

    def _faults(self, text: str, field: CopyField) -> tuple[Found, ...]:
        found = (one for one in found_in(text) if not self._known.proves(one, field))
        return _apart(tuple(found))

    def _text(self, text: str, field: CopyField) -> str:
        lines = []
        for line in self._reachable(text, field).split("\n"):
            kept = (self._sentence(one, field) for one in _SENTENCE.findall(line))
            lines.append(" ".join(filter(None, kept)))
        return prose("\n".join(lines))

    def _sentence(self, sentence: str, field: CopyField) -> str:
        faults = self._faults(sentence, field)
        if not faults:
            return sentence
        mended = without(sentence, faults)
        if mended is None and self._language == "en" and faults[0].kind not in {"order", "command"}:
            mended = opening(sentence, faults[0].start)
        if mended is None or self._faults(mended, field):
            self._record_removal(field, sentence, faults[0])
            return ""
        for fault in faults:
            self._record_removal(field, sentence[fault.start : fault.end], fault)
        return mended

    def _title(self, title: str) -> str:
        title = self._reachable(title, "title")
        kept = self._sentence(title, "title") if title else ""
        if kept or not title:
            return kept if title.endswith(".") else kept.removesuffix(".")
        parts = (part for part in clauses(title) if not self._faults(part, "title"))
        return ", ".join(part.strip() for part in parts)

    def _reachable(self, text: str, field: CopyField) -> str:
        allowed = self._known.contacts
        for tag in _IN_TEXT.findall(text):
            if _squeezed(tag) not in self._known.words:
                text = text.replace(f"#{tag}", "")
                self._record_removal(field, f"#{tag}", None)
        for contact in sorted(contacts(text) - allowed):
            self._record_removal(field, contact, None)
        return without_contacts(text, allowed)

    def _hashtags(self, hashtags: tuple[str, ...], event: str) -> Iterator[str]:
        for tag in hashtags:
            phrase = unhashed(tag)
            faults = self._faults(phrase, "hashtags")
            plain = _squeezed(phrase)
            known = (
                plain in event
                or self._is_proven(phrase)
                or all(
                    _squeezed(word) in event or word.casefold() in _EVERYDAY
                    for word in phrase.split()
                )
            )
            if not faults and plain and (known or plain in _EVERYDAY):
                yield tag
            else:
                self._record_removal("hashtags", tag, faults[0] if faults else None)

    def _is_proven(self, phrase: str) -> bool:
        """Whether the whole `phrase` is one proven claim, perhaps in a script other than hers."""
        whole = (one for one in found_in(phrase) if one.end - one.start == len(phrase))
        return any(self._known.proves(one, "hashtags") for one in whole)

    def _record_removal(self, field: CopyField, words: str, fault: Found | None) -> None:
        kind = fault.kind if fault else "order"
        why = {"number": "number", "order": "order", "command": "order"}.get(kind, "claim")
        claim = RemovedClaim(self._language, field, shortened(words, _SHOWN_MAX), self._why[why])
        self.removed.append((claim, kind))


def _apart(faults: tuple[Found, ...]) -> tuple[Found, ...]:
    """`faults` with each group of overlapping ones merged into a single fault of their width."""
    apart: list[Found] = []
    for fault in faults:
        if apart and fault.start < apart[-1].end:
            apart[-1] = replace(apart[-1], end=max(apart[-1].end, fault.end))
        else:
            apart.append(fault)
    return tuple(apart)


def _unmarked(text: str) -> str:
    return _MARKUP.sub(" ", _LINK.sub(r"\1", text))


def _squeezed(text: str) -> str:
    return "".join(one for one in text.casefold() if one.isalnum() or "\u0900" <= one <= "\u0dff")
