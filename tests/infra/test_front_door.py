"""Requests reach the functions through the front door only, which says who their viewer is."""

import http.server
import json
import re
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Thread

import pytest
from starlette.testclient import TestClient

from infra.local.frontdoor import Behind, FrontDoor
from infra.local.settings import Settings
from infra.local.state_secret import state_secret
from infra.parts import headers
from infra.parts.detection import NAMESPACE
from kernel import front_door, observability
from tests.infra.conftest import Cloud

SECRET = "{{resolve:secretsmanager:haat/front-door:SecretString}}"


def test_infrastructure_and_kernel_mean_the_same_headers_and_metrics() -> None:
    assert headers.SECRET_HEADER == front_door.SECRET_HEADER
    assert headers.VIEWER_HEADER == front_door.VIEWER_HEADER
    assert NAMESPACE == observability.METRICS


def test_cloudfront_adds_the_secret_and_the_viewers_address(aws: Cloud) -> None:
    ((_, _, distribution),) = aws.resources("AWS::CloudFront::Distribution")
    config = distribution["DistributionConfig"]
    origins = {one["Id"]: one for one in config["Origins"]}
    codes = {id_: one["FunctionCode"] for _, id_, one in aws.resources("AWS::CloudFront::Function")}
    apis = [one for one in config["CacheBehaviors"] if one["PathPattern"] in {"/api/*", "/live"}]
    assert len(apis) == 2
    for behaviour in apis:
        added = origins[behaviour["TargetOriginId"]]["OriginCustomHeaders"]
        assert added == [{"HeaderName": "x-haat-front-door", "HeaderValue": SECRET}]
        (association,) = behaviour["FunctionAssociations"]
        assert association["EventType"] == "viewer-request"
        code = codes[association["FunctionARN"]["Fn::GetAtt"][0]]
        assert re.search(r"headers\['true-client-ip'\] = \{ value: event\.viewer\.ip \}", code)


def test_the_secret_is_generated_and_no_template_holds_it(aws: Cloud) -> None:
    ((_, _, secret),) = aws.resources("AWS::SecretsManager::Secret")
    assert secret["Name"] == "haat/front-door"
    assert secret["GenerateSecretString"]["PasswordLength"] == 64
    assert "SecretString" not in secret


@pytest.mark.parametrize("cloud", ["aws", "laptop"])
def test_whatever_people_reach_asks_for_the_secret(
    cloud: str, request: pytest.FixtureRequest
) -> None:
    templates: Cloud = request.getfixturevalue(cloud)
    integrations = json.dumps(
        [one for _, _, one in templates.resources("AWS::ApiGatewayV2::Integration")]
    )
    asking = set()
    for stack, id_, function in templates.resources("AWS::Lambda::Function"):
        variables = function.get("Environment", {}).get("Variables", {})
        if "FRONT_DOOR_SECRET" in variables:
            asking.add((stack, id_))
            if cloud == "aws":
                assert variables["FRONT_DOOR_SECRET"] == SECRET
    aliases = {
        id_: one["FunctionName"]["Ref"] for _, id_, one in templates.resources("AWS::Lambda::Alias")
    }
    reached = {function for alias, function in aliases.items() if alias in integrations}
    assert reached
    assert reached == {id_ for _, id_ in asking}


class Upstream(http.server.BaseHTTPRequestHandler):
    """An API that answers each request with the headers that reached it."""

    def do_GET(self) -> None:
        said = json.dumps([[name.lower(), value] for name, value in self.headers.items()]).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def door(tmp_path: Path) -> Iterator[TestClient]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Upstream) as server:
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        settings = Settings(emulator_port=server.server_port, state=tmp_path)
        behind = Behind(settings, "http", "socket", "bucket", tmp_path)
        with TestClient(FrontDoor(behind).app(), client=("192.0.2.7", 4711)) as client:
            yield client
        server.shutdown()


def test_the_laptops_front_door_says_who_asks_and_takes_nobodys_word(
    door: TestClient, tmp_path: Path
) -> None:
    forged = {"X-Haat-Front-Door": "guess", "True-Client-IP": "198.51.100.1", "X-Other": "kept"}

    arrived = door.get("/api/v1/health", headers=forged).json()

    for name, value in (
        ("x-haat-front-door", state_secret(tmp_path, "front-door")),
        ("true-client-ip", "192.0.2.7"),
        ("x-other", "kept"),
    ):
        assert [text for other, text in arrived if other == name] == [value]


def test_a_state_folder_has_one_secret_of_its_own(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as processes:
        asked = set(processes.map(lambda _: state_secret(tmp_path / "a", "front-door"), range(8)))

    (secret,) = asked
    assert len(secret) > 40
    assert secret != state_secret(tmp_path / "b", "front-door")
    (file,) = (tmp_path / "a" / "secrets").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
