"""Each answer that Shopify documents, and what it means for the call."""

from typing import Any

import pytest

from functions.channels.adapters.http.errors import ErrorClass
from functions.channels.adapters.shopify.errors import classify, classify_oauth

AGAIN, LIMITED, TOKEN = ErrorClass.AGAIN, ErrorClass.LIMITED, ErrorClass.TOKEN
RECONNECT, REJECTED, START_OVER = ErrorClass.RECONNECT, ErrorClass.REJECTED, ErrorClass.START_OVER


def graphql(code: str, **more: Any) -> dict[str, Any]:
    return {"errors": [{"message": "words", "extensions": {"code": code}}], **more}


def user(code: str | None = None, *field: str, name: str = "productSet") -> dict[str, Any]:
    wrong = {"field": list(field) or None, "message": "words", "code": code}
    return {"data": {name: {"product": None, "userErrors": [wrong]}}}


COST = {
    "requestedQueryCost": 300,
    "throttleStatus": {"maximumAvailable": 2000, "currentlyAvailable": 100, "restoreRate": 50},
}


@pytest.mark.parametrize(
    ("status", "body", "error_class"),
    [
        (301, None, RECONNECT),
        (303, {}, RECONNECT),
        (400, {"errors": "query: Required parameter missing"}, REJECTED),
        (401, {"errors": "[API] Invalid API key or access token"}, TOKEN),
        (402, {"errors": "Unavailable Shop"}, RECONNECT),
        (403, {"errors": "[API] Non-expiring access tokens are no longer accepted"}, RECONNECT),
        (404, {"errors": "Not Found"}, RECONNECT),
        (406, {"errors": "Not Acceptable"}, REJECTED),
        (408, None, LIMITED),
        (409, {"errors": "Conflict"}, LIMITED),
        (413, None, REJECTED),
        (414, None, REJECTED),
        (415, None, REJECTED),
        (422, {"errors": {"base": ["bad"]}}, REJECTED),
        (423, {"errors": "Unavailable Shop"}, RECONNECT),
        (429, {"errors": "Exceeded"}, LIMITED),
        (430, {"errors": "Shopify Security Rejection"}, LIMITED),
        (500, {"errors": "Internal Server Error"}, AGAIN),
        (501, None, AGAIN),
        (502, None, AGAIN),
        (503, None, AGAIN),
        (504, None, AGAIN),
        (530, None, AGAIN),
        (540, None, AGAIN),
        (783, None, AGAIN),
        (200, graphql("THROTTLED"), LIMITED),
        (200, graphql("INTERNAL_SERVER_ERROR"), AGAIN),
        (200, graphql("TIMEOUT"), AGAIN),
        (200, graphql("ACCESS_DENIED", data=None), RECONNECT),
        (200, graphql("SHOP_INACTIVE"), RECONNECT),
        (200, graphql("UNAUTHORIZED"), TOKEN),
        (200, graphql("FORBIDDEN"), RECONNECT),
        (200, graphql("MAX_COST_EXCEEDED"), REJECTED),
        (200, graphql("BAD_REQUEST"), REJECTED),
        (200, graphql("undefinedField"), REJECTED),
        (200, {"errors": [{"message": "syntax error"}]}, REJECTED),
        (200, {"errors": ["odd"]}, REJECTED),
        (200, {"errors": "Not a list"}, REJECTED),
        (200, graphql("ACCESS_DENIED", data={"productUpdate": None}), RECONNECT),
        (200, graphql("ACCESS_DENIED", data={"productUpdate": {"product": None}}), AGAIN),
        (200, {}, AGAIN),
        (200, None, AGAIN),
        (200, [], AGAIN),
        (200, {"data": None}, AGAIN),
        (202, {}, AGAIN),
        (200, user("INVALID_INPUT", "input", "title"), REJECTED),
        (200, user("HANDLE_NOT_UNIQUE", "input", "handle"), REJECTED),
        (200, user("VARIANTS_OVER_LIMIT", "input", "variants"), REJECTED),
        (200, user("PRODUCT_SUSPENDED"), REJECTED),
        (200, user("INVALID_VARIANT"), REJECTED),
        (200, user("INVALID_METAFIELD"), REJECTED),
        (200, user("INPUT_MISMATCH"), REJECTED),
        (200, user("CAPABILITY_VIOLATION"), REJECTED),
        (200, user("INVENTORY_QUANTITIES_LIMIT_EXCEEDED"), REJECTED),
        (200, user("JOB_ERROR"), LIMITED),
        (200, user("GENERIC_ERROR"), LIMITED),
        (200, user("NOT_FOUND", "input", "files"), START_OVER),
        (200, user("PRODUCT_DOES_NOT_EXIST", "identifier", "id"), START_OVER),
        (200, user(None, "id", name="productUpdate"), START_OVER),
        (200, user(None, "id", name="publishablePublish"), START_OVER),
        (200, user(None, "input", "0", "publicationId", name="publishablePublish"), START_OVER),
        (200, user(None, "title", name="productUpdate"), REJECTED),
        (200, user(None, name="productUpdate"), REJECTED),
        (200, user("IDEMPOTENCY_CONCURRENT_REQUEST", name="inventorySetQuantities"), LIMITED),
        (200, user("IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED", name="inventorySetQuantities"), LIMITED),
        (200, user("IDEMPOTENCY_KEY_PARAMETER_MISMATCH", name="inventorySetQuantities"), REJECTED),
        (200, user("CHANGE_FROM_QUANTITY_STALE", name="inventorySetQuantities"), LIMITED),
        (200, user("INVALID_LOCATION", "input", name="inventorySetQuantities"), REJECTED),
    ],
)
def test_each_answer_has_its_error_class(status: int, body: Any, error_class: ErrorClass) -> None:
    rule = classify(status, {}, body)
    assert rule is not None
    assert rule.error_class is error_class
    assert rule.reason
    assert rule.remedy or error_class is not REJECTED


@pytest.mark.parametrize(
    ("status", "body", "error_class"),
    [
        (400, {"error": "invalid_request", "error_description": "not found"}, RECONNECT),
        (401, {"error": "invalid_request", "error_description": "active refresh"}, RECONNECT),
        (400, {"error": "invalid_grant"}, RECONNECT),
        (401, {"error": "invalid_client"}, REJECTED),
        (400, {"error": "application_cannot_be_found"}, REJECTED),
        (401, None, RECONNECT),
        (402, None, RECONNECT),
        (404, None, RECONNECT),
        (423, None, RECONNECT),
        (429, None, LIMITED),
        (500, {"error": "invalid_request"}, AGAIN),
        (503, None, AGAIN),
        (200, {}, AGAIN),
        (200, None, AGAIN),
        (200, {"error": "odd"}, AGAIN),
    ],
)
def test_each_answer_of_the_token_url_has_its_error_class(
    status: int, body: Any, error_class: ErrorClass
) -> None:
    rule = classify_oauth(status, {}, body)
    assert rule is not None
    assert rule.error_class is error_class


def test_a_good_answer_is_no_error() -> None:
    assert classify(200, {}, {"data": {"productByIdentifier": None}}) is None
    assert classify(200, {}, {"data": {"productSet": {"userErrors": []}}, "extensions": {}}) is None
    assert classify_oauth(200, {}, {"access_token": "t"}) is None


@pytest.mark.parametrize(
    ("extensions", "headers", "after"),
    [
        ({"cost": COST}, {}, 4),
        ({"cost": COST}, {"retry-after": "9"}, 9),
        ({"cost": {**COST, "requestedQueryCost": 101}}, {}, 1),
        ({"cost": {**COST, "throttleStatus": {"restoreRate": 0}}}, {}, 2),
        ({"cost": {**COST, "requestedQueryCost": None}}, {}, 2),
        ({}, {}, 2),
        (None, {"retry-after": "3"}, 3),
    ],
)
def test_a_throttled_call_waits_until_the_bucket_holds_it(
    extensions: Any, headers: dict[str, str], after: float
) -> None:
    rule = classify(200, headers, graphql("THROTTLED", extensions=extensions))
    assert rule is not None
    assert rule.after == after


@pytest.mark.parametrize(("status", "after"), [(429, 7), (430, 60)])
def test_a_limit_by_status_waits_as_it_says(status: int, after: float) -> None:
    rule = classify(status, {"retry-after": "7"} if after == 7 else {}, None)
    assert rule is not None
    assert rule.after == after
