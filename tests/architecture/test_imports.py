"""Who may import whom: the contracts of pyproject.toml, and the one way out to the network."""

import ast
import importlib
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from functions.channels import public
from functions.channels.model.posting_commands import COMMANDS
from tests.architecture.tree import (
    FUNCTIONS,
    ROOT,
    contexts,
    handler_files,
    imported_modules,
    location,
    module_name,
    python_files,
    syntax,
)

_WAYS_OUT = (
    "httpx2",
    "httpx",
    "requests",
    "urllib3",
    "urllib.request",
    "http.client",
    "aiohttp",
    "socket",
)


def test_the_import_contracts_hold(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)

    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), cache_dir=None)

    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_every_request_to_the_outside_goes_through_the_guarded_client() -> None:
    offences = [
        f"{location(path, line)} imports {name}"
        for path in python_files("functions", "layers")
        if path.name not in {"http.py", "addresses.py"} or "kernel" not in path.parts
        for name, line in imported_modules(path)
        if name in _WAYS_OUT or name.startswith(tuple(f"{way}." for way in _WAYS_OUT))
    ]

    assert offences == []


def test_no_other_context_has_channels_act_in_process() -> None:
    """It would need channels' secrets for it: what acts is a command for its internal function."""
    offences = [
        f"{location(path, node.lineno)} {ast.unparse(node)}"
        for path in python_files("functions")
        if "channels" not in path.relative_to(FUNCTIONS).parts[:1]
        for names in [_bound_to(path, "functions.channels", "public")]
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in names
        and node.attr in COMMANDS.kinds
    ]
    direct = [
        f"{location(path, line)} {name}"
        for path in python_files("functions")
        for name, line in imported_modules(path)
        if name.startswith("functions.channels.public.")
        and name.rpartition(".")[2] in COMMANDS.kinds
    ]

    assert offences + direct == []
    assert not set(COMMANDS.kinds) & set(vars(public)), "a verb that acts in process"


def _bound_to(path: Path, package: str, module: str) -> set[str]:
    """The names that a file gives to a module that it imports."""
    return {
        alias.asname or alias.name
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.ImportFrom) and node.module == package
        for alias in node.names
        if alias.name == module
    }


def test_infrastructure_names_handlers_by_string_and_never_imports_them() -> None:
    offences = [
        location(path, line)
        for path in python_files("infra")
        for name, line in imported_modules(path)
        if name.split(".")[0] == "functions"
    ]

    assert offences == []


@pytest.mark.parametrize("context", contexts())
def test_every_handler_can_be_imported_and_called(context: str) -> None:
    files = handler_files(context)

    assert files
    for path in files:
        module = importlib.import_module(module_name(path))
        assert callable(module.handler), location(path)
