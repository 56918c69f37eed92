"""What is kept off CloudFront: known attacks, known bad addresses, and floods from one address."""

from aws_cdk import CfnOutput, Environment, Stack
from aws_cdk import aws_wafv2 as waf
from constructs import Construct

REGION = "us-east-1"
"""AWS keeps web ACLs of CloudFront in this region, wherever all else is."""
MANAGED = (
    "AWSManagedRulesAmazonIpReputationList",
    "AWSManagedRulesCommonRuleSet",
    "AWSManagedRulesKnownBadInputsRuleSet",
)
# Webhooks are up to 256 KB, drafts above 8 KB, and not every platform names its client: the kernel
# has limits of its own for both.
COUNTED = ("SizeRestrictions_BODY", "NoUserAgent_HEADER")
# In five minutes, from one address. A market shares one address with its phones.
REQUESTS, SIGN_INS = 5000, 300
SIGN_IN_PATH = "/api/v1/auth/"


class Firewall(Stack):
    """The web ACL, which `make deploy` makes first and names to the stack of the distribution."""

    def __init__(self, scope: Construct) -> None:
        super().__init__(
            scope,
            "HaatFirewall",
            description="Haat: web ACL of CloudFront",
            env=Environment(region=REGION),
        )
        rules = [
            *(self._managed(name, number) for number, name in enumerate(MANAGED)),
            self._limited("SignIns", SIGN_INS, 10, SIGN_IN_PATH),
            self._limited("Requests", REQUESTS, 11),
        ]
        acl = waf.CfnWebACL(
            self,
            "WebAcl",
            scope="CLOUDFRONT",
            default_action=waf.CfnWebACL.DefaultActionProperty(allow={}),
            visibility_config=_seen("WebAcl"),
            rules=rules,
        )
        CfnOutput(self, "WebAclArn", value=acl.attr_arn)

    def _managed(self, name: str, priority: int) -> waf.CfnWebACL.RuleProperty:
        counted = COUNTED if name == "AWSManagedRulesCommonRuleSet" else ()
        group = waf.CfnWebACL.ManagedRuleGroupStatementProperty(
            vendor_name="AWS",
            name=name,
            rule_action_overrides=[
                waf.CfnWebACL.RuleActionOverrideProperty(
                    name=rule, action_to_use=waf.CfnWebACL.RuleActionProperty(count={})
                )
                for rule in counted
            ]
            or None,
        )
        return waf.CfnWebACL.RuleProperty(
            name=name,
            priority=priority,
            statement=waf.CfnWebACL.StatementProperty(managed_rule_group_statement=group),
            override_action=waf.CfnWebACL.OverrideActionProperty(none={}),
            visibility_config=_seen(name),
        )

    def _limited(
        self, name: str, most: int, priority: int, path: str = "/"
    ) -> waf.CfnWebACL.RuleProperty:
        below = waf.CfnWebACL.ByteMatchStatementProperty(
            field_to_match=waf.CfnWebACL.FieldToMatchProperty(uri_path={}),
            positional_constraint="STARTS_WITH",
            search_string=path,
            text_transformations=[
                waf.CfnWebACL.TextTransformationProperty(priority=0, type="NONE")
            ],
        )
        rate = waf.CfnWebACL.RateBasedStatementProperty(
            aggregate_key_type="IP",
            limit=most,
            scope_down_statement=waf.CfnWebACL.StatementProperty(byte_match_statement=below),
        )
        return waf.CfnWebACL.RuleProperty(
            name=name,
            priority=priority,
            statement=waf.CfnWebACL.StatementProperty(rate_based_statement=rate),
            action=waf.CfnWebACL.RuleActionProperty(block={}),
            visibility_config=_seen(name),
        )


def _seen(name: str) -> waf.CfnWebACL.VisibilityConfigProperty:
    return waf.CfnWebACL.VisibilityConfigProperty(
        cloud_watch_metrics_enabled=True, metric_name=name, sampled_requests_enabled=True
    )
