"""Cold starts: the import of each API handler in a fresh interpreter, and its first answer."""

import statistics
from collections.abc import Iterator
from pathlib import Path

from tests.bench.fake_aws import OWNER, PRODUCT, fake_aws
from tests.bench.interpreters import asked, lambda_environment
from tests.bench.measurements import Measurement
from tests.integration.kms import signed_token
from tests.integration.lambda_events import api_event

FUNCTIONS = Path(__file__).parents[2] / "functions"
HANDLERS = {
    f"functions.{file.parents[1].name}.handlers.{file.stem}": file.parents[1].name
    for name in ("api*", "socket")
    for file in sorted(FUNCTIONS.glob(f"*/handlers/{name}.py"))
}
NAIVE = "fastapi, mangum, boto3"
ROUNDS = 11
BUDGET_MS = 400

_IMPORT = """
import time
began = time.perf_counter()
import {modules}
print((time.perf_counter() - began) * 1000)
"""


def run() -> Iterator[Measurement]:
    """One line per handler, and the way to the first answer of two of them."""
    times = imports()
    naive = min(times[NAIVE])
    for module, context in HANDLERS.items():
        best, median = min(times[module]), statistics.median(times[module])
        yield Measurement(
            f"cold import: {context} {module.rpartition('.')[2]}",
            round(best, 1),
            "ms",
            f"import {NAIVE}: {naive:.0f} ms; least of {ROUNDS}, median {median:.0f}",
            round(best / naive, 3),
            f"≤ {BUDGET_MS} ms",
            BUDGET_MS,
            best,
        )
    yield from first_answers(naive)


def imports() -> dict[str, list[float]]:
    """Milliseconds of each import, in turns, so that a busy moment strikes all alike."""
    times: dict[str, list[float]] = {name: [] for name in (NAIVE, *HANDLERS)}
    for turn in range(ROUNDS + 1):
        for name, seen in times.items():
            environment = lambda_environment(HANDLERS.get(name, "catalog"))
            took = float(asked(["-c", _IMPORT.format(modules=name)], environment))
            if turn:  # the first turn writes byte code
                seen.append(took)
    return times


def first_answers(naive: float) -> Iterator[Measurement]:
    """From nothing imported to the first answer, AWS calls included."""
    with fake_aws() as aws:
        for context, path in (("channels", "/channels"), ("catalog", f"/products/{PRODUCT}")):
            event = api_event("GET", path, token=signed_token(OWNER))
            command = ["-m", "tests.bench.request_worker", "first", context]
            environment = lambda_environment(context, aws)
            took = [float(asked(command, environment, event)["ms"]) for _ in range(ROUNDS)]
            yield Measurement(
                f"cold start to first answer: {context}",
                round(min(took), 1),
                "ms",
                f"import {NAIVE} alone: {naive:.0f} ms; median {statistics.median(took):.0f}",
                round(min(took) / naive, 3),
            )
