"""Addresses and answers of any shape: each is one of the client's own errors."""

import pytest

from kernel.addresses import AddressForbidden, AddressPolicy
from kernel.http import Answer, GuardedClient, NotJson


@pytest.mark.parametrize("body", [b"[" * 200_000, b'{"name": "\\ud83d"}', b"\xff", b"NaN", b""])
def test_json_that_nothing_could_hold_is_no_json(body: bytes) -> None:
    with pytest.raises(NotJson):
        Answer(200, {}, body, "https://shop.example/").json()


@pytest.mark.parametrize(
    "url",
    [
        "http://[::1",
        "http://0177.0.0.1/",
        f"http://{'a' * 64}.example/",
        "http://a..example/",
        "http://a.example:99999/",
        "http://a\x00.example/",
        "http://\ud800.example/",
        "http://a.example/" + "a" * 70_000,
        "http:///",
        "",
    ],
)
def test_an_odd_address_is_one_that_is_not_called(url: str) -> None:
    client = GuardedClient(AddressPolicy())

    with pytest.raises(AddressForbidden):
        client.send("GET", url)
    client.close()
