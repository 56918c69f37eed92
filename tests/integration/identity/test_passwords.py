"""Passwords that are guessed first are refused, with the field and the reason."""

import pytest

from infra.local import seed
from tests.integration.aws import Cloud, Reply


def register(cloud: Cloud, password: str) -> Reply:
    person = {"email": "asha.devi@example.com", "name": "Asha Devi", "password": password}
    return cloud.api("identity", "POST", "/auth/register", person)


@pytest.mark.parametrize(
    ("password", "because"),
    [
        ("1234567890", "common"),
        ("qwertyuiop", "common"),
        ("password123", "common"),
        ("Passw0rd123", "common"),
        ("iloveyou123", "common"),
        ("aaaaaaaaaa", "repeated"),
        ("          ", "repeated"),
        ("abcdefghij", "sequence"),
        ("9876543210", "sequence"),
        ("asha.devi@example.com", "personal"),
        ("ASHA.DEVI@example.com", "personal"),
        ("asha devi1", "personal"),
    ],
)
def test_a_password_that_is_guessed_first_is_refused(
    cloud: Cloud, password: str, because: str
) -> None:
    reply = register(cloud, password)

    assert (reply.status, reply.error["code"]) == (422, "password_guessable")
    assert reply.error["details"]["because"] == because
    assert [one["field"] for one in reply.error["details"]["fields"]] == ["password"]
    assert reply.error["details"]["remedy"]
    assert cloud.items("identity") == []


@pytest.mark.parametrize(
    "password",
    ["block printing", "मेरा रेशम लाल है", "sixteen washes of indigo and madder " * 3, seed.PASSWORD],
)
def test_any_other_is_taken_in_whatever_script(cloud: Cloud, password: str) -> None:
    assert register(cloud, password).status == 201
