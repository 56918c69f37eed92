"""Answers requests in a process of its own and tells what they cost: `first` or `warm`."""

import importlib
import json
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

ROUNDS = 15
PER_ROUND = 100

Handler = Callable[[dict[str, Any], Any], Mapping[str, Any]]


class Context:
    """What Lambda passes beside the event."""

    function_name = "bench"
    memory_limit_in_mb = 512
    aws_request_id = "00000000-0000-4000-8000-00000000000f"
    invoked_function_arn = "arn:aws:lambda:ap-south-1:123456789012:function:bench"


def ours(context: str) -> Handler:
    """The deployed handler."""
    handler: Handler = importlib.import_module(f"functions.{context}.handlers.api").handler
    return handler


def bare(context: str, answer: Mapping[str, Any]) -> Handler:
    """The least that could answer the same: no framework, no sign-in; the same read, if any."""
    data = json.loads(answer["body"])
    headers = {"content-type": "application/json"}

    def constant(_event: dict[str, Any], _context: object) -> dict[str, Any]:
        return {"statusCode": 200, "headers": headers, "body": json.dumps(data)}

    def reading(event: dict[str, Any], _context: object) -> dict[str, Any]:
        key = {"pk": {"S": "owner"}, "sk": {"S": event["rawPath"].rpartition("/")[2]}}
        found = dynamodb.get_item(TableName="haat-catalog", Key=key, ConsistentRead=True)
        shown = {**data, "data": {**data["data"], "title": found["Item"]["title"]["S"]}}
        return {"statusCode": 200, "headers": headers, "body": json.dumps(shown)}

    if context != "catalog":
        return constant
    boto3: Any = importlib.import_module("boto3")
    dynamodb = boto3.client("dynamodb")
    return reading


def cost(handler: Handler, event: dict[str, Any]) -> float:
    """CPU milliseconds of one request, over a round of them."""
    began = time.process_time()
    for _ in range(PER_ROUND):
        handler(event, Context())
    return (time.process_time() - began) * 1000 / PER_ROUND


def main(how: str, context: str) -> None:
    """Print one line of JSON."""
    event = json.loads(sys.stdin.read())
    began = time.perf_counter()
    handler = ours(context)
    answer = handler(event, Context())
    first = (time.perf_counter() - began) * 1000
    if answer["statusCode"] != 200:  # OK
        raise SystemExit(f"it answered {answer}")
    if how == "first":
        _print_result({"ms": first})
        return
    reference = bare(context, answer)
    rounds = [(cost(handler, event), cost(reference, event)) for _ in range(ROUNDS + 1)]
    _print_result(
        {"ours": [one for one, _ in rounds[1:]], "bare": [other for _, other in rounds[1:]]}
    )


def _print_result(what: Mapping[str, object]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
