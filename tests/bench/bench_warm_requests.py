"""CPU of a warm read through Mangum, FastAPI and the sign-in, above a bare Lambda handler."""

from collections.abc import Iterator

from tests.bench.fake_aws import OWNER, PRODUCT, fake_aws
from tests.bench.interpreters import asked, lambda_environment
from tests.bench.measurements import Measurement
from tests.integration.kms import signed_token
from tests.integration.lambda_events import api_event

BUDGET_MS = 2.0
READS = {
    "channels": ("/channels", "the same JSON from a constant"),
    "catalog": (f"/products/{PRODUCT}", "the same GetItem by boto3, over HTTP on loopback"),
}


def run() -> Iterator[Measurement]:
    """One line per read: CPU above the bare handler."""
    with fake_aws() as aws:
        for context, (path, told) in READS.items():
            event = api_event("GET", path, token=signed_token(OWNER))
            command = ["-m", "tests.bench.request_worker", "warm", context]
            costs = asked(command, lambda_environment(context, aws), event)
            own, bare = min(costs["ours"]), min(costs["bare"])
            yield Measurement(
                f"warm request: GET {path.removesuffix(PRODUCT)} CPU above bare",
                round(own - bare, 3),
                "CPU ms",
                f"bare handler, {told}: {bare:.2f} ms; ours {own:.2f} ms with sign-in",
                round(own / bare, 2),
                f"≤ {BUDGET_MS:g} ms",
                BUDGET_MS,
                own - bare,
            )
