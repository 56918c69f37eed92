"""Each handler file is one Lambda; each Lambda is one handler file."""

from collections import Counter

from infra.parts.assets import ROOT
from tests.infra.conftest import Cloud

RELAY = {"kernel.aws.relay.handler", "kernel.aws.relay.sweep"}
BROWSERS = [
    "functions.channels.handlers.cron_canary.handler",
    "functions.publishing.handlers.step_browse.handler",
]


def files() -> set[str]:
    return {
        ".".join([*file.relative_to(ROOT).with_suffix("").parts, "handler"])
        for file in ROOT.glob("functions/*/handlers/*.py")
        if file.name != "__init__.py"
    }


def deployed(cloud: Cloud) -> Counter[str]:
    handlers: Counter[str] = Counter()
    for _, _, function in cloud.resources("AWS::Lambda::Function"):
        if function.get("PackageType") == "Image":
            handlers[function["ImageConfig"]["Command"][0]] += 1
        elif function["Handler"].startswith(("functions.", "kernel.")):
            handlers[function["Handler"]] += 1
    return handlers


def test_every_handler_is_deployed_exactly_once_and_nothing_else(aws: Cloud) -> None:
    found = deployed(aws)
    assert {name for name in found if name not in RELAY} == files()
    assert {found[name] for name in files()} == {1}


def test_each_context_has_its_relay_and_its_sweep(aws: Cloud) -> None:
    contexts = {name.split(".")[1] for name in files()}
    assert {deployed(aws)[name] for name in RELAY} == {len(contexts)}


def test_the_laptop_deploys_the_same_handlers(aws: Cloud, laptop: Cloud) -> None:
    assert deployed(laptop) == deployed(aws)


def test_the_browser_is_a_container_on_aws_and_a_zip_on_the_laptop(
    aws: Cloud, laptop: Cloud
) -> None:
    images = [
        f["ImageConfig"]["Command"][0]
        for _, _, f in aws.resources("AWS::Lambda::Function")
        if f.get("PackageType") == "Image"
    ]
    assert sorted(images) == BROWSERS
    assert not [f for _, _, f in laptop.resources("AWS::Lambda::Function") if "PackageType" in f]


def test_a_function_gets_its_context_and_its_bus(aws: Cloud) -> None:
    for stack, id_, function in aws.resources("AWS::Lambda::Function"):
        handler = str(function.get("Handler") or function.get("ImageConfig"))
        if "functions." in handler or "kernel." in handler:
            variables = function["Environment"]["Variables"]
            assert f"Haat{variables['HAAT_CONTEXT'].title()}" == stack, id_
            assert variables["EVENT_BUS"], id_


def test_only_the_laptop_may_call_private_addresses(aws: Cloud, laptop: Cloud) -> None:
    def allowed(cloud: Cloud) -> set[str]:
        return {
            f["Environment"]["Variables"].get("OUTBOUND_ALLOW", "")
            for _, _, f in cloud.resources("AWS::Lambda::Function")
            if "Environment" in f
        }

    assert allowed(aws) == {""}
    assert "127.0.0.1:8090,localhost:8090,127.0.0.1:8080,localhost:8080" in allowed(laptop)
