"""Builds the third-party layers with uv, for Lambda's platform or for this machine's."""

import fcntl
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from infra.parts.assets import LOCAL, ROOT, fingerprint

NAMES = ("runtime", "imaging", "ai")
# Nothing imports these at run time; they are what makes boto3 and numpy large.
PURE_SOURCE = "pyvips"  # comes as source only; its compiled part is the wheel pyvips-binary
NOT_SHIPPED = ("**/tests", "**/__pycache__", "bin", "**/*.pyi", "**/include")


@dataclass(frozen=True)
class Target:
    """Where a layer will run."""

    name: str
    python_version: str
    platform: str | None = None


LAMBDA = Target("lambda", "3.13", "aarch64-manylinux_2_28")
HERE = Target("here", f"{sys.version_info.major}.{sys.version_info.minor}")


def build(name: str, target: Target = LAMBDA) -> Path:
    """The folder of a layer (it holds `python/`), built unless its lock was built before.

    Raises subprocess.CalledProcessError with uv's own words if a package has no wheel for it.
    """
    lock = ROOT / "layers" / name / "requirements.txt"
    words = (target.name, target.python_version, target.platform or "", *NOT_SHIPPED)
    layers = LOCAL / "layers"
    folder = layers / f"{name}-{target.name}-{fingerprint([lock], *words)}"
    layers.mkdir(parents=True, exist_ok=True)
    with (layers / f".{name}-{target.name}.lock").open("w") as guard:
        fcntl.flock(guard, fcntl.LOCK_EX)
        if not folder.exists():
            _forget_older(layers, f"{name}-{target.name}-*")
            _install(lock, folder, target)
    return folder


def _install(lock: Path, folder: Path, target: Target) -> None:
    aside = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(aside, ignore_errors=True)
    platform = ["--python-platform", target.platform] if target.platform else []
    uv = shutil.which("uv", path=str(Path(sys.executable).parent)) or "uv"
    subprocess.run(
        [
            *(uv, "pip", "install", "--quiet", "--no-deps", "--require-hashes"),
            *("--only-binary", ":all:", "--no-binary", PURE_SOURCE),
            *("--python-version", target.python_version, *platform),
            *("--target", str(aside / "python"), "-r", str(lock)),
        ],
        check=True,
        cwd=ROOT,
    )
    for pattern in NOT_SHIPPED:
        for path in [*(aside / "python").glob(pattern)]:
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    aside.rename(folder)


def _forget_older(layers: Path, pattern: str) -> None:
    for path in layers.glob(pattern):
        shutil.rmtree(path, ignore_errors=True)


def size(folder: Path) -> int:
    """Bytes that a layer takes when it is unzipped."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def main() -> None:
    """Build every layer for Lambda and say how large each is."""
    for name in NAMES:
        folder = build(name)
        print(f"{name:8} {size(folder) / 1e6:6.1f} MB  {folder}")  # noqa: T201 - a command's output


if __name__ == "__main__":
    main()
