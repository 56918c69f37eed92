"""From which network a request came, and whether the front door passed it on."""

import pytest
from starlette.requests import Request

from kernel.front_door import UNKNOWN, network_of, passed_on, viewer_network

SECRET = "told to CloudFront alone"


def request(peer: str = "203.0.113.7", **headers: str) -> Request:
    sent = [(name.replace("_", "-").encode(), text.encode()) for name, text in headers.items()]
    return Request({"type": "http", "client": (peer, 4711), "headers": sent})


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("::ffff:198.51.100.7", "198.51.100.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", UNKNOWN),
        ("198.51.100.7:443", UNKNOWN),
        ("somebody", UNKNOWN),
    ],
)
def test_a_network_is_an_address_of_ipv4_or_a_subnet_of_ipv6(address: str, network: str) -> None:
    assert network_of(address) == network


def test_without_a_front_door_headers_are_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FRONT_DOOR_SECRET", raising=False)
    forged = request(true_client_ip="198.51.100.1", x_haat_front_door=SECRET)

    assert passed_on(forged.headers)
    assert viewer_network(forged) == "203.0.113.7"


def test_beside_the_secret_the_address_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRONT_DOOR_SECRET", SECRET)
    through = request(true_client_ip="198.51.100.1", x_haat_front_door=SECRET)
    around = request(true_client_ip="198.51.100.1", x_haat_front_door="guess")

    assert passed_on(through.headers)
    assert viewer_network(through) == "198.51.100.1"
    assert not passed_on(around.headers)
    assert viewer_network(around) == "203.0.113.7"
