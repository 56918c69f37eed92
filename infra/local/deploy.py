"""Deploys the CDK app to the emulator through CloudFormation, and only what has changed."""

import io
import json
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from infra.local.emulator import ACCOUNT, REGION, Emulator
from infra.local.process import ROOT, environment
from infra.local.settings import Settings
from infra.parts.assets import files_below, fingerprint

DEPLOYED = "deployed"
SETTLING = 180
DONE = {"CREATE_COMPLETE", "UPDATE_COMPLETE"}
BROKEN = {"ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED", "DELETE_FAILED"}


class DidNotDeploy(Exception):
    """A stack could not be created or updated."""


class Deployer:
    """Takes the stacks of `infra.app` to one emulator."""

    def __init__(self, settings: Settings, emulator: Emulator, say: Callable[[str], None]) -> None:
        self._settings = settings
        self._emulator = emulator
        self._say = say
        self._stacks = emulator.client("cloudformation")
        self._assembly = settings.state / "assembly"
        self._uploaded: set[tuple[str, str]] = set()

    def deploy(self) -> bool:
        """Bring the emulator's stacks up to date; False if the inputs have not changed."""
        inputs = self._inputs()
        if self._emulator.recall(DEPLOYED) == inputs:
            self._say("stacks are up to date")
            return False
        self._synthesise()
        stacks = list(_in_order(self._assembly))
        for stack in stacks:
            self._upload(stack)
        for stack in stacks:
            started = time.monotonic()
            change = self._apply(stack)
            self._say(f"{stack['name']}: {change} in {time.monotonic() - started:.1f} s")
        self._wait_for_snapshots()
        self._emulator.remember(DEPLOYED, inputs)
        return True

    def outputs(self, stack: str) -> dict[str, str]:
        """What a deployed stack tells about itself."""
        described = self._stacks.describe_stacks(StackName=stack)["Stacks"][0]
        return {item["OutputKey"]: item["OutputValue"] for item in described.get("Outputs", [])}

    def _wait_for_snapshots(self) -> None:
        """Return when each SnapStart version has started once; AWS's CloudFormation waits too.

        A request in the meantime would only start a second worker for the same function.
        """
        started = time.monotonic()
        functions = self._emulator.client("lambda")
        pages = functions.get_paginator("list_functions").paginate(FunctionVersion="ALL")
        for entry in [entry for page in pages for entry in page["Functions"]]:
            if entry["Version"] != "$LATEST":
                self._wait_for(functions, entry["FunctionName"], entry["Version"])
        self._say(f"functions started in {time.monotonic() - started:.1f} s")

    def _wait_for(self, functions: Any, name: str, version: str) -> None:  # noqa: ANN401 - boto3's
        deadline = time.monotonic() + SETTLING
        while time.monotonic() < deadline:
            now = functions.get_function_configuration(FunctionName=name, Qualifier=version)
            if now["State"] == "Failed":
                raise DidNotDeploy(f"{name} does not start.\n{now['StateReason']}")
            if now["State"] != "Pending":
                return
            time.sleep(0.1)
        raise DidNotDeploy(f"{name} did not start in {SETTLING} s.")

    def _context(self) -> dict[str, Any]:
        file: dict[str, Any] = json.loads((ROOT / "cdk.json").read_text())["context"]
        return file | {
            "haat:laptop": True,
            "haat:public_url": self._settings.public_url,
            "haat:emulator_url": self._settings.emulator_url,
            "haat:upload_origins": self._settings.origins,
            "haat:outbound_allow": self._settings.outbound_allow,
            "haat:vendors": self._settings.vendors(),
            "haat:timings": self._settings.timings(),
            "aws:cdk:disable-asset-staging": True,
        }

    def _inputs(self) -> str:
        """A hash over all that decides what is deployed."""
        folders = (ROOT / "functions", ROOT / "layers" / "kernel", ROOT / "infra" / "parts")
        files = [path for folder in folders for path in files_below(folder)]
        files += sorted((ROOT / "infra").glob("*.py"))
        words = (json.dumps(self._context(), sort_keys=True), version("aws-cdk-lib"))
        return fingerprint(files, *words, version("ministack"))

    def _synthesise(self) -> None:
        started = time.monotonic()
        more = {
            "CDK_OUTDIR": str(self._assembly),
            "CDK_CONTEXT_JSON": json.dumps(self._context()),
            "CDK_DEFAULT_ACCOUNT": ACCOUNT,
            "CDK_DEFAULT_REGION": REGION,
        }
        done = subprocess.run(
            [sys.executable, "-m", "infra.app"],
            cwd=ROOT,
            env=environment(more),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise DidNotDeploy(f"The CDK app could not be synthesised.\n{done.stderr[-4000:]}")
        self._say(f"synthesised in {time.monotonic() - started:.1f} s")

    def _upload(self, stack: dict[str, Any]) -> None:
        s3 = self._emulator.s3()
        for asset in stack["files"]:
            source = self._assembly / asset["source"]["path"]
            for place in asset["destinations"].values():
                bucket, key = _here(place["bucketName"]), place["objectKey"]
                if (bucket, key) not in self._uploaded:
                    s3.create_bucket(Bucket=bucket)
                    s3.put_object(Bucket=bucket, Key=key, Body=_body(source))
                    self._uploaded.add((bucket, key))

    def _apply(self, stack: dict[str, Any]) -> str:
        name = stack["name"]
        status = self._status(name)
        if status in BROKEN:
            self._stacks.delete_stack(StackName=name)
            self._settled(name)
            status = None
        asked = {
            "StackName": name,
            "TemplateURL": f"{self._emulator.url}/{_here(stack['template'])}",
            "Capabilities": ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM"],
        }
        if status is None or status == "DELETE_COMPLETE":
            self._stacks.create_stack(**asked)
            change = "created"
        else:
            try:
                self._stacks.update_stack(**asked)
            except ClientError as refused:
                if "No updates are to be performed" in str(refused):
                    return "unchanged"
                raise
            change = "updated"
        if (status := self._settled(name)) not in DONE:
            raise DidNotDeploy(f"{name} ended in {status}.\n{self._reasons(name)}")
        return change

    def _status(self, name: str) -> str | None:
        try:
            described = self._stacks.describe_stacks(StackName=name)["Stacks"]
        except ClientError as refused:
            if "does not exist" in str(refused):
                return None
            raise
        return str(described[0]["StackStatus"])

    def _settled(self, name: str, seconds: float = SETTLING) -> str | None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            status = self._status(name)
            if not status or not status.endswith("IN_PROGRESS"):
                return status
            time.sleep(0.1)
        raise DidNotDeploy(f"{name} did not settle in {seconds:g} s.\n{self._reasons(name)}")

    def _reasons(self, name: str) -> str:
        events = self._stacks.describe_stack_events(StackName=name)["StackEvents"]
        return "\n".join(
            f"{event['LogicalResourceId']}: {event.get('ResourceStatusReason', '')}"
            for event in events
            if event["ResourceStatus"].endswith("FAILED")
        )


def _here(text: str) -> str:
    return text.replace("${AWS::AccountId}", ACCOUNT).replace("${AWS::Region}", REGION)


def _in_order(assembly: Path) -> Iterator[dict[str, Any]]:
    """Each stack after those that it depends on, with its template and its assets."""
    artifacts = json.loads((assembly / "manifest.json").read_text())["artifacts"]
    done: set[str] = set()

    def visit(id_: str) -> Iterator[dict[str, Any]]:
        artifact = artifacts[id_]
        if id_ in done or artifact["type"] != "aws:cloudformation:stack":
            return
        done.add(id_)
        for needed in artifact.get("dependencies", []):
            yield from visit(needed)
        assets = json.loads((assembly / f"{id_}.assets.json").read_text())
        address = artifact["properties"]["stackTemplateAssetObjectUrl"].removeprefix("s3://")
        yield {"name": id_, "template": address, "files": list(assets["files"].values())}

    for id_ in artifacts:
        yield from visit(id_)


def _body(source: Path) -> bytes:
    if source.is_file():
        return source.read_bytes()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(source.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(source))
    return packed.getvalue()
