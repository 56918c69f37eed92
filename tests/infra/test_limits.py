"""What stands before the functions and between them: firewall, throttles, reservations, alarms."""

import re
from pathlib import Path
from typing import Any

import pytest

from infra.parts.detection import FACTS, watched
from infra.parts.limits import ACCOUNT, CONCURRENCY, EVERY_ROUTE, ROUTES, UNRESERVED
from kernel.observability import METRICS
from tests.architecture.tree import FUNCTIONS, contexts
from tests.infra.conftest import Cloud, Resource


def handler_of(function: Resource) -> str:
    command = function.get("ImageConfig", {}).get("Command", [""])
    return str(function.get("Handler") or command[0])


def test_each_function_takes_its_share_and_some_is_left(aws: Cloud) -> None:
    reserved = 0
    for _, id_, function in aws.resources("AWS::Lambda::Function"):
        handler = handler_of(function)
        if not handler.startswith("functions."):
            assert "ReservedConcurrentExecutions" not in function, id_
            continue
        file = handler.split(".")[-2]
        most = next(most for start, most in CONCURRENCY.items() if file.startswith(start))
        assert function["ReservedConcurrentExecutions"] == most, id_
        reserved += most
    assert reserved <= ACCOUNT - UNRESERVED


def test_models_and_schedules_take_less_than_what_people_wait_for() -> None:
    for name, most in CONCURRENCY.items():
        if name.startswith(("on_copy", "on_image", "on_rewrite", "queue_", "cron_")):
            assert most < CONCURRENCY["api"], name


def test_each_name_in_the_table_is_that_of_a_handler() -> None:
    files = [path.stem for path in Path(FUNCTIONS).glob("*/handlers/*.py")]
    for start in CONCURRENCY:
        assert any(file.startswith(start) for file in files), start


def test_a_queue_starts_no_more_than_its_function_may_run(aws: Cloud) -> None:
    functions = {
        (stack, id_): function for stack, id_, function in aws.resources("AWS::Lambda::Function")
    }
    found = 0
    for stack, _, mapping in aws.resources("AWS::Lambda::EventSourceMapping"):
        function = functions[stack, mapping["FunctionName"]["Ref"]]
        if most := function.get("ReservedConcurrentExecutions"):
            assert mapping["ScalingConfig"] == {"MaximumConcurrency": most}
            found += 1
    assert found


def test_dear_routes_have_lower_throttles(aws: Cloud) -> None:
    (stage,) = [
        stage
        for _, _, stage in aws.resources("AWS::ApiGatewayV2::Stage")
        if stage["StageName"] == "$default"
    ]
    assert stage["DefaultRouteSettings"]["ThrottlingRateLimit"] == EVERY_ROUTE.rate
    settings: dict[str, Any] = stage["RouteSettings"]
    for path, throttle in ROUTES.items():
        for below in ("", "/{proxy+}"):
            found = settings.pop(f"ANY /api/v1{path}{below}")
            assert found["ThrottlingRateLimit"] == throttle.rate < EVERY_ROUTE.rate
            assert found["ThrottlingBurstLimit"] == throttle.burst < EVERY_ROUTE.burst
    assert settings == {}


def test_a_throttled_route_exists_and_before_its_stage(aws: Cloud) -> None:
    routes = {
        route["RouteKey"]: stack for stack, _, route in aws.resources("AWS::ApiGatewayV2::Route")
    }
    (stage,) = [
        (stack, stage)
        for stack, _, stage in aws.resources("AWS::ApiGatewayV2::Stage")
        if stage["StageName"] == "$default"
    ]
    before = aws.needs(stage[0])
    for key in stage[1]["RouteSettings"]:
        assert routes[key] in before


def test_the_distribution_stands_behind_the_firewall(aws: Cloud) -> None:
    ((stack, _, acl),) = aws.resources("AWS::WAFv2::WebACL")
    assert acl["Scope"] == "CLOUDFRONT"
    assert aws.region(stack) == "us-east-1"  # AWS takes them nowhere else
    rules = {rule["Name"]: rule for rule in acl["Rules"]}
    managed = {
        rule["Statement"]["ManagedRuleGroupStatement"]["Name"]
        for rule in rules.values()
        if "ManagedRuleGroupStatement" in rule["Statement"]
    }
    assert managed == {
        "AWSManagedRulesCommonRuleSet",
        "AWSManagedRulesKnownBadInputsRuleSet",
        "AWSManagedRulesAmazonIpReputationList",
    }
    limits = {
        name: rules[name]["Statement"]["RateBasedStatement"] for name in ("SignIns", "Requests")
    }
    assert limits["SignIns"]["Limit"] < limits["Requests"]["Limit"]
    ((stack, _, distribution),) = aws.resources("AWS::CloudFront::Distribution")
    assert distribution["DistributionConfig"]["WebACLId"] == {"Ref": "WebAclArn"}
    parameter = aws.templates[stack]["Parameters"]["WebAclArn"]
    assert "Default" not in parameter  # without a firewall nothing is deployed
    assert re.fullmatch(
        parameter["AllowedPattern"], "arn:aws:wafv2:us-east-1:111122223333:global/webacl/WebAcl/1-2"
    )


@pytest.mark.parametrize("context", contexts())
def test_each_security_fact_of_a_context_raises_an_alarm(aws: Cloud, context: str) -> None:
    alarmed = {
        alarm["MetricName"]: alarm
        for _, _, alarm in aws.resources("AWS::CloudWatch::Alarm")
        if alarm.get("Namespace") == METRICS
        and alarm["Dimensions"] == [{"Name": "service", "Value": context}]
    }
    assert set(alarmed) == {name for name, _ in watched(context)}
    for name, alarm in alarmed.items():
        assert alarm["AlarmActions"]
        assert (alarm["Threshold"], alarm["Period"]) == (FACTS[name].above, 300)
