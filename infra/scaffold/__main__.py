"""Writes the skeleton of a new platform: `make platform NAME=amazon`."""

import sys

from infra.scaffold.skeleton import NameTaken, NotAName, tidy, write_platform


def main() -> None:
    """Write the files, and say which they are."""
    if len(sys.argv) != 3 or sys.argv[1] != "platform":  # noqa: PLR2004 - the command and its name
        sys.exit("usage: make platform NAME=amazon")
    try:
        written = write_platform(sys.argv[2])
    except (NotAName, NameTaken) as refusal:
        sys.exit(str(refusal))
    tidy(written)
    sys.stdout.write("".join(f"{path}\n" for path in written))
    sys.stdout.write(
        "Next: replace what is invented in these files by the vendor's documentation.\n"
    )


if __name__ == "__main__":
    main()
