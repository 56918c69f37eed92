"""Where people find Haat: the web app on S3, and one address for it, the APIs and the pictures."""

from aws_cdk import CfnOutput, CfnParameter, Duration, RemovalPolicy, Stack
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_s3_deployment as deployment
from constructs import Construct

from infra.foundation import Foundation
from infra.parts import headers
from infra.parts.acknowledge import LAMBDA_BASICS, acknowledge
from infra.parts.function import LOG_RETENTION
from infra.parts.headers import SECRET_HEADER

# Paths of the app are pages; files have a dot. API answers never pass through here, so a 404 of
# the API stays a 404 (a custom error response would turn it into the page).
SPA = """
function handler(event) {
  var request = event.request;
  if (request.uri.indexOf('.', request.uri.lastIndexOf('/')) < 0) { request.uri = '/index.html'; }
  return request;
}
"""
# The viewer's address in place of any that the viewer sent; `kernel.front_door` reads it.
VIEWER = """
function handler(event) {
  event.request.headers['true-client-ip'] = { value: event.viewer.ip };
  return event.request;
}
"""
CDK_UPLOADER = "Custom::CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C"
CDK_ASSETS = "cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>"
UPLOADER_FINDINGS = (
    "AwsSolutions-L1",
    LAMBDA_BASICS,
    "AwsSolutions-IAM5[Action::s3:Abort*]",
    "AwsSolutions-IAM5[Action::s3:DeleteObject*]",
    "AwsSolutions-IAM5[Action::s3:GetBucket*]",
    "AwsSolutions-IAM5[Action::s3:GetObject*]",
    "AwsSolutions-IAM5[Action::s3:List*]",
    "AwsSolutions-IAM5[Resource::*]",
    "AwsSolutions-IAM5[Resource::<SiteE53D7754.Arn>/*]",
    f"AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::{CDK_ASSETS}/*]",
)
ONE_YEAR = "public, max-age=31536000, immutable"
HSTS = cloudfront.ResponseHeadersStrictTransportSecurity(
    access_control_max_age=Duration.days(365), include_subdomains=True, override=True
)


class Web(Stack):
    """CloudFront before S3, API Gateway and the photo bucket's `media/` folder."""

    def __init__(self, scope: Construct, foundation: Foundation) -> None:
        super().__init__(scope, "HaatWeb", description="Haat: web app and front door")
        self.foundation = foundation
        self.site = self._site()
        self.viewer = self._function("Viewer", VIEWER)
        self.distribution = self._distribution()
        self._deploy()
        domain = foundation.deployment.domain or self.distribution.distribution_domain_name
        self.public_url = foundation.deployment.public_url or f"https://{domain}"
        CfnOutput(self, "Address", value=self.public_url)

    def _site(self) -> s3.Bucket:
        return s3.Bucket(
            self,
            "Site",
            encryption=s3.BucketEncryption.S3_MANAGED,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            enforce_ssl=True,
            server_access_logs_bucket=s3.Bucket.from_bucket_name(
                self, "AccessLogs", self.foundation.logs_bucket.bucket_name
            ),
            server_access_logs_prefix="site/",
        )

    def _distribution(self) -> cloudfront.Distribution:
        settings = self.foundation.deployment
        answers = self._answer_headers()
        certificate = None
        if settings.certificate_arn:
            certificate = acm.Certificate.from_certificate_arn(
                self, "Certificate", settings.certificate_arn
            )
        distribution = cloudfront.Distribution(
            self,
            "Distribution",
            comment="Haat",
            default_root_object="index.html",
            default_behavior=self._app(),
            additional_behaviors={
                "/api/*": self._api(self._http_domain(), answers),
                "/live": self._api(self._socket_domain(), answers),
                "/media/*": self._pictures(answers),
            },
            domain_names=[settings.domain] if settings.domain else None,
            certificate=certificate,
            web_acl_id=self._web_acl(),
            minimum_protocol_version=cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
            http_version=cloudfront.HttpVersion.HTTP2_AND_3,
            enable_logging=True,
            log_bucket=self.foundation.logs_bucket,
            log_file_prefix="cloudfront/",
        )
        self._acknowledge(distribution)
        return distribution

    def _web_acl(self) -> str:
        """The ARN that the stack of the firewall, in another region, says; `make deploy` passes it.

        A parameter without a default: CloudFormation refuses to deploy without a firewall.
        """
        parameter = CfnParameter(
            self,
            "WebAclArn",
            description="The output WebAclArn of HaatFirewall in us-east-1",
            allowed_pattern="arn:aws:wafv2:us-east-1:[0-9]+:global/webacl/.+",
        )
        return parameter.value_as_string

    def _app(self) -> cloudfront.BehaviorOptions:
        return cloudfront.BehaviorOptions(
            origin=origins.S3BucketOrigin.with_origin_access_control(self.site),
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
            compress=True,
            response_headers_policy=self._page_headers(),
            function_associations=[_on_request(self._function("Pages", SPA))],
        )

    def _function(self, name: str, code: str) -> cloudfront.Function:
        return cloudfront.Function(
            self,
            name,
            code=cloudfront.FunctionCode.from_inline(code),
            runtime=cloudfront.FunctionRuntime.JS_2_0,
        )

    def _answer_headers(self) -> cloudfront.ResponseHeadersPolicy:
        """Of what is no page: the API's answers, the socket's, and pictures."""
        return cloudfront.ResponseHeadersPolicy(
            self,
            "AnswerHeaders",
            security_headers_behavior=cloudfront.ResponseSecurityHeadersBehavior(
                strict_transport_security=HSTS,
                content_type_options=cloudfront.ResponseHeadersContentTypeOptions(override=True),
            ),
        )

    def _page_headers(self) -> cloudfront.ResponseHeadersPolicy:
        bucket = self.foundation.photos.bucket_regional_domain_name
        return cloudfront.ResponseHeadersPolicy(
            self,
            "Headers",
            security_headers_behavior=cloudfront.ResponseSecurityHeadersBehavior(
                content_security_policy=cloudfront.ResponseHeadersContentSecurityPolicy(
                    content_security_policy=headers.content_security_policy(f"https://{bucket}"),
                    override=True,
                ),
                strict_transport_security=HSTS,
                content_type_options=cloudfront.ResponseHeadersContentTypeOptions(override=True),
                frame_options=cloudfront.ResponseHeadersFrameOptions(
                    frame_option=cloudfront.HeadersFrameOption.DENY, override=True
                ),
                referrer_policy=cloudfront.ResponseHeadersReferrerPolicy(
                    referrer_policy=cloudfront.HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN,
                    override=True,
                ),
            ),
            custom_headers_behavior=cloudfront.ResponseCustomHeadersBehavior(
                custom_headers=[
                    cloudfront.ResponseCustomHeader(header=name, value=value, override=True)
                    for name, value in headers.OURS.items()
                ]
            ),
        )

    def _api(
        self, domain: str, answers: cloudfront.ResponseHeadersPolicy
    ) -> cloudfront.BehaviorOptions:
        return cloudfront.BehaviorOptions(
            origin=origins.HttpOrigin(
                domain,
                protocol_policy=cloudfront.OriginProtocolPolicy.HTTPS_ONLY,
                custom_headers={SECRET_HEADER: self.foundation.deployment.front_door_secret},
            ),
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
            allowed_methods=cloudfront.AllowedMethods.ALLOW_ALL,
            cache_policy=cloudfront.CachePolicy.CACHING_DISABLED,
            # It forwards what `VIEWER` sets. A policy that adds `CloudFront-Viewer-Address` would
            # forward the viewer's Host as well, which API Gateway refuses.
            origin_request_policy=cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
            response_headers_policy=answers,
            function_associations=[_on_request(self.viewer)],
        )

    def _pictures(self, answers: cloudfront.ResponseHeadersPolicy) -> cloudfront.BehaviorOptions:
        photos = s3.Bucket.from_bucket_attributes(
            self,
            "Photos",
            bucket_name=self.foundation.photos.bucket_name,
            bucket_regional_domain_name=self.foundation.photos.bucket_regional_domain_name,
        )
        return cloudfront.BehaviorOptions(
            origin=origins.S3BucketOrigin.with_origin_access_control(photos),
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
            cache_policy=cloudfront.CachePolicy.CACHING_OPTIMIZED,
            response_headers_policy=answers,
        )

    def _acknowledge(self, distribution: cloudfront.Distribution) -> None:
        acknowledge(
            distribution,
            "Artisans and buyers are everywhere.",
            "AwsSolutions-CFR1",
        )
        acknowledge(
            distribution,
            "CloudFront fixes the protocols of its own certificate; with `haat:domain` TLS 1.2 is "
            "the least.",
            "AwsSolutions-CFR4",
        )

    def _http_domain(self) -> str:
        return f"{self.foundation.http_api.api_id}.execute-api.{self.region}.{self.url_suffix}"

    def _socket_domain(self) -> str:
        return f"{self.foundation.socket_api.api_id}.execute-api.{self.region}.{self.url_suffix}"

    def _deploy(self) -> None:
        dist = self.foundation.deployment.web_dist
        if not (dist / "index.html").exists():
            raise SystemExit(f"There is no web app in {dist}: run `make web-build` first.")
        source = deployment.Source.asset(str(dist))
        group = logs.LogGroup(
            self, "UploaderLogs", retention=LOG_RETENTION, removal_policy=RemovalPolicy.DESTROY
        )
        hashed = deployment.BucketDeployment(
            self,
            "Assets",
            sources=[source],
            destination_bucket=self.site,
            log_group=group,
            exclude=["*"],
            include=["assets/*"],
            prune=False,
            cache_control=[deployment.CacheControl.from_string(ONE_YEAR)],
        )
        pages = deployment.BucketDeployment(
            self,
            "Pages and service worker",
            sources=[source],
            destination_bucket=self.site,
            log_group=group,
            exclude=["assets/*"],
            prune=False,
            cache_control=[deployment.CacheControl.no_cache()],
            distribution=self.distribution,
            distribution_paths=["/*"],
        )
        pages.node.add_dependency(hashed)
        acknowledge(
            self.node.find_child(CDK_UPLOADER),
            "CDK's own function that copies the web app into its bucket, at deployment only.",
            *UPLOADER_FINDINGS,
        )


def _on_request(function: cloudfront.Function) -> cloudfront.FunctionAssociation:
    return cloudfront.FunctionAssociation(
        function=function, event_type=cloudfront.FunctionEventType.VIEWER_REQUEST
    )
