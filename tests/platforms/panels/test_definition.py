"""What holds for every panel's connection and job, mostly without a browser."""

import json
import shutil
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Error as BrowserTrouble

from functions.channels import public
from functions.channels.adapters.panels.chromium import fresh_page
from functions.channels.errors import PageNotKnown
from functions.channels.model.browser import SESSION_MOST_BYTES
from functions.channels.public import Undetermined
from functions.channels.wiring.container import container
from infra.local.connect import DEMO_SELLER, assisted_login, browser_page, demo_person
from infra.local.sandbox.server import SandboxServer
from kernel.aws.vault import SecretUnreadable
from tests.clocks import SharedClock, now
from tests.integration.aws import BUCKET
from tests.integration.channels import posting
from tests.integration.channels.multi_photo import multi_photo_listing
from tests.integration.channels.oauth_client import OWNER, WEB, Artisan, account, listing
from tests.integration.channels.panel_seller import SITES, PanelSeller
from tests.integration.channels.shared_browser import BrowserThread
from tests.integration.sandbox.panels.panel_client import PanelClient
from tests.integration.sandbox.picture_server import PictureServer
from tests.integration.wiring import reset_wiring

COOKIE = {"name": "mses", "value": "x", "domain": "127.0.0.1", "path": "/", "expires": -1}
needs_chromium = pytest.mark.skipif(
    shutil.which("chromium") is None, reason="needs a chromium on the PATH"
)


@pytest.fixture(params=[*SITES])
def seller(
    artisan: Artisan, browser_thread: BrowserThread, request: pytest.FixtureRequest
) -> PanelSeller:
    return PanelSeller(artisan, request.param, browser_thread)


@pytest.mark.browser
@needs_chromium
def test_a_person_logs_in_at_a_window_and_only_the_session_is_handed_over(
    seller: PanelSeller,
) -> None:
    platform, artisan = seller.platform, seller.artisan
    reply = artisan.api("POST", f"/connections/{platform}/authorize", {})
    panel = reply.error["details"]["panel_url"]
    assert panel == artisan.sandbox.host(seller.site.host)
    with browser_page(headless=True) as page:
        person = demo_person(artisan.sandbox.url, platform)
        state = assisted_login(page, panel, person, platform=platform)
    body = {"storage_state": state, "seller": asdict(DEMO_SELLER)}
    kept = artisan.api("PUT", f"/connections/{platform}/session", body)
    assert (kept.data["status"], kept.data["account"]["name"]) == ("connected", DEMO_SELLER.name)
    _, secret = container().token_access.opened(*account(platform))
    for private in ("9876543210", "dokra and brass", "seller@haat.example"):
        assert private not in secret.session


def test_a_panel_that_is_switched_off_is_left_alone(
    seller: PanelSeller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PANELS_OFF", f"another, {seller.platform}")
    reset_wiring()
    seller.connect()
    one = listing(seller.artisan.sandbox)
    with pytest.raises(public.Rejected, match="switched off") as met:
        posting.browser_job(*account(seller.platform), one)
    assert "yourself" in met.value.remedy
    with pytest.raises(public.TryLater, match="switched off"):
        posting.browser_job(*account(seller.platform), one, find=True)
    monkeypatch.setenv("PANELS_OFF", "another")
    reset_wiring()
    assert posting.browser_job(*account(seller.platform), one)["platform"] == seller.platform


def test_the_job_carries_the_panels_pictures_and_the_choices_and_no_more(
    seller: PanelSeller,
) -> None:
    seller.connect()
    capabilities = next(one for one in public.capabilities() if one.platform == seller.platform)
    chosen = {"category": "Home > Décor", "strange": "gid://x/1"}
    one = multi_photo_listing(
        seller.artisan.sandbox, capabilities.photos_max + 2, field_values=chosen
    )
    sent = posting.browser_job(*account(seller.platform), one)["listing"]
    shown = [sent["pictures"], *sent["more_pictures"]]
    assert [[*photo] for photo in shown] == [
        [capabilities.image.rendition]
    ] * capabilities.photos_max
    urls = [photo.url for photo in one.shown(capabilities.image.rendition, capabilities.photos_max)]
    assert [photo[capabilities.image.rendition]["url"] for photo in shown] == urls
    assert sent["field_values"] == chosen


def test_the_job_carries_no_plain_session_and_opens_only_as_it_was_made(
    seller: PanelSeller,
) -> None:
    seller.connect()
    one = listing(seller.artisan.sandbox)
    job = posting.browser_job(*account(seller.platform), one)
    text = json.dumps(job)
    assert seller.site.cookie not in text
    assert DEMO_SELLER.address not in text
    assert len(text) < 100_000
    elsewhere = {**job, "panel": seller.artisan.sandbox.host("evil.example")}
    stranger = {**job, "owner_id": "user_01jd0000000000000000000009"}
    other_target = {**job, "listing": {**job["listing"], "marker": "target_other"}}
    for changed in (elsewhere, stranger, other_target):
        with pytest.raises(SecretUnreadable):
            public.run_browser_job(changed)


@pytest.mark.browser
@needs_chromium
def test_the_canary_knows_all_panels_from_outside_and_from_inside(
    artisan: Artisan, browser_thread: BrowserThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert browser_thread(container().panels.canary.look) == dict.fromkeys(sorted(SITES), ())
    logins = {}
    for platform, site in SITES.items():
        client = PanelClient(artisan.sandbox, site)
        client.login()
        logins[platform] = json.dumps({"state": client.storage_state(), "seller": None})
    monkeypatch.setenv("PANEL_CANARY_SESSIONS", json.dumps(logins))
    reset_wiring()
    assert browser_thread(container().panels.canary.look) == dict.fromkeys(sorted(SITES), ())
    PanelSeller(artisan, "snapdeal", browser_thread).switch("layout", "changed")
    with pytest.raises(PageNotKnown, match=r"snapdeal: .*has changed") as met:
        browser_thread(container().panels.canary.look)
    assert "meesho" not in met.value.message
    monkeypatch.setenv("PANELS_OFF", "snapdeal")
    reset_wiring()
    assert "snapdeal" not in browser_thread(container().panels.canary.look)


@pytest.mark.browser
@needs_chromium
def test_each_step_has_a_screenshot_without_what_was_typed(
    artisan: Artisan, browser_thread: BrowserThread, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROWSER_SCREENSHOTS", str(tmp_path))
    seller = PanelSeller(artisan, "indiamart", browser_thread)
    seller.connect()
    one = listing(artisan.sandbox)
    seller.submit(one)
    taken = sorted((tmp_path / "proofs" / "indiamart" / one.marker).glob("submit-*.jpg"))
    steps = [path.stem.split("-", 2)[2] for path in taken]
    assert steps[:2] == ["search", "product"]
    assert steps[-1] == "submit"
    with Image.open(taken[steps.index("fill")]) as shown:
        colours = shown.convert("L").point(lambda light: 255 * (light < 8))
        black = colours.histogram()[255] / (shown.width * shown.height)
    assert black > 0.02, "the typed fields are not blacked out"


@pytest.mark.browser
@needs_chromium
@pytest.mark.parametrize("bucket", [BUCKET, "a-bucket-that-is-not-there"])
def test_screenshots_go_to_the_bucket_and_stop_nothing_when_they_cannot(
    artisan: Artisan, browser_thread: BrowserThread, bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROOF_BUCKET", bucket)
    seller = PanelSeller(artisan, "snapdeal", browser_thread)
    seller.connect()
    one = listing(artisan.sandbox)
    assert seller.submit(one).external_id in seller.published()
    kept = artisan.cloud.client("s3").list_objects_v2(Bucket=BUCKET).get("Contents", [])
    names = [entry["Key"] for entry in kept if entry["Key"].startswith("proofs/")]
    assert bool(names) is (bucket == BUCKET)
    assert all(name.startswith(f"proofs/snapdeal/{one.marker}/submit-") for name in names)


@pytest.mark.browser
@needs_chromium
def test_nothing_but_the_panel_is_reached(sandbox: SandboxServer) -> None:
    panel = sandbox.host("supplier.meesho.com")
    with PictureServer() as elsewhere:
        address = elsewhere.add(b"<h1>elsewhere</h1>")
        assert WEB.get(address).status_code == 200
        with fresh_page({}, panel) as page:
            page.goto(panel)
            assert page.locator("input[name=mobile]").count() == 1
            for forbidden in (address, address.replace("127.0.0.1", "localhost")):
                with pytest.raises(BrowserTrouble):
                    page.goto(forbidden)


def test_without_the_seller_profile_it_says_what_is_missing(seller: PanelSeller) -> None:
    seller.connect(seller=None)
    with pytest.raises(public.Rejected, match="maker"):
        seller.submit(listing(seller.artisan.sandbox))


def test_only_the_panels_part_of_a_session_is_kept(artisan: Artisan) -> None:
    def put(*cookies: dict[str, Any], **more: Any) -> Any:
        body = {"storage_state": {"cookies": list(cookies), "origins": []}, **more}
        return artisan.api("PUT", "/connections/meesho/session", body)

    own = {**COOKIE, "value": "own"}
    foreign = {**own, "domain": "bank.example", "value": "foreign"}
    assert put(foreign).error["code"] == "invalid_session"
    assert put({**own, "value": "x" * SESSION_MOST_BYTES}).error["code"] == "invalid_session"
    assert put(own, foreign, seller=asdict(DEMO_SELLER)).data["status"] == "connected"
    _, secret = container().token_access.opened(*account("meesho"))
    assert "own" in secret.session
    assert "foreign" not in secret.session
    # A later login without answers keeps the seller profile.
    put({**own, "value": "newer"})
    _, secret = container().token_access.opened(*account("meesho"))
    assert DEMO_SELLER.pincode in secret.session
    assert artisan.api("PUT", "/connections/etsy/session", {"storage_state": {}}).status == 409


def test_without_a_look_nothing_is_claimed(artisan: Artisan, browser_thread: BrowserThread) -> None:
    PanelSeller(artisan, "meesho", browser_thread).connect()
    one = listing(artisan.sandbox)
    found = posting.reconcile(*account("meesho"), one, None, now())
    assert isinstance(found, Undetermined)
    with pytest.raises(public.Rejected, match="1400"):
        posting.browser_job(*account("meesho"), replace(one, text="x" * 1401))


def test_a_session_past_its_end_is_reported_by_the_test(
    artisan: Artisan, clock: SharedClock
) -> None:
    cookie = {**COOKIE, "httpOnly": True, "expires": now().timestamp() + 60}
    body = {"storage_state": {"cookies": [cookie], "origins": []}}
    artisan.api("PUT", "/connections/meesho/session", body)
    clock.forward(70)
    tested = artisan.api("POST", artisan.at("meesho", "/test"), {}).data
    assert (tested["status"], tested["problem"]["message"]) == (
        "reconnect",
        "The login to the seller panel has run out.",
    )


def test_a_session_that_is_no_login_replaces_none_that_works(artisan: Artisan) -> None:
    def put(name: str, seconds: int) -> Any:
        ends = now().timestamp() + seconds
        cookie = {**COOKIE, "name": name, "httpOnly": True, "expires": ends}
        body = {"storage_state": {"cookies": [cookie], "origins": []}}
        return artisan.api("PUT", "/connections/meesho/session", body)

    assert put("login", -5).error["code"] == "invalid_session"
    assert artisan.connections("meesho") == []
    kept = put("login", 3600).data
    assert put("login", -5).error["code"] == "invalid_session"
    assert put("visitor", 3600).error["code"] == "invalid_session"
    assert artisan.connection("meesho")["expires_at"] == kept["expires_at"]
    renewed = put("login", 7200).data
    assert renewed["connection_id"] == kept["connection_id"]
    assert renewed["expires_at"] > kept["expires_at"]


def test_two_accounts_of_one_panel_have_a_session_each(artisan: Artisan) -> None:
    first = PanelSeller(artisan, "meesho").connect()
    second = PanelSeller(artisan, "meesho").connect(account="second-shop")
    assert first["connection_id"] != second["connection_id"]
    assert [one["account"]["id"] for one in artisan.connections("meesho")] == [
        "meesho",
        "second-shop",
    ]
    one = listing(artisan.sandbox)
    jobs = [posting.browser_job(OWNER, "meesho", it, one) for it in ("meesho", "second-shop")]
    assert [job["account_id"] for job in jobs] == ["meesho", "second-shop"]
    with pytest.raises(SecretUnreadable):
        public.run_browser_job({**jobs[0], "account_id": "second-shop"})
    path = f"/connections/{first['connection_id']}"
    assert artisan.api("DELETE", path).status == 200
    with pytest.raises(public.ReconnectNeeded):
        posting.browser_job(OWNER, "meesho", "meesho", one)
    assert posting.browser_job(OWNER, "meesho", "second-shop", one)["account_id"] == "second-shop"
