"""The audit of dependencies: a vulnerability fails, and silence is never taken for safety."""

import json
from typing import Any

import pytest

from infra.local.audit import Report, of_npm, of_pypi, summary


def pypi(*packages: dict[str, Any]) -> str:
    return json.dumps({"dependencies": packages, "fixes": []})


SAFE: dict[str, Any] = {"name": "boto3", "version": "1.43.106", "vulns": []}
VULNERABLE: dict[str, Any] = {
    "name": "jinja2",
    "version": "2.10",
    "vulns": [{"id": "PYSEC-2019-217", "fix_versions": ["2.10.1"], "aliases": []}],
}
UNKNOWN: dict[str, Any] = {"name": "greenlet", "skip_reason": "Dependency not found on PyPI"}
NPM = {
    "vulnerabilities": {
        "minimist": {
            "severity": "critical",
            "range": "<0.2.4",
            "via": [{"title": "Prototype Pollution in minimist"}, "mkdirp"],
        }
    }
}


@pytest.mark.parametrize(
    ("report", "status", "words"),
    [
        (of_pypi("lock", pypi(SAFE)), 0, ["no known vulnerability"]),
        (of_pypi("lock", pypi(SAFE, VULNERABLE)), 1, ["jinja2 2.10: PYSEC-2019-217", "2.10.1"]),
        (of_pypi("lock", pypi(SAFE, UNKNOWN)), 0, ["NOT AUDITED", "1 of 2 packages"]),
        (of_pypi("lock", pypi(VULNERABLE, UNKNOWN)), 1, ["PYSEC-2019-217", "NOT AUDITED"]),
        (of_pypi("lock", "ERROR: no route to host"), 0, ["NOT AUDITED, ERROR: no route to host"]),
        (of_npm("lock", json.dumps({"vulnerabilities": {}})), 0, ["no known vulnerability"]),
        (of_npm("lock", json.dumps(NPM)), 1, ["minimist <0.2.4: critical, Prototype", "by mkdirp"]),
        (
            of_npm("lock", json.dumps({"message": "405 Method Not Allowed"})),
            0,
            ["NOT AUDITED, 405"],
        ),
        (of_npm("lock", ""), 0, ["NOT AUDITED, no answer"]),
    ],
)
def test_what_a_database_said(report: Report, status: int, words: list[str]) -> None:
    text, exit_status = summary([report])
    assert exit_status == status
    for word in words:
        assert word in text


def test_silence_is_not_said_to_be_safe() -> None:
    text, _ = summary([of_pypi("a", pypi(UNKNOWN)), of_npm("b", "")])
    assert "no known vulnerability" not in text
