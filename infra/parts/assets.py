"""Which files go to AWS: the code tree, our own layers and the browser image's build context."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCAL = Path(os.environ.get("HAAT_BUILD", ROOT / ".local"))
LEFT_OUT = {"__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache"}


def files_below(folder: Path) -> Iterator[Path]:
    """Every file that is shipped from a folder, in a stable order."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix not in {".pyc", ".md"} and not LEFT_OUT & {*path.parts}:
            yield path


def fingerprint(paths: Iterable[Path], *words: str) -> str:
    """A hash over names, contents and words; the same on every machine."""
    digest = hashlib.sha256("\0".join(words).encode())
    for path in paths:
        name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path.name
        digest.update(f"\0{name}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:32]


def stage(name: str, sources: dict[str, Path]) -> Path:
    """Copy sources (target name → file or folder) into `.local/assets/<name>-<hash>`, once.

    Two processes may stage the same content at once: each builds aside and renames into place.
    """
    files = [path for source in sources.values() for path in _expand(source)]
    target = LOCAL / "assets" / f"{name}-{fingerprint(files, name, *sources)}"
    if target.exists():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{name}-"))
    for inside, source in sources.items():
        for path in _expand(source):
            copy = aside / inside / path.relative_to(source) if source.is_dir() else aside / inside
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
    aside.chmod(0o755)
    try:
        aside.rename(target)
    except OSError:
        if not target.exists():
            raise
        shutil.rmtree(aside)
    return target


def _expand(source: Path) -> list[Path]:
    return list(files_below(source)) if source.is_dir() else [source]


def code() -> Path:
    """The one code asset of all functions: a folder that holds the package `functions`."""
    return stage("functions", {"functions": ROOT / "functions"})


def kernel() -> Path:
    """The kernel layer: a folder that holds `python/kernel`."""
    return stage("kernel", {"python/kernel": ROOT / "layers" / "kernel" / "python" / "kernel"})


def llm() -> Path:
    """The layer of those who ask language and image models: a folder that holds `python/llm`."""
    return stage("llm", {"python/llm": ROOT / "layers" / "llm" / "python" / "llm"})


OWN: Mapping[str, Callable[[], Path]] = {"kernel": kernel, "llm": llm}
"""The layers of our own code, by name; the others are third-party."""


def browser_image() -> Path:
    """The build context of the browser function's container image."""
    return stage(
        "browser",
        {
            "Dockerfile": ROOT / "infra" / "parts" / "browser.Dockerfile",
            "functions": ROOT / "functions",
            "kernel": ROOT / "layers" / "kernel" / "python" / "kernel",
            "requirements/runtime.txt": ROOT / "layers" / "runtime" / "requirements.txt",
            "requirements/browser.txt": ROOT / "layers" / "browser" / "requirements.txt",
        },
    )
