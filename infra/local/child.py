"""Runs a program that must not outlive whoever started it, and keeps Ctrl-C away from it."""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def main() -> None:
    """Become the program in argv, to be ended by the kernel if the parent dies (Linux)."""
    parent = int(sys.argv[1])
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:  # it died before we had asked
        raise SystemExit(1)
    os.setsid()
    os.execv(sys.argv[2], sys.argv[2:])  # noqa: S606 - the program is named by infra.local


if __name__ == "__main__":
    main()
