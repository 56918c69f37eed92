"""Who gets in at a route: by its declaration alone, whatever its function asks for."""

import json
import os
from typing import Any

import pytest

from kernel.access import Caller
from kernel.api import Routes, create_api, lambda_handler
from kernel.observability import METRICS
from kernel.responses import Success, success
from tests.integration.aws import Cloud, Reply, api_event, lambda_context, signed_token


def routes() -> Routes:
    router = Routes(tags=["kiln"], example={"pot_id": "pot_1", "glaze": "green"})

    @router.get("/undeclared")
    def undeclared() -> Success[str]:
        """Declare nothing and ask for nobody."""
        return success("in")

    @router.get("/public", public="anybody may look")
    def public() -> Success[str]:
        """Let anybody in."""
        return success("in")

    @router.get("/admin", role="admin")
    def admin() -> Success[str]:
        """Let admins in."""
        return success("in")

    @router.post("/pots/{pot_id}/sell", status_code=202, owns="pot_id", example={"glaze": "blue"})
    def sell(pot_id: str, caller: Caller) -> Success[str]:
        """Sell a pot."""
        return success(f"{caller.user_id} {pot_id}")

    return router


@pytest.fixture
def handler(cloud: Cloud) -> Any:
    del cloud
    os.environ["HAAT_CONTEXT"] = "catalog"
    return lambda_handler(create_api("catalog", routes()))


def status(handler: Any, path: str, token: str | None) -> int:
    return Reply.of(handler(api_event("GET", path, token=token), lambda_context())).status


@pytest.mark.parametrize(
    ("path", "nobody", "person", "admin"),
    [
        ("/undeclared", 401, 200, 200),
        ("/public", 200, 200, 200),
        ("/admin", 401, 403, 200),
    ],
)
def test_a_route_lets_in_whom_it_declares(
    handler: Any, path: str, nobody: int, person: int, admin: int
) -> None:
    tokens = (None, signed_token("user_asha"), signed_token("user_ravi", ("admin",)))
    found = [status(handler, path, token) for token in tokens]
    assert found == [nobody, person, admin]


def counted(printed: str) -> list[dict[str, Any]]:
    """The lines that CloudWatch reads metrics from."""
    lines = [line for line in printed.splitlines() if '"CloudWatchMetrics"' in line]
    return [json.loads(line) for line in lines]


def test_a_denied_role_is_a_fact_that_is_counted_and_names_nobody(
    handler: Any, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    assert status(handler, "/admin", signed_token("user_asha")) == 403
    (fact,) = [vars(one) for one in caplog.records if one.getMessage() == "RoleDenied"]
    assert (fact["route"], fact["method"], fact["role"]) == ("/api/v1/admin", "GET", "admin")
    assert "user_asha" not in str(fact)
    (metric,) = counted(capsys.readouterr().out)
    assert metric["RoleDenied"] == [1.0]
    assert metric["service"] == "catalog"
    assert metric["_aws"]["CloudWatchMetrics"][0]["Namespace"] == METRICS
    assert status(handler, "/admin", signed_token("user_ravi", ("admin",))) == 200
    assert counted(capsys.readouterr().out) == []


def test_a_declaration_is_kept_with_the_routers_example_below_the_routes_own() -> None:
    app = create_api("catalog", routes())
    (sell,) = [one for one in app.state.declarations if one.method == "POST"]
    assert (sell.path, sell.owns) == ("/api/v1/pots/{pot_id}/sell", ("pot_id",))
    assert sell.example == {"pot_id": "pot_1", "glaze": "blue"}
