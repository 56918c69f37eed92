"""The workbook that is written is one that a spreadsheet program reads."""

import io

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from functions.channels.adapters.panels.workbook import workbook

CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=40)


def cells(content: bytes) -> list[tuple[str, ...]]:
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    rows = sheet.iter_rows(values_only=True)
    return [tuple("" if cell is None else str(cell) for cell in row) for row in rows]


def test_what_was_written_is_read() -> None:
    rows = [("SKU", "Title", "Price"), ("HAAT-1", "Dokra <b>brass</b> & wax", "0650.50")]
    assert cells(workbook("Products: a/b", rows)) == rows


def test_words_of_a_listing_are_never_a_formula() -> None:
    content = workbook("P", [("Title",), ("=HYPERLINK(1)",)])
    cell = load_workbook(io.BytesIO(content)).worksheets[0]["A2"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


def test_the_same_rows_are_the_same_bytes() -> None:
    assert workbook("P", [("a",)]) == workbook("P", [("a",)])


def test_there_are_columns_beyond_z() -> None:
    header = tuple(f"column {place}" for place in range(30))
    assert cells(workbook("P", [header])) == [header]


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=4))
def test_any_text_survives(rows: list[tuple[str, str]]) -> None:
    header = ("one", "two")
    assert cells(workbook("P", [header, *rows]))[: len(rows) + 1][0] == header
    read = cells(workbook("P", [header, *rows]))[1:]
    kept = [row for row in rows if any(row)]
    assert [row for row in read if any(row)] == kept


def test_what_xml_cannot_hold_is_left_out() -> None:
    assert cells(workbook("P", [("a\x00b\x0bc",)])) == [("abc",)]
