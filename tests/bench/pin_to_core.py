"""Runs a program on one core, so that two programs are compared and not two schedulers."""

import os
import sys


def main() -> None:
    """Replace this process by `argv[1:]`, bound to the last core."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    os.execvp(sys.argv[1], sys.argv[1:])  # noqa: S606  # the bench's own arguments


if __name__ == "__main__":
    main()
