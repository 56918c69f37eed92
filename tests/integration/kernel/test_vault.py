"""Sealed secrets open only where they belong (KMS by moto)."""

import base64

import pytest

from kernel.aws.vault import SecretUnreadable, Vault
from tests.integration.aws import SECRETS_KEY_ID, Cloud

SECRET = "refresh-token-नीला".encode()
ASHA = {"owner": "user_asha", "platform": "etsy"}


def test_what_was_sealed_opens_where_it_belongs(cloud: Cloud) -> None:
    del cloud
    vault = Vault(SECRETS_KEY_ID)

    sealed = vault.encrypt(SECRET, ASHA)

    assert vault.decrypt(sealed, ASHA) == SECRET
    assert vault.decrypt(sealed, dict(reversed(ASHA.items()))) == SECRET


def test_sealing_twice_gives_two_texts_and_neither_tells_the_secret(cloud: Cloud) -> None:
    del cloud
    vault = Vault(SECRETS_KEY_ID)

    first, second = vault.encrypt(SECRET, ASHA), vault.encrypt(SECRET, ASHA)

    assert first != second
    assert SECRET not in base64.urlsafe_b64decode(first.rpartition(".")[2])


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"owner": "user_eve", "platform": "etsy"},
        {"owner": "user_asha", "platform": "facebook"},
        {"owner": "user_asha"},
        {**ASHA, "more": "x"},
        {},
    ],
)
def test_a_row_that_was_moved_does_not_open(cloud: Cloud, elsewhere: dict[str, str]) -> None:
    del cloud
    sealed = Vault(SECRETS_KEY_ID).encrypt(SECRET, ASHA)

    with pytest.raises(SecretUnreadable):
        Vault(SECRETS_KEY_ID).decrypt(sealed, elsewhere)


def test_a_changed_byte_is_noticed_in_every_part(cloud: Cloud) -> None:
    del cloud
    vault = Vault(SECRETS_KEY_ID)
    version, *parts = vault.encrypt(SECRET, ASHA).split(".")

    for position in range(len(parts)):
        raw = bytearray(base64.urlsafe_b64decode(parts[position]))
        raw[-1] ^= 1
        changed = [*parts]
        changed[position] = base64.urlsafe_b64encode(raw).decode()
        with pytest.raises(SecretUnreadable):
            vault.decrypt(".".join([version, *changed]), ASHA)


@pytest.mark.parametrize("text", ["", "v1", "v1.a.b", "v2.a.b.c", "plain text", "v1.!.!.!"])
def test_what_was_never_sealed_is_refused(cloud: Cloud, text: str) -> None:
    del cloud
    with pytest.raises(SecretUnreadable):
        Vault(SECRETS_KEY_ID).decrypt(text, ASHA)


def test_the_box_of_one_secret_does_not_fit_the_key_of_another(cloud: Cloud) -> None:
    del cloud
    vault = Vault(SECRETS_KEY_ID)
    mine, yours = vault.encrypt(b"mine", ASHA).split("."), vault.encrypt(b"yours", ASHA).split(".")

    with pytest.raises(SecretUnreadable):
        vault.decrypt(".".join([*mine[:3], yours[3]]), ASHA)
