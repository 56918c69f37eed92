"""Generates the map of contexts in docs/architecture.md from the code.

`python -m tests.contract.architecture_from_code --write` writes it; without `--write` it only says
whether the file differs. What a context owns is the sentence of its package, what it says are the
classes of its `events`, what it hears the events of its handlers, what it asks the `public` modules
that its adapters import.
"""

import importlib
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from types import ModuleType

from kernel.events import Event
from tests.architecture.tree import FUNCTIONS, ROOT, asked, contexts, handler_files, module_name
from tests.contract.events_from_code import relayed_events

DOCUMENT = ROOT / "docs" / "architecture.md"
BEGIN = "<!-- generated from the code by `make docs`: begin -->"
END = "<!-- generated: end -->"


def published_events(context: str) -> set[str]:
    """The events of a context's own `events`."""
    if not any(path.stem == "events" for path in (FUNCTIONS / context).iterdir()):
        return set()
    module = importlib.import_module(f"functions.{context}.events")
    return {kind.__name__ for kind in event_classes(module) if kind.source == context}


def consumed_events(context: str) -> set[tuple[str, str]]:
    """Source and name of each event that wakes one of the context's `on_` or `queue_` handlers."""
    found: set[tuple[str, str]] = set()
    for path in handler_files(context):
        if path.stem.startswith(("on_", "queue_")):
            module = importlib.import_module(module_name(path))
            for kind in event_classes(module):
                stands_for = relayed_events() if kind.relayed and is_of_any_source(kind) else [kind]
                found |= {(one.source, one.__name__) for one in stands_for}
    return found


def is_of_any_source(kind: type[Event]) -> bool:
    """Whether a consumer's class names no context: it then stands for every relayed event."""
    return not hasattr(kind, "source")


def event_classes(module: ModuleType) -> Iterator[type[Event]]:
    """The event classes that a module defines or imports."""
    for thing in vars(module).values():
        if isinstance(thing, type) and issubclass(thing, Event) and thing is not Event:
            yield thing


def owns(context: str) -> str:
    """What a context is about: the first sentence of its package, without the context's name."""
    text = importlib.import_module(f"functions.{context}").__doc__ or ""
    return text.partition(":")[2].strip().removesuffix(".")


def diagram() -> str:
    """The contexts with what they say to each other (solid) and ask of each other (dotted)."""
    said: dict[tuple[str, str], list[str]] = defaultdict(list)
    for context in contexts():
        for source, name in sorted(consumed_events(context)):
            if source != context:
                said[source, context].append(name)
    lines = ["```mermaid", "flowchart LR"]
    lines += [f"  {context}([{context}])" for context in contexts()]
    for (source, context), names in sorted(said.items()):
        lines.append(f'  {source} -- "{"<br>".join(names)}" --> {context}')
    for context in contexts():
        lines += [f"  {context} -. asks .-> {other}" for other in sorted(asked(context))]
    return "\n".join([*lines, "```"])


def table() -> str:
    """One row per context: what it owns, says, hears and asks."""
    rows = ["| context | owns | says | hears | asks |", "|---|---|---|---|---|"]
    for context in contexts():
        heard = sorted({name for _, name in consumed_events(context)})
        cells = (
            f"[{context}](../functions/{context}/README.md)",
            owns(context),
            ", ".join(sorted(published_events(context))),
            ", ".join(heard),
            ", ".join(sorted(asked(context))),
        )
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def generated() -> str:
    """The whole document, with its map made anew."""
    text = DOCUMENT.read_text(encoding="utf-8")
    part = f"{BEGIN}\n\n{diagram()}\n\n{table()}\n\n{END}"
    return re.sub(f"{re.escape(BEGIN)}.*{re.escape(END)}", lambda _: part, text, flags=re.DOTALL)


def main(arguments: list[str]) -> int:
    """Write the document, or say that it differs."""
    text = generated()
    if "--write" in arguments:
        DOCUMENT.write_text(text, encoding="utf-8")
        return 0
    if text != DOCUMENT.read_text(encoding="utf-8"):
        sys.stderr.write("docs/architecture.md differs from the code: `make docs`\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
