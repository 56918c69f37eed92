"""What no context owns: the two APIs, the bus, the keys, the photo bucket, the alarms' topic."""

from aws_cdk import Aws, CfnOutput, Duration, RemovalPolicy, Stack
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_events as events
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_secretsmanager as secretsmanager
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct

from infra.parts.access_log import AccessLog
from infra.parts.acknowledge import acknowledge
from infra.parts.alarm import alarm
from infra.parts.deployment import FRONT_DOOR_SECRET, Deployment
from infra.parts.shared import Shared

SOCKET_STAGE = "live"  # CloudFront forwards /live as it is, and the first step names the stage
CLOUDFRONT = "https://*.cloudfront.net"


class Foundation(Stack):
    """Everything that the contexts' stacks stand on."""

    def __init__(self, scope: Construct, deployment: Deployment) -> None:
        super().__init__(scope, "HaatFoundation", description="Haat: what no context owns")
        self.deployment = deployment
        self.secrets_key = self._sealing_key(
            "SecretsKey", "data keys that seal platform tokens and browser sessions"
        )
        self.browser_key = self._sealing_key(
            "BrowserKey", "data keys that seal one session for one browser job"
        )
        self.token_key = self._own_key(
            "TokenKey",
            "signs access tokens (EdDSA)",
            kms.KeySpec.ECC_NIST_EDWARDS25519,
            kms.KeyUsage.SIGN_VERIFY,
        )
        self.cursor_key = self._own_key(
            "CursorKey",
            "derives the secret that signs the cursors of lists",
            kms.KeySpec.HMAC_256,
            kms.KeyUsage.GENERATE_VERIFY_MAC,
        )
        self.alarms = self._alarms()
        self.bus = events.EventBus(self, "Bus", description="What the contexts say to each other")
        self.http_api = self._http_api()
        self.socket_api, self.socket_stage = self._socket_api()
        if not deployment.laptop:
            self._make_front_door_secret()
        self.logs_bucket = self._logs_bucket()
        self.photos = self._photos()
        for name, value in {
            "HttpApiId": self.http_api.api_id,
            "SocketApiId": self.socket_api.api_id,
            "PhotoBucket": self.photos.bucket_name,
            "EventBus": self.bus.event_bus_name,
        }.items():
            CfnOutput(self, name, value=value)

    def shared(self, public_url: str, distribution_id: str | None = None) -> Shared:
        """What is lent to the contexts, which also must know where people find Haat.

        `distribution_id` is that of CloudFront, which the laptop has not.
        """
        return Shared(
            deployment=self.deployment,
            public_url=public_url,
            distribution_id=distribution_id,
            bus=self.bus,
            http_api=self.http_api,
            socket_api=self.socket_api,
            socket_stage=self.socket_stage,
            secrets_key=self.secrets_key,
            browser_key=self.browser_key,
            token_key=self.token_key,
            cursor_key=self.cursor_key,
            photos=self.photos,
            alarms=self.alarms,
        )

    def _sealing_key(self, name: str, use: str) -> kms.Key:
        return kms.Key(
            self,
            name,
            description=f"Haat: {use}",
            enable_key_rotation=True,
            removal_policy=RemovalPolicy.RETAIN,
        )

    def _own_key(self, name: str, use: str, spec: kms.KeySpec, usage: kms.KeyUsage) -> kms.Key:
        return kms.Key(
            self,
            name,
            description=f"Haat: {use}",
            key_spec=spec,
            key_usage=usage,
            removal_policy=RemovalPolicy.RETAIN,
        )

    def _make_front_door_secret(self) -> None:
        secret = secretsmanager.Secret(
            self,
            "FrontDoorSecret",
            secret_name=FRONT_DOOR_SECRET,
            description="Haat: what CloudFront adds to each request, and the APIs ask for",
            generate_secret_string=secretsmanager.SecretStringGenerator(
                password_length=64, exclude_punctuation=True
            ),
        )
        acknowledge(
            secret,
            "CloudFront and the functions must change together: docs/runbooks/deploy.md.",
            "AwsSolutions-SMG4",
        )

    def _alarms(self) -> sns.Topic:
        key = kms.Key(
            self, "AlarmsKey", description="Haat: alarms at rest", enable_key_rotation=True
        )
        cloudwatch = iam.ServicePrincipal("cloudwatch.amazonaws.com")
        key.grant(cloudwatch, "kms:Decrypt", "kms:GenerateDataKey*")
        topic = sns.Topic(self, "Alarms", master_key=key, enforce_ssl=not self.deployment.laptop)
        topic.grant_publish(cloudwatch)
        if self.deployment.alarm_email:
            topic.add_subscription(subscriptions.EmailSubscription(self.deployment.alarm_email))
        return topic

    def _http_api(self) -> apigateway.HttpApi:
        api = apigateway.HttpApi(
            self, "HttpApi", description="Haat /api/v1", create_default_stage=False
        )
        alarm(self, "HttpServerErrors", api.metric_server_error(), self.alarms)
        return api

    def _socket_api(self) -> tuple[apigateway.WebSocketApi, apigateway.WebSocketStage]:
        api = apigateway.WebSocketApi(self, "SocketApi", description="Haat live updates")
        stage = apigateway.WebSocketStage(
            self,
            "SocketStage",
            web_socket_api=api,
            stage_name=SOCKET_STAGE,
            auto_deploy=True,
            access_log_settings=AccessLog(self, "SocketAccess"),
            throttle=apigateway.ThrottleSettings(rate_limit=500, burst_limit=1000),
        )
        return api, stage

    def _logs_bucket(self) -> s3.Bucket:
        bucket = s3.Bucket(
            self,
            "AccessLogs",
            encryption=s3.BucketEncryption.S3_MANAGED,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_PREFERRED,
            enforce_ssl=not self.deployment.laptop,
            lifecycle_rules=[s3.LifecycleRule(expiration=Duration.days(90))],
        )
        acknowledge(bucket, "It is where access logs are written to.", "AwsSolutions-S1")
        return bucket

    def _photos(self) -> s3.Bucket:
        """Private originals (`uploads/`) and proofs (`proofs/`), public renditions (`media/`)."""
        bucket = s3.Bucket(
            self,
            "Photos",
            encryption=s3.BucketEncryption.S3_MANAGED,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            enforce_ssl=not self.deployment.laptop,
            versioned=True,
            server_access_logs_bucket=self.logs_bucket,
            server_access_logs_prefix="photos/",
            removal_policy=RemovalPolicy.RETAIN,
            lifecycle_rules=[
                s3.LifecycleRule(
                    noncurrent_version_expiration=Duration.days(30),
                    abort_incomplete_multipart_upload_after=Duration.days(7),
                ),
                s3.LifecycleRule(prefix="proofs/", expiration=Duration.days(30)),
            ],
            cors=[
                s3.CorsRule(
                    allowed_methods=[s3.HttpMethods.POST, s3.HttpMethods.PUT],
                    allowed_origins=self._upload_origins(),
                    allowed_headers=["*"],
                    exposed_headers=["ETag"],
                    max_age=3600,
                )
            ],
        )
        # The distribution's own id would tie the two stacks into a circle.
        bucket.add_to_resource_policy(
            iam.PolicyStatement(
                principals=[iam.ServicePrincipal("cloudfront.amazonaws.com")],
                actions=["s3:GetObject"],
                resources=[bucket.arn_for_objects("media/*")],
                conditions={"StringEquals": {"AWS:SourceAccount": Aws.ACCOUNT_ID}},
            )
        )
        return bucket

    def _upload_origins(self) -> list[str]:
        if self.deployment.upload_origins:
            return [*self.deployment.upload_origins]
        domain = self.deployment.domain
        return [self.deployment.public_url or (f"https://{domain}" if domain else CLOUDFRONT)]
