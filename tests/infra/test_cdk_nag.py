"""cdk-nag and cfn-lint have nothing to say that was not answered with a reason."""

import subprocess
import sys
from pathlib import Path

from infra.local.assembly import run_app
from tests.infra.conftest import Cloud, environment

# W3005: CDK writes a DependsOn beside the GetAtt that implies it; harmless, and not ours.
NOT_OURS = ("W3005",)
A_SENTENCE = 20

CARELESS = """
from aws_cdk import App, Stack, aws_s3 as s3
from infra.app import build
app = App()
build(app)
s3.Bucket(Stack(app, "Careless"), "Bucket")
app.synth()
"""


def test_cfn_lint_is_silent(aws: Cloud) -> None:
    files = sorted(map(str, aws.folder.glob("*.template.json")))
    done = subprocess.run(
        [
            str(Path(sys.executable).with_name("cfn-lint")),
            "-r",
            "us-east-1",
            "-i",
            *NOT_OURS,
            "--",
            *files,
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_each_acknowledged_finding_has_a_reason_of_its_own(aws: Cloud) -> None:
    acknowledged = [
        (path, finding, reason)
        for path, kind, rules in aws.metadata()
        if kind == "aws:cdk:acknowledged-rules"
        for finding, reason in rules.items()
        if "AwsSolutions" in finding
    ]
    assert acknowledged
    for path, finding, reason in acknowledged:
        assert len(reason) >= A_SENTENCE, (path, finding)
        assert path.count("/") > 1, f"{finding} is acknowledged for a whole stack: {path}"


def test_a_careless_bucket_would_stop_the_build(web_dist: Path, tmp_path: Path) -> None:
    context = {"haat:web_dist": str(web_dist)}
    done = run_app(tmp_path, context, environment(), ("-c", CARELESS))
    assert done.returncode != 0
    assert "Careless/Bucket" in done.stderr + done.stdout
    assert "AwsSolutions-S10" in done.stderr + done.stdout
    assert "HaatMedia" not in done.stderr + done.stdout
