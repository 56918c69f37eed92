import signal
import socket
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import httpx2
import pytest

from infra.local.sandbox import sms
from infra.local.sandbox.fetch import SECONDS, NotFetchable, fetch
from infra.local.sandbox.server import SandboxServer
from tests.e2e.waiting import eventually
from tests.integration.sandbox.meta.oauth_steps import GRAPH, PAGE, page_token
from tests.integration.sandbox.picture_server import PictureServer, drawn

REPOSITORY = Path(__file__).parents[3]
HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)">'


def test_home_counts_what_each_vendor_holds(http: httpx2.Client) -> None:
    token = page_token(http)
    http.post(f"{GRAPH}/{PAGE}/feed", data={"access_token": token, "message": "x"})
    home = http.get("/").text
    assert "1 post" in home
    for name in ("Facebook", "Instagram", "Gemini", "stand-in"):
        assert name in home


def test_hostile_words_are_shown_not_run(http: httpx2.Client) -> None:
    token = page_token(http)
    form = {"access_token": token, "message": HOSTILE, "link": "https://a.example/?<script>"}
    post = http.post(f"{GRAPH}/{PAGE}/feed", data=form).json()["id"]
    http.get("/graph.facebook.com/<script>alert(3)</script>")
    for path in ("/people/facebook", f"/people/facebook/{post}", "/people/log", "/"):
        page = http.get(path)
        assert page.status_code == 200
        assert "<script" not in page.text
        assert "<img src=x" not in page.text
        assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "&lt;script&gt;" in http.get("/people/facebook").text


def test_an_uploaded_file_is_never_served_as_a_page(
    sandbox: SandboxServer, http: httpx2.Client
) -> None:
    blob = sandbox.world.put_blob(b"<script>alert(1)</script>", "text/html")
    served = http.get(f"/_sandbox/blobs/{blob}")
    assert served.headers["content-type"] == "application/octet-stream"
    assert served.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/people/nobody", "/people/facebook/1", "/no.such.host/x"])
def test_what_is_not_there_is_404(http: httpx2.Client, path: str) -> None:
    assert http.get(path).status_code == 404


def test_the_phone_shows_messages_newest_first(sandbox: SandboxServer, http: httpx2.Client) -> None:
    sms.send(sandbox.world, "9876543210", "Your OTP is 111111", "MEESHO")
    sms.send(sandbox.world, "9876543210", "Your OTP is 222222", "MEESHO")
    page = http.get("/people/phone").text
    assert page.index("222222") < page.index("111111")
    messages = http.get("/_sandbox/sms", params={"mobile": "+919876543210"}).json()["messages"]
    assert [one["text"][-6:] for one in messages] == ["222222", "111111"]


def test_a_person_switches_a_fault_on_and_off(http: httpx2.Client) -> None:
    form = {"vendor": "facebook", "kind": "rate_limit", "times": "0", "method": "", "path": ""}
    assert http.post("/people/faults", data={**form, "action": "on"}).status_code == 303
    (fault,) = http.get("/_sandbox/faults").json()["faults"]
    assert (fault["kind"], fault["method"], fault["path"]) == ("rate_limit", None, None)
    assert "rate limit" in http.get("/people/faults").text
    http.post("/people/faults", data={"id": str(fault["id"]), "action": "off"})
    assert http.get("/_sandbox/faults").json()["faults"] == []
    wrong = http.post("/people/faults", data={**form, "rate": "7", "action": "on"})
    assert wrong.status_code == 422
    assert "rate" in wrong.text


def test_settings_are_changed_all_or_none(http: httpx2.Client) -> None:
    wrong = {"instagram_quota": 5, "no_such_setting": 1}
    assert http.post("/_sandbox/settings", json=wrong).status_code == 422
    assert http.get("/_sandbox/settings").json()["instagram_quota"] == 100
    assert http.post("/_sandbox/settings", json={"instagram_quota": 5}).status_code == 200
    assert http.get("/_sandbox/settings").json()["instagram_quota"] == 5


def test_the_owner_deletes_a_post_and_removes_access(http: httpx2.Client) -> None:
    token = page_token(http)
    form = {"access_token": token, "message": "x"}
    post = http.post(f"{GRAPH}/{PAGE}/feed", data=form).json()["id"]
    assert http.post(f"/people/facebook/{post}").status_code == 303
    assert http.get(f"/people/facebook/{post}").status_code == 404
    gone = http.get(f"{GRAPH}/{post}", params={"access_token": token}).json()["error"]
    assert (gone["code"], gone["error_subcode"]) == (100, 33)
    assert http.post("/people/facebook").status_code == 200
    ended = http.get(f"{GRAPH}/me", params={"access_token": token}).json()["error"]
    assert (ended["code"], ended["error_subcode"]) == (190, 458)
    assert http.post("/people/gemini").status_code == 404


def test_the_clock_takes_only_numbers(http: httpx2.Client) -> None:
    before = http.get("/_sandbox/health").json()["now"]
    assert http.post("/_sandbox/clock", json={"advance": "soon"}).status_code == 422
    assert http.post("/_sandbox/clock", content=b"[").status_code == 422
    assert http.get("/_sandbox/health").json()["now"] == before


@pytest.mark.parametrize(
    ("content", "status", "headers"),
    [
        (b"x" * (20 * 1024 * 1024 + 1), 200, {}),
        (drawn(), 403, {}),
        (b"", 302, {"location": "file:///etc/hostname"}),
        (b"", 302, {"location": "/nowhere"}),
    ],
)
@pytest.mark.anyio
async def test_the_crawler_refuses_what_it_cannot_take(
    picture_server: PictureServer, content: bytes, status: int, headers: dict[str, str]
) -> None:
    with pytest.raises(NotFetchable):
        await fetch(picture_server.add(content, status, **headers))


@pytest.mark.anyio
async def test_the_crawler_follows_a_redirect_and_gives_up_on_silence(
    picture_server: PictureServer,
) -> None:
    there = picture_server.add(drawn(31, 17))
    seen = await fetch(picture_server.add(b"", 302, location=there))
    assert (seen.width, seen.height) == (31, 17)
    for nowhere in ("http://127.0.0.1:9/a.jpg", "ftp://127.0.0.1/a", "not an address"):
        with pytest.raises(NotFetchable):
            await fetch(nowhere)
    assert SECONDS == 10


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(port: int, state: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "infra.local.sandbox", "--port", str(port)]
    process = subprocess.Popen([*command, "--state", str(state)], cwd=REPOSITORY)

    def serves() -> bool:
        try:
            httpx2.get(f"http://127.0.0.1:{port}/_sandbox/health", trust_env=False)
        except httpx2.TransportError:
            assert process.poll() is None, "the process ended before it served"
            return False
        return True

    try:
        eventually(serves, "the sandbox serves", seconds=60, every=0.05)
    except AssertionError:
        process.kill()
        raise
    return process


def stop(process: subprocess.Popen[bytes]) -> int:
    process.send_signal(signal.SIGTERM)
    return process.wait(timeout=20)


def test_the_process_stops_cleanly_and_remembers(tmp_path: Path) -> None:
    port = free_port()
    first = serve(port, tmp_path)
    with httpx2.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as http:
        token = page_token(http)
        form = {"access_token": token, "message": "kept"}
        post = http.post(f"{GRAPH}/{PAGE}/feed", data=form).json()["id"]
    assert stop(first) == 0
    second = serve(port, tmp_path)
    with httpx2.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as http:
        received = http.get(
            f"{GRAPH}/{post}", params={"access_token": token, "fields": "message,permalink_url"}
        )
        assert received.json()["message"] == "kept"
        assert received.json()["permalink_url"] == f"http://localhost:{port}/people/facebook/{post}"
        log = http.get("/_sandbox/log", params={"effect": "published"}).json()["entries"]
        assert [entry["effect_id"] for entry in log] == [post]
    assert stop(second) == 0


def test_a_stop_while_a_vendor_is_silent_drops_the_connection(tmp_path: Path) -> None:
    port = free_port()
    process = serve(port, tmp_path)
    answers: list[object] = []

    def ask() -> None:
        try:
            url = f"http://127.0.0.1:{port}{GRAPH}/me"
            answers.append(httpx2.get(url, timeout=30, trust_env=False).status_code)
        except httpx2.TransportError as error:
            answers.append(type(error).__name__)

    with httpx2.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as http:
        http.post("/_sandbox/faults", json={"vendor": "facebook", "kind": "hang", "seconds": 600})
        asking = threading.Thread(target=ask)
        asking.start()
        log = partial(http.get, "/_sandbox/log")
        eventually(lambda: log().json()["entries"], "it was asked", seconds=30, every=0.02)
    assert stop(process) == 0
    asking.join(timeout=20)
    assert answers == ["RemoteProtocolError"]
