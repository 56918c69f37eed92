"""Writes a skeleton: `make platform NAME=amazon`, `make context NAME=orders [ENTITY=order]`."""

import sys
from collections.abc import Callable
from pathlib import Path

from infra.scaffold.context_skeleton import write_context
from infra.scaffold.filling import NameTaken, NotAName, tidy
from infra.scaffold.skeleton import write_platform

KINDS: dict[str, Callable[..., list[Path]]] = {"platform": write_platform, "context": write_context}
NEXT = {
    "platform": "replace what is invented in these files by the vendor's documentation",
    "context": "replace the title, the one field that is invented, by what the context is about",
}


def main(arguments: list[str]) -> None:
    """Write the files, and say which they are."""
    kind, *names = arguments or [""]
    if kind not in KINDS or not names:
        sys.exit("usage: make platform NAME=amazon, or make context NAME=orders [ENTITY=order]")
    try:
        written = KINDS[kind](*names)
    except (NotAName, NameTaken) as refusal:
        sys.exit(str(refusal))
    tidy(written)
    sys.stdout.write("".join(f"{path}\n" for path in written))
    sys.stdout.write(f"Next: {NEXT[kind]}.\n")


if __name__ == "__main__":
    main(sys.argv[1:])
