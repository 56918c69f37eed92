"""Pictures fetched from an address: what comes, what does not, and where we never go."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.integration.aws import Cloud
from tests.integration.media.media_api import PICTURE, ask, deliver, refused, s3_event, show

PAGES: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/pot.jpg": (200, {"content-type": "image/jpeg"}, PICTURE),
    "/moved": (302, {"location": "/pot.jpg"}, b""),
    "/inside": (302, {"location": "http://169.254.169.254/latest/meta-data/"}, b""),
    "/page": (200, {"content-type": "text/html"}, b"<html>not a picture</html>"),
    "/empty": (200, {}, b""),
    "/large": (200, {}, b"x" * 2_000_000),
    "/loop": (302, {"location": "/loop"}, b""),
}


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:  # http.server's name
        status, headers, body = PAGES.get(self.path, (404, {}, b"nothing"))
        self.send_response(status)
        for name, value in {**headers, "content-length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    place = f"127.0.0.1:{server.server_port}"
    monkeypatch.setenv("OUTBOUND_ALLOW", place)
    monkeypatch.setenv("MEDIA_MAX_BYTES", "1000000")
    yield f"http://{place}"
    server.shutdown()
    server.server_close()
    thread.join()


def fetched(cloud: Cloud, url: str) -> str:
    photo = str(ask(cloud, "POST", "/media/imports", {"url": url})["photo_id"])
    deliver(cloud)
    return photo


@pytest.mark.parametrize("path", ["/pot.jpg", "/moved"])
def test_a_picture_is_fetched_and_then_an_upload_like_others(
    cloud: Cloud, site: str, path: str
) -> None:
    photo = fetched(cloud, site + path)
    assert show(cloud, photo)["status"] == "uploading"
    cloud.call("media.on_photo_uploaded", s3_event(f"uploads/{photo}"))
    assert show(cloud, photo)["status"] == "ready"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/gone.jpg", "404"),
        ("/empty", "nothing in it"),
        ("/large", "more than"),
        ("/inside", "public internet"),
        ("/loop", "nothing answers"),
    ],
)
def test_what_cannot_be_fetched_is_rejected_in_words(
    cloud: Cloud, site: str, path: str, words: str
) -> None:
    shown = show(cloud, fetched(cloud, site + path))
    assert (shown["status"], shown["reason"]["code"]) == ("rejected", "picture_unreachable")
    assert words in shown["reason"]["message"]
    assert len(cloud.outbox_events("media", "PhotoRejected")) == 1


@pytest.mark.parametrize(
    "url", ["http://localhost:1/x.jpg", "http://10.0.0.1/x.jpg", "http://[::1]/x.jpg"]
)
def test_our_own_network_is_never_called(cloud: Cloud, site: str, url: str) -> None:
    assert site
    shown = show(cloud, fetched(cloud, url))
    assert shown["reason"]["code"] == "picture_unreachable"


def test_a_page_is_fetched_and_refused_by_its_content(cloud: Cloud, site: str) -> None:
    photo = fetched(cloud, f"{site}/page")
    cloud.call("media.on_photo_uploaded", s3_event(f"uploads/{photo}"))
    assert show(cloud, photo)["reason"]["code"] == "wrong_kind_of_file"


@pytest.mark.parametrize("url", ["ftp://example.org/x.jpg", "file:///etc/passwd", "pot.jpg"])
def test_only_web_addresses_are_taken(cloud: Cloud, url: str) -> None:
    assert refused(cloud, "POST", "/media/imports", {"url": url})["code"] == "malformed"
