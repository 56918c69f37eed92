"""Takes the README's three pictures: the photograph, its words, and the ten rows that are live.

`make pictures` publishes for it, on this machine, with the stand-ins.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, ViewportSize

from infra.local.connect import browser_page
from infra.local.demo import FACTS, Teller, connect_all, publish
from infra.local.drawing import draw
from infra.local.journey import Api, JourneyBroken
from infra.local.process import ROOT
from infra.local.running import Running, running_haat
from infra.local.seed import EMAIL, PASSWORD

FOLDER = ROOT / "docs" / "pictures"
_PHONE: ViewportSize = {"width": 390, "height": 1290}
_DESK: ViewportSize = {"width": 1280, "height": 1860}
_TOLD = {
    "link": "https://kripal.example/vase",
    "story": "Each vase is thrown, painted and fired by one pair of hands in our courtyard.",
}
_BELOW_THE_HEADER = """() => {
  const tabs = document.querySelector('[role=tablist]');
  window.scrollTo(0, tabs.getBoundingClientRect().top + window.scrollY - 90);
}"""
_WIDTH = 2 * _PHONE["width"]


@contextmanager
def _window(url: str, size: ViewportSize, scale: int) -> Iterator[Page]:
    """A page of the demo artisan, signed in."""
    with browser_page(headless=True) as first:
        browser = first.context.browser
        if browser is None:
            raise JourneyBroken("the browser has ended")
        page = browser.new_context(
            viewport=size, device_scale_factor=scale, reduced_motion="reduce"
        ).new_page()
        page.goto(url)
        page.locator("input[type=email]").fill(EMAIL)
        page.locator("input[type=password]").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.get_by_role("navigation").first.wait_for()
        yield page


def _keep(page: Page, name: str, size: ViewportSize) -> None:
    page.wait_for_load_state("networkidle")
    page.set_viewport_size(size)
    page.screenshot(path=str(FOLDER / name))
    print(f"  wrote docs/pictures/{name}")


def take(haat: Running) -> None:
    """Publish the drawn photograph everywhere, and take the pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    api, teller = Api(haat.url), Teller()
    api.sign_in(EMAIL, PASSWORD)
    everywhere = [one["platform"] for one in api.get("/channels")["items"]]
    connect_all(api, haat.sandbox_url, teller, everywhere)
    photo = draw(haat.state / "demo.jpg")
    told = publish(api, photo, FACTS | _TOLD, teller, everywhere)
    _small(photo, FOLDER / "1-photograph.jpg")
    with _window(haat.url, _PHONE, 2) as page:
        page.goto(f"{haat.url}/products/{told['product_id']}")
        page.get_by_role("tab", name="Instagram", exact=True).click()
        page.evaluate(_BELOW_THE_HEADER)
        _keep(page, "2-words.png", _PHONE)
    with _window(haat.url, _DESK, 1) as page:
        page.goto(f"{haat.url}/posts/{told['post_id']}")
        _keep(page, "3-live.png", _DESK)


def _small(photo: Path, target: Path) -> None:
    with Image.open(photo) as picture:
        picture.thumbnail((_WIDTH, 10 * _WIDTH))
        picture.save(target, "JPEG", quality=85)
    print(f"  wrote docs/pictures/{target.name}")


def main() -> None:
    """The command line."""
    with running_haat() as haat:
        take(haat)


if __name__ == "__main__":
    main()
