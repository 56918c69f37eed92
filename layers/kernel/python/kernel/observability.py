"""Structured logs: one line per business fact, and the correlation id in each line."""

import os
from functools import lru_cache
from typing import TYPE_CHECKING

from kernel.events import correlation

if TYPE_CHECKING:
    from aws_lambda_powertools import Logger

METRICS = "Haat"
"""The namespace of the metrics in CloudWatch."""


@lru_cache
def logger() -> "Logger":
    """The logger of this function's context; never give it tokens, texts or personal data."""
    from aws_lambda_powertools import Logger  # noqa: PLC0415  # the first line pays, not the start

    return Logger(service=os.environ.get("HAAT_CONTEXT", "haat"))


def log_event(name: str, **facts: str | float | bool | None) -> None:
    """Log one business fact: a past-tense name, ids and numbers."""
    logger().info(name, extra={**facts, "correlation_id": correlation.get()})


def log_security_event(name: str, **facts: str | float | bool | None) -> None:
    """Log an event of security (a refusal, a limit that was reached) and count it.

    The count is the metric of that name in the namespace `Haat`, by the dimension `service`: the
    context; `infra/parts/detection.py` says how many are too many. Persons and networks are named
    by their ids or `kernel.pseudonyms`, never as they are.
    """
    log_event(name, security=True, **facts)
    count(name)


def count(name: str, times: int = 1) -> None:
    """Add to the metric of this name, which operators watch (`infra/parts/detection.py`)."""
    from aws_lambda_powertools.metrics import MetricUnit, single_metric  # noqa: PLC0415  # as above

    with single_metric(name, MetricUnit.Count, times, namespace=METRICS) as metric:
        metric.add_dimension("service", os.environ.get("HAAT_CONTEXT", "haat"))


def log_failure(name: str, error: BaseException, **facts: str | float | bool | None) -> None:
    """Log a failure with its class and place, without the values that its message may carry."""
    frame = error.__traceback__
    while frame and frame.tb_next:
        frame = frame.tb_next
    where = f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" if frame else ""
    extra = {"error": type(error).__name__, "where": where, "correlation_id": correlation.get()}
    logger().error(name, extra={**facts, **extra})
