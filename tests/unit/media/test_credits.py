"""Who made a photograph stays with it; where, when and with what it was made does not."""

import io
import re

import pytest
from PIL import ExifTags, Image

from functions.media.adapters.credits import credit_of
from functions.media.adapters.imaging import VipsRenderer
from functions.media.model.processing_options import Credit, ProcessedImage
from tests.recipes import EVERY
from tests.unit.media.drawn import GPS, SECRET, file_of, quarters

MADE_BY = Credit("Asha Devi", "© 2026 Asha Devi, Bagru")
_ARTIST, _COPYRIGHT = ExifTags.Base.Artist, ExifTags.Base.Copyright
# What a decoder needs or writes of itself: orientation 1, resolution, version and size.
PLAIN = {_ARTIST, _COPYRIGHT, 274, 282, 283, 296, 531, ExifTags.IFD.Exif}
PLAIN_TOO = {36864, 37121, 40960, 40961, 40962, 40963}
XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf='
    '"http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:exif="http://ns.adobe.com/exif/1.0/" '
    'exif:GPSLatitude="28,36.8N">'
    f"<dc:description>{SECRET}</dc:description>"
    "<dc:creator><rdf:Seq><rdf:li>Asha Devi</rdf:li></rdf:Seq></dc:creator>"
    '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© 2026 Asha Devi, Bagru</rdf:li></rdf:Alt>'
    "</dc:rights></rdf:Description></rdf:RDF></x:xmpmeta>"
).encode()


def telling() -> bytes:
    """EXIF with the credit, and with all that a phone adds to it."""
    tags = Image.Exif()
    tags[_ARTIST], tags[_COPYRIGHT] = MADE_BY.author, MADE_BY.copyright.encode()
    tags[ExifTags.Base.Make], tags[ExifTags.Base.Model] = "Nokia", SECRET
    tags[ExifTags.Base.DateTime] = "2026:11:20 10:00:00"
    tags.get_ifd(ExifTags.IFD.GPSInfo).update(GPS)
    tags.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.BodySerialNumber] = SECRET
    return tags.tobytes()


def iptc(*fields: tuple[int, bytes]) -> bytes:
    """Records of IPTC-IIM §1.6, as credits read them."""
    return b"".join(
        bytes((0x1C, 2, number)) + len(value).to_bytes(2, "big") + value for number, value in fields
    )


def assert_no_more_metadata(made: ProcessedImage) -> None:
    assert len(made.renditions) > 5
    for one in made.renditions:
        image = Image.open(io.BytesIO(one.content))
        assert set(image.getexif()) <= PLAIN, one.recipe.name
        assert set(image.getexif().get_ifd(ExifTags.IFD.Exif)) <= PLAIN_TOO, one.recipe.name
        assert not image.getexif().get_ifd(ExifTags.IFD.GPSInfo)
        assert not {"xmp", "comment", "icc_profile", "photoshop"} & set(image.info)
        for metadata in (SECRET.encode(), b"Nokia", b"2026:11:20", b"GPS", b"XMP", b"adobe:ns"):
            assert metadata not in one.content, (one.recipe.name, metadata)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_the_credit_is_kept_in_every_rendition_and_nothing_else(kind: str) -> None:
    content = file_of(quarters(500, 400), kind, exif=telling(), xmp=XMP)
    # Pillow writes the texts of a TIFF in ASCII.
    content = content.replace(b"?? 2026 Asha", "© 2026 Asha".encode())
    assert SECRET.encode() in content
    made = VipsRenderer().render(content, EVERY)
    assert made.credit == MADE_BY
    assert_no_more_metadata(made)
    for one in made.renditions:
        metadata = Image.open(io.BytesIO(one.content)).getexif()
        assert metadata[_ARTIST] == MADE_BY.author, one.recipe.name
        statement = metadata[_COPYRIGHT]
        read = statement.encode("latin-1") if isinstance(statement, str) else statement
        assert read.rstrip(b"\0").decode() == MADE_BY.copyright


def test_a_file_that_names_nobody_has_no_metadata_at_all() -> None:
    made = VipsRenderer().render(file_of(quarters(), "JPEG"), EVERY)
    assert made.credit == Credit()
    for one in made.renditions:
        assert not dict(Image.open(io.BytesIO(one.content)).getexif())


def test_xmp_alone_is_read_too() -> None:
    made = VipsRenderer().render(file_of(quarters(), "JPEG", xmp=XMP), EVERY)
    assert made.credit == MADE_BY
    assert_no_more_metadata(made)


def test_iptc_alone_is_read_too() -> None:
    fields = iptc(
        (80, MADE_BY.author.encode()), (116, MADE_BY.copyright.encode()), (90, SECRET.encode())
    )
    block = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + len(fields).to_bytes(4, "big") + fields
    block += b"\0" * (len(block) % 2)
    plain = file_of(quarters(), "JPEG")
    content = plain[:2] + b"\xff\xed" + (len(block) + 2).to_bytes(2, "big") + block + plain[2:]
    made = VipsRenderer().render(content, EVERY)
    assert made.credit == MADE_BY
    assert_no_more_metadata(made)


@pytest.mark.parametrize(
    ("block", "author"),
    [
        (b"", ""),
        (b"<dc:creator><rdf:Seq><rdf:li>Ravi &amp; Sons</rdf:li>", "Ravi & Sons"),
        (b"<dc:creator><rdf:Seq><rdf:li>  two\n lines\x00 </rdf:li>", "two lines"),
        (b"<dc:creator><rdf:Seq><rdf:li>Picasa</rdf:li>", ""),
        (b"<dc:creator><rdf:Seq><rdf:li>" + b"a" * 900 + b"</rdf:li>", "a" * 200),
        (b"<dc:creator><rdf:Seq><rdf:li>\xff\xfe broken</rdf:li>", "\ufffd\ufffd broken"),
    ],
)
def test_odd_names_become_one_plain_line(block: bytes, author: str) -> None:
    assert credit_of(b"", block, b"").author == author


@pytest.mark.parametrize("broken", [b"Exif\0\0garbage", b"Exif\0\0II*\0\xff\xff\xff\xff", b"\0"])
def test_broken_metadata_names_nobody(broken: bytes) -> None:
    assert credit_of(broken, b"<dc:creator>", b"\x1c\x02\x50\xff\xff") == Credit()


def test_absurd_xmp_costs_no_time() -> None:
    block = b"<dc:creator>" * 100_000 + b"<rdf:li>"
    assert credit_of(b"", block, b"") == Credit()
    assert re.search(rb"dc:creator", block)
