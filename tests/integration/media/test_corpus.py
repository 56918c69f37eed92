"""Every picture of the corpus, drawn and photographed: made or refused, in bounded memory."""

import fcntl
import io
import json
import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PIL import ExifTags, Image

from functions.media.adapters.imaging import VipsRenderer
from functions.media.adapters.saliency import frame_of
from functions.media.model.kinds import CONTENT_TYPES
from tests.integration.media.corpus import drawn, largest, write
from tests.recipes import EVERY
from tests.unit.media.drawn import SECRET, same_corners
from tests.unit.media.scenes import vips

ROOT = Path(__file__).parents[3]
SHARED = Path(os.environ.get("HAAT_SHARED", ROOT.parent / "shared"))
PHOTOS = [path for path in sorted((SHARED / "photos").glob("*")) if path.suffix != ".md"]
MOST_MB, MOST_SECONDS = 512, 30
"""The Lambda has 1769 MB, one core, and 60 seconds."""

RECIPES = {(recipe.name, recipe.extension): recipe for recipe in EVERY}


@dataclass(frozen=True, slots=True)
class Corpus:
    """What must come of each file, what came of it, and where its renditions are."""

    wanted: dict[str, str]
    came: dict[str, dict[str, Any]]
    folder: Path

    def made(self) -> Iterator[tuple[str, Path]]:
        """Each rendition of each file that was taken in."""
        for name, result in self.came.items():
            if "sizes" in result:
                for path in sorted((self.folder / name).iterdir()):
                    yield name, path


def processed(folder: Path, wanted: dict[str, str], recipes: str) -> Corpus:
    """All files of the folder, made by one process into a set of renditions."""
    into = folder.with_name(f"{folder.name}-made")
    into.mkdir()
    program = [
        sys.executable,
        "-m",
        "tests.integration.media.process_folder",
        str(folder),
        str(into),
    ]
    program.append(recipes)
    ran = subprocess.run(  # our own interpreter on our own module
        program,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    result = [json.loads(line) for line in ran.stdout.splitlines()]
    return Corpus(wanted, {one["name"]: one for one in result}, into)


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Corpus]) -> Corpus:
    """What `make` made in a folder of this name, by whichever of a run's processes came first."""
    place = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        place = place.parent
    kept = place / f"{name}.pickle"
    with (place / f"{name}.lock").open("w") as guard:
        fcntl.flock(guard, fcntl.LOCK_EX)
        if not kept.exists():
            (place / name).mkdir()
            kept.write_bytes(pickle.dumps(make(place / name)))
        made: Corpus = pickle.loads(kept.read_bytes())  # noqa: S301  # our own words, of this run
    return made


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    def make(folder: Path) -> Corpus:
        wanted = write(folder, drawn())
        for photo in PHOTOS:
            shutil.copyfile(photo, folder / photo.name)
            wanted[photo.name] = "made"
        return processed(folder, wanted, "every")

    return once(tmp_path_factory, "corpus", make)


@pytest.fixture(scope="session")
def giants(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    def make(folder: Path) -> Corpus:
        return processed(folder, write(folder, largest()), "largest")

    return once(tmp_path_factory, "giants", make)


def assert_as_wanted(corpus: Corpus) -> None:
    assert set(corpus.came) == set(corpus.wanted)
    for name, wanted in corpus.wanted.items():
        result = corpus.came[name]
        refused = result.get("refused")
        match wanted:
            case "upright" | "made":
                assert refused is None, (name, result)
            case "refused":
                assert refused in {"picture_damaged", "not_a_picture"}, (name, result)
            case "either":
                assert refused in {None, "picture_damaged"}, (name, result)
            case code:
                assert refused == code, (name, result)
        assert refused is None or len(str(result["said"])) > 40


def test_the_corpus_is_as_large_as_promised(corpus: Corpus) -> None:
    assert len(corpus.wanted) - len(PHOTOS) >= 100
    kinds = {str(result.get("kind")) for result in corpus.came.values()}
    assert kinds >= set(CONTENT_TYPES.values())


def test_each_picture_is_made_or_refused_as_it_should_be(corpus: Corpus) -> None:
    assert_as_wanted(corpus)


def test_each_rendition_is_the_file_that_its_recipe_promises(corpus: Corpus) -> None:
    seen = 0
    for name, path in corpus.made():
        recipe = RECIPES[path.stem, path.suffix[1:]]
        with Image.open(path) as image:
            assert image.format == recipe.format.upper(), (name, path.name)
            assert image.mode == "RGB", (name, path.name)
            assert max(image.size) <= max(recipe.longest, recipe.min_width)
            if recipe.ratio:
                assert image.width * recipe.ratio[1] == image.height * recipe.ratio[0]
                assert image.width >= recipe.min_width
        assert path.stat().st_size <= (recipe.max_bytes or 10**9)
        seen += 1
    assert seen > 600


def test_each_picture_stands_upright_in_its_colours(corpus: Corpus) -> None:
    upright = [name for name, wanted in corpus.wanted.items() if wanted == "upright"]
    assert len(upright) >= 70
    for name in upright:
        for path in (corpus.folder / name).iterdir():
            assert same_corners(path.read_bytes()), (name, path.name)


def test_no_rendition_tells_where_or_with_what_it_was_taken(corpus: Corpus) -> None:
    for name, path in corpus.made():
        with Image.open(path) as image:
            result = image.getexif()
            assert not result.get_ifd(ExifTags.IFD.GPSInfo), (name, path.name)
            assert not {ExifTags.Base.Make, ExifTags.Base.Model, ExifTags.Base.DateTime} & set(
                result
            )
            assert not {"xmp", "comment", "icc_profile", "photoshop"} & set(image.info)
        content = path.read_bytes()
        for secret in (SECRET.encode(), b"Nokia", b"Apple", b"iPhone", b"GPS"):
            assert secret not in content, (name, path.name, secret)


def test_memory_and_time_are_bounded(corpus: Corpus) -> None:
    assert max(result["peak_mb"] for result in corpus.came.values()) < MOST_MB
    assert max(result["seconds"] for result in corpus.came.values()) < MOST_SECONDS


def test_the_largest_and_the_worst_stay_below_half_a_gigabyte(giants: Corpus) -> None:
    assert_as_wanted(giants)
    for name, result in giants.came.items():
        assert result["peak_mb"] < MOST_MB, (name, result)
        assert result["seconds"] < MOST_SECONDS, (name, result)


# What the photographs show, by eye: left, top, right, bottom in fractions.
SUBJECTS = {
    "HMD_Nokia_8.3_5G.jpg": (0.33, 0.50, 0.50, 0.62),
    "iphone_13_pro_max.HEIC": (0.31, 0.50, 0.82, 0.78),
    "street-2725x2225.jpg": (0.17, 0.26, 0.60, 0.72),
}


@pytest.mark.parametrize("name", sorted(SUBJECTS))
def test_the_subject_of_a_photograph_stays_in_its_crops(name: str) -> None:
    photo = SHARED / "photos" / name
    if not photo.exists():
        pytest.skip(f"{name} is not in {photo.parent}: set HAAT_SHARED to a folder with photos/")
    left, top, right, bottom = SUBJECTS[name]
    cropped = [recipe for recipe in EVERY if recipe.ratio]
    content = photo.read_bytes()
    made = VipsRenderer().render(content, [*cropped, RECIPES["thumbnail", "webp"]])
    assert left < made.focal.x < right
    assert top - 0.1 < made.focal.y < bottom
    thumbnail = Image.open(io.BytesIO(made.renditions[-1].content)).convert("RGB")
    frame = frame_of(vips(thumbnail))
    kept = 0
    for recipe in cropped:
        cut = recipe.cut(made.width, made.height, frame)
        if (right - left) * made.width <= cut.width and (bottom - top) * made.height <= cut.height:
            assert cut.left <= left * made.width
            assert right * made.width <= cut.left + cut.width
            assert cut.top <= top * made.height
            assert bottom * made.height <= cut.top + cut.height
            kept += 1
    assert kept >= 2
