"""Idempotency of events by their id, and of POST requests by their `Idempotency-Key`."""

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import unquote

from kernel.aws.clients import client
from kernel.aws.sealed_answers import seal, unseal
from kernel.errors import Conflict, Malformed, NotSignedIn, Problem
from kernel.principal import TokenVerifier
from kernel.responses import failure

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.idempotency import DynamoDBPersistenceLayer

    from kernel.routes import Declaration

_DAY = 24 * 3600
_LONGEST_KEY = 255
_SERVER_ERROR = 500
_PASSING = (412, 429)
"""Refusals that did nothing and do not last: another `If-Match`, or the same request later."""

Handler = Callable[[dict[str, Any], Any], dict[str, Any]]


class _NotKept(Exception):
    """Carries a 5xx answer or a passing refusal out of Powertools, which then forgets the key."""

    def __init__(self, answer: dict[str, Any]) -> None:
        super().__init__("not kept")
        self.answer = answer


def _powertools() -> Any:  # noqa: ANN401  # a module
    # With it comes boto3: a third of a cold start, which only a request with a key needs.
    from aws_lambda_powertools.utilities import idempotency  # noqa: PLC0415  # as above

    return idempotency


@lru_cache
def _store(table: str, _for: Literal["event", "key"]) -> "DynamoDBPersistenceLayer":
    # Powertools configures a store once and for all, so each of the two uses has its own.
    store: DynamoDBPersistenceLayer = _powertools().DynamoDBPersistenceLayer(
        table_name=table,
        key_attr="pk",
        sort_key_attr="sk",
        static_pk_value="once",
        expiry_attr="expires_at",
        boto3_client=client("dynamodb"),
    )
    return store


def _own_table() -> str:
    return os.environ[f"{os.environ['HAAT_CONTEXT'].upper()}_TABLE"]


def idempotent_consumer(consume: Callable[[dict[str, Any]], None]) -> Handler:
    """A Lambda handler that consumes each EventBridge event once, by the id in its envelope.

    If `consume` raises, the id is not kept, so that a retry or a redrive consumes the event again.
    """

    def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:  # noqa: ANN401  # Lambda's
        powertools = _powertools()
        config = powertools.IdempotencyConfig(
            event_key_jmespath="detail.id", expires_after_seconds=_DAY
        )
        config.register_lambda_context(context)
        run = powertools.idempotent_function(
            _consumed,
            data_keyword_argument="event",
            persistence_store=_store(_own_table(), "event"),
            config=config,
        )
        outcome: dict[str, Any] = run(consume=consume, event=event)
        return outcome

    return handler


def _consumed(consume: Callable[[dict[str, Any]], None], event: dict[str, Any]) -> dict[str, Any]:
    consume(event)
    return {"consumed": event["detail"]["id"]}


def idempotent_request(
    handle: Handler, verifier: TokenVerifier, secret: "Sequence[Declaration]" = ()
) -> Handler:
    """An API Gateway handler that answers a repeated POST with the first answer, for a day.

    Same key in flight: 409. Same key, other body or `If-Match`: 422. A 5xx, 412 and 429 are not
    kept; the answers of the routes `secret` are kept sealed. Keys belong to one caller: a request
    without a valid token is handled as if it had no key.
    """

    def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:  # noqa: ANN401  # Lambda's
        key = _key_of(event, verifier)
        if key is None:
            return handle(event, context)
        if len(event["headers"]["idempotency-key"]) > _LONGEST_KEY:
            return _refusal(Malformed("The Idempotency-Key is longer than 255 characters."))
        asked = {"body": event.get("body"), "if_match": event["headers"].get("if-match")}
        request = {"key": key, "asked": asked, "event": event}
        if not any(one.answers("POST", unquote(event["rawPath"])) for one in secret):
            return _answer_once(handle, request, context)
        answer = _answer_once(_sealing(handle, key), request, context)
        return unseal(answer, key) if "sealed" in answer else answer

    return handler


def _sealing(handle: Handler, key: str) -> Handler:
    """A handler whose answers are sealed, but for those that are not kept."""

    def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:  # noqa: ANN401  # Lambda's
        answer = handle(event, context)
        return answer if _is_passing(answer) else seal(answer, key)

    return handler


def _is_passing(answer: dict[str, Any]) -> bool:
    status = answer.get("statusCode", 0)
    return status >= _SERVER_ERROR or status in _PASSING


def _key_of(event: dict[str, Any], verifier: TokenVerifier) -> str | None:
    headers = event.get("headers") or {}
    key = headers.get("idempotency-key")
    if not key or event["requestContext"]["http"]["method"] != "POST":
        return None
    try:
        caller = verifier.verify(headers.get("authorization", "").partition(" ")[2])
    except NotSignedIn:
        return None
    return hashlib.sha256(f"{caller.user_id}\n{event['rawPath']}\n{key}".encode()).hexdigest()


def _answer_once(handle: Handler, request: dict[str, Any], context: Any) -> dict[str, Any]:  # noqa: ANN401  # Lambda's
    powertools = _powertools()
    config = powertools.IdempotencyConfig(
        event_key_jmespath="key", payload_validation_jmespath="asked", expires_after_seconds=_DAY
    )
    config.register_lambda_context(context)

    def answer(request: dict[str, Any]) -> dict[str, Any]:
        result = handle(request["event"], context)
        if _is_passing(result):
            raise _NotKept(result)
        return result

    run = powertools.idempotent_function(
        answer,
        data_keyword_argument="request",
        persistence_store=_store(_own_table(), "key"),
        config=config,
    )
    try:
        kept: dict[str, Any] = run(request=request)
    except _NotKept as passing:
        return passing.answer
    except powertools.exceptions.IdempotencyValidationError:
        return _refusal(
            Malformed(
                "This Idempotency-Key was used with another body or another If-Match.",
                remedy="Use a fresh key for a new request.",
            )
        )
    except (
        powertools.exceptions.IdempotencyAlreadyInProgressError,
        powertools.exceptions.IdempotencyItemAlreadyExistsError,
    ):
        return _refusal(_still_running())
    return kept


def _still_running() -> Conflict:
    return Conflict(
        "The first request with this Idempotency-Key is still running.",
        remedy="Wait a moment and ask again.",
    )


def _refusal(problem: Problem) -> dict[str, Any]:
    return {
        "statusCode": problem.status,
        "headers": {"content-type": "application/json"},
        "body": json.dumps(failure(problem)),
    }
