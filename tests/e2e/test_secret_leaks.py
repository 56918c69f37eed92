"""Tokens, codes, keys and sessions are nowhere plain: not in logs, tables, queues or histories.

Everything secret that a stand-in gives out carries a mark; here one whole journey over every
platform is made, and then all that Haat has written anywhere is searched for it.
"""

import base64
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from infra.local.journey import connections_to
from infra.local.laptop import Laptop
from infra.local.sandbox.generated_secrets import MARK
from tests.e2e.conftest import artisan_in
from tests.e2e.executions import Executions
from tests.e2e.laptop_aws import aws
from tests.e2e.sandbox_client import SandboxClient
from tests.faults import PLATFORMS

THEIR_OWN = "sandbox.log"
"""The vendors' own log, which is not Haat's."""


@pytest.fixture(scope="module")
def post_id(
    laptop: Laptop, stand_ins: SandboxClient, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """One piece on every platform, with a piece of bad luck that is worth a warning in the logs."""
    with artisan_in(laptop, stand_ins, tmp_path_factory.mktemp("photo")) as artisan:
        made = artisan.post(*PLATFORMS)
        for platform in ("etsy", "pinterest"):
            (held,) = connections_to(artisan.api, platform)
            artisan.api.post(f"/connections/{held['connection_id']}/test", {})
        stand_ins.set(instagram_processing_ms=0)
        artisan.publish(made)
        wait_settled = artisan.wait_settled(made)
        assert {one["status"] for one in wait_settled.values()} == {"confirmed"}, wait_settled
        yield made


def forms(mark: str) -> list[str]:
    """The mark as it is, and as it looks in Base64 at each of its three places."""
    shifted = [base64.b64encode(b"." * n + mark.encode()).decode() for n in range(3)]
    return [mark, *(one[4:-4] for one in shifted)]


def leaks_in(text: str) -> list[str]:
    """Where the mark stands, with what is beside it."""
    found = [(form, text.find(form)) for form in forms(MARK)]
    return [text[max(0, at - 200) : at + len(form)] for form, at in found if at >= 0]


def lambda_logs(laptop: Laptop) -> Iterator[tuple[str, str]]:
    with aws(laptop, "logs") as client:
        for page in client.get_paginator("describe_log_groups").paginate():
            for group in page["logGroups"]:
                name = group["logGroupName"]
                pages = client.get_paginator("filter_log_events").paginate(logGroupName=name)
                lines = [event["message"] for one in pages for event in one["events"]]
                yield name, "\n".join(lines)


def rows(laptop: Laptop) -> Iterator[tuple[str, str]]:
    with aws(laptop, "dynamodb") as client:
        for table in client.list_tables()["TableNames"]:
            pages = client.get_paginator("scan").paginate(TableName=table)
            yield table, json.dumps([row for page in pages for row in page["Items"]], default=plain)


def plain(value: Any) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def process_logs(laptop: Laptop) -> Iterator[tuple[str, str]]:
    for file in (laptop.settings.state / "logs").rglob("*"):
        if file.is_file() and file.name != THEIR_OWN:
            yield file.name, text_of(file)


def text_of(file: Path) -> str:
    content = file.read_bytes()
    return (gzip.decompress(content) if file.suffix == ".gz" else content).decode(errors="replace")


@pytest.mark.usefixtures("post_id")
def test_no_log_holds_a_secret(laptop: Laptop) -> None:
    logs = [*lambda_logs(laptop), *process_logs(laptop)]
    written = {name for name, text in logs if text}
    assert {name for name in written if "ChannelsApi" in name or "publish" in name.lower()}, written
    assert {name: leaks_in(text) for name, text in logs if leaks_in(text)} == {}


@pytest.mark.usefixtures("post_id")
def test_no_table_keeps_a_secret_plain(laptop: Laptop) -> None:
    tables = dict(rows(laptop))
    assert any("connection#etsy" in text for text in tables.values())
    assert {name: leaks_in(text) for name, text in tables.items() if leaks_in(text)} == {}


def test_no_workflow_carries_a_secret_plain(executions: Executions, post_id: str) -> None:
    (arn,) = executions.started_by_press(post_id)
    history = json.dumps(executions.history(arn), default=str)
    assert post_id in history
    assert leaks_in(history) == []


def test_the_search_would_find_one() -> None:
    assert leaks_in(f'{{"token": "EAAB{MARK}xyz"}}')
    assert leaks_in(base64.b64encode(f"x ck_{MARK}:cs".encode()).decode())
