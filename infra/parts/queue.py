"""Queues: one for work, and one where what could not be done waits for a person."""

from aws_cdk import Duration
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.parts.acknowledge import acknowledge
from infra.parts.alarm import alarm
from infra.parts.deployment import on_laptop

KEPT = Duration.days(14)
LATE = 900
"""Seconds after which work that still waits is somebody's concern."""


class Failures(Construct):
    """A dead letter queue whose first message raises an alarm."""

    def __init__(self, scope: Construct, name: str, alarms: sns.ITopic) -> None:
        super().__init__(scope, name)
        self.queue = sqs.Queue(
            self,
            "Queue",
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=not on_laptop(self),
            retention_period=KEPT,
        )
        acknowledge(self.queue, "It is itself a dead letter queue.", "AwsSolutions-SQS3")
        depth = self.queue.metric_approximate_number_of_messages_visible(
            period=Duration.minutes(1), statistic=cloudwatch.Stats.MAXIMUM
        )
        alarm(self, "Waiting", depth, alarms)


class WorkQueue(Construct):
    """A queue for one consumer: visible again after six times its timeout, five tries."""

    def __init__(
        self,
        scope: Construct,
        name: str,
        consumer_timeout: Duration,
        alarms: sns.ITopic,
        *,
        delay: Duration | None = None,
    ) -> None:
        super().__init__(scope, name)
        self.failures = Failures(self, "Failures", alarms)
        self.queue = sqs.Queue(
            self,
            "Queue",
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=not on_laptop(self),
            retention_period=KEPT,
            delivery_delay=delay,
            # https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
            visibility_timeout=Duration.seconds(6 * int(consumer_timeout.to_seconds())),
            dead_letter_queue=sqs.DeadLetterQueue(max_receive_count=5, queue=self.failures.queue),
        )
        age = self.queue.metric_approximate_age_of_oldest_message(
            period=Duration.minutes(1), statistic=cloudwatch.Stats.MAXIMUM
        )
        alarm(self, "Late", age, alarms, above=LATE)
