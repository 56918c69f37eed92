"""A large photograph over a bad network, in a real browser: cut three times and reloaded once."""

import hashlib
import random
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Browser, CDPSession, Page, Request, expect

from infra.local.laptop import Laptop
from tests.e2e.artisan import address
from tests.e2e.laptop_aws import aws
from tests.e2e.waiting import eventually
from tests.e2e.web_user import WebUser, web_user

PASSWORD = "a loom and a kiln"
PIXELS = (5600, 4000)
PART_SIZE = 5 * 1024 * 1024
LANES = 2
BYTES_PER_SECOND = 2_500_000
LATENCY_MS = 120
CUTS_BEFORE, CUT_AFTER, RELOAD_AT = (0.1, 0.35), 0.75, 0.5


@pytest.fixture(scope="module")
def grain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A photograph that no encoder makes small: more than four parts of it."""
    width, height = PIXELS
    noise = random.Random(7).randbytes(width * height * 3)  # noqa: S311 - a picture, no secret
    path = tmp_path_factory.mktemp("grain") / "grain.jpg"
    Image.frombytes("RGB", PIXELS, noise).save(path, "JPEG", quality=93)
    assert path.stat().st_size > 4 * PART_SIZE
    return path


class Network:
    """The browser's network: slow, and gone when it is cut."""

    def __init__(self, page: Page) -> None:
        self._session: CDPSession = page.context.new_cdp_session(page)
        self._session.send("Network.enable")

    def slow(self) -> None:
        self._emulate(offline=False)

    def cut(self) -> None:
        self._emulate(offline=True)

    def _emulate(self, *, offline: bool) -> None:
        speed = {"downloadThroughput": -1, "uploadThroughput": BYTES_PER_SECOND}
        conditions = {"offline": offline, "latency": LATENCY_MS, **speed}
        self._session.send("Network.emulateNetworkConditions", conditions)


class Parts:
    """What the browser did with each part, by its number."""

    def __init__(self, page: Page) -> None:
        self.tried: Counter[int] = Counter()
        self.arrived: Counter[int] = Counter()
        page.on("request", lambda request: self._count(self.tried, request))
        page.on("requestfinished", self._finished)

    def _finished(self, request: Request) -> None:
        answer = request.response()
        if answer and answer.ok:
            self._count(self.arrived, request)

    @staticmethod
    def _count(counter: Counter[int], request: Request) -> None:
        number = parse_qs(urlsplit(request.url).query).get("partNumber")
        if request.method == "PUT" and number:
            counter[int(number[0])] += 1


class Tray:
    """The list of uploads as a person sees it."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.region = page.get_by_role("region", name="Uploads")
        self._bar = self.region.get_by_role("progressbar").first

    def _value(self, kind: str) -> float:
        return float(self._bar.get_attribute(f"aria-value{kind}") or 0)

    def reaches(self, share: float) -> None:
        """Wait until this share of the bytes has left; it never goes back on the way."""
        seen = 0.0

        def has_left() -> bool:
            nonlocal seen
            now, most = self._value("now"), self._value("max")
            assert now >= seen, "the progress went backwards"
            seen = now
            self._page.wait_for_timeout(20)
            return now >= share * most

        eventually(has_left, f"{share:.0%} of the upload", seconds=120, every=0.05)


def cut_and_mend(person: WebUser, network: Network, tray: Tray) -> None:
    """The connection is gone; the upload waits, and goes on by itself when it is back."""
    network.cut()
    tray.region.get_by_text("It goes on by itself").wait_for()
    network.slow()
    expect(tray.region.get_by_text("It goes on by itself")).to_have_count(0)
    assert person.page.get_by_role("alert").count() == 0


def in_the_bucket(store: Any, bucket: str, photo_id: str) -> set[int]:
    """The numbers of the parts that the bucket has."""
    (upload,) = (
        one
        for one in store.list_multipart_uploads(Bucket=bucket)["Uploads"]
        if one["Key"].endswith(photo_id)
    )
    listed = store.list_parts(Bucket=bucket, Key=upload["Key"], UploadId=upload["UploadId"])
    return {part["PartNumber"] for part in listed.get("Parts", [])}


def sends(person: WebUser, photo: Path) -> str:
    """Choose a file on the library's page; answers the id that its photo will have."""
    person.page.goto(f"{person.url}/library")
    chooser = person.page.get_by_test_id("photo-input")
    chooser.first.wait_for(state="attached")
    with person.page.expect_response(
        lambda answer: answer.request.method == "POST" and answer.url.endswith("/media/uploads")
    ) as invited:
        chooser.first.set_input_files(photo)
    return str(invited.value.json()["data"]["photo_id"])


@pytest.mark.browser
def test_cuts_and_a_reload_cost_no_part_that_arrived(
    laptop: Laptop, browser: Browser, grain: Path
) -> None:
    size = grain.stat().st_size
    count = -(-size // PART_SIZE)
    bucket = laptop.deployer.outputs("HaatFoundation")["PhotoBucket"]
    with web_user(browser, laptop.url, 1280, 900) as person, aws(laptop, "s3") as store:
        person.sign_up(address(), PASSWORD)
        parts, network, tray = Parts(person.page), Network(person.page), Tray(person.page)
        network.slow()
        photo_id = sends(person, grain)
        for share in CUTS_BEFORE:
            tray.reaches(share)
            cut_and_mend(person, network, tray)
        tray.reaches(RELOAD_AT)
        kept = in_the_bucket(store, bucket, photo_id)
        before = parts.tried.copy()
        person.page.reload()
        tray.reaches(CUT_AFTER)
        cut_and_mend(person, network, tray)
        tray.region.get_by_text("In your library").wait_for()
        assert kept
        assert not kept & set(parts.tried - before), "a part that the bucket had was sent again"
        assert parts.arrived == Counter(range(1, count + 1)), "each part arrives once"
        assert parts.tried.total() - count <= LANES * (len(CUTS_BEFORE) + 2)
        whole = store.get_object(Bucket=bucket, Key=f"uploads/{photo_id}")["Body"].read()
        assert hashlib.sha256(whole).digest() == hashlib.sha256(grain.read_bytes()).digest()
        expect(person.page.get_by_role("link", name="grain.jpg")).to_be_visible()
        assert person.axe_violations() == []
