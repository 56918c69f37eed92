"""Where a cdk-nag finding is accepted, one by one and with its reason."""

from aws_cdk import Acknowledgment, Stack, Validations
from constructs import IConstruct

LAMBDA_BASICS = (
    "AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/"
    "AWSLambdaBasicExecutionRole]"
)


def acknowledge(scope: IConstruct, reason: str, *findings: str) -> None:
    """Accept findings (`AwsSolutions-IAM5[Resource::*]`) on a construct and what is below it."""
    Validations.of(scope).acknowledge(*(Acknowledgment(id=id_, reason=reason) for id_ in findings))


def acknowledge_resource(scope: IConstruct, arn: str, reason: str) -> None:
    """Accept that a policy names this pattern of resources."""
    written = _as_nag_writes(Stack.of(scope).resolve(arn))
    acknowledge(scope, reason, f"AwsSolutions-IAM5[Resource::{written}]")


def _as_nag_writes(value: object) -> str:
    match value:
        case {"Fn::Join": [str(separator), list(parts)]}:
            return separator.join(_as_nag_writes(part) for part in parts)
        case {"Fn::GetAtt": [str(logical_id), str(attribute)]}:
            return f"<{logical_id}.{attribute}>"
        case {"Fn::ImportValue": name}:
            return _as_nag_writes(name)
        case {"Ref": name}:
            return f"<{name}>"
        case _:
            return str(value)
