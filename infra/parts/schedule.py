"""A function that wakes by the clock."""

from aws_cdk import Duration
from aws_cdk import aws_iam as iam
from aws_cdk import aws_scheduler as scheduler
from aws_cdk import aws_scheduler_targets as targets
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.parts.function import Function


def every(
    scope: Construct, name: str, period: Duration, function: Function, failures: sqs.IQueue
) -> None:
    """Call the function each period; a call that cannot be made waits with the failures."""
    role = iam.Role(
        scope, f"{name}Role", assumed_by=iam.ServicePrincipal("scheduler.amazonaws.com")
    )
    role.add_to_policy(
        iam.PolicyStatement(
            actions=["lambda:InvokeFunction"], resources=[function.entry.function_arn]
        )
    )
    failures.grant_send_messages(role)
    scheduler.Schedule(
        scope,
        name,
        schedule=scheduler.ScheduleExpression.rate(period),
        target=targets.LambdaInvoke(
            function.entry,
            dead_letter_queue=failures,
            retry_attempts=2,
            max_event_age=Duration.minutes(5),
            # CDK would add every version of the function to the role.
            role=role.without_policy_updates(),
        ),
    )
