"""Asks the advisory databases of PyPI and npm about every locked package.

A known vulnerability fails; a database that does not answer is named and fails nothing, because
nobody who works on Haat can mend it.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PIP_AUDIT = "pip-audit@2.9.0"
SECONDS = 180


@dataclass(frozen=True)
class Report:
    """What a database says of the packages of one lock; `silence` is why it says nothing."""

    lock: str
    vulnerable: tuple[str, ...] = ()
    silence: str = ""


def of_pypi(lock: str, written: str) -> Report:
    """The report in pip-audit's JSON, which counts packages without an answer as harmless."""
    try:
        packages: list[dict[str, Any]] = json.loads(written)["dependencies"]
    except (ValueError, KeyError):
        return Report(lock, silence=_first_line(written))
    found = tuple(
        f"{one['name']} {one['version']}: {flaw['id']}, mended in "
        f"{', '.join(flaw.get('fix_versions') or ['no version yet'])}"
        for one in packages
        for flaw in one.get("vulns", ())
    )
    skipped = [one["name"] for one in packages if "skip_reason" in one]
    silence = f"nothing about {len(skipped)} of {len(packages)} packages" if skipped else ""
    return Report(lock, found, silence)


def of_npm(lock: str, written: str) -> Report:
    """The report in npm's JSON, which holds `vulnerabilities` only when the registry answered."""
    try:
        found = json.loads(written)
        vulnerabilities: dict[str, dict[str, Any]] = found["vulnerabilities"]
    except (ValueError, KeyError):
        return Report(lock, silence=_reason(written))
    return Report(
        lock,
        tuple(
            f"{name} {one['range']}: {one['severity']}, {', '.join(_titles(one))}"
            for name, one in sorted(vulnerabilities.items())
        ),
    )


def _titles(vulnerability: dict[str, Any]) -> Iterator[str]:
    for cause in vulnerability["via"]:
        yield cause["title"] if isinstance(cause, dict) else f"by {cause}"


def _reason(written: str) -> str:
    try:
        return str(json.loads(written)["message"])
    except (ValueError, KeyError):
        return _first_line(written)


def _first_line(written: str) -> str:
    return (written.strip().splitlines() or ["no answer"])[0][:200]


def reports() -> Iterator[Report]:
    """One report for each lock of this checkout."""
    for path in (ROOT / "requirements-dev.txt", *sorted(ROOT.glob("layers/*/requirements.txt"))):
        asked = ["uv", "tool", "run", PIP_AUDIT, "--disable-pip", "--progress-spinner", "off"]
        asked += ["--format", "json", "--requirement", str(path)]
        yield of_pypi(str(path.relative_to(ROOT)), _output(asked, ROOT))
    yield of_npm("web/package-lock.json", _output(["npm", "audit", "--json"], ROOT / "web"))


def _output(command: Sequence[str], folder: Path) -> str:
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"{command[0]} did not end: {type(error).__name__}"
    return done.stdout or done.stderr


def summary(found: Sequence[Report]) -> tuple[str, int]:
    """The text for a person, and the status to exit with: 1 for a known vulnerability."""
    lines = [f"{one.lock}: {flaw}" for one in found for flaw in one.vulnerable]
    lines += [f"{one.lock}: NOT AUDITED, {one.silence}" for one in found if one.silence]
    lines += [
        f"{one.lock}: no known vulnerability"
        for one in found
        if not (one.vulnerable or one.silence)
    ]
    return "\n".join(lines), int(any(one.vulnerable for one in found))


def main() -> None:
    """Print what is known of the locks."""
    text, status = summary([*reports()])
    print(text)
    sys.exit(status)


if __name__ == "__main__":
    main()
