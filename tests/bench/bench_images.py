"""The image pipeline against `sharp` (npm): same files, same outputs, same core, interleaved.

Times are CPU time, user and system, of all threads: on one core of an idle machine that is the
time that passes, and on a busy one it is still the same.
"""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypedDict

import pi_heif
from PIL import Image

from functions.media.adapters.imaging import AVIF_EFFORT, WEBP_EFFORT
from tests.bench.image_worker import SETS
from tests.bench.npm_tools import installed, node

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("HAAT_SHARED", ROOT.parent / "shared"))
WORKPLACE = ROOT / ".local" / "bench" / "sharp"
PICTURES = ROOT / "tests" / "unit" / "media" / "pictures"
REPEATS = 13
EFFORTS = {"webp": WEBP_EFFORT, "avif": AVIF_EFFORT, "jpeg": 0}
LABELS = {"classic": "five renditions", "every": "all renditions, AVIF too"}
WAYS = ("documented", "shared", "master")
SLOW_WAY, SLOW_REPEATS = "documented", 3  # far behind: for information, not worth its time
MOST_MB = 512


class ImageComparison(TypedDict):
    """One line of `.local/bench.json`; a ratio up to 1 keeps the budget."""

    value: float
    unit: str
    reference: str
    ratio: float


class Worker:
    """A program on one core that answers each line with a line of JSON."""

    def __init__(self, *command: str) -> None:
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "layers/kernel/python")]),
            "UV_THREADPOOL_SIZE": "1",
            "VIPS_CONCURRENCY": "1",
        }
        one_core = str(Path(__file__).with_name("one_core.py"))
        self._process = subprocess.Popen(  # the bench's own programs
            [sys.executable, one_core, *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )

    def ask(self, line: str) -> dict[str, Any]:
        """The answer to `line`; fails when the program has died."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def close(self) -> None:
        """End the program and wait for it."""
        self._process.communicate()


@contextmanager
def working(*command: str) -> Iterator[Worker]:
    """A worker for the time of a `with`."""
    worker = Worker(*command)
    try:
        yield worker
    finally:
        worker.close()


def ours() -> tuple[str, ...]:
    """The command that makes renditions with our pipeline."""
    return (sys.executable, "-m", "tests.bench.image_worker")


def install_sharp() -> tuple[str, ...]:
    """The command that makes them with sharp."""
    return node(), str(installed("sharp") / "pipeline.mjs")


def for_sharp(photo: Path) -> Path:
    """The file that sharp is given: HEIC, which it cannot read, as the same pixels in a TIFF.

    Uncompressed, with the same colour profile, so that reading it costs next to nothing; the
    time of libheif is then added to sharp's, as if it had been built with it.
    """
    if photo.suffix.lower() != ".heic":
        return photo
    file = pi_heif.open_heif(photo.read_bytes())
    copy = WORKPLACE / f"{photo.stem}.tiff"
    file.to_pillow().save(copy, "TIFF", icc_profile=file.info.get("icc_profile"))
    return copy


def orders(name: str, sizes: list[list[int]]) -> list[dict[str, object]]:
    """What sharp is asked for: our formats, qualities, efforts and the sizes that we made.

    Each file once: `w2048` of WebP is `web` under another name, for sharp as for us.
    """
    asked = (
        (recipe.format, recipe.quality, width, height)
        for recipe, (width, height, _) in zip(SETS[name], sizes, strict=True)
    )
    return [
        {
            "format": form,
            "quality": quality,
            "effort": EFFORTS[form],
            "width": width,
            "height": height,
        }
        for form, quality, width, height in dict.fromkeys(asked)
    ]


def compare(name: str, photo: Path, pipeline: Worker, sharp: Worker) -> ImageComparison:
    """Our time against that of sharp's faster arrangement, measured in turns; medians."""
    given = for_sharp(photo)
    asked = f"{name} {photo}"
    first = pipeline.ask(asked)
    outputs = orders(name, first["sizes"])
    own, decoding = [], []
    reference: dict[str, list[float]] = {way: [] for way in WAYS}
    for turn in range(REPEATS):
        answer = pipeline.ask(asked)
        own.append(answer["ms"])
        decoding.append(answer["decoding_ms"])
        for way, times in reference.items():
            if way == SLOW_WAY and turn >= SLOW_REPEATS:
                continue
            order = {"file": str(given), "way": way, "outputs": outputs}
            made = sharp.ask(json.dumps(order))
            assert [size[:2] for size in made["sizes"]] == [
                [output["width"], output["height"]] for output in outputs
            ]
            times.append(made["ms"])
    heif = statistics.median(decoding)
    medians = {way: statistics.median(times) + heif for way, times in reference.items()}
    best = min(WAYS[1:], key=lambda way: medians[way])
    # Pairs, so that a machine that slows down in the middle slows down both.
    pairs = zip(own, reference[best], strict=True)
    ratio = statistics.median(mine / (other + heif) for mine, other in pairs)
    told = ", ".join(f"{way} {medians[way]:.0f} ms" for way in WAYS)
    with_heif = f" + libheif {heif:.0f} ms (sharp reads no HEIC)" if heif else ""
    return {
        "value": round(statistics.median(own), 1),
        "unit": "CPU ms",
        "reference": f"sharp 0.35.5, {best}{with_heif}; {told}",
        "ratio": round(ratio, 3),
    }


def large_pictures() -> list[Path]:
    """The largest that is taken in, in the layouts that need the most memory."""
    drawn = [
        WORKPLACE / name for name in ("largest_progressive.jpg", "alpha_80.webp", "alpha_80.png")
    ]
    if not all(path.exists() for path in drawn):
        noise = Image.effect_noise((816, 612), 60).convert("RGB")
        # 43 megapixels: a progressive JPEG in 4:4:4 takes six bytes for each.
        image = noise.resize((7400, 5800), Image.Resampling.NEAREST)
        image.save(drawn[0], progressive=True, subsampling=0, quality=85)
        image = noise.resize((10320, 7740), Image.Resampling.NEAREST)
        image.putalpha(Image.new("L", image.size, 128))
        image.save(drawn[1], method=0, quality=60)
        image.save(drawn[2], compress_level=1)
    return [*drawn, PICTURES / "eighty_megapixels.heic"]


def peak(pictures: list[Path]) -> float:
    """The most memory, in MB, that a worker holds which makes all of them, twice over.

    One after the other in one process, because a warm Lambda keeps what malloc keeps.
    """
    with working(*ours()) as worker:
        return max(float(worker.ask(f"every {picture}")["peak_mb"]) for picture in pictures * 2)


def run() -> dict[str, ImageComparison]:
    """All measures of the image pipeline; empty pictures are never compared."""
    photos = sorted(
        path for path in (SHARED / "photos").glob("*") if path.suffix.lower() in {".jpg", ".heic"}
    )
    sharp_command = install_sharp()
    measures: dict[str, ImageComparison] = {}
    with working(*ours()) as pipeline, working(*sharp_command) as sharp:
        for photo in photos:
            for name, label in LABELS.items():
                line = f"images: {photo.name} to {label}"
                measures[line] = compare(name, photo, pipeline, sharp)
    pictures = [*photos, *large_pictures()]
    most = peak(pictures)
    measures["images: peak memory of the worker"] = {
        "value": round(most, 1),
        "unit": "MB",
        "reference": f"{MOST_MB} MB; {len(pictures)} pictures up to 80 megapixels, twice over",
        "ratio": round(most / MOST_MB, 3),
    }
    return measures


if __name__ == "__main__":
    sys.stdout.write(json.dumps(run(), indent=2) + "\n")
