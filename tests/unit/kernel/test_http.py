"""The guarded client over real HTTP on loopback: what is sent, what is unknown, what is refused."""

import gzip
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from kernel.addresses import AddressForbidden, AddressPolicy
from kernel.http import ConnectFailed, GuardedClient, NotJson, ResponseLost, ResponseTooLarge


class Vendor(ThreadingHTTPServer):
    """Answers as each path tells, and remembers what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[str, dict[str, str], bytes]] = []

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.server_port}"

    @property
    def url(self) -> str:
        return f"http://{self.place}"


class _Handler(BaseHTTPRequestHandler):
    server: Vendor
    protocol_version = "HTTP/1.1"

    def _answer(self) -> None:
        size = int(self.headers.get("content-length") or 0)
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.asked.append((self.path, headers, self.rfile.read(size)))
        behave = BEHAVIOUR.get(self.path.partition("?")[0], say)
        behave(self)

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def say(handler: _Handler, body: bytes = b'{"ok": true}', status: int = 200, **more: str) -> None:
    handler.send_response(status)
    for name, value in more.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("content-length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def hang_up(handler: _Handler) -> None:
    handler.close_connection = True
    handler.connection.shutdown(socket.SHUT_RDWR)


def cut(handler: _Handler) -> None:
    handler.send_response(200)
    handler.send_header("content-length", "1000")
    handler.end_headers()
    handler.wfile.write(b"half")
    hang_up(handler)


def drip(handler: _Handler) -> None:
    handler.send_response(200)
    handler.send_header("content-length", "100")
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b".")
        handler.wfile.flush()
        time.sleep(0.02)


def redirect(status: int, to: str) -> Callable[[_Handler], None]:
    return lambda handler: say(handler, b"", status, location=to)


BEHAVIOUR: dict[str, Callable[[_Handler], None]] = {
    "/html": lambda handler: say(handler, b"<html>busy</html>", 503, content_type="text/html"),
    "/hang-up": hang_up,
    "/cut": cut,
    "/drip": drip,
    "/slow": lambda _: time.sleep(1),
    "/cookie": lambda handler: say(handler, set_cookie="session=ashas; Path=/"),
    "/large": lambda handler: say(handler, b"x" * 3000),
    "/bomb": lambda handler: say(handler, gzip.compress(b"x" * 9_000_000), content_encoding="gzip"),
    "/broken-gzip": lambda handler: say(handler, b"not gzip", content_encoding="gzip"),
    "/inward": redirect(302, "http://169.254.169.254/latest/meta-data/"),
    "/inward-308": redirect(308, "http://10.0.0.1/"),
    "/to-file": redirect(302, "file:///etc/passwd"),
    "/here": redirect(302, "/there"),
    "/round": redirect(302, "/round"),
}


@contextmanager
def serving() -> Iterator[Vendor]:
    """A vendor that listens for the length of a test."""
    with Vendor() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def vendor() -> Iterator[Vendor]:
    with serving() as server:
        yield server


@pytest.fixture
def make(vendor: Vendor) -> Iterator[Callable[..., GuardedClient]]:
    made: list[GuardedClient] = []

    def build(**limits: Any) -> GuardedClient:
        made.append(GuardedClient(AddressPolicy([vendor.place]), **limits))
        return made[-1]

    yield build
    for client in made:
        client.close()


@pytest.fixture
def client(make: Callable[..., GuardedClient]) -> GuardedClient:
    return make(timeout=10)


def test_an_answer_comes_back_whole(vendor: Vendor, client: GuardedClient) -> None:
    answer = client.send(
        "POST", f"{vendor.url}/posts", json={"text": "नमस्ते"}, headers={"x-key": "1"}
    )

    assert (answer.status, answer.json()) == (200, {"ok": True})
    path, headers, body = vendor.asked[0]
    assert (path, headers["x-key"], headers["host"]) == ("/posts", "1", vendor.place)
    assert json.loads(body) == {"text": "नमस्ते"}


def test_parameters_forms_files_and_basic_auth_are_sent(
    vendor: Vendor, client: GuardedClient
) -> None:
    client.send("GET", f"{vendor.url}/a", params={"q": "indigo & madder"})
    client.send("POST", f"{vendor.url}/b", form={"grant": "code"}, auth=("id", "secret"))
    client.send("POST", f"{vendor.url}/c", files={"image": ("a.jpg", b"JPEG", "image/jpeg")})

    query, form, file = vendor.asked
    assert query[0] == "/a?q=indigo+%26+madder"
    assert (form[1]["authorization"], form[2]) == ("Basic aWQ6c2VjcmV0", b"grant=code")
    assert b'filename="a.jpg"' in file[2]
    assert b"JPEG" in file[2]


def test_any_status_is_an_answer(vendor: Vendor, client: GuardedClient) -> None:
    answer = client.send("GET", f"{vendor.url}/html")

    assert (answer.status, answer.headers["content-type"]) == (503, "text/html")
    with pytest.raises(NotJson):
        answer.json()


def test_where_nobody_listens_nothing_was_sent() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
        client = GuardedClient(AddressPolicy([place]))
        with pytest.raises(ConnectFailed):
            client.send("POST", f"http://{place}/posts")
        client.close()


@pytest.mark.parametrize("path", ["/hang-up", "/cut", "/slow", "/broken-gzip"])
def test_what_was_sent_and_not_answered_whole_is_unknown(
    vendor: Vendor, make: Callable[..., GuardedClient], path: str
) -> None:
    client = make(timeout=0.3 if path == "/slow" else 10)
    with pytest.raises(ResponseLost) as unknown:
        client.send("POST", f"{vendor.url}{path}")

    assert not isinstance(unknown.value, ConnectFailed)
    assert len(vendor.asked) == 1


def test_a_request_is_sent_once_only(vendor: Vendor, client: GuardedClient) -> None:
    client.send("GET", f"{vendor.url}/warm")
    with pytest.raises(ResponseLost):
        client.send("POST", f"{vendor.url}/hang-up")

    assert [path for path, _, _ in vendor.asked] == ["/warm", "/hang-up"]


def test_an_answer_over_the_size_is_refused(
    vendor: Vendor, make: Callable[..., GuardedClient]
) -> None:
    assert len(make(max_bytes=3000).send("GET", f"{vendor.url}/large").body) == 3000
    with pytest.raises(ResponseTooLarge):
        make(max_bytes=2999).send("GET", f"{vendor.url}/large")


def test_the_size_counts_what_an_answer_unpacks_to(
    vendor: Vendor, make: Callable[..., GuardedClient]
) -> None:
    with pytest.raises(ResponseTooLarge):
        make(max_bytes=1_000_000).send("GET", f"{vendor.url}/bomb")


def test_an_answer_that_drips_ends_at_the_deadline(
    vendor: Vendor, make: Callable[..., GuardedClient]
) -> None:
    began = time.monotonic()
    with pytest.raises(ResponseLost):
        make(timeout=5, deadline=0.1).send("GET", f"{vendor.url}/drip")

    assert time.monotonic() - began < 1.5


def test_a_redirect_is_an_answer_unless_asked_to_follow(
    vendor: Vendor, client: GuardedClient
) -> None:
    assert client.send("GET", f"{vendor.url}/inward").status == 302


@pytest.mark.parametrize("path", ["/inward", "/inward-308"])
def test_a_redirect_inwards_is_not_followed(
    vendor: Vendor, client: GuardedClient, path: str
) -> None:
    with pytest.raises(AddressForbidden):
        client.send("GET", f"{vendor.url}{path}", follow_redirects=True)


@pytest.mark.parametrize("path", ["/to-file", "/round"])
def test_a_redirect_to_nowhere_is_no_answer(
    vendor: Vendor, client: GuardedClient, path: str
) -> None:
    with pytest.raises((ResponseLost, AddressForbidden)):
        client.send("GET", f"{vendor.url}{path}", follow_redirects=True)


def test_a_relative_redirect_stays_with_the_name(vendor: Vendor) -> None:
    place = f"shop.example:{vendor.server_port}"
    client = GuardedClient(AddressPolicy([place], lambda _host, _port: ["127.0.0.1"]))

    client.send(
        "GET", f"http://{place}/here", headers={"authorization": "Bearer x"}, follow_redirects=True
    )
    client.close()

    assert [path for path, _, _ in vendor.asked] == ["/here", "/there"]
    assert {headers["host"] for _, headers, _ in vendor.asked} == {place}
    assert vendor.asked[1][1]["authorization"] == "Bearer x"


def test_a_name_that_flips_inwards_is_refused_at_each_request(vendor: Vendor) -> None:
    addresses = iter([["93.184.215.14"], ["127.0.0.1"], ["127.0.0.1"]])
    asked: list[str] = []

    def flip(host: str, _port: int) -> list[str]:
        asked.append(host)
        return next(addresses)

    gate = AddressPolicy(resolver=flip)
    assert gate.vet("http://flipping.example/") == "93.184.215.14"
    client = GuardedClient(gate)
    with pytest.raises(AddressForbidden):
        client.send("GET", "http://flipping.example/")
    client.close()

    assert len(asked) == 2, "each request looks the name up once and connects to that answer"
    assert vendor.asked == []


def test_two_names_on_one_address_share_no_connection(vendor: Vendor) -> None:
    places = [f"{name}.example:{vendor.server_port}" for name in ("a", "b")]
    client = GuardedClient(AddressPolicy(places, lambda _host, _port: ["127.0.0.1"]))
    for place in places:
        client.send("GET", f"http://{place}/")
    client.close()

    assert [headers["host"] for _, headers, _ in vendor.asked] == places
