"""Spreadsheets that panels hand out as templates and take back filled in."""

import io
from collections.abc import Sequence
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS_MAX = 200


class NotASheet(Exception):
    """The file is no workbook that can be read."""


def template(title: str, columns: Sequence[str]) -> bytes:
    """A workbook with one sheet that has a header and no rows."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(title[:31])
    sheet.append(list(columns))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def rows(content: bytes) -> tuple[tuple[str, ...], list[dict[str, str]]]:
    """The header and the rows of a workbook's first sheet as text; raises `NotASheet`."""
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (BadZipFile, KeyError, ValueError, OSError) as error:
        raise NotASheet from error
    read = [
        tuple("" if cell is None else str(cell).strip() for cell in row)
        for row in book.worksheets[0].iter_rows(values_only=True, max_row=ROWS_MAX + 1)
    ]
    book.close()
    if not read:
        raise NotASheet
    header = read[0]
    return header, [dict(zip(header, row, strict=False)) for row in read[1:] if any(row)]
