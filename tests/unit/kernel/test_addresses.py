"""Where an outbound request may go: the ways in that attackers use are all closed (OWASP API7)."""

import socket

import pytest

from kernel.addresses import AddressForbidden, AddressPolicy, is_public, resolve

NAMES = {
    "public.example": ["93.184.215.14"],
    "two.example": ["93.184.215.14", "2606:2800:21f:cb07::1"],
    "metadata.example": ["169.254.169.254"],
    "mixed.example": ["93.184.215.14", "10.0.0.1"],
    "mixed6.example": ["2606:2800:21f:cb07::1", "fd00::1"],
    "loop.example": ["127.0.0.1"],
    "loop6.example": ["::1"],
    "nowhere.example": [],
    "localhost": ["127.0.0.1", "::1"],
    "localhost.": ["127.0.0.1"],
    "a.localhost": ["127.0.0.1"],
    "metadata.google.internal": ["169.254.169.254"],
    "127.0.0.1.nip.example": ["127.0.0.1"],
    "sandbox.example": ["10.1.2.3"],
}


def look_up(host: str, port: int) -> list[str]:
    """The names above; numbers in any spelling that the C library takes."""
    if host in NAMES:
        return NAMES[host]
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    return [str(answer[4][0]) for answer in found]


LOOPBACK = [
    "http://127.0.0.1/",
    "http://127.0.0.1:80/",
    "http://127.1/",
    "http://127.0.1/",
    "http://127.127.127.127/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://0x7f.1/",
    "http://0177.0.0.1/",
    "http://0177.0.0.01/",
    "http://017700000001/",
    "http://0/",
    "http://0.0.0.0/",
    "http://0.0.0.1/",
    "http://localhost/",
    "http://LOCALHOST/",
    "http://localhost./",
    "http://a.localhost/",
    "http://127.0.0.1.nip.example/",
    "http://loop.example/",
    "http://loop6.example/",
    "http://[::1]/",
    "http://[::]/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::127.0.0.1]/",
]
PRIVATE = [
    "http://10.0.0.1/",
    "http://10.255.255.255/",
    "http://172.16.0.1/",
    "http://172.31.255.255/",
    "http://192.168.0.1/",
    "http://192.168.1.1/",
    "http://100.64.0.1/",
    "http://100.127.255.254/",
    "http://0xa000001/",
    "http://167772161/",
    "http://012.0.0.1/",
    "http://3232235521/",
    "http://192.0.0.1/",
    "http://192.0.2.1/",
    "http://198.18.0.1/",
    "http://198.51.100.1/",
    "http://203.0.113.1/",
    "http://[fc00::1]/",
    "http://[fd12:3456:789a::1]/",
    "http://[fec0::1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://[::ffff:192.168.0.1]/",
    "http://[64:ff9b::a00:1]/",
    "http://[64:ff9b:1::a00:1]/",
    "http://[2002:a00:1::]/",
    "http://[2001:db8::1]/",
    "http://[::ffff:0:10.0.0.1]/",
    "http://[::ffff:0:7f00:1]/",
    "http://192.88.99.1/",
    "http://[2001:0:a00:1::]/",
    "http://mixed.example/",
    "http://mixed6.example/",
    "http://sandbox.example/",
]
LINK_LOCAL = [
    "http://169.254.169.254/latest/meta-data/",
    "http://169.254.170.2/v2/credentials",
    "http://0xa9fea9fe/",
    "http://2852039166/",
    "http://[fe80::1]/",
    "http://[fe80::a9fe:a9fe]/",
    "http://[::ffff:169.254.169.254]/",
    "http://[fd00:ec2::254]/",
    "http://metadata.example/",
    "http://metadata.google.internal/",
]
ODD = [
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://240.0.0.1/",
    "http://[ff02::1]/",
    "http://nowhere.example/",
    "http://public.example@127.0.0.1/",
    "http://public.example:80@127.0.0.1/",
    "http://127.0.0.1@public.example/",
    "http://:@public.example/",
    "http://user@public.example/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:6379/_INFO",
    "ftp://public.example/",
    "dict://127.0.0.1:11211/stats",
    "jar:http://127.0.0.1!/",
    "data:text/plain,hello",
    "//public.example/",
    "public.example",
    "",
    "http://",
    "http:///etc/passwd",
    "http://[::1",
    "http://public.example:99999/",
    "http://public.example:22/",
    "https://public.example:6379/",
    "http://public.example:8080/",
]


@pytest.mark.parametrize("url", LOOPBACK + PRIVATE + LINK_LOCAL + ODD)
def test_an_address_inside_is_refused(url: str) -> None:
    with pytest.raises(AddressForbidden):
        AddressPolicy(resolver=look_up).vet(url)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://public.example/", "93.184.215.14"),
        ("https://public.example/path?to=http://127.0.0.1/", "93.184.215.14"),
        ("https://public.example:443/", "93.184.215.14"),
        ("https://two.example/", "93.184.215.14"),
        ("https://8.8.8.8/", "8.8.8.8"),
        ("https://[2606:4700::1111]/", "2606:4700::1111"),
    ],
)
def test_an_address_on_the_public_internet_is_answered(url: str, address: str) -> None:
    assert AddressPolicy(resolver=look_up).vet(url) == address


def test_the_allow_list_is_compared_whole() -> None:
    gate = AddressPolicy(["sandbox.example:8090"], look_up)

    assert gate.vet("http://sandbox.example:8090/") == "10.1.2.3"
    for url in (
        "http://sandbox.example/",
        "http://sandbox.example:80901/",
        "http://sandbox.example:809/",
        "http://sandbox.example:8090@127.0.0.1/",
        "http://127.0.0.1:8090/?sandbox.example:8090",
        "http://127.0.0.1/#sandbox.example:8090",
    ):
        with pytest.raises(AddressForbidden):
            gate.vet(url)


def test_the_answer_is_the_address_so_that_a_second_look_up_gains_nothing() -> None:
    answers = iter([["93.184.215.14"], ["127.0.0.1"]])
    gate = AddressPolicy(resolver=lambda _host, _port: next(answers))

    assert gate.vet("http://flipping.example/") == "93.184.215.14"
    with pytest.raises(AddressForbidden):
        gate.vet("http://flipping.example/")


@pytest.mark.parametrize("host", ["a" * 64 + ".example", "a..example", "."])
def test_what_can_be_no_name_is_refused(host: str) -> None:
    with pytest.raises(AddressForbidden):
        resolve(host, 443)


def test_a_zone_does_not_hide_a_link_local_address() -> None:
    assert not is_public("fe80::1%eth0")
