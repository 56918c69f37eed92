"""Real photographs of real phones, where they are at hand."""

import io
import os
from pathlib import Path

import pi_heif
import pytest
from PIL import ExifTags, Image, ImageChops, ImageCms, ImageStat

from functions.media.adapters.imaging import VipsRenderer
from functions.media.model.recipes import Rendered
from tests.recipes import CLASSIC
from tests.unit.media.drawn import opened

SHARED = Path(os.environ.get("HAAT_SHARED", Path(__file__).parents[4] / "shared"))
PHOTOS = SHARED / "photos"


def photograph(name: str) -> bytes:
    path = PHOTOS / name
    if not path.exists():
        pytest.skip(f"{name} is not in {PHOTOS}: set HAAT_SHARED to a folder with photos/")
    return path.read_bytes()


def rendered(content: bytes) -> dict[str, Rendered]:
    return {one.recipe.name: one for one in VipsRenderer().render(content, CLASSIC).renditions}


def difference(one: Image.Image, other: Image.Image) -> float:
    """Mean difference of two pictures, in 8-bit steps, after both are made small."""
    small = [image.convert("RGB").resize((60, 80), Image.Resampling.BOX) for image in (one, other)]
    return max(ImageStat.Stat(ImageChops.difference(*small)).mean)


def test_where_the_nokia_photograph_was_taken_is_in_no_rendition() -> None:
    content = photograph("HMD_Nokia_8.3_5G.jpg")
    assert dict(Image.open(io.BytesIO(content)).getexif().get_ifd(ExifTags.IFD.GPSInfo))
    for one in rendered(content).values():
        image = Image.open(io.BytesIO(one.content))
        assert not dict(image.getexif())
        assert b"Exif" not in one.content
        assert b"Nokia" not in one.content


def test_the_iphones_photograph_stands_upright_in_srgb() -> None:
    content = photograph("iphone_13_pro_max.HEIC")
    source = pi_heif.open_heif(content).to_pillow()
    wide = ImageCms.ImageCmsProfile(io.BytesIO(source.info["icc_profile"]))
    assert "P3" in ImageCms.getProfileDescription(wide)
    small = source.resize((768, 1024), Image.Resampling.BOX)
    wanted = ImageCms.profileToProfile(small, wide, ImageCms.createProfile("sRGB"))
    assert wanted
    web = rendered(content)["web"]
    assert (web.width, web.height) == (1536, 2048)
    assert difference(opened(web.content), wanted) < 2
    assert difference(opened(web.content), small) > 4


def test_the_street_photograph_looks_the_same_only_smaller() -> None:
    content = photograph("street-2725x2225.jpg")
    made = rendered(content)
    assert (made["square"].width, made["square"].height) == (2000, 2000)
    assert difference(opened(made["web"].content), Image.open(io.BytesIO(content))) < 2
    assert difference(opened(made["thumbnail"].content), Image.open(io.BytesIO(content))) < 3
