"""What somebody reaches who has the address of the front door, or a page open beside the emulator.

Reading code tells what is let in; only the running emulator tells what it does for a stranger.
"""

import http.client
from contextlib import closing
from urllib.parse import urlsplit

import boto3
import pytest
from botocore.exceptions import ClientError

from infra.local.laptop import Laptop
from tests.e2e.laptop_aws import aws

ZEROS = (
    "AWS4-HMAC-SHA256 Credential={}/20261201/us-east-1/dynamodb/aws4_request, "
    "SignedHeaders=host, Signature=" + "0" * 64
)


def asked(
    url: str, path: str, *, method: str = "GET", body: bytes = b"", **headers: str
) -> tuple[int, bytes]:
    """Status and body for a path as it is written here."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    with closing(http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)) as door:
        door.request(method, path, body, sent)
        answer = door.getresponse()
        return answer.status, answer.read()


def test_no_path_of_the_front_door_leads_into_the_emulator(laptop: Laptop) -> None:
    for path in (
        "/api/../../../../../_ministack/health",
        "/api/%2e%2e/%2e%2e/%2e%2e/%2e%2e/_ministack/health",
        "/api/../../../../",
    ):
        status, body = asked(laptop.url, path, authorization=ZEROS.format("test"))
        assert status == 400
        assert b"services" not in body


@pytest.mark.parametrize("key_id", ["test", "000000000000", "AKIAOFSOMEBODYELSE", ""])
def test_an_unknown_key_opens_nothing(laptop: Laptop, key_id: str) -> None:
    url = laptop.settings.emulator_url
    headers = {
        "x_amz_target": "DynamoDB_20120810.ListTables",
        "content_type": "application/x-amz-json-1.0",
        **({"authorization": ZEROS.format(key_id)} if key_id else {}),
    }
    status, body = asked(url, "/", method="POST", body=b"{}", **headers)
    assert status in {400, 403}
    assert b"Haat" not in body
    query = f"?X-Amz-Credential={key_id}&X-Amz-Signature=00"
    status, body = asked(url, f"/2015-03-31/functions{query}", origin="https://evil.example")
    assert status == 403
    assert b"Haat" not in body
    assert asked(url, "/_ministack/reset", method="POST", body=b"{}")[0] == 403


def test_a_wrong_secret_of_a_role_opens_nothing_and_the_folders_own_key_does(
    laptop: Laptop,
) -> None:
    stranger = boto3.client(
        "dynamodb",
        endpoint_url=laptop.settings.emulator_url,
        region_name="us-east-1",
        aws_access_key_id="ASIAOFSOMEBODYELSE",
        aws_secret_access_key="wrong",
    )
    with closing(stranger), pytest.raises(ClientError, match="invalid"):
        stranger.list_tables()
    with aws(laptop, "dynamodb") as tables:
        assert tables.list_tables()["TableNames"]


def test_no_answer_of_the_emulator_may_be_read_by_other_sites(laptop: Laptop) -> None:
    """The photo bucket's own rules answer for it; everything else is closed."""
    url = laptop.settings.emulator_url
    with closing(http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)) as emulator:
        for path in ("/", "/2015-03-31/functions", "/_ministack/health"):
            emulator.request("OPTIONS", path, headers={"origin": "https://evil.example"})
            answer = emulator.getresponse()
            answer.read()
            assert answer.status == 403
            assert answer.headers["access-control-allow-origin"] is None
