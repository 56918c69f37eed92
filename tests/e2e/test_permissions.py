"""The stacks' own policies, enforced: each role reaches its own table and what it was lent.

A function of ours is made under the role of a deployed one, and does what that role should not.
"""

import io
import json
import zipfile
from collections.abc import Callable, Iterator

import pytest

from infra.local.laptop import Laptop
from infra.parts.composition import borrowed, context_stacks
from tests.architecture.tree import contexts, has_api
from tests.e2e.artisan import new_artisan
from tests.e2e.laptop_aws import aws, functions, table_of

PROBE = """
import boto3
from botocore.exceptions import ClientError

KEY = {"pk": {"S": "probe"}, "sk": {"S": "probe"}}

def handler(event, context):
    table = boto3.client("dynamodb")
    return {
        verb: {name: reach(table, verb, name) for name in event["tables"]}
        for verb in ("read", "write")
    }

def reach(table, verb, name):
    try:
        if verb == "read":
            table.get_item(TableName=name, Key=KEY)
        else:
            table.put_item(TableName=name, Item=KEY)
            table.delete_item(TableName=name, Key=KEY)
    except ClientError as refused:
        return refused.response["Error"]["Code"]
    return "allowed"
"""
CONTEXTS = contexts()
ALLOWED, REFUSED = "allowed", "AccessDeniedException"
LENT = {name: borrowed(stack) for name, stack in context_stacks().items()}
"""Which tables the workers of a context may read beside their own: what its stack borrows."""
KEPT_FOR = {"publishing": ("channels",)}
"""Whose code writes its own table there: choices to remember are told while a post is made."""

Reach = Callable[[str, str, str], str]


@pytest.fixture(scope="module")
def reach(laptop: Laptop) -> Iterator[Reach]:
    """Under the role of a deployed handler, `verb` a context's table; answers what AWS said."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("probe.py", PROBE)
    answers: dict[str, dict[str, dict[str, str]]] = {}
    with aws(laptop, "lambda") as client, aws(laptop, "dynamodb") as tables:
        deployed = functions(client)
        names = {context: table_of(tables, context) for context in CONTEXTS}

        def under_the_role_of(handler: str, verb: str, context: str) -> str:
            if handler not in answers:
                answers[handler] = ask(handler)
            return answers[handler][verb][names[context]]

        def ask(handler: str) -> dict[str, dict[str, str]]:
            probe = "probe-" + handler.replace(".", "-")
            client.create_function(
                FunctionName=probe,
                Runtime="python3.13",
                Handler="probe.handler",
                Role=deployed[handler]["Role"],
                Code={"ZipFile": packed.getvalue()},
                Timeout=60,
            )
            asked = json.dumps({"tables": list(names.values())})
            try:
                answer = client.invoke(FunctionName=probe, Payload=asked)
                found: dict[str, dict[str, str]] = json.loads(answer["Payload"].read())
            finally:
                client.delete_function(FunctionName=probe)
            return found

        yield under_the_role_of


@pytest.mark.parametrize("context", [one for one in CONTEXTS if has_api(one)])
def test_an_api_reaches_its_own_table_and_what_it_was_lent(reach: Reach, context: str) -> None:
    api = f"{context}.handlers.api"
    for other in CONTEXTS:
        readable = other == context or other in LENT[context]
        assert reach(api, "read", other) == (ALLOWED if readable else REFUSED), other
        writable = other == context or other in KEPT_FOR.get(context, ())
        assert reach(api, "write", other) == (ALLOWED if writable else REFUSED), other


def test_the_worker_that_publishes_writes_beside_its_own_table_only_connections(
    reach: Reach,
) -> None:
    """A token that was refreshed is kept, through the code of channels."""
    written = {
        context
        for context in CONTEXTS
        if reach("publishing.handlers.step_publish", "write", context) == ALLOWED
    }
    assert written == {"publishing", "channels"}


@pytest.mark.parametrize("verb", ["read", "write"])
@pytest.mark.parametrize("context", CONTEXTS)
def test_the_browser_function_reaches_no_table_at_all(
    reach: Reach, verb: str, context: str
) -> None:
    assert reach("publishing.handlers.step_browse", verb, context) == REFUSED


def test_a_deployed_handler_that_is_pointed_at_anothers_table_is_refused(laptop: Laptop) -> None:
    """The real worker of one context, told that another's table is its own."""
    with aws(laptop, "lambda") as client, aws(laptop, "dynamodb") as tables:
        sweep = functions(client)["publishing.handlers.cron_sweep"]
        name, kept = sweep["FunctionName"], sweep["Environment"]
        foreign = {"PUBLISHING_TABLE": table_of(tables, "identity")}
        client.update_function_configuration(
            FunctionName=name, Environment={"Variables": kept["Variables"] | foreign}
        )
        try:
            answer = client.invoke(FunctionName=name, Payload="{}")
            failure = json.loads(answer["Payload"].read())
        finally:
            client.update_function_configuration(FunctionName=name, Environment=kept)
    assert answer["FunctionError"]
    assert "AccessDenied" in json.dumps(failure)


def test_an_api_may_derive_the_secret_that_signs_its_cursors(laptop: Laptop) -> None:
    with new_artisan(laptop, "Asha Devi") as asha:
        for number in range(2):
            asha.api.post("/stores", {"name": f"Stall {number}"})
        first = asha.api.get("/stores?limit=1")
        second = asha.api.get(f"/stores?limit=1&cursor={first['next_cursor']}")
    assert [store["name"] for store in (*first["items"], *second["items"])] == [
        "Stall 0",
        "Stall 1",
    ]
