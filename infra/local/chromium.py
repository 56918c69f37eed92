"""Sees to it that this machine has a Chromium, for tests, for panels and for `make connect`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")


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
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Debian's chromium", flush=True)
        subprocess.run(["apt-get", "-qq", "update"], check=True)  # noqa: S607 - root's own PATH
        subprocess.run(
            ["apt-get", "-qq", "-y", "install", "--no-install-recommends", "chromium"],  # noqa: S607
            check=True,
            env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        )
        return
    print("Downloading Playwright's Chromium", flush=True)
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def main() -> None:
    """Install one unless there is one."""
    if find() is None:
        install()


if __name__ == "__main__":
    main()
