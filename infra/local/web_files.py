"""The files of the web app as CloudFront answers them: compressed, with a tag and a lifetime."""

import gzip
import mimetypes
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import brotli
from starlette.requests import Request
from starlette.responses import Response

COMPRESSED = (
    "text/",
    "application/javascript",
    "application/json",
    "image/svg",
    "application/wasm",
)
WORTH_COMPRESSING = 1000
ONE_YEAR = "public, max-age=31536000, immutable"


def file_answer(request: Request, file: Path, security: dict[str, str]) -> Response:
    """The answer with the file, or 304 where the caller has it already."""
    accepted = request.headers.get("accept-encoding", "")
    coding = next((name for name in ("br", "gzip") if name in accepted), "identity")
    body, coding, media_type, tag = _packed(file, file.stat().st_mtime_ns, coding)
    hashed_name = "assets" in file.parts
    more = {
        **security,
        "ETag": tag,
        "Vary": "Accept-Encoding",
        "Cache-Control": ONE_YEAR if hashed_name else "no-cache",
    }
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=more)
    if coding != "identity":
        more["Content-Encoding"] = coding
    return Response(body, headers=more, media_type=media_type)


@lru_cache(maxsize=256)
def _packed(file: Path, _changed: int, coding: str) -> tuple[bytes, str, str, str]:
    """A file's bytes in the wanted coding where that saves anything; its type and its tag."""
    plain = file.read_bytes()
    media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    if file.suffix == ".webmanifest":
        media_type = "application/manifest+json"
    tag = f'"{sha256(plain).hexdigest()[:24]}-{coding}"'
    if len(plain) < WORTH_COMPRESSING or not media_type.startswith(COMPRESSED):
        return plain, "identity", media_type, tag
    if coding == "br":
        return brotli.compress(plain, quality=5), coding, media_type, tag
    if coding == "gzip":
        return gzip.compress(plain, 6, mtime=0), coding, media_type, tag
    return plain, "identity", media_type, tag
