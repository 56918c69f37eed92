"""Deploys the CDK app to the emulator through CloudFormation, and only what has changed."""

import json
import time
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from functools import cached_property
from graphlib import TopologicalSorter
from importlib.metadata import version
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from infra.local.assembly import Assemblies, DidNotSynthesise, name_of
from infra.local.emulator import ACCOUNT, REGION, Emulator
from infra.local.late import Late
from infra.local.process import environment
from infra.local.settings import Settings
from infra.local.stacks import Stack, stacks_of
from infra.parts.assets import fingerprint

DEPLOYED = "deployed"
KIND = "laptop"
SYNTHESIS = {
    "CDK_DEFAULT_ACCOUNT": ACCOUNT,
    "CDK_DEFAULT_REGION": REGION,
    # The emulator is the judge here, and `make synth` for AWS: the check takes as long as the rest.
    "CDK_VALIDATION": "false",
}
AT_ONCE = 4
SETTLING = 180
DONE = {"CREATE_COMPLETE", "UPDATE_COMPLETE"}
BROKEN = {"ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED", "DELETE_FAILED"}


class DidNotDeploy(Exception):
    """A stack could not be created or updated."""


class Deployer:
    """Takes the stacks of `infra.app` to one emulator."""

    def __init__(self, settings: Settings, emulator: Emulator, say: Callable[[str], None]) -> None:
        self._emulator = emulator
        self._say = say
        self._late = Late(settings)

    def deploy(self) -> bool:
        """Bring the emulator's stacks up to date; False if the inputs have not changed."""
        inputs = self._inputs()
        if self._emulator.recall(DEPLOYED) == inputs:
            self._say("stacks are up to date")
            return False
        stacks = stacks_of(self.synthesise(), self._late)
        self._upload(stacks)
        self._apply_all(stacks)
        self._wait_for_snapshots()
        self._emulator.remember(DEPLOYED, inputs)
        return True

    def synthesise(self) -> Path:
        """The folder of the app's templates; made unless one like it was made before."""
        try:
            return Assemblies().of(
                KIND,
                self._late.context(),
                environment(SYNTHESIS),
                lambda seconds: self._say(f"synthesised in {seconds:.1f} s"),
            )
        except DidNotSynthesise as failed:
            raise DidNotDeploy(str(failed)) from None

    def outputs(self, stack: str) -> dict[str, str]:
        """What a deployed stack tells about itself."""
        described = self._stacks.describe_stacks(StackName=stack)["Stacks"][0]
        return {item["OutputKey"]: item["OutputValue"] for item in described.get("Outputs", [])}

    @cached_property
    def _stacks(self) -> Any:  # noqa: ANN401 - boto3's
        return self._emulator.client("cloudformation")

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

    def _inputs(self) -> str:
        """A hash over all that decides what is deployed."""
        code = (folder.name for folder in self._late.code.values())
        values = json.dumps(self._late.values, sort_keys=True)
        templates = name_of(KIND, self._late.context())
        return fingerprint((), templates, values, *code, version("ministack"))

    def _upload(self, stacks: Iterable[Stack]) -> None:
        """Put every asset and every template where CloudFormation looks for them."""
        s3 = self._emulator.s3()
        objects = {place: body for stack in stacks for place, body in stack.objects()}
        for bucket in {bucket for bucket, _ in objects}:
            s3.create_bucket(Bucket=bucket)

        def put(place: tuple[str, str]) -> None:
            s3.put_object(Bucket=place[0], Key=place[1], Body=objects[place]())

        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(put, objects))

    def _apply_all(self, stacks: Iterable[Stack]) -> None:
        """Create or update the stacks, each when those are done that it needs."""
        named = {stack.name: stack for stack in stacks}
        order = TopologicalSorter({name: stack.needs for name, stack in named.items()})
        order.prepare()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            running: dict[Future[None], str] = {}
            while order.is_active():
                running |= {
                    pool.submit(self._bring, named[name]): name for name in order.get_ready()
                }
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for job in done:
                    job.result()
                    order.done(running.pop(job))

    def _bring(self, stack: Stack) -> None:
        started = time.monotonic()
        change = self._apply(stack)
        self._say(f"{stack.name}: {change} in {time.monotonic() - started:.1f} s")

    def _apply(self, stack: Stack) -> str:
        name = stack.name
        status = self._status(name)
        if status in BROKEN:
            self._stacks.delete_stack(StackName=name)
            self._settled(name)
            status = None
        asked = {
            "StackName": name,
            "TemplateURL": "/".join((self._emulator.url, *stack.template)),
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
