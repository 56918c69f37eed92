"""The laptop cloud's AWS, as a test with the account's own rights sees it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from infra.local.laptop import Laptop


@contextmanager
def aws(laptop: Laptop, service: str) -> Iterator[Any]:
    """A boto3 client that leaves no connection open."""
    client = laptop.emulator.client(service)
    try:
        yield client
    finally:
        client.close()


def functions(client: Any) -> dict[str, dict[str, Any]]:
    """The deployed functions by context and handler, such as `catalog.handlers.api`."""
    pages = client.get_paginator("list_functions").paginate()
    found = [function for page in pages for function in page["Functions"]]
    return {
        function["Handler"].removeprefix("functions.").removesuffix(".handler"): function
        for function in found
        if function["Handler"].startswith("functions.")
    }


def function_of(client: Any, handler: str) -> dict[str, Any]:
    """The deployed function with a handler such as `catalog.handlers.api`."""
    return functions(client)[handler]


def table_of(client: Any, context: str) -> str:
    """The name of a context's table."""
    names = client.list_tables()["TableNames"]
    (name,) = (one for one in names if one.startswith(f"Haat{context.title()}-"))
    return str(name)


def waiting_events(client: Any, context: str) -> list[dict[str, Any]]:
    """The events in a context's outbox that have not reached the bus yet."""
    rows = client.scan(TableName=table_of(client, context))["Items"]
    return [row for row in rows if row["sk"]["S"] == "outbox"]
