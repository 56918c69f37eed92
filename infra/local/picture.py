"""Takes the README's picture: the status board of a post that was really published here."""

import argparse
from pathlib import Path

from playwright.sync_api import Page

from infra.local.connect import browser_page
from infra.local.demo import Teller, connect_all, facts_of, publish
from infra.local.drawing import draw
from infra.local.journey import Api
from infra.local.process import ROOT
from infra.local.running import Running, running_haat
from infra.local.seed import EMAIL, PASSWORD

TARGET = ROOT / "docs" / "pictures" / "status-board.png"


def sign_in(page: Page, url: str) -> None:
    """Sign in as a person does."""
    page.goto(url)
    page.locator("input[type=email]").fill(EMAIL)
    page.locator("input[type=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("navigation").first.wait_for()


def take(haat: Running, photo: Path | None) -> None:
    """Publish a photograph and photograph the result."""
    api = Api(haat.url)
    api.sign_in(EMAIL, PASSWORD)
    teller = Teller()
    connect_all(api, haat.sandbox_url, teller)
    picture = photo or draw(haat.state / "demo.jpg")
    told = publish(api, picture, facts_of(photo), teller)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    with browser_page(headless=True) as page:
        page.set_viewport_size({"width": 1280, "height": 900})
        sign_in(page, haat.url)
        page.goto(f"{haat.url}/posts/{told['post_id']}")
        page.wait_for_load_state("networkidle")
        page.locator("main img").first.wait_for()
        page.screenshot(path=str(TARGET))
    print(f"  wrote {TARGET.relative_to(ROOT)}")


def main() -> None:
    """The command line."""
    options = argparse.ArgumentParser(prog="make picture", description=__doc__)
    options.add_argument("photo", nargs="?", type=Path)
    photo = options.parse_args().photo
    with running_haat() as haat:
        take(haat, photo)


if __name__ == "__main__":
    main()
