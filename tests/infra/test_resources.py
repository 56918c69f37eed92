"""What every table, queue, function and bucket of Haat has."""

import json
import re

import pytest

from tests.architecture.tree import contexts
from tests.infra.conftest import Cloud, Resource

# CDK's own functions, at deployment only: (stack, why the rule does not bind them).
OF_CDK = ("BucketNotificationsHandler", "CustomCDKBucketDeployment")
WAITING = "ApproximateNumberOfMessagesVisible"
CONTEXTS = contexts()


def ours(logical_id: str) -> bool:
    return not logical_id.startswith(OF_CDK)


def alarmed(cloud: Cloud, stack: str, metric: str) -> set[str]:
    """Logical ids whose metric raises an alarm that reaches the topic."""
    found = set()
    for where, _, alarm in cloud.resources("AWS::CloudWatch::Alarm"):
        if where == stack and alarm["MetricName"] == metric and alarm["AlarmActions"]:
            for dimension in alarm["Dimensions"]:
                value = dimension["Value"]
                found.add(value["Ref"] if "Ref" in value else value["Fn::GetAtt"][0])
    return found


@pytest.mark.parametrize("context", CONTEXTS)
def test_a_context_has_one_table_and_it_is_safe(aws: Cloud, context: str) -> None:
    stack = f"Haat{context.title()}"
    (table,) = [t for where, _, t in aws.resources("AWS::DynamoDB::Table") if where == stack]
    assert table["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert table["SSESpecification"] == {"SSEEnabled": True}
    assert table["DeletionProtectionEnabled"] is True
    assert table["BillingMode"] == "PAY_PER_REQUEST"
    assert table["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}
    assert table["StreamSpecification"] == {"StreamViewType": "NEW_IMAGE"}


@pytest.mark.parametrize("context", CONTEXTS)
def test_tables_have_the_keys_that_the_kernel_writes(aws: Cloud, context: str) -> None:
    (table,) = [
        t for where, _, t in aws.resources("AWS::DynamoDB::Table") if context.title() in where
    ]
    keys = {None: table["KeySchema"]}
    keys |= {index["IndexName"]: index["KeySchema"] for index in table["GlobalSecondaryIndexes"]}
    named = {name: tuple(key["AttributeName"] for key in schema) for name, schema in keys.items()}
    assert named == {
        None: ("pk", "sk"),
        "gsi1": ("gsi1pk", "gsi1sk"),
        "due": ("due_kind", "due_at"),
    }


def test_tables_outlive_their_stack(aws: Cloud) -> None:
    for template in aws.templates.values():
        for id_, resource in template["Resources"].items():
            if (
                resource["Type"] in {"AWS::DynamoDB::Table", "AWS::KMS::Key"}
                and "Alarms" not in id_
            ):
                assert resource["DeletionPolicy"] == "Retain", id_


def test_the_relay_reads_only_new_outbox_items(aws: Cloud) -> None:
    mappings = [
        entry
        for entry in aws.resources("AWS::Lambda::EventSourceMapping")
        if "StreamArn" in json.dumps(entry[2]["EventSourceArn"])
    ]
    assert len(mappings) == len(CONTEXTS)
    for _, _, mapping in mappings:
        (rule,) = mapping["FilterCriteria"]["Filters"]
        assert json.loads(rule["Pattern"]) == {
            "eventName": ["INSERT"],
            "dynamodb": {"Keys": {"sk": {"S": ["outbox"]}}},
        }
        assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
        assert mapping["BisectBatchOnFunctionError"] is True
        assert mapping["DestinationConfig"]["OnFailure"]["Destination"]


def test_each_queue_is_encrypted_refuses_plain_http_and_raises_an_alarm(aws: Cloud) -> None:
    queues = list(aws.resources("AWS::SQS::Queue"))
    assert queues
    refusing = {
        (stack, queue["Ref"])
        for stack, _, policy in aws.resources("AWS::SQS::QueuePolicy")
        for queue in policy["Queues"]
        if "aws:SecureTransport" in json.dumps(policy)
    }
    for stack, id_, queue in queues:
        assert queue["SqsManagedSseEnabled"] is True
        assert (stack, id_) in refusing
        watched = "ApproximateAgeOfOldestMessage" if "RedrivePolicy" in queue else WAITING
        assert id_ in alarmed(aws, stack, watched)


def test_what_comes_from_a_queue_is_reported_one_by_one(aws: Cloud) -> None:
    mappings = [
        mapping
        for _, _, mapping in aws.resources("AWS::Lambda::EventSourceMapping")
        if "StreamArn" not in json.dumps(mapping["EventSourceArn"])
    ]
    assert mappings
    for mapping in mappings:
        assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


def functions(cloud: Cloud) -> list[tuple[str, str, Resource]]:
    found = [entry for entry in cloud.resources("AWS::Lambda::Function") if ours(entry[1])]
    assert len(found) > 2 * len(CONTEXTS)
    return found


def test_each_function_logs_for_a_month_is_traced_and_alarmed(aws: Cloud) -> None:
    groups = {(stack, id_): group for stack, id_, group in aws.resources("AWS::Logs::LogGroup")}
    for stack, id_, function in functions(aws):
        group = groups[stack, function["LoggingConfig"]["LogGroup"]["Ref"]]
        assert group["RetentionInDays"] == 30, id_
        assert function["TracingConfig"] == {"Mode": "Active"}, id_
        assert function["Architectures"] == ["arm64"], id_
        for metric in ("Errors", "Throttles"):
            assert id_ in alarmed(aws, stack, metric), (id_, metric)


def test_every_log_group_ends(aws: Cloud) -> None:
    for _, id_, group in aws.resources("AWS::Logs::LogGroup"):
        assert group["RetentionInDays"], id_


def test_what_people_wait_for_starts_from_a_snapshot(aws: Cloud) -> None:
    waited_for = {
        (stack, id_)
        for stack, id_, function in functions(aws)
        if re.search(r"\.(api|api_\w+|socket|webhook_\w+)\.handler$", function.get("Handler", ""))
    }
    assert len(waited_for) >= len(CONTEXTS)
    aliased = {
        (stack, alias["FunctionName"]["Ref"])
        for stack, _, alias in aws.resources("AWS::Lambda::Alias")
    }
    for stack, id_, function in functions(aws):
        snapshot = function.get("SnapStart") == {"ApplyOn": "PublishedVersions"}
        assert snapshot == ((stack, id_) in waited_for) == ((stack, id_) in aliased), id_


def test_what_nobody_waits_for_has_a_place_for_failures(aws: Cloud) -> None:
    kept = {
        (stack, config["FunctionName"]["Ref"])
        for stack, _, config in aws.resources("AWS::Lambda::EventInvokeConfig")
        if config["DestinationConfig"]["OnFailure"]["Destination"]
    }
    for stack, id_, function in functions(aws):
        handler = function.get("Handler", "").split(".")
        if handler[-1] == "sweep" or (handler[-2:-1] and handler[-2].startswith(("on_", "cron_"))):
            assert (stack, id_) in kept, id_


def test_rules_and_schedules_keep_what_they_could_not_deliver(aws: Cloud) -> None:
    rules = list(aws.resources("AWS::Events::Rule"))
    schedules = list(aws.resources("AWS::Scheduler::Schedule"))
    assert len(schedules) >= len(CONTEXTS) + 2
    for _, id_, rule in rules:
        assert all(target["DeadLetterConfig"]["Arn"] for target in rule["Targets"]), id_
    for _, id_, schedule in schedules:
        assert schedule["Target"]["DeadLetterConfig"]["Arn"], id_


def test_buckets_are_private_encrypted_and_refuse_plain_http(aws: Cloud) -> None:
    policies = {
        policy["Bucket"]["Ref"]: json.dumps(policy)
        for _, _, policy in aws.resources("AWS::S3::BucketPolicy")
    }
    for _, id_, bucket in aws.resources("AWS::S3::Bucket"):
        assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}, id_
        assert bucket["BucketEncryption"], id_
        assert "aws:SecureTransport" in policies[id_], id_


def test_photographs_survive_an_overwrite_and_uploads_come_by_a_presigned_post_only(
    aws: Cloud,
) -> None:
    (photos,) = [b for _, id_, b in aws.resources("AWS::S3::Bucket") if id_.startswith("Photos")]
    assert photos["VersioningConfiguration"] == {"Status": "Enabled"}
    (rule,) = photos["CorsConfiguration"]["CorsRules"]
    assert rule["AllowedMethods"] == ["POST", "PUT"]
    assert rule["ExposedHeaders"] == ["ETag"]
    assert rule["AllowedOrigins"] == ["https://*.cloudfront.net"]


def test_cloudfront_may_read_renditions_and_never_originals(aws: Cloud) -> None:
    for _, _, policy in aws.resources("AWS::S3::BucketPolicy"):
        for statement in policy["PolicyDocument"]["Statement"]:
            if statement["Principal"] == {"Service": "cloudfront.amazonaws.com"}:
                text = json.dumps(statement["Resource"])
                assert "/media/*" in text or "Site" in text


def test_keys_are_for_one_use_each_and_those_that_seal_turn_over(aws: Cloud) -> None:
    keys = {id_: key for _, id_, key in aws.resources("AWS::KMS::Key")}
    (token,) = [key for id_, key in keys.items() if id_.startswith("TokenKey")]
    assert (token["KeySpec"], token["KeyUsage"]) == ("ECC_NIST_EDWARDS25519", "SIGN_VERIFY")
    (cursor,) = [key for id_, key in keys.items() if id_.startswith("CursorKey")]
    assert (cursor["KeySpec"], cursor["KeyUsage"]) == ("HMAC_256", "GENERATE_VERIFY_MAC")
    # KMS turns over symmetric keys for encryption, and no others.
    sealing = [key for key in keys.values() if "KeySpec" not in key]
    assert [key["EnableKeyRotation"] for key in sealing] == [True, True, True]
