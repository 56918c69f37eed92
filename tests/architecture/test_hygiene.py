"""What must not be in the tree: machine paths, registries, secrets, traces of how it was made."""

import json
import re
from pathlib import Path

from tests.architecture.tree import ROOT, location, tracked

# `_` stands for nothing: without it this file would be the first offence.
_WORDS = {
    what: pattern.replace("_", "")
    for what, pattern in {
        "a path of one machine": r"/(?:wo_rk|ro_ot|ho_me)/[a-z]+[/\w.-]*|/tmp/ha_at",
        "a package registry": r"registry\.(?:npm_js|yarn_pkg)|py_pi\.org|files\.python_hosted",
        # Vendors of models that write for artisans are named; an assistant's signature is not.
        "a writing assistant": r"\b(?:cl_aude[ _-]code|cl_aude\.md|generated co_pilot|"
        r"chat_gpt(?!-image)|co_dex|co-auth_ored-by)\b|noreply@anthro_pic",
        "a private key": r"-----BEGIN [A-Z ]*PRIV_ATE KEY-----",
        "an AWS key": r"\bAK_IA[0-9A-Z]{16}\b",
        "unfinished work": r"\b(?:TO_DO|FIX_ME|XX_X)\b",
    }.items()
}
_BINARY = {".png", ".jpg", ".jpeg", ".webp", ".heic", ".ico", ".woff", ".woff2", ".gif", ".zip"}
_MOST_BYTES = 2_000_000


def texts() -> list[tuple[Path, str]]:
    return [
        (path, path.read_text(encoding="utf-8", errors="replace"))
        for path in tracked()
        if path.suffix.lower() not in _BINARY and path.name != "package-lock.json"
    ]


def test_no_file_holds_what_belongs_elsewhere() -> None:
    offences = []
    for path, text in texts():
        for what, pattern in _WORDS.items():
            flags = 0 if what in {"unfinished work", "an AWS key"} else re.IGNORECASE
            for hit in re.finditer(pattern, text, flags):
                line = text.count("\n", 0, hit.start()) + 1
                offences.append(f"{location(path, line)} {what}: {hit[0]}")

    assert offences == []


def test_locks_name_hashes_and_no_addresses() -> None:
    for path in tracked():
        if path.name == "requirements.txt" or path.name.startswith("requirements-"):
            text = path.read_text(encoding="utf-8")
            assert "://" not in text, location(path)
            assert "--hash=sha256:" in text or not text.strip(), location(path)
        if path.name == "package-lock.json":
            lock = json.loads(path.read_text(encoding="utf-8"))
            named = [name for name, entry in lock["packages"].items() if "resolved" in entry]
            assert named == [], location(path)


def test_no_file_is_too_large_to_review() -> None:
    large = [location(path) for path in tracked() if path.stat().st_size > _MOST_BYTES]

    assert large == []


def test_no_environment_file_is_tracked() -> None:
    assert not [path for path in tracked() if path.name == ".env"]
    assert ".env" in (ROOT / ".gitignore").read_text(encoding="utf-8").split()
