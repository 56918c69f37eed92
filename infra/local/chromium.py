"""Sees to it that this machine has a Chromium, for tests, for panels and for `make connect`."""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

LOG = Path(__file__).parents[2] / ".local" / "setup.log"
_LINES_SHOWN = 30
NAMES = ("chromium", "chromium-browser", "google-chrome")
SHELL = "chromium-headless-shell"
"""Debian's Chromium without windows, for panels: a third of the work. Where it is not, they take
the whole."""


def find() -> str | None:
    """The path of a Chromium: one on the PATH, else Playwright's own; None if there is none."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    return _playwrights()


def _playwrights() -> str | None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - slow, and rarely needed

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> None:
    """Debian's package when we may, else Playwright's download."""
    if _is_debians_root():
        print("Installing Debian's chromium", flush=True)
        _apt("update")
        _apt("install", "--no-install-recommends", "chromium")
        return
    print("Downloading Playwright's Chromium", flush=True)
    _quietly([sys.executable, "-m", "playwright", "install", "chromium"], os.environ)


def install_shell() -> None:
    """The shell beside Debian's Chromium, if it can be had: without it panels are only slower."""
    known = subprocess.run(
        ["apt-cache", "show", SHELL],  # noqa: S607 - root's own PATH
        capture_output=True,
        check=False,
    )
    if known.returncode == 0:
        print(f"Installing Debian's {SHELL}", flush=True)
        with contextlib.suppress(SystemExit):
            _apt("install", "--no-install-recommends", SHELL)


def _is_debians_root() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def _apt(verb: str, *words: str) -> None:
    command = ["apt-get", "-qq", "-y", verb, *words]
    _quietly(command, os.environ | {"DEBIAN_FRONTEND": "noninteractive"})


def _quietly(command: list[str], environment: Mapping[str, str]) -> None:
    """Run it; what it prints goes to the log, and the end of that is shown when it fails."""
    LOG.parent.mkdir(exist_ok=True)
    with LOG.open("a+", encoding="utf-8", errors="replace") as log:
        ended = subprocess.run(
            command, env=environment, stdout=log, stderr=subprocess.STDOUT, check=False
        )
        if ended.returncode:
            log.seek(0)
            print("".join(log.readlines()[-_LINES_SHOWN:]), file=sys.stderr)
            raise SystemExit(f"{command[0]} failed; the whole output is in {LOG}.")


def main() -> None:
    """Install one unless there is one; beside Debian's, its shell as well."""
    if find() is None:
        install()
    if shutil.which(SHELL) is None and shutil.which("chromium") and _is_debians_root():
        install_shell()


if __name__ == "__main__":
    main()
