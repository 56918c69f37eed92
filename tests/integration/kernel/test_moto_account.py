"""The in-process account must behave like AWS where our code leans on it."""

import pytest

from kernel.aws.clients import client
from kernel.aws.keys import KmsPublicKey, KmsSigner
from kernel.principal import AUDIENCE, ISSUER, TokenVerifier
from tests.integration.aws import BUCKET, JWT_KEY_ID, Cloud, signed_token


def test_kms_signs_tokens_that_the_verifier_accepts(cloud: Cloud) -> None:
    del cloud
    verifier = TokenVerifier(KmsPublicKey(JWT_KEY_ID))
    claims = {"iss": ISSUER, "aud": AUDIENCE, "sub": "user_1", "seller": "user_1"}
    times = {"iat": 1, "exp": 4_000_000_000}

    assert verifier.verify(KmsSigner(JWT_KEY_ID).sign({**claims, **times})).user_id == "user_1"
    assert verifier.verify(signed_token("user_2")).user_id == "user_2"


def test_a_token_key_of_another_kind_is_a_mistake_of_the_stack(cloud: Cloud) -> None:
    made = cloud.client("kms").create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")

    with pytest.raises(TypeError, match="Ed25519"):
        KmsPublicKey(made["KeyMetadata"]["KeyId"]).public_key()


def test_events_put_on_the_bus_are_recorded(cloud: Cloud) -> None:
    entry = {"Source": "media", "DetailType": "X", "Detail": "{}", "EventBusName": "haat"}
    client("events").put_events(Entries=[entry])

    assert [event["detail-type"] for event in cloud.on_bus()] == ["X"]
    assert cloud.on_bus() == []


def test_the_bucket_is_there_and_empty(cloud: Cloud) -> None:
    assert cloud.client("s3").list_objects_v2(Bucket=BUCKET)["KeyCount"] == 0
