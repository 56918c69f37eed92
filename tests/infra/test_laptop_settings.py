"""What a person may set for the laptop cloud, and what is chosen when nothing is set."""

import json
from pathlib import Path

import pytest

from infra.local.laptop import warm_up_paths
from infra.local.settings import Settings
from infra.local.vendor_secret import vendor_keys
from infra.parts.deployment import CANARY_KEYS, PUBLISHING_KEYS, WEBHOOK_KEYS, WRITING_KEYS


def settings(tmp_path: Path, file: str = "", **environ: str) -> Settings:
    env = tmp_path / ".env"
    env.write_text(file)
    return Settings.load(environ, env)


def test_without_keys_every_vendor_is_a_stand_in_and_nobody_asks_a_model(tmp_path: Path) -> None:
    chosen = settings(tmp_path).vendors()
    addresses = {name: value for name, value in chosen.items() if name.endswith("_URL")}
    opened = {value.split("/")[2] for name, value in addresses.items() if "_WWW_" in name}
    called = {value.split("/")[2] for name, value in addresses.items() if "_WWW_" not in name}
    assert opened == {"localhost:8090"}
    assert called == {"127.0.0.1:8090"}
    assert chosen["ETSY_API_URL"] == "http://127.0.0.1:8090/openapi.etsy.com"
    assert chosen["SHOPIFY_WWW_URL"] == "http://localhost:8090/{shop}.myshopify.com"
    assert "GEMINI_API_KEY" not in chosen
    assert settings(tmp_path).real_vendors() == []


def test_a_vendor_with_keys_is_called_for_real_and_no_other(tmp_path: Path) -> None:
    given = settings(tmp_path, "PINTEREST_APP_ID=7\nPINTEREST_APP_SECRET=s\n")
    chosen = given.vendors()
    assert (chosen["PINTEREST_APP_ID"], chosen["PINTEREST_APP_SECRET"]) == ("7", "s")
    assert "PINTEREST_API_URL" not in chosen
    assert chosen["ETSY_API_URL"].startswith("http://127.0.0.1:8090/")
    assert given.real_vendors() == ["pinterest"]


def test_an_empty_line_in_the_file_is_unset(tmp_path: Path) -> None:
    assert settings(tmp_path, "PINTEREST_APP_ID=\n").real_vendors() == []


@pytest.mark.parametrize("vendor", ["GEMINI", "ANTHROPIC", "OPENAI"])
def test_the_stand_in_of_a_model_is_asked_for_by_name(tmp_path: Path, vendor: str) -> None:
    chosen = settings(tmp_path, f"{vendor}_API_KEY=sandbox\n").vendors()
    keys = {name for name in chosen if name.endswith("_API_KEY")}
    assert keys == {f"{vendor}_API_KEY"}
    assert chosen[f"{vendor}_URL"].startswith("http://127.0.0.1:8090/")
    assert chosen[f"{vendor}_API_KEY"] not in {"", "sandbox"}


def test_a_models_real_key_leaves_the_stand_in_and_says_how_to_write(tmp_path: Path) -> None:
    file = "OPENAI_API_KEY=sk-real\nWRITERS=gpt\nDAILY_BUDGET_MICROS=5000\n"
    given = settings(tmp_path, file)
    chosen = given.vendors()
    assert chosen["OPENAI_API_KEY"] == "sk-real"
    assert "OPENAI_URL" not in chosen
    assert (chosen["WRITERS"], chosen["DAILY_BUDGET_MICROS"]) == ("gpt", "5000")
    assert given.real_vendors() == ["openai"]


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    given = settings(tmp_path, "HAAT_PORT=9000\n", HAAT_PORT="9001", HAAT_SANDBOX_PORT="9002")
    assert given.door_url == "http://localhost:9001"
    assert given.outbound_allow == "127.0.0.1:9002,localhost:9002,127.0.0.1:9001,localhost:9001"


def test_a_tunnel_is_what_vendors_see_and_may_upload_from(tmp_path: Path) -> None:
    given = settings(tmp_path, "HAAT_PUBLIC_URL=https://haat.example/\n")
    assert given.public_url == "https://haat.example"
    assert given.origins == [
        "http://127.0.0.1:8080",
        "http://localhost:8080",
        "https://haat.example",
    ]


@pytest.mark.parametrize("port", ["0", "65536", "eighty"])
def test_a_port_that_is_none_is_one_clear_sentence(tmp_path: Path, port: str) -> None:
    with pytest.raises(SystemExit, match=rf"^HAAT_PORT={port} is no port"):
        settings(tmp_path, HAAT_PORT=port)


def test_the_deployed_secret_names_every_key_that_a_template_reads() -> None:
    secret = json.loads(vendor_keys({"ETSY_KEYSTRING": "k", "HAAT_PORT": "1"}))
    assert set(secret) == {*PUBLISHING_KEYS, *WEBHOOK_KEYS, *CANARY_KEYS, *WRITING_KEYS}
    assert {name for name, value in secret.items() if value} == {"ETSY_KEYSTRING"}


def test_a_start_wakes_one_list_of_each_resource(tmp_path: Path) -> None:
    document = tmp_path / "openapi.json"
    paths: dict[str, dict[str, object]] = {
        "/api/v1/notes/{note_id}": {"get": {}},
        "/api/v1/notes": {"get": {}, "post": {}},
        "/api/v1/notes/shared": {"get": {}},
        "/api/v1/inbox": {"post": {}},
    }
    document.write_text(json.dumps({"paths": paths}))
    assert warm_up_paths(document) == ["/api/v1/notes"]
    assert {"/api/v1/products", "/api/v1/templates"} <= {*warm_up_paths()}
