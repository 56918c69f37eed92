"""An OAuth client: an artisan who connects platforms on consent pages, and her listing."""

import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import httpx2
from PIL import Image

from functions.channels import public
from functions.channels.public import Listing, Picture, Waiting
from infra.local.sandbox import credentials, faults, journal
from infra.local.sandbox.faults import Fault, FaultKind
from infra.local.sandbox.server import SandboxServer
from infra.parts.platforms import platform_settings
from kernel.money import Money
from tests.integration.aws import Cloud, Reply, signed_token
from tests.integration.channels.setup_cache import SetupCache

OWNER = "user_01jd0000000000000000000001"
OTHER = "user_01jd0000000000000000000002"
WEB = httpx2.Client(trust_env=False, limits=httpx2.Limits(max_keepalive_connections=0))
SILENT = (FaultKind.HANG, FaultKind.ACCEPT_THEN_TIMEOUT)
SILENCE = 0.05
"""Seconds after which a silent platform hangs up, unless a test says otherwise."""
ANSWERS = {"shopify": {"shop": "haat-craft-house"}}
"""What she types before a consent page, where a platform asks."""
_INPUT = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
_TICKED = re.compile(r'<input type="checkbox" name="([^"]+)" value="([^"]+)" checked>')


def vendor_environment(sandbox: SandboxServer) -> dict[str, str]:
    """The settings by which all platforms are the sandbox's."""
    port = urlsplit(sandbox.url).port
    return {
        "OUTBOUND_ALLOW": f"127.0.0.1:{port}",
        # A silent platform hangs up soon (`inject_fault`), so that nothing waits for this; a well
        # one may be slow on a busy machine.
        "VENDOR_TIMEOUT": "60",
        "BROWSER_PACE_SECONDS": "0.01",
        **_addresses(sandbox),
        **_keys(),
    }


def _addresses(sandbox: SandboxServer) -> dict[str, str]:
    return {
        name: sandbox.host(urlsplit(url).netloc)
        for one in platform_settings()
        for name, url in one.addresses.items()
    }


def _keys() -> dict[str, str]:
    return {
        name: getattr(credentials.apps()[one.platform], called)
        for one in platform_settings()
        for name, called in one.keys.items()
    }


def submit_consent(
    url: str, *, without: Sequence[str] = (), decision: str = "allow"
) -> dict[str, str]:
    """Fill in a consent page's form; what the platform sends the browser back with."""
    shown = WEB.get(url)
    assert shown.status_code == 200, shown.text
    form: dict[str, Any] = {
        name: value.replace("&amp;", "&") for name, value in _INPUT.findall(shown.text)
    }
    for name, value in _TICKED.findall(shown.text):
        if value not in without:
            form.setdefault(name, []).append(value)
    answer = WEB.post(url.partition("?")[0], data={**form, "decision": decision})
    assert answer.status_code == 302, answer.text
    back = parse_qs(urlsplit(answer.headers["location"]).query)
    return {name: values[0] for name, values in back.items()}


@dataclass
class Artisan:
    """Signs in as `owner_id` and clicks through consent pages with a browser's cookies."""

    cloud: Cloud
    sandbox: SandboxServer
    owner_id: str = OWNER
    setup_cache: SetupCache | None = None

    def api(self, method: str, path: str, body: object = None, **more: Any) -> Reply:
        """Ask the API with this person's token."""
        token = signed_token(self.owner_id)
        return self.cloud.api("channels", method, path, body, token=token, **more)

    def begin(self, platform: str, renewing: str = "") -> tuple[str, dict[str, str]]:
        """Press Connect, or Reconnect on the connection `renewing`: the page, and the cookies."""
        given = {"given": ANSWERS.get(platform, {}), "connection_id": renewing}
        reply = self.api("POST", f"/connections/{platform}/authorize", given)
        url: str = reply.data["authorize_url"]
        return url, dict(cookie.split(";")[0].split("=", 1) for cookie in reply.cookies)

    def decide(
        self, url: str, *, without: Sequence[str] = (), decision: str = "allow"
    ) -> dict[str, str]:
        """Fill in the consent page's form; what the platform sends the browser back with."""
        return submit_consent(url, without=without, decision=decision)

    def come_back(
        self, platform: str, query: Mapping[str, str], cookies: Mapping[str, str]
    ) -> dict[str, str]:
        """Follow the redirect to Haat: the query of the page that it leads to."""
        reply = self.cloud.api(
            "channels", "GET", f"/connections/{platform}/callback", query=query, cookies=cookies
        )
        assert reply.status == 303, reply.text
        there = urlsplit(reply.headers["location"])
        assert f"{there.scheme}://{there.netloc}{there.path}" == "http://localhost:8080/connections"
        return {name: values[0] for name, values in parse_qs(there.query).items()}

    def connect(self, platform: str, **decision: Any) -> dict[str, str]:
        """All of it, or what that led to before; at Facebook one Page is chosen beforehand."""
        flow = partial(self.consent, platform, **decision)
        if self.setup_cache is None:
            return flow()
        return self.setup_cache.after(flow, "connect", self.owner_id, platform, repr(decision))

    def consent(self, platform: str, **decision: Any) -> dict[str, str]:
        """All of it, really."""
        if platform == "facebook":
            decision.setdefault("without", ("104875291000002",))
        url, cookies = self.begin(platform, decision.pop("renewing", ""))
        return self.come_back(platform, self.decide(url, **decision), cookies)

    def connections(self, platform: str) -> list[dict[str, Any]]:
        """Her connections to the platform as the API shows them, the oldest first."""
        items = self.api("GET", "/connections").data["items"]
        return [one for one in items if one["platform"] == platform]

    def connection(self, platform: str) -> dict[str, Any]:
        """Her one connection to the platform."""
        (found,) = self.connections(platform)
        return found

    def pending(self, platform: str) -> dict[str, Any]:
        """What waits for a choice there, or why connecting failed."""
        items = self.api("GET", "/connections/pending").data["items"]
        (found,) = (one for one in items if one["platform"] == platform)
        return dict(found)

    def at(self, platform: str, rest: str = "") -> str:
        """The path of her one connection to the platform, with `rest` behind it."""
        return f"/connections/{self.connection(platform)['connection_id']}{rest}"


def account(platform: str, owner_id: str = OWNER) -> tuple[str, str, str]:
    """An owner's first account on the platform, as `public` asks for it; "" without one."""
    held = [one.account_id for one in public.accounts(owner_id) if one.platform == platform]
    return owner_id, platform, held[0] if held else ""


@lru_cache
def _drawn(width: int, height: int, kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), (160, 90, 40)).save(out, kind)
    return out.getvalue()


def picture(sandbox: SandboxServer, width: int, height: int, kind: str = "jpeg") -> Picture:
    """A picture that the stand-ins can fetch."""
    content = _drawn(width, height, kind)
    blob = sandbox.world.put_blob(content, f"image/{kind}")
    return Picture(sandbox.world.blob_url(blob), width, height, len(content), kind)


def listing(sandbox: SandboxServer, marker: str = "target_01jd00000000000000000000aa") -> Listing:
    """A brass figurine with all its renditions."""
    return Listing(
        marker=marker,
        title="Dokra brass elephant",
        text="An elephant in lost-wax brass from Bastar. #dokra #handmade",
        tags=("dokra", "brass elephant", "lost wax"),
        alt_text="A small brass elephant on a cotton cloth",
        price=Money(125000, "INR"),
        quantity=3,
        materials=("brass", "bees' wax"),
        link="https://haat.example/p/elephant?ref=1",
        pictures={
            "web": picture(sandbox, 1200, 900, "webp"),
            "instagram": picture(sandbox, 1080, 1350),
            "pinterest": picture(sandbox, 1000, 1500),
            "square": picture(sandbox, 1000, 1000),
        },
    )


def pass_waiting_time(one: Listing, step: Waiting) -> None:
    """The time that a platform asks for passes on the clock of all stand-ins, at once.

    The pictures of `one` show where the stand-ins are.
    """
    shown = next(iter(one.pictures.values()))
    answer = WEB.post(urljoin(shown.url, "/_sandbox/clock"), json={"advance": step.seconds})
    assert answer.status_code == 200, answer.text


def without_link(one: Listing) -> Listing:
    """The same listing without a link."""
    return replace(one, link="")


def inject_fault(sandbox: SandboxServer, kind: FaultKind, path: str, **more: Any) -> None:
    """Switch a fault on for calls whose path (after the host) fits; silence is short.

    To a client that gives up and to one that is hung up on, the same is unknown; how long it
    waits is shown where a client's patience is the subject.
    """
    given = {"host": None, "method": "POST", **more}
    if kind in SILENT:
        given.setdefault("seconds", SILENCE)
    faults.switch_on(sandbox.world, Fault(kind=kind, path=path, **given))


def published(sandbox: SandboxServer, vendor: str) -> list[str]:
    """What the vendor really published, by its own log."""
    found = journal.entries(sandbox.world, vendor, effect_kind="published")
    return [str(entry["effect_id"]) for entry in found]


def calls(sandbox: SandboxServer, vendor: str, fits: Callable[[dict[str, Any]], bool]) -> int:
    """How many requests in the vendor's log fit."""
    return sum(1 for entry in journal.entries(sandbox.world, vendor) if fits(entry))
