"""What the account's owner does on Etsy, Pinterest and Meesho behind the app's back."""

from collections.abc import Iterator

import pytest

from infra.local.sandbox import journal
from infra.local.sandbox.server import SandboxServer
from tests.integration.sandbox.etsy.app import EtsyApp
from tests.integration.sandbox.panels.meesho_client import MeeshoClient, here
from tests.integration.sandbox.pinterest.app import PinterestApp
from tests.integration.sandbox.sandbox_setup import WEB, sandbox_at


@pytest.fixture
def sandbox() -> Iterator[SandboxServer]:
    with sandbox_at() as server:
        yield server


def delete(sandbox: SandboxServer, vendor: str, id_: str) -> int:
    """Press the owner's delete button; what the permalink answers afterwards."""
    before = len(journal.entries(sandbox.world))
    address = f"{sandbox.url}/people/{vendor}/{id_}"
    assert WEB.get(address).status_code == 200
    WEB.post(address, data={"action": "delete"})
    assert len(journal.entries(sandbox.world)) == before
    return WEB.get(address).status_code


def test_a_listing_deleted_on_etsy_is_gone_for_the_app(sandbox: SandboxServer) -> None:
    app = EtsyApp(sandbox)
    id_ = app.draft_id()
    app.upload(id_)
    app.activate(id_)
    assert delete(sandbox, "etsy", str(id_)) == 404
    assert app.call("GET", f"/v3/application/listings/{id_}").status_code == 404


def test_a_pin_deleted_on_pinterest_is_gone_for_the_app(sandbox: SandboxServer) -> None:
    app = PinterestApp(sandbox)
    id_ = app.pin().json()["id"]
    assert delete(sandbox, "pinterest", id_) == 404
    assert app.call("GET", f"/pins/{id_}").status_code == 404


def test_a_catalogue_taken_down_is_gone_from_the_panel(sandbox: SandboxServer) -> None:
    panel = MeeshoClient(sandbox)
    panel.login()
    id_ = panel.submitted()
    assert delete(sandbox, "meesho", id_) == 404
    assert panel.get(f"/panel/catalogs/{id_}").status_code == 404


def test_access_taken_away_ends_tokens_and_sessions(sandbox: SandboxServer) -> None:
    etsy, pinterest, panel = EtsyApp(sandbox), PinterestApp(sandbox), MeeshoClient(sandbox)
    panel.login()
    for vendor in ("etsy", "pinterest", "meesho"):
        WEB.post(f"{sandbox.url}/people/{vendor}", data={"action": "disconnect"})
    assert etsy.call("GET", "/v3/application/users/me").status_code == 401
    assert etsy.refresh(etsy.tokens["refresh_token"]).json()["error"] == "invalid_grant"
    assert pinterest.call("GET", "/user_account").status_code == 401
    assert pinterest.refresh(pinterest.tokens["refresh_token"]).status_code == 401
    assert here(panel.get("/panel/home")) == "/panel/login"
