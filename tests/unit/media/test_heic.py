"""HEIC, as iPhones write it."""

import io
import subprocess
import sys

import pytest
from PIL import Image

from functions.media.adapters.imaging import VipsRenderer
from functions.media.model.recipes import Rendered
from tests.recipes import CLASSIC
from tests.unit.media.drawn import PICTURES, centre, near, same_corners


def rendered(name: str) -> dict[str, Rendered]:
    content = (PICTURES / f"{name}.heic").read_bytes()
    return {one.recipe.name: one for one in VipsRenderer().render(content, CLASSIC).renditions}


@pytest.mark.parametrize("name", ["plain", "turned"])
def test_it_stands_upright_once_and_not_twice(name: str) -> None:
    for one in rendered(name).values():
        assert same_corners(one.content), one.recipe.name
    web = rendered(name)["web"]
    assert (web.width, web.height) == (320, 240)


def test_it_tells_nothing_of_its_maker() -> None:
    assert b"Haat" in (PICTURES / "plain.heic").read_bytes()
    for one in rendered("plain").values():
        image = Image.open(io.BytesIO(one.content))
        assert not dict(image.getexif())
        assert b"Haat" not in one.content


@pytest.mark.parametrize("name", ["display_p3", "display_p3_nclx"])
def test_display_p3_becomes_srgb(name: str) -> None:
    # (230, 60, 50) in Display P3, by the formulas of CSS Color 4 §10: (250.4, 31.1, 33.9).
    for one in rendered(name).values():
        assert near(centre(one.content), (250, 31, 34), 5), one.recipe.name
        assert not near(centre(one.content), (230, 60, 50), 15)


def test_ten_bits_become_eight() -> None:
    assert near(centre(rendered("ten_bits")["web"].content), (233, 78, 39), 4)


def test_grey_stays_grey() -> None:
    assert near(centre(rendered("grey")["square"].content), (130, 130, 130), 2)


def test_transparency_becomes_white() -> None:
    assert near(centre(rendered("transparent")["web"].content), (255, 255, 255), 1)


def test_fifty_megapixels_stay_below_half_a_gigabyte() -> None:
    program = (
        "import sys, pathlib, re\n"
        "from functions.media.adapters.imaging import VipsRenderer\n"
        "from tests.recipes import EVERY\n"
        "content = pathlib.Path(sys.argv[1]).read_bytes()\n"
        "assert len(VipsRenderer().render(content, EVERY).renditions) == len(EVERY)\n"
        "status = pathlib.Path('/proc/self/status').read_text()\n"
        "print(re.search(r'VmHWM:\\s+(\\d+) kB', status)[1])\n"
    )
    ran = subprocess.run(  # our own interpreter on our own text
        [sys.executable, "-c", program, str(PICTURES / "fifty_megapixels.heic")],
        env={"PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(ran.stdout) / 1024 < 512
