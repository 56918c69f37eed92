"""The stacks' own policies, enforced: each role reaches its own table and what it was lent.

A function of ours is made under the role of a deployed one, and does what that role should not.
"""

import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping

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
    return {name: reach(**asked) for name, asked in event.items()}

def reach(verb, **asked):
    try:
        globals()[verb](**asked)
    except ClientError as refused:
        return refused.response["Error"]["Code"]
    return "allowed"

def read(table):
    boto3.client("dynamodb").get_item(TableName=table, Key=KEY)

def write(table):
    client = boto3.client("dynamodb")
    client.put_item(TableName=table, Item=KEY)
    client.delete_item(TableName=table, Key=KEY)

def invoke(function):
    boto3.client("lambda").invoke(FunctionName=function, Payload="{}")

def decrypt(sealed, context):
    boto3.client("kms").decrypt(CiphertextBlob=bytes.fromhex(sealed), EncryptionContext=context)
"""
CONTEXTS = contexts()
ALLOWED, REFUSED = "allowed", "AccessDeniedException"
LENT = {name: borrowed(stack) for name, stack in context_stacks().items()}
"""Which tables the workers of a context may read beside their own: what its stack borrows."""

Asked = Mapping[str, Mapping[str, object]]
Probe = Callable[[str, Asked], dict[str, str]]
Reach = Callable[[str, str, str], str]


@pytest.fixture(scope="module")
def probe(laptop: Laptop) -> Iterator[Probe]:
    """Under the role of a deployed handler, do what is asked; what AWS said to each by its name."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("probe.py", PROBE)
    with aws(laptop, "lambda") as client:
        deployed = functions(client)

        def under_the_role_of(handler: str, asked: Asked) -> dict[str, str]:
            name = "probe-" + handler.replace(".", "-")
            client.create_function(
                FunctionName=name,
                Runtime="python3.13",
                Handler="probe.handler",
                Role=deployed[handler]["Role"],
                Code={"ZipFile": packed.getvalue()},
                Timeout=60,
            )
            try:
                answer = client.invoke(FunctionName=name, Payload=json.dumps(asked))
                found: dict[str, str] = json.loads(answer["Payload"].read())
            finally:
                client.delete_function(FunctionName=name)
            return found

        yield under_the_role_of


@pytest.fixture(scope="module")
def reach(laptop: Laptop, probe: Probe) -> Reach:
    """Under the role of a deployed handler, `verb` a context's table; answers what AWS said."""
    answers: dict[str, dict[str, str]] = {}
    with aws(laptop, "dynamodb") as tables:
        asked = {
            f"{verb} {context}": {"verb": verb, "table": table_of(tables, context)}
            for context in CONTEXTS
            for verb in ("read", "write")
        }

    def under_the_role_of(handler: str, verb: str, context: str) -> str:
        if handler not in answers:
            answers[handler] = probe(handler, asked)
        return answers[handler][f"{verb} {context}"]

    return under_the_role_of


@pytest.mark.parametrize("context", [one for one in CONTEXTS if has_api(one)])
def test_an_api_reaches_its_own_table_and_what_it_was_lent(reach: Reach, context: str) -> None:
    api = f"{context}.handlers.api"
    for other in CONTEXTS:
        readable = other == context or other in LENT[context]
        assert reach(api, "read", other) == (ALLOWED if readable else REFUSED), other
        assert reach(api, "write", other) == (ALLOWED if other == context else REFUSED), other


def test_the_worker_that_publishes_writes_its_own_table_only(reach: Reach) -> None:
    written = {
        context
        for context in CONTEXTS
        if reach("publishing.handlers.step_publish", "write", context) == ALLOWED
    }
    assert written == {"publishing"}


@pytest.mark.parametrize(
    "handler",
    [
        "publishing.handlers.step_publish",
        "publishing.handlers.cron_sweep",
        "publishing.handlers.step_browse",
        *(f"{context}.handlers.api" for context in CONTEXTS if has_api(context)),
    ],
)
def test_only_who_publishes_may_have_channels_post(
    laptop: Laptop, probe: Probe, handler: str
) -> None:
    with aws(laptop, "lambda") as client:
        posting = functions(client)["channels.handlers.internal_posting"]["FunctionName"]
    found = probe(handler, {"post": {"verb": "invoke", "function": posting}})
    may = handler in ("publishing.handlers.step_publish", "publishing.handlers.api")
    assert found == {"post": ALLOWED if may else REFUSED}


@pytest.mark.parametrize(
    ("handler", "says"),
    [
        ("channels.handlers.internal_posting", ALLOWED),
        ("publishing.handlers.step_publish", REFUSED),
        ("publishing.handlers.api", REFUSED),
        ("publishing.handlers.step_browse", REFUSED),
    ],
)
def test_nobody_of_publishing_can_open_what_channels_has_sealed(
    laptop: Laptop, probe: Probe, handler: str, says: str
) -> None:
    context = {"owner": "probe", "platform": "probe"}
    with aws(laptop, "lambda") as client, aws(laptop, "kms") as keys:
        posting = functions(client)["channels.handlers.internal_posting"]
        key = posting["Environment"]["Variables"]["SECRETS_KEY_ID"]
        made = keys.generate_data_key(KeyId=key, KeySpec="AES_256", EncryptionContext=context)
    sealed = made["CiphertextBlob"].hex()
    asked = {"open": {"verb": "decrypt", "sealed": sealed, "context": context}}
    assert probe(handler, asked) == {"open": says}


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
