"""Least privilege: who may do what, read from the templates."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from infra.parts.deployment import PUBLISHING_KEYS
from tests.infra.conftest import Cloud

# A statement on all resources, and why AWS leaves no choice.
EVERYWHERE = {
    "xray:": "X-Ray's actions know no resources",
    "dynamodb:ListStreams": "lists; knows no resource",
    "logs:": "Step Functions' delivery of logs knows no resources",
    "s3:PutBucketNotification": "CDK's own function, at deployment only",
    "s3:GetBucketNotification": "CDK's own function, at deployment only",
    "cloudfront:": "CDK's own function, at deployment only",
}
OF_CDK = ("BucketNotificationsHandler", "CustomCDKBucketDeployment", "CustomS3AutoDelete")
WRITES = ("dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem")
FOREIGN_TABLE = re.compile(r'"(Haat\w+):ExportsOutput\w*Table')
FOREIGN_FUNCTION = re.compile(r'"(Haat\w+):ExportsOutputFnGetAtt(\w+?)Function[0-9A-F]+Arn')


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def statements(cloud: Cloud) -> Iterator[tuple[str, str, list[str], list[str]]]:
    """(stack, role, actions, resources as text) of each permission that is given."""
    for stack, _, policy in cloud.resources("AWS::IAM::Policy"):
        for statement in policy["PolicyDocument"]["Statement"]:
            assert statement["Effect"] == "Allow"
            for role in policy["Roles"]:
                resources = [json.dumps(item) for item in listed(statement["Resource"])]
                yield stack, role["Ref"], listed(statement["Action"]), resources


def test_no_action_has_a_star(aws: Cloud) -> None:
    for stack, role, actions, _ in statements(aws):
        if not role.startswith(OF_CDK):
            assert not [action for action in actions if "*" in action], (stack, role)


def test_all_resources_only_where_aws_knows_none(aws: Cloud) -> None:
    for stack, role, actions, resources in statements(aws):
        if '"*"' in resources:
            strange = [action for action in actions if not action.startswith(tuple(EVERYWHERE))]
            assert not strange, (stack, role)


def test_roles_have_no_managed_policies(aws: Cloud) -> None:
    for stack, id_, role in aws.resources("AWS::IAM::Role"):
        if not id_.startswith(OF_CDK):
            assert "ManagedPolicyArns" not in role, (stack, id_)


def test_nobody_may_scan_a_table(aws: Cloud) -> None:
    for stack, role, actions, _ in statements(aws):
        assert "dynamodb:Scan" not in actions, (stack, role)


def test_only_its_own_context_writes_a_table(aws: Cloud) -> None:
    elsewhere = set()
    for stack, role, actions, resources in statements(aws):
        if set(actions) & set(WRITES):
            for text in resources:
                for owner in FOREIGN_TABLE.findall(text):
                    elsewhere.add((stack, role.rstrip("0123456789ABCDEF"), owner))
    assert elsewhere == set()


def test_nobody_but_identity_may_read_where_password_hashes_are(aws: Cloud) -> None:
    reading = {
        (stack, action)
        for stack, _, actions, resources in statements(aws)
        for action in actions
        if action.startswith("dynamodb:")
        and any(
            owner == "HaatIdentity" for text in resources for owner in FOREIGN_TABLE.findall(text)
        )
    }
    assert reading == set()


def test_who_may_invoke_a_function_of_another_context(aws: Cloud) -> None:
    invoked = {
        (f"{stack}/{role.rstrip('0123456789ABCDEF')}", f"{owner}/{function}")
        for stack, role, actions, resources in statements(aws)
        if "lambda:InvokeFunction" in actions
        for text in resources
        for owner, function in FOREIGN_FUNCTION.findall(text)
    }
    assert invoked == {
        ("HaatPublishing/ApiRole", "HaatChannels/InternalPosting"),
        ("HaatPublishing/StepPublishRole", "HaatChannels/InternalPosting"),
    }


def test_publishing_knows_no_vendors_key_and_not_where_secrets_are_sealed(aws: Cloud) -> None:
    known = {
        name
        for stack, _, function in aws.resources("AWS::Lambda::Function")
        if stack == "HaatPublishing"
        for name in function.get("Environment", {}).get("Variables", {})
    }
    assert "CHANNELS_POSTING_FUNCTION" in known
    assert known & {*PUBLISHING_KEYS, "SECRETS_KEY_ID"} == set()


def test_vendors_keys_are_where_a_vendor_is_called(aws: Cloud) -> None:
    told = {
        function["Handler"].split(".")[-2]
        for stack, _, function in aws.resources("AWS::Lambda::Function")
        if stack == "HaatChannels"
        and {*PUBLISHING_KEYS} & {*function.get("Environment", {}).get("Variables", {})}
    }
    assert told == {
        "api",
        "cron_leads",
        "internal_posting",
        "on_sync_requested",
        "queue_health_checks",
        "queue_webhooks",
        "webhook_platforms",
    }


def test_data_keys_are_opened_for_a_named_secret_only(aws: Cloud) -> None:
    found = 0
    for _, _, policy in aws.resources("AWS::IAM::Policy"):
        for statement in policy["PolicyDocument"]["Statement"]:
            actions = {*listed(statement["Action"])}
            if actions & {"kms:Decrypt", "kms:GenerateDataKey"}:
                condition = statement["Condition"]
                names = condition["ForAllValues:StringEquals"]["kms:EncryptionContextKeys"]
                assert {"owner", "platform", "account"} <= {*names}
                # Of an empty set "for all" is true: each name must be given.
                given = {f"kms:EncryptionContext:{name}": "false" for name in names}
                assert condition["Null"] == given
                found += 1
    assert found


def test_the_purge_may_clear_the_one_distribution(aws: Cloud) -> None:
    clearing = [
        (f"{stack}/{role.rstrip('0123456789ABCDEF')}", resources)
        for stack, role, actions, resources in statements(aws)
        if "cloudfront:CreateInvalidation" in actions and not role.startswith(OF_CDK)
    ]
    ((role, (resource,)),) = clearing
    assert role == "HaatMedia/CronPurgeRole"
    assert ":distribution/" in resource
    assert "HaatWeb:ExportsOutputRefDistribution" in resource


def roles_that_may(cloud: Cloud, action: str) -> set[str]:
    return {
        f"{stack}/{role.rstrip('0123456789ABCDEF')}"
        for stack, role, actions, _ in statements(cloud)
        if action in actions
    }


@pytest.mark.parametrize(
    ("action", "roles"),
    [
        ("kms:Sign", {"HaatIdentity/ApiRole"}),
        (
            "kms:Decrypt",
            {
                "HaatChannels/ApiRole",
                "HaatChannels/CronLeadsRole",
                "HaatChannels/InternalPostingRole",
                "HaatChannels/OnSyncRequestedRole",
                "HaatChannels/QueueHealthChecksRole",
                "HaatChannels/QueueWebhooksRole",
                "HaatChannels/WebhookPlatformsRole",
                "HaatPublishing/StepBrowseRole",
            },
        ),
        (
            "kms:GenerateDataKey",
            {
                "HaatChannels/ApiRole",
                "HaatChannels/InternalPostingRole",
                "HaatChannels/OnSyncRequestedRole",
                "HaatChannels/QueueHealthChecksRole",
                "HaatChannels/QueueWebhooksRole",
            },
        ),
        (
            "states:StartExecution",
            {
                "HaatPublishing/ApiRole",
                "HaatPublishing/CronSweepRole",
                "HaatPublishing/OnPublishRequestedRole",
                "HaatPublishing/OnStockChangedRole",
                "HaatPublishing/OnListingChangedRole",
                "HaatPublishing/OnConnectionChangedRole",
            },
        ),
        (
            "execute-api:ManageConnections",
            {"HaatConversations/OnProgressRole", "HaatConversations/OnSessionRevokedRole"},
        ),
        (
            "s3:PutObject",
            {
                "HaatContent/OnImageRequestedRole",
                "HaatMedia/ApiRole",
                "HaatMedia/OnImportRequestedRole",
                "HaatMedia/OnPhotoUploadedRole",
                "HaatMedia/OnProcessRequestedRole",
                "HaatPublishing/StepBrowseRole",
            },
        ),
        (
            "s3:ListBucketVersions",
            {
                "HaatMedia/CronPurgeRole",
                "HaatMedia/CronSweepRole",
                "HaatMedia/OnPhotoUploadedRole",
            },
        ),
        ("s3:DeleteObjectVersion", {"HaatMedia/CronPurgeRole", "HaatMedia/OnPhotoUploadedRole"}),
    ],
)
def test_who_may(aws: Cloud, action: str, roles: set[str]) -> None:
    assert {r for r in roles_that_may(aws, action) if "CustomCDK" not in r} == roles


def test_the_browser_function_may_only_open_its_job(aws: Cloud) -> None:
    for stack, role, actions, _ in statements(aws):
        if role.startswith("StepBrowse"):
            families = {action.split(":")[0] for action in actions}
            own = (["kms:Decrypt"], ["s3:PutObject"])  # its job, and pictures of what it did
            assert families <= {"logs", "xray"} or actions in own, (stack, actions)


def test_the_canary_may_do_nothing_at_all(aws: Cloud) -> None:
    for stack, role, actions, _ in statements(aws):
        if role.startswith("CronCanaryRole"):
            assert {action.split(":")[0] for action in actions} <= {"logs", "xray"}, stack


def test_photographs_are_reached_by_folder_only(aws: Cloud) -> None:
    for stack, role, actions, resources in statements(aws):
        reached = {action for action in actions if action.startswith("s3:")}
        if reached - {"s3:ListBucketVersions"} and not role.startswith(OF_CDK):
            for text in resources:
                assert re.search(r"/(uploads|media|media/ai|proofs)/\*", text), (stack, role, text)


def test_no_template_holds_a_secret(aws: Cloud) -> None:
    for stack, _, function in aws.resources("AWS::Lambda::Function"):
        variables = function.get("Environment", {}).get("Variables", {})
        for name, value in variables.items():
            if name.endswith(("_SECRET", "_KEYSTRING", "_API_KEY")):
                assert str(value).startswith("{{resolve:secretsmanager:haat/"), (
                    stack,
                    name,
                )
