"""AWS in process (moto) for every integration test: tables, keys, bucket, bus and events."""

import asyncio
import json
import os
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib import import_module
from threading import RLock
from typing import Any

import boto3
from botocore.useragent import UserAgentString
from moto.core import responses
from moto.core.botocore_stubber import BotocoreStubber
from moto.kms.models import kms_backends

from kernel.aws.expressions import from_wire
from tests.architecture.tree import FUNCTIONS, contexts, module_name
from tests.integration.kms import (
    CURSOR_KEY_ID,
    JWT_KEY_ID,
    KMS_KEYS,
    SECRETS_KEY_ID,
    SIGNER,
    signed_token,
)
from tests.integration.lambda_events import (
    ACCOUNT,
    REGION,
    LambdaContext,
    Reply,
    api_event,
    bus_event,
    lambda_context,
)

__all__ = [
    "ACCOUNT",
    "JWT_KEY_ID",
    "REGION",
    "SECRETS_KEY_ID",
    "SIGNER",
    "Cloud",
    "LambdaContext",
    "Reply",
    "api_event",
    "bus_event",
    "lambda_context",
    "signed_token",
]

BUCKET = "haat-photos"
BUS = "haat"
CONTEXTS = tuple(contexts())
ENVIRONMENT = {
    "AWS_DEFAULT_REGION": REGION,
    "AWS_REGION": REGION,
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_SESSION_TOKEN": "testing",
    "AWS_EC2_METADATA_DISABLED": "true",
    "POWERTOOLS_TRACE_DISABLED": "true",
    "PUBLIC_URL": "http://localhost:8080",
    "EVENT_BUS": BUS,
    "PHOTO_BUCKET": BUCKET,
    "JWT_KEY_ID": JWT_KEY_ID,
    "CURSOR_KEY_ID": CURSOR_KEY_ID,
    "SECRETS_KEY_ID": SECRETS_KEY_ID,
    **{f"{context.upper()}_TABLE": f"haat-{context}" for context in CONTEXTS},
}
"""What the stack would set; conftest puts it into the environment before handlers are imported."""

_one_at_a_time = RLock()
_FIRST: list[Callable[[Any], None]] = []


def _make_calls_atomic() -> None:
    """Two threads must not meet inside moto: on AWS each conditional write is atomic."""
    stub: Any = BotocoreStubber
    process = stub.process_request

    def locked(self: object, request: object) -> object:
        for act in _FIRST:
            act(request)
        with _one_at_a_time:
            return process(self, request)

    stub.process_request = locked


@contextmanager
def before_calls(act: Callable[[Any], None]) -> Iterator[None]:
    """Within it `act` sees each request to AWS before AWS does; what it raises, its caller gets."""
    _FIRST.append(act)
    try:
        yield
    finally:
        _FIRST.remove(act)


def _make_calls_quick() -> None:
    """Do once what moto and botocore would do for each call, always with the same outcome."""
    slow: Any = responses
    slow.method_names_from_class = lru_cache(slow.method_names_from_class)
    agent: Any = UserAgentString
    agent.to_string = lambda _: "tests"


_make_calls_atomic()
_make_calls_quick()


@lru_cache
def _client(service: str) -> Any:
    # Making one takes 0.1 s; moto intercepts it in every later account as well.
    make: Any = boto3.client
    return make(service, region_name=REGION)


class Cloud:
    """The account of one test: everything was made by `build`, inside moto's `mock_aws`."""

    def client(self, service: str) -> Any:
        """A plain boto3 client, for arranging and looking."""
        return _client(service)

    def build(self) -> "Cloud":
        """Make all tables, keys, the bucket and the bus (with a queue that records it)."""
        kms_backends[ACCOUNT][REGION].keys.update(KMS_KEYS)
        for context in CONTEXTS:
            self.make_table(f"haat-{context}")
        self.client("s3").create_bucket(
            Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION}
        )
        self._make_bus()
        return self

    def make_table(self, name: str) -> None:
        """A table as infra/parts/table.py makes it."""
        keys = ("pk", "sk", "gsi1pk", "gsi1sk", "due_kind", "due_at")
        self.client("dynamodb").create_table(
            TableName=name,
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"} for key in keys],
            KeySchema=_schema("pk", "sk"),
            GlobalSecondaryIndexes=[
                {"IndexName": index, "KeySchema": schema, "Projection": {"ProjectionType": "ALL"}}
                for index, schema in (
                    ("gsi1", _schema("gsi1pk", "gsi1sk")),
                    ("due", _schema("due_kind", "due_at")),
                )
            ],
            StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"},
        )
        self.client("dynamodb").update_time_to_live(
            TableName=name,
            TimeToLiveSpecification={"Enabled": True, "AttributeName": "expires_at"},
        )

    def _make_bus(self) -> None:
        events = self.client("events")
        events.create_event_bus(Name=BUS)
        url = self.client("sqs").create_queue(QueueName="bus-log")["QueueUrl"]
        arn = self.client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
        events.put_rule(
            Name="log", EventBusName=BUS, EventPattern=json.dumps({"source": list(CONTEXTS)})
        )
        events.put_targets(
            Rule="log",
            EventBusName=BUS,
            Targets=[{"Id": "log", "Arn": arn["Attributes"]["QueueArn"]}],
        )

    def call(self, handler: str, event: dict[str, Any], context: object = None) -> Any:
        """Run the Lambda `handler`, named as "identity.api", on `event`, in its environment."""
        owner, _, name = handler.partition(".")
        os.environ["HAAT_CONTEXT"] = owner
        module: Any = import_module(f"functions.{owner}.handlers.{name}")
        with _event_loop():
            return module.handler(event, context or lambda_context())

    def api(self, context: str, method: str, path: str, body: object = None, **more: Any) -> Reply:
        """Send a request to a context's API; `more` as in `api_event`."""
        file = _api_files(context).get(path.split("/")[1], "api")
        return Reply.of(self.call(f"{context}.{file}", api_event(method, path, body, **more)))

    def items(self, context: str) -> list[dict[str, Any]]:
        """Every row of a context's table."""
        found = self.client("dynamodb").scan(TableName=f"haat-{context}")["Items"]
        return [from_wire(item) for item in found]

    def outbox_events(self, context: str, name: str = "") -> list[dict[str, Any]]:
        """Envelopes of the events waiting in a context's outbox, oldest first, by `name`."""
        waiting = [row for row in self.items(context) if row["sk"] == "outbox"]
        waiting.sort(key=lambda row: str(row["pk"]))
        return [
            json.loads(row["detail"]) for row in waiting if not name or row["detail_type"] == name
        ]

    def relay(self, context: str) -> dict[str, Any]:
        """Do what the table's stream does: hand the outbox items to the relay Lambda."""
        from kernel.aws.relay import handler  # noqa: PLC0415  # needs the environment first

        os.environ["CONTEXT_TABLE"] = f"haat-{context}"
        found = self.client("dynamodb").scan(TableName=f"haat-{context}")["Items"]
        waiting = [item for item in found if item["sk"]["S"] == "outbox"]
        waiting.sort(key=lambda item: str(item["pk"]["S"]))
        records = [
            {
                "eventName": "INSERT",
                "eventSource": "aws:dynamodb",
                "dynamodb": {"NewImage": item, "SequenceNumber": str(number)},
            }
            for number, item in enumerate(waiting, start=1)
        ]
        return handler({"Records": records}, lambda_context())

    def on_bus(self) -> list[dict[str, Any]]:
        """Take the events that reached the bus since the last call, as EventBridge sends them."""
        sqs = self.client("sqs")
        url = sqs.get_queue_url(QueueName="bus-log")["QueueUrl"]
        taken: list[dict[str, Any]] = []
        while True:
            answer = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10)
            messages = answer.get("Messages", [])
            if not messages:
                return taken
            for message in messages:
                taken.append(json.loads(message["Body"]))
                sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])


@lru_cache
def _api_files(context: str) -> dict[str, str]:
    """The handler of each resource that is served by another file than the context's `api.py`."""
    os.environ["HAAT_CONTEXT"] = context
    return {
        declared.path.split("/")[3]: path.stem
        for path in sorted((FUNCTIONS / context / "handlers").glob("api_*.py"))
        for declared in import_module(module_name(path)).app.state.declarations
    }


@contextmanager
def _event_loop() -> Iterator[None]:
    """Mangum takes the thread's event loop, of which Lambda's main thread always has one."""
    try:
        with warnings.catch_warnings(action="ignore"):
            asyncio.get_event_loop()
        made = None
    except RuntimeError:
        made = asyncio.new_event_loop()
        asyncio.set_event_loop(made)
    yield
    if made:
        asyncio.set_event_loop(None)
        made.close()


def _schema(hash_key: str, range_key: str) -> list[dict[str, str]]:
    return [
        {"AttributeName": hash_key, "KeyType": "HASH"},
        {"AttributeName": range_key, "KeyType": "RANGE"},
    ]
