"""Somebody who wants to publish for real finds every key and where to get it."""

from infra.parts.deployment import PUBLISHING_KEYS, WEBHOOK_KEYS, WRITING_KEYS
from tests.architecture.tree import ROOT

RUNBOOK = ROOT / "docs" / "runbooks" / "vendor-keys.md"


def test_the_table_of_keys_names_each_key_that_a_deployment_takes() -> None:
    text = RUNBOOK.read_text(encoding="utf-8")
    needed = {*PUBLISHING_KEYS, *WEBHOOK_KEYS, *WRITING_KEYS}
    assert [name for name in sorted(needed) if f"`{name}`" not in text] == []
