"""One word for one thing: names of classes are unique, and words that mislead are not used."""

import ast
import re
from collections import defaultdict
from pathlib import Path
from token import NAME
from tokenize import tokenize

from tests.architecture.tree import location, python_files, syntax

MIRRORED = frozenset(
    {
        "EditSupport",
        "ListingEditor",
        "ListingNotFound",
        "StartOver",
    }
)
"""What publishing still says in a form of its own, in place of channels'."""

SAME_SENTENCE = frozenset({"PhotoNotFound", "PlatformNotFound", "ProductNotFound"})
"""Errors of two contexts with one code and one meaning."""

_FORBIDDEN = frozenset(
    [
        "arrival",
        "beginning",
        "commission",
        "darkroom",
        "doorkeeper",
        "easel",
        "errand",
        "errands",
        "flaw",
        "gauge",
        "keeper",
        "keepers",
        "meter",
        "misfit",
        "misfits",
        "painter",
        "painters",
        "picker",
        "purse",
        "ruling",
        "scribe",
        "seals",
        "shelf",
        "shelves",
        "studio",
        "tending",
        "tends",
        "told",
        "tongue",
        "tongues",
        "verdict",
        "wayback",
        "wish",
        "withdraw",
        "withdrawn",
    ]
)
"""Words of no identifier in `functions/` and `layers/`: each has a term of the field."""
_WORDS = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")


def classes() -> dict[str, list[Path]]:
    """Public classes of `functions/` by name, with the files that define them."""
    found = defaultdict(list)
    for path in python_files("functions"):
        for node in syntax(path).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(path)
    return found


def is_an_event(path: Path) -> bool:
    """A consumer declares, under the event's own name, the fields that it reads of it."""
    return path.stem == "events" or path.parent.name == "handlers"


def test_the_name_of_a_public_class_is_unique() -> None:
    twice = {
        name: [location(path) for path in paths]
        for name, paths in classes().items()
        if len(paths) > 1 and not all(map(is_an_event, paths))
    }
    assert twice.keys() - MIRRORED - SAME_SENTENCE == set(), twice
    assert twice.keys() >= MIRRORED | SAME_SENTENCE, "an exception that nobody needs any more"


def identifiers(path: Path) -> set[str]:
    """The names in a file and the file's own; texts and comments are not names."""
    with path.open("rb") as source:
        found = {token.string for token in tokenize(source.readline) if token.type == NAME}
    return found | {path.stem}


def test_no_identifier_bears_a_word_that_misleads() -> None:
    wrong = [
        f"{location(path)}: {name}"
        for path in python_files("functions", "layers")
        for name in sorted(identifiers(path))
        if {word.lower() for word in _WORDS.findall(name)} & _FORBIDDEN
    ]
    assert wrong == []
