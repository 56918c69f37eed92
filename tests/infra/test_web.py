"""What CloudFront does: which hosts pages may call, and what it says on every answer."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest

from functions.media.adapters.s3 import S3Pictures
from kernel.aws.clients import client
from kernel.clock import SetClock
from tests.infra.conftest import Cloud

BUCKET = "haat-photos"
CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "AKIAEXAMPLE",
    "AWS_SECRET_ACCESS_KEY": "secret",
    "AWS_SESSION_TOKEN": "session",
}


def policy_of_pages(aws: Cloud, region: str) -> Mapping[str, list[str]]:
    """The Content-Security-Policy of the pages as it is deployed to a region."""
    configs = [
        policy["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]
        for _, _, policy in aws.resources("AWS::CloudFront::ResponseHeadersPolicy")
    ]
    (policy,) = [
        config["ContentSecurityPolicy"]["ContentSecurityPolicy"]
        for config in configs
        if "ContentSecurityPolicy" in config
    ]
    text = "".join(_deployed(part, region) for part in policy["Fn::Join"][1])
    return {name: values for name, *values in (rule.split() for rule in text.split(";"))}


def _deployed(part: Any, region: str) -> str:
    if isinstance(part, str):
        return part
    assert re.search(r"GetAttPhotos\w+RegionalDomainName", json.dumps(part)), part
    # https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html
    return f"{BUCKET}.s3.{region}.amazonaws.com"


@pytest.fixture(params=["us-east-1", "eu-west-1", "ap-south-1"])
def region(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A region in which this process has a function's credentials."""
    name: str = request.param
    for variable, value in {**CREDENTIALS, "AWS_REGION": name, "AWS_DEFAULT_REGION": name}.items():
        monkeypatch.setenv(variable, value)
    for variable in ("AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3"):
        monkeypatch.delenv(variable, raising=False)
    return name


def test_pages_may_call_what_is_presigned_in_every_region(aws: Cloud, region: str) -> None:
    clock = SetClock(datetime(2026, 3, 1, tzinfo=UTC))
    files = S3Pictures(BUCKET, clock, client.__wrapped__("s3"))  # not the shared one
    form = files.ticket("uploads/photo_1", "image/jpeg", 1000)
    addresses = [
        files.part("uploads/photo_1", "upload", 2, 1000).url,
        files.address("uploads/photo_1", "pot.jpg"),
    ]
    allowed = policy_of_pages(aws, region)["connect-src"]
    for address in (form.url, *addresses):
        parts = urlsplit(address)
        assert f"{parts.scheme}://{parts.netloc}" in allowed
    assert form.fields["x-amz-algorithm"] == "AWS4-HMAC-SHA256"
    for address in addresses:
        assert "X-Amz-Algorithm=AWS4-HMAC-SHA256" in address
        assert f"%2F{region}%2Fs3%2Faws4_request" in address


def test_an_emulator_has_one_host_for_all_buckets(
    region: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://localhost:4566")
    clock = SetClock(datetime(2026, 3, 1, tzinfo=UTC))
    files = S3Pictures(BUCKET, clock, client.__wrapped__("s3"))
    address = files.address("uploads/photo_1", "pot.jpg")
    assert address.startswith(f"http://localhost:4566/{BUCKET}/uploads/photo_1?")
    assert f"%2F{region}%2Fs3%2Faws4_request" in address


def test_every_answer_is_by_tls_only_and_of_the_type_that_it_says(aws: Cloud) -> None:
    policies = {
        id_: policy["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]
        for _, id_, policy in aws.resources("AWS::CloudFront::ResponseHeadersPolicy")
    }
    ((_, _, distribution),) = aws.resources("AWS::CloudFront::Distribution")
    config = distribution["DistributionConfig"]
    behaviors = [config["DefaultCacheBehavior"], *config["CacheBehaviors"]]
    assert {one["PathPattern"] for one in behaviors[1:]} == {"/api/*", "/live", "/media/*"}
    for behavior in behaviors:
        said = policies[behavior["ResponseHeadersPolicyId"]["Ref"]]
        assert said["StrictTransportSecurity"]["AccessControlMaxAgeSec"] == 365 * 24 * 3600
        assert said["ContentTypeOptions"] == {"Override": True}
