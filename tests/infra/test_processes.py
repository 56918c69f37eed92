"""The laptop cloud's processes and files: what starts, what is said when it does not."""

import socket
import sys
from pathlib import Path

import pytest

from infra.local.process import (
    DidNotStart,
    PortTaken,
    Process,
    environment,
    free_port,
    require_free,
)
from infra.parts import assets

SERVER = "import http.server as h; h.HTTPServer(('127.0.0.1', {port}), h.SimpleHTTPRequestHandler).serve_forever()"  # noqa: E501 - one line of a program


def process(tmp_path: Path, program: str, port: int) -> Process:
    return Process(
        "server", ["-c", program], log=tmp_path / "log", health=f"http://127.0.0.1:{port}/"
    )


def test_a_process_is_ready_when_it_answers_and_gone_when_stopped(tmp_path: Path) -> None:
    port = free_port()
    server = process(tmp_path, SERVER.format(port=port), port)
    server.start({}, tmp_path)
    server.wait_until_ready()
    pids = [server.pid]
    server.stop()
    pids.append(server.pid)
    assert pids[0]
    assert pids[1] is None
    require_free(port, "HAAT_PORT")


def test_what_ends_while_starting_is_quoted(tmp_path: Path) -> None:
    failing = process(tmp_path, "raise SystemExit('no such table')", free_port())
    failing.start({}, tmp_path)
    with pytest.raises(DidNotStart, match=r"server ended while starting\.\nno such table"):
        failing.wait_until_ready()
    failing.stop()


def test_children_know_little_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "real")
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    seen = environment({"HAAT_PORT": "1"})
    assert seen["HAAT_PORT"] == "1"
    assert seen["PATH"].startswith(str(Path(sys.executable).parent))
    assert not {"AWS_SECRET_ACCESS_KEY", "PYTHONPATH"} & set(seen)


def test_a_taken_port_names_the_setting() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(PortTaken, match="HAAT_EMULATOR_PORT=<port>"):
            require_free(other.getsockname()[1], "HAAT_EMULATOR_PORT")


def test_staged_files_are_named_by_their_content(tmp_path: Path) -> None:
    source = tmp_path / "source"
    (source / "__pycache__").mkdir(parents=True)
    (source / "__pycache__" / "a.pyc").write_bytes(b"compiled")
    (source / "a.py").write_text("one")
    (source / "README.md").write_text("for people")
    first = assets.stage("test", {"inside": source})
    assert [path.name for path in first.rglob("*") if path.is_file()] == ["a.py"]
    assert assets.stage("test", {"inside": source}) == first
    (source / "a.py").write_text("two")
    second = assets.stage("test", {"inside": source})
    assert second != first
    assert (second / "inside" / "a.py").read_text() == "two"
