"""Writes the locks: one hash-pinned requirements file for the tools and one for each layer."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LAYERS = ("runtime", "imaging", "ai", "browser")
COMMAND = ["uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes"]
# A lock names packages, versions and hashes: no registry's address, no path of a machine.
PORTABLE = ["--no-emit-index-url", "--no-header", "--no-annotate", "--python-version", "3.11"]
HEADER = (
    "# Written by `make lock` from the group `{group}` of pyproject.toml; not edited by hand.\n"
)


def compile_group(group: str, target: Path, *more: str) -> None:
    """Resolve one dependency group into a requirements file with hashes."""
    subprocess.run(
        [*COMMAND, *PORTABLE, "--group", f"pyproject.toml:{group}", "-o", str(target), *more],
        check=True,
        cwd=ROOT,
    )
    target.write_text(HEADER.format(group=group) + _without_header(target.read_text()))


def _without_header(text: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("# "))


def main() -> None:
    """Lock the tools first; the layers then take the same versions."""
    tools = ROOT / "requirements-dev.txt"
    compile_group("dev", tools)
    for layer in LAYERS:
        target = ROOT / "layers" / layer / "requirements.txt"
        target.parent.mkdir(parents=True, exist_ok=True)
        compile_group(layer, target, "--constraint", str(tools))
        print(f"{layer}: {target.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
