"""A shop's keys: they and the browser come each by itself, in any order, once and in time."""

import json
from itertools import product
from unittest.mock import ANY

import pytest

from infra.local.sandbox.woocommerce.keys import KEYS, issue
from tests.integration.channels.merchant import (
    NAME,
    SHOP,
    SITE,
    Merchant,
    PendingConnection,
)
from tests.integration.channels.oauth_client import OTHER, OWNER

EXPIRED = {"problem": "consent_expired", "platform": "woocommerce"}
AWAITED = {"problem": "keys_pending", "platform": "woocommerce"}


def live_keys(
    merchant: Merchant, begun: PendingConnection, scope: str = "read_write"
) -> dict[str, object]:
    """Keys that the shop has really made, on their way."""
    made = issue(merchant.sandbox.world, SITE, scope)
    return {**made, "user_id": begun.state, "key_permissions": scope}


def test_a_shop_is_connected_through_its_own_page(merchant: Merchant) -> None:
    assert merchant.connect() == {"connected": "woocommerce"}
    held = merchant.connection()
    assert (held["status"], held["problem"]) == ("connected", None)
    assert held["account"] == {"id": SHOP, "name": NAME}
    assert held["scopes"] == ["read_write"]
    events = merchant.cloud.outbox_events("channels", "ConnectionChanged")
    assert [one["data"] for one in events] == [
        {
            "owner_id": OWNER,
            "platform": "woocommerce",
            "account_id": SHOP,
            "connection_id": held["connection_id"],
            "status": "connected",
        }
    ]
    assert merchant.rows("oauth_session#") == []
    tested = merchant.artisan.api("POST", merchant.artisan.at("woocommerce", "/test"), {}).data
    assert (tested["status"], tested["account"]["name"]) == ("connected", NAME)


def test_the_browser_may_be_first(merchant: Merchant) -> None:
    begun = merchant.begin()
    for _ in range(2):
        assert merchant.come_back(begun) == AWAITED
    assert merchant.status == "not_connected"
    keys = live_keys(merchant, begun)
    assert merchant.post_keys(keys).status == 200
    assert merchant.connection()["status"] == "connected"
    assert merchant.post_keys(keys).error["code"] == "consent_expired"
    assert merchant.come_back(begun) == EXPIRED
    assert merchant.connection()["status"] == "connected"


def test_keys_alone_connect_nothing_and_the_same_again_changes_nothing(merchant: Merchant) -> None:
    begun = merchant.begin()
    keys = live_keys(merchant, begun)
    for _ in range(3):
        assert merchant.post_keys(keys).status == 200
    assert merchant.status == "not_connected"
    other = begun.keys()
    assert (merchant.post_keys(other).status, merchant.post_keys(other).error["code"]) == (
        409,
        "consent_expired",
    )
    assert merchant.come_back(begun) == {"connected": "woocommerce"}


@pytest.mark.parametrize("order", list(product(("keys", "browser"), repeat=3)))
def test_in_whatever_order_they_come_it_ends_the_same(
    merchant: Merchant, order: tuple[str, ...]
) -> None:
    begun = merchant.begin()
    keys = live_keys(merchant, begun)
    for one in order:
        if one == "keys":
            merchant.post_keys(keys)
        else:
            merchant.come_back(begun)
    both = len(set(order)) > 1
    assert merchant.status == ("connected" if both else "not_connected")
    assert len(merchant.rows("oauth_session#")) == (0 if both else 1)
    assert len(merchant.rows("endpoint#")) == both


def test_a_denial_is_reported_and_ends_the_oauth_session(merchant: Merchant) -> None:
    begun = merchant.begin()
    answer = merchant.decide(begun, "deny")
    assert "success=0" in answer.headers["location"]
    denied = {"problem": "consent_denied", "platform": "woocommerce"}
    assert merchant.come_back(begun, success="0") == denied
    assert "approve" in merchant.artisan.pending("woocommerce")["problem"]["remedy"]
    assert merchant.post_keys(live_keys(merchant, begun)).status == 409
    assert merchant.callbacks.requests == []


def test_another_browser_ends_the_oauth_session(merchant: Merchant) -> None:
    """Somebody was led to the shop's page by a stranger's link: the keys are dropped."""
    begun = merchant.begin()
    merchant.post_keys(live_keys(merchant, begun))
    assert merchant.come_back(begun, key="another browser") == EXPIRED
    assert merchant.come_back(begun) == EXPIRED
    assert merchant.rows("oauth_session#") == []
    assert merchant.status == "not_connected"


def test_keys_for_somebody_elses_oauth_session_go_to_nobody_else(merchant: Merchant) -> None:
    eve = Merchant(merchant.cloud, merchant.sandbox, merchant.callbacks, OTHER)
    hers, mine = eve.begin(), merchant.begin()
    guessed = {**live_keys(merchant, mine), "user_id": "x" * 43}
    assert merchant.post_keys(guessed).status == 409
    # Eve can post keys to her own OAuth session only; they never reach mine.
    assert eve.post_keys(live_keys(merchant, hers)).status == 200
    assert merchant.come_back(mine) == AWAITED
    assert eve.come_back(PendingConnection(hers.url, mine.cookies)) == EXPIRED
    assert merchant.status == "not_connected"
    assert eve.status == "not_connected"


def test_keys_that_do_not_open_the_shop_are_refused(merchant: Merchant) -> None:
    begun = merchant.begin()
    merchant.post_keys(begun.keys())
    back = merchant.come_back(begun)
    assert back == {"problem": "reconnect_needed", "platform": "woocommerce"}
    assert merchant.status == "not_connected"
    later = merchant.begin()
    assert merchant.come_back(later) == AWAITED
    # The shop learns that they were not accepted, and revokes them.
    refused = merchant.post_keys(later.keys())
    assert refused.status >= 400
    assert refused.error["code"] == "reconnect_needed"
    assert merchant.post_keys(later.keys()).error["code"] == "consent_expired"


def test_keys_that_may_only_read_are_refused_with_what_is_missing(merchant: Merchant) -> None:
    begun = merchant.begin()
    merchant.post_keys(live_keys(merchant, begun, "read"))
    assert merchant.come_back(begun)["problem"] == "consent_incomplete"
    assert "change products" in merchant.artisan.pending("woocommerce")["problem"]["message"]


@pytest.mark.parametrize("late", ["keys", "browser"])
def test_after_ten_minutes_nothing_is_taken(merchant: Merchant, late: str) -> None:
    begun = merchant.begin()
    keys = live_keys(merchant, begun)
    if late == "browser":
        merchant.post_keys(keys)
    (row,) = merchant.rows("oauth_session#")
    merchant.cloud.client("dynamodb").update_item(
        TableName="haat-channels",
        Key={"pk": {"S": row["pk"]}, "sk": {"S": row["sk"]}},
        UpdateExpression="SET ends_at = :past",
        ExpressionAttributeValues={":past": {"S": "2026-01-01T00:00:00.000Z"}},
    )
    if late == "keys":
        assert merchant.post_keys(keys).status == 409
    assert merchant.come_back(begun) == EXPIRED
    assert merchant.status == "not_connected"


def test_after_disconnecting_nothing_that_was_used_opens_again(merchant: Merchant) -> None:
    begun = merchant.begin()
    merchant.decide(begun)
    merchant.come_back(begun)
    ((_, posted),) = [one for one in merchant.callbacks.requests if one[0].endswith("/keys")]
    assert len(merchant.webhooks) == 4
    address = str(merchant.webhooks[0]["delivery_url"])
    merchant.artisan.api("DELETE", merchant.artisan.at("woocommerce")).data  # noqa: B018  # must work
    assert merchant.webhooks == []
    assert merchant.post_keys(json.loads(posted)).status == 409
    assert merchant.come_back(begun) == EXPIRED
    gone = merchant.callbacks.handle(address.partition("/api/v1")[2], b"webhook_id=1", {})
    assert gone.status == 404
    rows = [row for row in merchant.cloud.items("channels") if row["sk"] != "outbox"]
    assert [(row["status"], row["sealed"]) for row in rows] == [("not_connected", "")]


def test_a_shop_that_cannot_reach_haat_keeps_its_keys(merchant: Merchant) -> None:
    begun = merchant.begin()
    merchant.callbacks.shut = True
    assert merchant.decide(begun).status_code == 401
    assert merchant.sandbox.world.items(SITE.kind(KEYS)) == []
    merchant.callbacks.shut = False
    # The page can be used again: nothing was used up.
    assert merchant.decide(begun).status_code == 302
    assert merchant.come_back(begun) == {"connected": "woocommerce"}


def test_a_failed_reconnect_leaves_the_working_connection(merchant: Merchant) -> None:
    merchant.connect()
    begun = merchant.begin(renewing=merchant.connection()["connection_id"])
    merchant.post_keys(begun.keys())
    merchant.come_back(begun)
    held = merchant.connection()
    assert held["status"] == "connected"
    assert held["problem"] == {"message": ANY, "remedy": ANY}
    assert len(merchant.rows("endpoint#")) == 1


def test_only_platforms_that_give_by_a_call_have_that_route(merchant: Merchant) -> None:
    keys = merchant.begin().keys()
    assert merchant.post_keys(keys, "etsy").status == 404
    assert merchant.post_keys(keys, "myspace").status == 404
    for wrong in ({"consumer_key": "x"}, {"key_permissions": "all"}, {"user_id": ""}):
        assert merchant.post_keys({**keys, **wrong}).status == 422
    assert (
        merchant.post_keys({**keys, "user_id": merchant.begin().state, "new": "field"}).status
        == 200
    )


def test_no_key_is_ever_stored_plain_answered_or_logged(
    merchant: Merchant, capsys: pytest.CaptureFixture[str]
) -> None:
    begun = merchant.begin()
    merchant.decide(begun)
    between = json.dumps(merchant.cloud.items("channels"), default=str)
    merchant.come_back(begun)
    stored = json.dumps(merchant.cloud.items("channels"), default=str)
    answered = merchant.artisan.api("GET", "/connections").text
    logged = "".join(capsys.readouterr())
    ((_, posted),) = [one for one in merchant.callbacks.requests if one[0].endswith("/keys")]
    keys = json.loads(posted)
    secrets = [keys["consumer_key"], keys["consumer_secret"], begun.state]
    secrets += [str(one["secret"]) for one in merchant.webhooks]
    secrets += [str(one["delivery_url"]).rpartition("/")[2] for one in merchant.webhooks]
    for text in (between, stored, answered, logged):
        for secret in secrets:
            assert secret not in text
