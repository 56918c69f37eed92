"""Accounts through the real API handler: open, sign in, look, change."""

import jwt
import pytest
from argon2 import PasswordHasher

from functions.identity.adapters.argon2 import Argon2Passwords
from functions.identity.public import person
from tests.integration.aws import SIGNER, Cloud, Reply, signed_token

ASHA = {"email": "Asha@Example.com", "password": "block printing", "name": "Asha Devi"}


def register(cloud: Cloud, **changed: str) -> Reply:
    body = {**ASHA, "session": "token", **changed}
    return cloud.api("identity", "POST", "/auth/register", body)


def login(cloud: Cloud, email: str, password: str, **more: str) -> Reply:
    body = {"email": email, "password": password, "session": "token"}
    return cloud.api("identity", "POST", "/auth/login", body, **more)


def test_registering_opens_an_account_and_signs_in(cloud: Cloud) -> None:
    reply = register(cloud)

    assert reply.status == 201
    session = reply.data
    assert session["token_type"] == "Bearer"
    assert session["expires_in"] == 900
    user = session["user"]
    assert {**user, "user_id": "", "created_at": ""} == {
        "user_id": "",
        "email": "asha@example.com",
        "name": "Asha Devi",
        "language": "en",
        "roles": ["artisan"],
        "created_at": "",
    }
    me = cloud.api("identity", "GET", "/auth/me", token=session["access_token"])
    assert me.data == user


def test_the_access_token_is_an_eddsa_jwt_of_fifteen_minutes(cloud: Cloud) -> None:
    session = register(cloud).data

    claims = jwt.decode(
        session["access_token"],
        SIGNER.public_key(),
        algorithms=["EdDSA"],
        audience="haat-api",
        issuer="haat",
    )

    assert claims["sub"] == claims["seller"] == session["user"]["user_id"]
    assert claims["roles"] == ["artisan"]
    assert claims["exp"] - claims["iat"] == 900


def test_a_registration_is_published_once_with_the_id_only(cloud: Cloud) -> None:
    user_id = register(cloud).data["user"]["user_id"]

    cloud.relay("identity")
    (event,) = cloud.on_bus()

    assert (event["source"], event["detail-type"]) == ("identity", "UserRegistered")
    assert event["detail"]["data"] == {"user_id": user_id}
    assert cloud.outbox_events("identity") == []


@pytest.mark.parametrize(
    "spelling",
    ["asha@example.com", "ASHA@EXAMPLE.COM", " Asha@Example.com ", "\uff21sha@example.com"],
)
def test_an_address_has_one_account_however_it_is_spelled(cloud: Cloud, spelling: str) -> None:
    register(cloud)

    again = register(cloud, email=spelling)

    assert again.status == 409
    assert again.error["code"] == "email_taken"
    assert login(cloud, spelling, ASHA["password"]).status == 200


def test_a_domain_in_devanagari_is_one_address_with_its_ascii_form(cloud: Cloud) -> None:
    user = register(cloud, email="asha@हाट.भारत").data["user"]

    assert user["email"] == "asha@xn--c2b5cp.xn--h2brj9c"
    assert login(cloud, "asha@xn--c2b5cp.xn--h2brj9c", ASHA["password"]).status == 200


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("password", "too short"),
        ("password", "x" * 129),
        ("name", "   "),
        ("name", "\u200b\u202e"),
        ("name", "x" * 101),
        ("name", "bell\x07"),
        ("language", "english please"),
        ("session", "forever"),
    ],
)
def test_a_field_out_of_bounds_is_named(cloud: Cloud, field: str, value: str) -> None:
    reply = register(cloud, **{field: value})

    assert reply.status == 422
    assert [wrong["field"] for wrong in reply.error["details"]["fields"]] == [field]
    assert cloud.items("identity") == []


@pytest.mark.parametrize("email", ["asha", "a@b", "a b@example.com", "@example.com", "a@-x.com"])
def test_what_is_no_address_is_refused_with_a_remedy(cloud: Cloud, email: str) -> None:
    reply = register(cloud, email=email)

    assert reply.status == 422
    assert reply.error["details"]


@pytest.mark.parametrize("intruder", ["roles", "user_id", "created_at"])
def test_nobody_sets_their_own_role_or_id(cloud: Cloud, intruder: str) -> None:
    assert register(cloud, **{intruder: "admin"}).status == 422
    session = register(cloud).data
    edit = cloud.api(
        "identity", "PATCH", "/users/me", {intruder: "admin"}, token=session["access_token"]
    )
    assert edit.status == 422


def test_sign_in_tells_nothing_about_which_half_was_wrong(cloud: Cloud) -> None:
    register(cloud)

    wrong = login(cloud, "asha@example.com", "not the password")
    unknown = login(cloud, "nobody@example.com", "not the password")

    assert wrong.status == unknown.status == 401
    assert wrong.error == unknown.error
    assert wrong.error["code"] == "credentials_refused"
    assert wrong.headers.keys() == unknown.headers.keys()


def test_a_password_is_stored_as_argon2id_with_owasp_parameters(cloud: Cloud) -> None:
    register(cloud)

    (kept,) = [row for row in cloud.items("identity") if row["sk"] == "login"]

    assert kept["password_hash"].startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert ASHA["password"] not in str(cloud.items("identity"))


def test_a_dated_hash_is_renewed_at_sign_in(cloud: Cloud) -> None:
    register(cloud)
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(ASHA["password"])
    key = {"pk": {"S": "email#asha@example.com"}, "sk": {"S": "login"}}
    cloud.client("dynamodb").update_item(
        TableName="haat-identity",
        Key=key,
        UpdateExpression="SET password_hash = :weak",
        ExpressionAttributeValues={":weak": {"S": weak}},
    )

    assert login(cloud, "asha@example.com", ASHA["password"]).status == 200

    (kept,) = [row for row in cloud.items("identity") if row["sk"] == "login"]
    assert not Argon2Passwords().is_dated(kept["password_hash"])
    assert login(cloud, "asha@example.com", ASHA["password"]).status == 200


def test_the_same_password_typed_on_another_keyboard_is_the_same(cloud: Cloud) -> None:
    register(cloud, password="café crème")  # composed

    assert login(cloud, "asha@example.com", "cafe\u0301 cre\u0300me").status == 200


def test_name_and_language_can_be_changed_alone(cloud: Cloud) -> None:
    token = register(cloud).data["access_token"]

    named = cloud.api("identity", "PATCH", "/users/me", {"name": "आशा देवी"}, token=token).data
    spoken = cloud.api("identity", "PATCH", "/users/me", {"language": "hi"}, token=token).data

    assert (named["name"], named["language"]) == ("आशा देवी", "en")
    assert (spoken["name"], spoken["language"]) == ("आशा देवी", "hi")
    assert cloud.api("identity", "PATCH", "/users/me", {}, token=token).data == spoken
    known = person(spoken["user_id"])
    assert (known.name, known.language) == ("आशा देवी", "hi")


@pytest.mark.parametrize(
    "typed",
    ["A\u202esha Devi", "\u2068Asha\u2069 Devi", "As\u200bha\u2066 Devi", "\ufeffAsha  Devi"],
)
def test_a_name_holds_no_sign_that_nobody_sees(cloud: Cloud, typed: str) -> None:
    assert register(cloud, name=typed).data["user"]["name"] == "Asha Devi"


def test_an_account_that_is_gone_is_not_found(cloud: Cloud) -> None:
    register(cloud)
    reply = cloud.api("identity", "GET", "/auth/me", token=signed_token("user_gone"))

    assert reply.status == 404
    assert reply.error["code"] == "user_not_found"
