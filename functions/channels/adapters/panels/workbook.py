"""Writes a workbook with one sheet: an Office Open XML package of five small files.

ECMA-376 part 1, §18 (SpreadsheetML). Every cell is an inline string, so that no words of a listing
can be a formula, and no number loses its zeros.
"""

import io
import re
from collections.abc import Sequence
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CELL_LONGEST = 32_767

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_A_NAME = re.compile(r"[\\/*?:\[\]]")
_NAME_LONGEST = 31
_THEN = (2026, 1, 1, 0, 0, 0)
_LETTERS = 26


def workbook(name: str, rows: Sequence[Sequence[str]]) -> bytes:
    """The rows, the first of them the header, as an .xlsx file; the same rows, the same bytes."""
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        for path, text in _files(name, rows).items():
            package.writestr(ZipInfo(path, _THEN), _HEAD + text, ZIP_DEFLATED)
    return file.getvalue()


def _files(name: str, rows: Sequence[Sequence[str]]) -> dict[str, str]:
    called = escape(_NOT_A_NAME.sub(" ", name)[:_NAME_LONGEST], {'"': "&quot;"})
    document = f"{_RELATIONS}/officeDocument"
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPES}.worksheet+xml"/>'
        "</Types>",
        "_rels/.rels": _relations("rId1", document, "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
        f'<sheet name="{called}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            "rId1", f"{_RELATIONS}/worksheet", "worksheets/sheet1.xml"
        ),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>'
        + "".join(_row(number, row) for number, row in enumerate(rows, 1))
        + "</sheetData></worksheet>",
    }


def _relations(id_: str, kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="{id_}" Type="{kind}" Target="{target}"/></Relationships>'
    )


def _row(number: int, cells: Sequence[str]) -> str:
    written = "".join(
        f'<c r="{_column(place)}{number}" t="inlineStr"><is><t xml:space="preserve">'
        f"{escape(_NOT_XML.sub('', text)[:CELL_LONGEST])}</t></is></c>"
        for place, text in enumerate(cells)
    )
    return f'<row r="{number}">{written}</row>'


def _column(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters
