"""The synthesised CDK app, kept below `.local/assembly` for as long as what it was made of."""

import fcntl
import json
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

from infra.local.process import ROOT, run_kept
from infra.parts.assets import LOCAL, fingerprint

# All that synthesis reads and that decides what a template says. Code is not among it: a template
# names it by its hash only, which the laptop's deployer replaces.
READS = (
    "infra/*.py",
    "infra/parts/*",
    "functions/channels/adapters/*/platform.json",
    "events/*/*.schema.json",
    "layers/*/requirements.txt",
    "cdk.json",
)
TOOLS = ("aws-cdk-lib", "cdk-nag", "constructs", "jsii")
APP = ("-m", "infra.app")


class DidNotSynthesise(Exception):
    """The CDK app ended with an error; its last words are the message."""


def read_files(root: Path = ROOT) -> list[Path]:
    """The files of this checkout that synthesis reads."""
    found = (path for pattern in READS for path in sorted(root.glob(pattern)))
    return [path for path in found if path.is_file() and path.suffix != ".md"]


def complete(context: Mapping[str, Any]) -> dict[str, Any]:
    """What the CDK command line would pass to the app: `cdk.json`, and `context` above it."""
    file: dict[str, Any] = json.loads((ROOT / "cdk.json").read_text())["context"]
    return file | {"aws:cdk:disable-asset-staging": True} | dict(context)


def name_of(kind: str, context: Mapping[str, Any], root: Path = ROOT) -> str:
    """`<kind>-<hash>`: equal if, and only if, synthesis would say the same."""
    words = (json.dumps(complete(context), sort_keys=True), *map(version, TOOLS))
    return f"{kind}-{fingerprint(read_files(root), *words, platform.python_version())}"


@dataclass(frozen=True)
class Assemblies:
    """A folder with one assembly for each hash; any number of processes may share it.

    Beyond the newest `kept` of a kind, those are forgotten that nobody asked for in the last
    `unused` seconds: whoever was given a folder has read it by then.
    """

    folder: Path = LOCAL / "assembly"
    program: Sequence[str] = APP
    kept: int = 6
    unused: float = 3600

    def of(
        self,
        kind: str,
        context: Mapping[str, Any],
        environ: Mapping[str, str],
        made: Callable[[float], None] = lambda _seconds: None,
    ) -> Path:
        """The folder of the templates for a context; synthesised if nobody has done so before.

        If several ask at once, one works and the others wait for it. `made` is told the seconds
        that synthesis took, when it was necessary. Raises DidNotSynthesise.
        """
        folder = self.folder / name_of(kind, context)
        with _alone(self.folder / f".{kind}.lock"):
            if not folder.exists():
                started = time.monotonic()
                self._synthesise(folder, context, environ)
                made(time.monotonic() - started)
            os.utime(folder)
            self._forget_unused(kind)
        return folder

    def _synthesise(
        self, folder: Path, context: Mapping[str, Any], environ: Mapping[str, str]
    ) -> None:
        aside = Path(tempfile.mkdtemp(dir=self.folder, prefix=".making-"))
        try:
            done = run_app(aside, context, environ, self.program)
            if done.returncode:
                raise DidNotSynthesise(
                    f"The CDK app could not be synthesised.\n{(done.stderr or done.stdout)[-6000:]}"
                )
            aside.chmod(0o755)
            aside.rename(folder)
        finally:
            shutil.rmtree(aside, ignore_errors=True)

    def _forget_unused(self, kind: str) -> None:
        used = {folder: folder.stat().st_mtime for folder in self.folder.glob(f"{kind}-*")}
        # Compared with each other alone: the newest is being used now, by the disk's own clock.
        newest, *others = sorted(used, key=used.__getitem__, reverse=True)
        for folder in others[self.kept - 1 :]:
            if used[newest] - used[folder] > self.unused:
                shutil.rmtree(folder)


def run_app(
    folder: Path,
    context: Mapping[str, Any],
    environ: Mapping[str, str],
    program: Sequence[str] = APP,
) -> CompletedProcess[str]:
    """Run the app, or another program like it, in a process of its own; it writes into `folder`."""
    told = {
        "CDK_OUTDIR": str(folder),
        "CDK_CONTEXT_JSON": json.dumps(complete(context)),
        "PYTHONPATH": str(ROOT),
    }
    return run_kept([sys.executable, *program], ROOT, {**environ, **told})


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as guard:
        fcntl.flock(guard, fcntl.LOCK_EX)
        yield
