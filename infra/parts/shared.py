"""What the foundation lends to each context's stack."""

from dataclasses import dataclass

from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_events as events
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sns as sns

from infra.parts.deployment import Deployment


@dataclass(frozen=True)
class Shared:
    """The parts of the cloud that belong to no context."""

    deployment: Deployment
    public_url: str
    distribution_id: str | None
    bus: events.EventBus
    http_api: apigateway.HttpApi
    socket_api: apigateway.WebSocketApi
    socket_stage: apigateway.WebSocketStage
    secrets_key: kms.Key
    browser_key: kms.Key
    token_key: kms.Key
    cursor_key: kms.Key
    photos: s3.Bucket
    alarms: sns.Topic
