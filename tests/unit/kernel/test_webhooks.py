"""Webhook signatures: HMAC over the raw bytes, in the three forms that vendors use."""

import base64
import hashlib
import hmac
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kernel.webhooks import (
    SignatureRefused,
    WebhookRequest,
    require_base64,
    require_hex,
    require_standard,
)

NOW = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)
SECRET = "s3cret"
KEY = base64.b64encode(b"a signing key of thirty-two bytes").decode()
BODY = '{"shop":"कुम्हार","n":1}'.encode()


def hexed(secret: str, body: bytes) -> str:
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def based(key: bytes, body: bytes) -> str:
    return base64.b64encode(hmac.new(key, body, hashlib.sha256).digest()).decode()


def standard(
    body: bytes = BODY, at: datetime = NOW, key: str = KEY, name: str = "msg_1"
) -> WebhookRequest:
    stamp = str(int(at.timestamp()))
    signed = b".".join((name.encode(), stamp.encode(), body))
    headers = {
        "webhook-id": name,
        "webhook-timestamp": stamp,
        "webhook-signature": based(base64.b64decode(key), signed),
    }
    return WebhookRequest(body, headers)


def test_a_hex_signature_over_the_raw_bytes_is_taken() -> None:
    request = WebhookRequest(BODY, {"x-sig": f"sha256={hexed(SECRET, BODY)}"})
    require_hex(request, "x-sig", SECRET, "sha256=")


def test_a_base64_signature_over_the_raw_bytes_is_taken() -> None:
    require_base64(WebhookRequest(BODY, {"x-sig": based(SECRET.encode(), BODY)}), "x-sig", SECRET)


@pytest.mark.parametrize("place", [0, len(BODY) // 2, len(BODY) - 1])
def test_one_changed_byte_is_refused(place: int) -> None:
    changed = bytearray(BODY)
    changed[place] ^= 1
    request = WebhookRequest(bytes(changed), {"x-sig": hexed(SECRET, BODY)})
    with pytest.raises(SignatureRefused):
        require_hex(request, "x-sig", SECRET)


@pytest.mark.parametrize("given", ["", "sha256=", "deadbeef", "ä", hexed("other tenant", BODY)])
def test_a_wrong_signature_is_refused(given: str) -> None:
    with pytest.raises(SignatureRefused):
        require_hex(WebhookRequest(BODY, {"x-sig": given}), "x-sig", SECRET)


def test_without_a_secret_nothing_is_believed() -> None:
    with pytest.raises(SignatureRefused):
        require_hex(WebhookRequest(BODY, {"x-sig": hexed("", BODY)}), "x-sig", "")
    with pytest.raises(SignatureRefused):
        require_base64(WebhookRequest(BODY, {"x-sig": based(b"", BODY)}), "x-sig", "")
    with pytest.raises(SignatureRefused):
        require_standard(standard(), "", NOW)


@pytest.mark.parametrize("prefix", ["", "whsec_"])
def test_a_standard_webhook_is_taken(prefix: str) -> None:
    require_standard(standard(), prefix + KEY, NOW)


def test_of_several_signatures_one_must_match() -> None:
    good = standard()
    several = f"v1,AAAA v1,{good.header('webhook-signature')}"
    require_standard(
        replace(good, headers={**good.headers, "webhook-signature": several}), KEY, NOW
    )


@pytest.mark.parametrize("seconds", [-301, 301, 86_400])
def test_an_old_or_early_message_is_refused(seconds: int) -> None:
    with pytest.raises(SignatureRefused):
        require_standard(standard(at=NOW - timedelta(seconds=seconds)), KEY, NOW)


@pytest.mark.parametrize("seconds", [-300, 300])
def test_up_to_five_minutes_clocks_may_differ(seconds: int) -> None:
    require_standard(standard(at=NOW - timedelta(seconds=seconds)), KEY, NOW)


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("webhook-id", "msg_2"),
        ("webhook-timestamp", str(int(NOW.timestamp()) + 1)),
        ("webhook-timestamp", "soon"),
        ("webhook-timestamp", ""),
        ("webhook-signature", ""),
    ],
)
def test_each_part_of_a_standard_webhook_is_signed(header: str, value: str) -> None:
    good = standard()
    with pytest.raises(SignatureRefused):
        require_standard(replace(good, headers={**good.headers, header: value}), KEY, NOW)


def test_a_secret_that_is_no_base64_refuses_instead_of_failing() -> None:
    with pytest.raises(SignatureRefused):
        require_standard(standard(), "whsec_no base64!", NOW)
