"""The laptop cloud itself: its front door, its permissions, and what it keeps over a restart."""

import http.client
import io
import json
import os
import signal
import socket
import subprocess
import sys
import zipfile
from contextlib import closing
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import httpx2
import pytest
from websockets.sync.client import connect

from infra.local.laptop import Laptop
from infra.local.process import ROOT, PortTaken, environment, free_port
from infra.local.seed import EMAIL, PASSWORD
from tests.e2e.artisan import address
from tests.e2e.laptop_aws import aws, table_of, waiting_events
from tests.e2e.waiting import eventually

THIEF = """
import boto3
def handler(event, context):
    table = boto3.client("dynamodb")
    return table.get_item(TableName=event["table"], Key={"pk": {"S": "a"}, "sk": {"S": "b"}})
"""
MOMENT = 20.0


def wait_until_outbox_is_empty(laptop: Laptop, context: str) -> None:
    """Wait until a context's outbox is empty."""

    def is_empty() -> bool:
        with aws(laptop, "dynamodb") as tables:
            return not waiting_events(tables, context)

    eventually(is_empty, f"an empty outbox of {context}", seconds=MOMENT)


def raw(laptop: Laptop, path: str) -> bytes:
    """What a path answers that no client has tidied up."""
    with closing(http.client.HTTPConnection(urlsplit(laptop.url).netloc)) as door:
        door.request("GET", path)
        return door.getresponse().read()


def login(laptop: Laptop, email: str = EMAIL) -> httpx2.Response:
    person = {"email": email, "password": PASSWORD, "session": "token"}
    return httpx2.post(f"{laptop.url}/api/v1/auth/login", json=person, timeout=60)


def register(laptop: Laptop, email: str) -> httpx2.Response:
    person = {"email": email, "password": PASSWORD, "name": "Asha", "session": "token"}
    return httpx2.post(f"{laptop.url}/api/v1/auth/register", json=person, timeout=60)


def test_each_path_of_the_app_is_the_app_with_cloudfronts_headers(laptop: Laptop) -> None:
    front, deep = (httpx2.get(f"{laptop.url}{path}") for path in ("/", "/posts/post_1"))
    assert front.status_code == deep.status_code == 200
    assert front.text == deep.text
    policy = deep.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert f"connect-src 'self' http://localhost:{laptop.settings.emulator_port}" in policy
    assert "unsafe-eval" not in policy
    assert deep.headers["x-content-type-options"] == "nosniff"
    assert deep.headers["cache-control"] == "no-cache"


def test_a_missing_file_is_missing_and_files_are_compressed(laptop: Laptop) -> None:
    assert httpx2.get(f"{laptop.url}/assets/none.js").status_code == 404
    page = httpx2.get(f"{laptop.url}/").text
    script = page.split('src="/assets/')[1].split('"')[0]
    answer = httpx2.get(f"{laptop.url}/assets/{script}", headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]
    unchanged = {"accept-encoding": "gzip", "if-none-match": answer.headers["etag"]}
    assert httpx2.get(f"{laptop.url}/assets/{script}", headers=unchanged).status_code == 304


@pytest.mark.parametrize("path", ["/../../pyproject.toml", "/assets/..%2f..%2f..%2fpyproject.toml"])
def test_nothing_outside_the_web_app_is_served(laptop: Laptop, path: str) -> None:
    assert b"[project]" not in raw(laptop, path)


def test_the_apis_404_stays_the_apis(laptop: Laptop) -> None:
    answer = httpx2.get(f"{laptop.url}/api/v1/auth/nothing", timeout=60)
    assert answer.status_code == 404
    assert answer.json()["success"] is False
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "strict-transport-security" not in answer.headers  # a laptop speaks plain HTTP


def test_originals_are_private(laptop: Laptop) -> None:
    bucket = laptop.deployer.outputs("HaatFoundation")["PhotoBucket"]
    s3 = laptop.emulator.s3()
    s3.put_object(Bucket=bucket, Key="originals/1", Body=b"private")
    s3.put_object(Bucket=bucket, Key="media/1/web.webp", Body=b"public", ContentType="image/webp")
    shown = httpx2.get(f"{laptop.url}/media/1/web.webp")
    assert (shown.content, shown.headers["content-type"]) == (b"public", "image/webp")
    for found in (shown, httpx2.get(f"{laptop.url}/media/1/none.webp")):
        assert found.headers["x-content-type-options"] == "nosniff"
    for path in ("/originals/1", "/media/../originals/1", "/media/%2e%2e/originals/1"):
        assert b"private" not in raw(laptop, path)


def test_the_socket_is_joined_with_the_websocket_api(laptop: Laptop) -> None:
    token = login(laptop).json()["data"]["access_token"]
    with connect(f"ws://localhost:{laptop.settings.port}/live") as live:
        live.send(json.dumps({"action": "ping"}))
        assert json.loads(live.recv(timeout=60)) == {"type": "pong"}
        live.send(json.dumps({"action": "hello", "token": "no token"}))
        assert json.loads(live.recv(timeout=60))["type"] == "error"
        live.send(json.dumps({"action": "hello", "token": token}))
        assert json.loads(live.recv(timeout=60)) == {"type": "hello"}


def test_a_function_that_reaches_for_anothers_table_is_refused(laptop: Laptop) -> None:
    functions = laptop.emulator.client("lambda")
    (catalog,) = [
        function
        for function in functions.list_functions(MaxItems=1000)["Functions"]
        if function["Handler"] == "functions.catalog.handlers.api.handler"
    ]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("thief.py", THIEF)
    functions.create_function(
        FunctionName="thief",
        Runtime="python3.13",
        Handler="thief.handler",
        Role=catalog["Role"],
        Code={"ZipFile": packed.getvalue()},
        Timeout=60,
    )

    def reach(context: str) -> dict[str, Any]:
        with aws(laptop, "dynamodb") as tables:
            asked = json.dumps({"table": table_of(tables, context)})
        answer = functions.invoke(FunctionName="thief", Payload=asked)
        read: dict[str, Any] = json.loads(answer["Payload"].read())
        return read

    try:
        assert reach("catalog")["ResponseMetadata"]["HTTPStatusCode"] == 200
        refused = reach("channels")
    finally:
        functions.delete_function(FunctionName="thief")
    assert "AccessDenied" in json.dumps(refused)
    assert "dynamodb:GetItem" in json.dumps(refused)


def test_a_restart_keeps_people_and_loses_no_event(laptop: Laptop) -> None:
    before, after = address(), address()
    assert register(laptop, before).status_code == 201
    wait_until_outbox_is_empty(laptop, "identity")
    laptop.restart()
    assert login(laptop, before).status_code == 200
    # The stream goes on where it should: were its position kept, this event would wait for the
    # sweep, which takes what is older than a minute.
    assert register(laptop, after).status_code == 201
    wait_until_outbox_is_empty(laptop, "identity")


def test_a_taken_port_is_one_clear_sentence(laptop: Laptop) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        settings = replace(laptop.settings, port=free_port(), sandbox_port=taken)
        with pytest.raises(PortTaken, match=rf"^Port {taken} is taken: .*HAAT_SANDBOX_PORT=<port>"):
            Laptop(settings).start()


def test_a_second_start_deploys_nothing_and_ctrl_c_ends_every_process_and_keeps_the_state(
    laptop: Laptop,
) -> None:
    laptop.stop()
    ports = (laptop.settings.port, laptop.settings.sandbox_port, laptop.settings.emulator_port)
    names = ("HAAT_PORT", "HAAT_SANDBOX_PORT", "HAAT_EMULATOR_PORT")
    settings = dict(zip(names, map(str, ports), strict=True))
    settings |= {"HAAT_STATE": str(laptop.settings.state), **laptop.settings.named}
    command = [sys.executable, "-m", "infra.local"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(settings), stdout=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout
        begun = []
        for line in run.stdout:
            begun.append(line)
            if "Ctrl-C" in line:
                break
        os.kill(run.pid, signal.SIGINT)
        ended = run.stdout.read()
    assert run.returncode == 0
    assert any("stacks are up to date" in line for line in begun), begun
    assert not [line for line in begun if "synthesised" in line]
    assert "stopped; everything is kept" in ended
    for port in ports:
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", port)) != 0
    laptop.start()
    assert login(laptop).status_code == 200
