"""Fresh interpreters that look like a Lambda: its environment, byte code present, AWS near by."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from infra.parts.environment import EVERYWHERE

ROOT = Path(__file__).parents[2]


def lambda_environment(context: str, aws: str = "") -> dict[str, str]:
    """What a function of `context` finds in its environment; `aws` is where AWS is."""
    tables = {f"{name.upper()}_TABLE": f"haat-{name}" for name in ("catalog", context)}
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join(
            [str(ROOT), str(ROOT / "layers/kernel/python"), str(ROOT / "layers/llm/python")]
        ),
        "HAAT_CONTEXT": context,
        "JWT_KEY_ID": "tokens",
        "AWS_REGION": "ap-south-1",
        "AWS_DEFAULT_REGION": "ap-south-1",
        "AWS_ACCESS_KEY_ID": "bench",
        "AWS_SECRET_ACCESS_KEY": "bench",
        "AWS_ENDPOINT_URL": aws,
        "AWS_EC2_METADATA_DISABLED": "true",
        "POWERTOOLS_LOG_LEVEL": "INFO",
        **EVERYWHERE,
        **tables,
    }


def asked(command: list[str], environment: Mapping[str, str], given: object = None) -> Any:
    """What the program answers on its last line, as JSON, when `given` is its input."""
    completed = subprocess.run(
        [sys.executable, *command],
        env=dict(environment),
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=False,
    )
    if completed.returncode:
        raise ChildFailed(completed.stderr)
    return json.loads(completed.stdout.splitlines()[-1])


class ChildFailed(Exception):
    """A measured program ended with this on its standard error."""
