"""The layers fit, are for Lambda's processor, and hold all that each handler imports."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from infra.parts import assets, layers
from infra.parts.assets import ROOT
from tests.architecture.tree import contexts
from tests.infra.conftest import Cloud
from tests.infra.test_handlers import BROWSERS, files

UNZIPPED = 250 * 1024 * 1024
MOST_LAYERS = 5
ELF, MACHINE, AARCH64 = b"\x7fELF", slice(18, 20), (183).to_bytes(2, "little")

IMPORT = """
import importlib, json, sys, traceback
sys.path[:] = json.loads(sys.argv[1]) + [p for p in sys.path if p]
errors = {}
for handler in sys.argv[2:]:
    module, _, name = handler.rpartition(".")
    try:
        assert callable(getattr(importlib.import_module(module), name))
        outside = sorted({
            m.__file__ for m in sys.modules.values()
            if getattr(m, "__file__", None) and "site-packages" in m.__file__
        })
        assert not outside, outside
        errors[handler] = ""
    except Exception:
        errors[handler] = traceback.format_exc()
print(json.dumps(errors))
"""
"""Imports handlers in turn and prints what was wrong with each."""


def layers_of(cloud: Cloud, function: dict[str, Any], stack: str) -> list[str]:
    resources = cloud.templates[stack]["Resources"]
    descriptions = [resources[x["Ref"]]["Properties"]["Description"] for x in function["Layers"]]
    return [description.split("-")[0] for description in descriptions]


def zip_functions(cloud: Cloud) -> list[tuple[str, dict[str, Any], list[str]]]:
    return [
        (function["Handler"], function, layers_of(cloud, function, stack))
        for stack, _, function in cloud.resources("AWS::Lambda::Function")
        if function.get("Handler", "").startswith(("functions.", "kernel."))
    ]


def test_no_function_is_too_large_or_has_too_many_layers(aws: Cloud) -> None:
    sizes = {name: layers.size(layers.build(name)) for name in layers.NAMES}
    sizes |= {name: layers.size(stage()) for name, stage in assets.OWN.items()}
    code = layers.size(assets.code())
    for handler, _, names in zip_functions(aws):
        assert len(names) <= MOST_LAYERS, handler
        assert code + sum(sizes[name] for name in names) < UNZIPPED, handler


@pytest.mark.parametrize("name", layers.NAMES)
def test_compiled_parts_are_for_lambdas_processor(name: str) -> None:
    compiled = list(layers.build(name).rglob("*.so*"))
    assert compiled
    for file in compiled:
        head = file.read_bytes()[:20]
        assert (head[:4], head[MACHINE]) == (ELF, AARCH64), file


def test_on_the_laptop_only_our_own_code_is_attached(laptop: Cloud) -> None:
    attached = {handler: set(names) for handler, _, names in zip_functions(laptop)}
    assert set().union(*attached.values()) == set(assets.OWN)
    assert all("kernel" in names for names in attached.values())


def test_who_asks_models_is_content(aws: Cloud) -> None:
    asking = {handler for handler, _, names in zip_functions(aws) if "llm" in names}
    assert asking == {
        f"functions.content.handlers.{name}.handler"
        for name in (
            "api",
            "api_ai",
            "on_copy_requested",
            "on_image_requested",
            "on_photo_ready",
            "on_product_archived",
            "on_product_created",
            "on_product_updated",
            "on_rewrite_requested",
            "queue_rewrites",
        )
    }


HANDLERS = sorted({*files(), "kernel.aws.relay.handler", "kernel.aws.relay.sweep"} - {*BROWSERS})
SETTINGS = {
    **{f"{name.upper()}_TABLE": name for name in contexts()},
    "AWS_DEFAULT_REGION": "us-east-1",
    "EVENT_BUS": "haat",
    "PUBLIC_URL": "https://haat.example",
    "PHOTO_BUCKET": "photos",
    "JWT_KEY_ID": "token-key",
    "SECRETS_KEY_ID": "secrets-key",
    "PUBLISH_MACHINE_ARN": "arn:aws:states:us-east-1:000000000000:stateMachine:publish",
    "SOCKET_URL": "https://socket.example/live",
    "CONTEXT_TABLE": "context",
}


def context_of(handler: str) -> str:
    return handler.split(".")[1]


class HandlerImporter:
    """Imports handlers with nothing on the path but what Lambda puts there, built for here.

    Those of one context that have the same layers share a process, which starts once.
    """

    def __init__(self, cloud: Cloud, folder: Path) -> None:
        here = {name: layers.build(name, layers.HERE) / "python" for name in layers.NAMES}
        here |= {name: stage() / "python" for name, stage in assets.OWN.items()}
        self._paths = {
            handler: (str(assets.code()), *(str(here[name]) for name in names))
            for handler, _, names in zip_functions(cloud)
        }
        self._folder = folder
        self._errors: dict[str, str] = {}

    def __getitem__(self, handler: str) -> str:
        """What was wrong with a handler: nothing, or a traceback."""
        if handler not in self._errors:
            self._errors |= self._import(handler)
        return self._errors[handler]

    def _import(self, handler: str) -> dict[str, str]:
        alike = (context_of(handler), self._paths[handler])
        together = [one for one in HANDLERS if (context_of(one), self._paths[one]) == alike]
        done = subprocess.run(
            [sys.executable, "-I", "-S", "-c", IMPORT, json.dumps(alike[1]), *together],
            cwd=self._folder,
            env={**SETTINGS, "HAAT_CONTEXT": alike[0]},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        errors: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
        return errors


@pytest.fixture(scope="session")
def importing(aws: Cloud, tmp_path_factory: pytest.TempPathFactory) -> HandlerImporter:
    return HandlerImporter(aws, tmp_path_factory.mktemp("importing"))


@pytest.mark.parametrize("handler", HANDLERS)
def test_a_handler_needs_nothing_but_its_own_layers(
    importing: HandlerImporter, handler: str
) -> None:
    assert importing[handler] == ""


def test_locks_name_no_registry_and_no_machine() -> None:
    locks = [ROOT / "requirements-dev.txt", *ROOT.glob("layers/*/requirements.txt")]
    assert len(locks) == 1 + len(layers.NAMES) + 1  # the browser's goes into the image
    for lock in locks:
        text = lock.read_text()
        assert "--hash=sha256:" in text
        for forbidden in ("://", "--index", "--find-links", "file:", str(Path.home())):
            assert forbidden not in text, (lock, forbidden)


def test_layers_take_the_same_versions_as_the_tools() -> None:
    tools = _pins(ROOT / "requirements-dev.txt")
    for lock in ROOT.glob("layers/*/requirements.txt"):
        assert _pins(lock) <= tools, lock


def _pins(lock: Path) -> set[str]:
    return {line.split()[0] for line in lock.read_text().splitlines() if "==" in line}
