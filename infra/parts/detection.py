"""Which security facts are counted, and how many in five minutes are somebody's concern.

`kernel.observability.log_security_event` counts them, by context.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from aws_cdk import Duration
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_sns as sns
from constructs import Construct

from infra.parts.alarm import alarm

NAMESPACE = "Haat"


@dataclass(frozen=True)
class Fact:
    """`above` is the first count that alarms; `contexts` where it can happen (None: in all)."""

    above: int
    contexts: tuple[str, ...] | None = None


FACTS: Mapping[str, Fact] = {
    "FrontDoorBypassed": Fact(20),
    "SignInRefused": Fact(100, ("identity",)),
    "TriesUsedUp": Fact(20, ("identity", "content")),
    "RefreshTokenReused": Fact(1, ("identity",)),
    "RoleDenied": Fact(20),
    "WebhookRefused": Fact(20, ("channels",)),
    "QuotaReached": Fact(20, ("content", "media")),
    "EverybodysQuotaReached": Fact(1, ("content", "media")),
    "EverybodysBudgetSpent": Fact(1, ("content",)),
    "ItemsFailed": Fact(10),
}


def watched(context: str) -> Iterator[tuple[str, Fact]]:
    """The facts that functions of the context can log."""
    for name, fact in FACTS.items():
        if fact.contexts is None or context in fact.contexts:
            yield name, fact


def watch(scope: Construct, context: str, topic: sns.ITopic) -> None:
    """Raise an alarm for each security fact of the context that comes too often."""
    for name, fact in watched(context):
        counted = cloudwatch.Metric(
            namespace=NAMESPACE,
            metric_name=name,
            dimensions_map={"service": context},
            statistic=cloudwatch.Stats.SUM,
            period=Duration.minutes(5),
        )
        alarm(scope, name, counted, topic, above=fact.above)
