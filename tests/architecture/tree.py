"""Finds its way in the tree for the architecture tests: contexts, files, syntax."""

import ast
import gc
import importlib
import pkgutil
import subprocess
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
FUNCTIONS = ROOT / "functions"
LAYERS = ROOT / "layers"

NAMES = (
    "handlers",
    "routes",
    "public",
    "wiring",
    "adapters",
    "service",
    "ports",
    "schemas",
    "events",
    "model",
    "errors",
)
"""The eleven names that a context is made of."""

_LIST = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")


@lru_cache
def tracked() -> tuple[Path, ...]:
    """Every file that is, or would be, under version control."""
    listed = subprocess.run(  # a fixed command
        _LIST,
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    paths = (ROOT / name for name in listed.split("\0") if name)
    return tuple(sorted(path for path in paths if path.is_file()))


def python_files(*tops: str) -> Iterator[Path]:
    """Our Python files below these top folders."""
    for path in tracked():
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in tops:
            yield path


def contexts() -> list[str]:
    """The bounded contexts."""
    return sorted(path.parent.name for path in FUNCTIONS.glob("*/__init__.py"))


@lru_cache
def syntax(path: Path) -> ast.Module:
    """The parsed file."""
    # In Python 3.11 a finaliser that fails while the parser runs re-enters it (its traceback is
    # drawn with `ast.parse`) and breaks it: python/cpython#106905.
    gc.disable()
    try:
        return ast.parse(path.read_text(encoding="utf-8"), str(path))
    finally:
        gc.enable()


def location(path: Path, line: int = 0) -> str:
    """`path:line`, as an editor opens it."""
    return f"{path.relative_to(ROOT)}" + (f":{line}" if line else "")


def module_name(path: Path) -> str:
    """The name by which a file of ours is imported."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    parts = parts[3:] if path.is_relative_to(LAYERS) else parts  # layers/<layer>/python/
    return ".".join(part for part in parts if part != "__init__")


def modules(package: str) -> Iterator[ModuleType]:
    """A package and every module in it, imported."""
    top = importlib.import_module(package)
    yield top
    for found in pkgutil.walk_packages(top.__path__, f"{package}."):
        yield importlib.import_module(found.name)


def handler_files(context: str) -> list[Path]:
    """One file for each Lambda of a context."""
    return _files_in(FUNCTIONS / context / "handlers")


def route_files(context: str) -> list[Path]:
    """The files of a context's HTTP routes, which its API handlers join."""
    return _files_in(FUNCTIONS / context / "routes")


def _files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.py") if path.stem != "__init__")


def has_api(context: str) -> bool:
    """Whether a context answers HTTP."""
    return any((FUNCTIONS / context / "handlers").glob("api*.py"))


def imported_modules(path: Path) -> Iterator[tuple[str, int]]:
    """Every module that a file imports, wherever in it, with the line."""
    for node in ast.walk(syntax(path)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node.lineno
            for alias in node.names:
                yield f"{node.module}.{alias.name}", node.lineno


def asked(context: str) -> set[str]:
    """The contexts whose `public` one of the context's adapters imports."""
    return {
        parts[1]
        for path in (FUNCTIONS / context / "adapters").rglob("*.py")
        for name, _ in imported_modules(path)
        if (parts := name.split("."))[0] == "functions"
        and len(parts) > 2
        and parts[1] != context
        and parts[2] == "public"
    }
