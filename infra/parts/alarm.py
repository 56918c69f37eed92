"""An alarm that tells the operators' topic, with the same manners everywhere."""

from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_sns as sns
from constructs import Construct


def alarm(
    scope: Construct,
    name: str,
    metric: cloudwatch.IMetric,
    topic: sns.ITopic,
    *,
    above: int = 1,
) -> None:
    """Alarm when the metric reaches `above`, the first occurrence of a count; silence is good."""
    cloudwatch.Alarm(
        scope,
        name,
        metric=metric,
        threshold=above,
        evaluation_periods=1,
        comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
    ).add_alarm_action(actions.SnsAction(topic))
