"""Tools of npm that only the bench needs: installed on demand, at their exact version."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.bench.interpreters import ROOT


def search_path() -> str:
    """PATH with the virtual environment's Node first."""
    return os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])


def installed(name: str) -> Path:
    """A copy of `tests/bench/<name>/` below `.local/bench` with its packages."""
    source = Path(__file__).with_name(name)
    workplace = ROOT / ".local" / "bench" / name
    workplace.mkdir(parents=True, exist_ok=True)
    for file in source.iterdir():
        if file.is_file():
            shutil.copy(file, workplace / file.name)
    npm = shutil.which("npm", path=search_path())
    assert npm, "the bench needs npm: `make bench` puts it into the virtual environment"
    subprocess.run(  # npm, found above
        [npm, "install", "--no-audit", "--no-fund", "--no-package-lock", "--silent"],
        cwd=workplace,
        env={**os.environ, "PATH": search_path()},
        check=True,
    )
    return workplace


def node() -> str:
    """The Node that runs them."""
    found = shutil.which("node", path=search_path())
    assert found, "the bench needs Node: `make bench` puts it into the virtual environment"
    return found
