"""The browser function's image: its entry point answers Lambda's runtime API, from its own files.

No container engine: the image's folders are laid out as its Dockerfile does, and the Dockerfile's
own ENTRYPOINT and CMD are run in them, with the image's packages and no others.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.parts import assets, layers
from infra.parts.assets import ROOT
from tests.infra.conftest import Cloud
from tests.infra.lambda_runtime import RuntimeApi

DOCKERFILE = (ROOT / "infra" / "parts" / "browser.Dockerfile").read_text()


def instruction(name: str) -> list[str]:
    (found,) = re.findall(rf"^{name} (\[.+\])$", DOCKERFILE, re.MULTILINE)
    words: list[str] = json.loads(found)
    return words


@pytest.fixture(scope="module")
def packages() -> str:
    """The image's packages, installed for this machine from the image's own locks."""
    folders = [layers.build(name, layers.HERE) / "python" for name in ("runtime", "browser")]
    return os.pathsep.join(map(str, folders))


@pytest.fixture
def runtime(packages: str, tmp_path: Path) -> Iterator[RuntimeApi]:
    """A runtime API with the image's process behind it."""
    python, *arguments = instruction("ENTRYPOINT")
    assert python == "python"
    with RuntimeApi() as api, (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-S", *arguments, *instruction("CMD")],
            cwd=assets.browser_image(),  # WORKDIR /var/task, into which both folders are copied
            env={
                "AWS_LAMBDA_RUNTIME_API": api.address,
                "AWS_DEFAULT_REGION": "us-east-1",
                "PYTHONPATH": packages,
                "HOME": str(tmp_path),
                "HAAT_CONTEXT": "publishing",
                "BROWSER_KEY_ID": "browser-key",
            },
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        yield api
        process.terminate()
        process.wait(20)


def test_the_entry_point_serves_and_outlives_a_broken_event(runtime: RuntimeApi) -> None:
    first = runtime.invoke("one", {"post_id": "post_1", "job": {"platform": "meesho"}})
    assert first.kind == "error"
    assert first.body["errorType"] == "ValidationError"
    second = runtime.invoke("two", {})
    assert (second.kind, second.body["errorType"]) == ("error", "KeyError")


def test_the_image_starts_by_itself_one_of_those_that_the_stacks_name(aws: Cloud) -> None:
    commands = [
        function["ImageConfig"]["Command"]
        for _, _, function in aws.resources("AWS::Lambda::Function")
        if function.get("PackageType") == "Image"
    ]
    assert instruction("CMD") in commands


def test_all_that_the_dockerfile_copies_is_in_the_build_context() -> None:
    context = assets.browser_image()
    copied = re.findall(r"^COPY (\S+) ", DOCKERFILE, re.MULTILINE)
    assert copied == ["requirements", "kernel", "functions"]
    for name in copied:
        assert any((context / name).iterdir())


def test_the_image_does_not_run_as_root() -> None:
    assert re.findall(r"^USER (\d+)$", DOCKERFILE, re.MULTILINE) == ["65534"]
