"""The stacks of a synthesised app, with the values of one laptop cloud and today's code in them."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.local.emulator import ACCOUNT, REGION
from infra.local.late import Late, Template

Place = tuple[str, str]
"""Bucket and key."""
FAST = 1
"""How hard code is packed for a reader on the same machine."""


@dataclass(frozen=True)
class Stack:
    """One stack: the stacks before it, and where CloudFormation looks for its template."""

    name: str
    needs: frozenset[str]
    template: Place
    bound: Template
    assets: dict[Place, Path]

    def objects(self) -> Iterator[tuple[Place, Callable[[], bytes]]]:
        """Each object that must be uploaded first, and how to make it."""
        yield self.template, lambda: json.dumps(self.bound).encode()
        for place, source in self.assets.items():
            yield place, lambda source=source: _packed(source)  # type: ignore[misc]


def stacks_of(folder: Path, late: Late) -> list[Stack]:
    """Every stack of an assembly, bound."""
    artifacts = json.loads((folder / "manifest.json").read_text())["artifacts"]
    names = {
        id_ for id_, artifact in artifacts.items() if artifact["type"] == "aws:cloudformation:stack"
    }
    return [_stack(folder, name, artifacts[name], names, late) for name in sorted(names)]


def _stack(folder: Path, name: str, artifact: dict[str, Any], names: set[str], late: Late) -> Stack:
    address = artifact["properties"]["stackTemplateAssetObjectUrl"].removeprefix("s3://")
    bucket, _, key = _here(address).partition("/")
    files = [
        (place, file["source"]["path"])
        for file in json.loads((folder / f"{name}.assets.json").read_text())["files"].values()
        if not file["source"]["path"].endswith(".template.json")
        for place in file["destinations"].values()
    ]
    sources = {place["objectKey"]: source for place, source in files}
    template = json.loads((folder / f"{name}.template.json").read_text())
    return Stack(
        name,
        frozenset(names.intersection(artifact.get("dependencies", ()))),
        (bucket, key),
        late.bind(template, sources),
        {
            (_here(place["bucketName"]), late.key(place["objectKey"], source)): (
                folder / late.source(source)
            )
            for place, source in files
        },
    )


def _here(text: str) -> str:
    return text.replace("${AWS::AccountId}", ACCOUNT).replace("${AWS::Region}", REGION)


def _packed(source: Path) -> bytes:
    if source.is_file():
        return source.read_bytes()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=FAST) as archive:
        for path in sorted(source.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(source))
    return packed.getvalue()
