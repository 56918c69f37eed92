"""Marks a picture as made by AI in its own metadata, where search engines and platforms look.

https://iptc.org/standards/photo-metadata/guidance-for-use-of-digital-source-type/
"""

from dataclasses import dataclass
from typing import Literal
from zlib import crc32

import pyvips

from functions.content.errors.jobs import PictureNotMade

Kind = Literal["jpeg", "png", "webp"]

MOST_BYTES = 20_000_000
MOST_PIXELS = 24_000_000
_AFTER_IHDR = 33  # the signature and the first chunk, which are always as long
SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    Iptc4xmpExt:DigitalSourceType="{source}"
    Iptc4xmpExt:AISystemUsed="{model}"
    xmp:CreatorTool="{model}"/>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
_MAGIC: tuple[tuple[Kind, int, bytes], ...] = (
    ("jpeg", 0, b"\xff\xd8\xff"),
    ("png", 0, b"\x89PNG\r\n\x1a\n"),
    ("webp", 8, b"WEBP"),
)
_HOW: dict[Kind, dict[str, int]] = {
    "jpeg": {"Q": 90},
    "png": {"compression": 6},
    "webp": {"Q": 90, "effort": 2},
}


@dataclass(frozen=True, slots=True)
class Marked:
    """A picture with the AI mark in its metadata; `width` and `height` are in pixels."""

    content: bytes
    kind: Kind
    width: int
    height: int

    @property
    def media_type(self) -> str:
        """The picture's media type, such as `image/png`."""
        return f"image/{self.kind}"


def _allow_named_readers() -> None:
    """Block libvips' loaders but JPEG, PNG and WebP in this process, as a defence in depth."""
    pyvips.operation_block_set("VipsForeignLoad", True)
    for loader in ("Jpeg", "Png", "Webp"):
        pyvips.operation_block_set(f"VipsForeignLoad{loader}Buffer", False)


def marked(content: bytes, model: str) -> Marked:
    """Encode `content` again in its format, with the AI mark and no other metadata.

    Raises `PictureNotMade` unless `content` is a whole JPEG, PNG or WebP of at most 20 MB and
    24 MP.
    """
    kind = next((kind for kind, at, magic in _MAGIC if content[at:].startswith(magic)), None)
    if kind is None or len(content) > MOST_BYTES:
        raise _unusable()
    _allow_named_readers()
    try:
        load = getattr(pyvips.Image, f"{kind}load_buffer")
        image: pyvips.Image = load(content, access="sequential", fail_on="warning")
        if image.width * image.height > MOST_PIXELS:
            raise _unusable()
        xmp = _XMP.format(source=SOURCE_TYPE, model=_escaped(model)).encode()
        saved = _saved(image.copy(), kind, xmp)
    except pyvips.Error as error:
        raise _unusable() from error
    return Marked(saved, kind, image.width, image.height)


def _saved(image: pyvips.Image, kind: Kind, xmp: bytes) -> bytes:
    if kind == "png":
        # libvips would compress it; XMP part 3 wants a plain iTXt chunk, and readers look for that.
        plain: bytes = image.pngsave_buffer(keep="none", **_HOW[kind])
        return plain[:_AFTER_IHDR] + _itxt(xmp) + plain[_AFTER_IHDR:]
    image.set_type(pyvips.GValue.blob_type, "xmp-data", xmp)
    saved: bytes = getattr(image, f"{kind}save_buffer")(keep="xmp", **_HOW[kind])
    return saved


def _itxt(xmp: bytes) -> bytes:
    """The PNG chunk with `xmp`, laid out as in https://www.w3.org/TR/png-3/#11iTXt."""
    body = b"iTXt" + b"XML:com.adobe.xmp" + bytes(5) + xmp
    return (len(body) - 4).to_bytes(4, "big") + body + crc32(body).to_bytes(4, "big")


def _escaped(text: str) -> str:
    for plain, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(plain, entity)
    return text


def _unusable() -> PictureNotMade:
    return PictureNotMade("The image model's answer is no picture that we can use.")
