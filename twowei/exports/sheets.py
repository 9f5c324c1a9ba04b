"""Sheets in the style that offices use: merged title, blue header, total row, frozen panes, A4 landscape."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from twowei.exports.cells import put

FONT = "微软雅黑"
HEADER_FILL = PatternFill("solid", fgColor="4472C4")
TOTAL_FILL = PatternFill("solid", fgColor="FFF2CC")
WRONG_FILL = PatternFill("solid", bgColor="FFC7CE", fgColor="FFC7CE")
NOTE_COLOUR = "595959"

_LINE = Side(style="thin", color="BFBFBF")
BORDER = Border(_LINE, _LINE, _LINE, _LINE)
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_TITLE_ROW, _NOTE_ROW, HEADER_ROW = 1, 2, 3
FIRST_ROW = HEADER_ROW + 1
_WIDEST, _NARROWEST, _LOOKED_AT = 28.0, 5.0, 200
_LINE_PT, _MOST_LINES = 15.0, 12


def headed(sheet: Worksheet, title: str, note: str, headings: Sequence[str]) -> None:
    """Write title, a line of notes and the header, and freeze what stands above the rows."""
    last = get_column_letter(max(len(headings), 1))
    for row, text, font, height in (
        (_TITLE_ROW, title, Font(name=FONT, size=16, bold=True), 30),
        (_NOTE_ROW, note, Font(name=FONT, size=9, color=NOTE_COLOUR), 18),
    ):
        sheet.merge_cells(f"A{row}:{last}{row}")
        _styled(sheet.cell(row, 1), text, font, CENTRE if row == _TITLE_ROW else LEFT)
        sheet.row_dimensions[row].height = height
    for position, heading in enumerate(headings, 1):
        cell = _styled(
            sheet.cell(HEADER_ROW, position), heading, Font(name=FONT, size=10, bold=True, color="FFFFFF"), CENTRE
        )
        cell.fill, cell.border = HEADER_FILL, BORDER
    sheet.row_dimensions[HEADER_ROW].height = 32


def filled(sheet: Worksheet, rows: Iterable[Sequence[Any]], formats: Mapping[int, str] | None = None) -> int:
    """Write rows below the header; return the row after the last.

    Args:
        formats: Number formats by position of the column from 0.
    """
    after, font = FIRST_ROW, Font(name=FONT, size=10)
    for at, row in enumerate(rows, FIRST_ROW):
        for position, value in enumerate(row):
            number = isinstance(value, int | float)
            cell = _styled(sheet.cell(at, position + 1), value, font, CENTRE if number else LEFT)
            cell.border = BORDER
            if formats and position in formats:
                cell.number_format = formats[position]
        after = at + 1
    return after


def totalled(sheet: Worksheet, row: int, values: Sequence[Any], formats: Mapping[int, str] | None = None) -> None:
    """Write the total row; a text that begins with ``=`` is meant as a formula here."""
    for position, value in enumerate(values):
        cell = sheet.cell(row, position + 1)
        cell.value, cell.font = value, Font(name=FONT, size=10, bold=True)
        cell.fill, cell.border, cell.alignment = TOTAL_FILL, BORDER, CENTRE
        if formats and position in formats:
            cell.number_format = formats[position]


def laid_out(
    sheet: Worksheet, columns: int, frozen_columns: int = 0, widths: Mapping[int, float] | None = None
) -> None:
    """Set widths by the texts, freeze header and first columns, and print on A4 landscape, fitted to its width."""
    for position in range(1, columns + 1):
        letter = get_column_letter(position)
        given = (widths or {}).get(position - 1)
        sheet.column_dimensions[letter].width = given or _width(sheet, position)
    for row in range(FIRST_ROW, sheet.max_row + 1):
        _fit_height(sheet, row)
    sheet.freeze_panes = sheet.cell(FIRST_ROW, frozen_columns + 1).coordinate
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{_TITLE_ROW}:{HEADER_ROW}"
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(center=_HeaderFooterPart("第 &P 页 / 共 &N 页"))
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.5


def _width(sheet: Worksheet, position: int) -> float:
    """Return the width that the texts of a column want, in characters; a Chinese one counts twice."""
    shown = [sheet.cell(row, position) for row in range(FIRST_ROW, min(sheet.max_row, _LOOKED_AT) + 1)]
    told = [_length(_as_shown(cell)) for cell in shown if cell.value is not None and cell.data_type != "f"]
    heading = _length(str(sheet.cell(HEADER_ROW, position).value)) / 2  # it may break into two lines
    return min(max(*told, heading, _NARROWEST) + 2 if told else max(heading, _NARROWEST) + 2, _WIDEST)


def _fit_height(sheet: Worksheet, row: int) -> None:
    """Give a row the height that its longest text wants; not every program does so by itself."""
    lines = 1
    for cell in sheet[row]:
        if isinstance(cell.value, str) and cell.data_type != "f":
            width = sheet.column_dimensions[get_column_letter(cell.column)].width
            lines = max(lines, math.ceil(_length(cell.value) / max(width - 1, 1)))
    if lines > 1:
        sheet.row_dimensions[row].height = _LINE_PT * min(lines, _MOST_LINES)


def _as_shown(cell: Cell | MergedCell) -> str:
    return f"{cell.value:,.2f}" if isinstance(cell.value, float) else str(cell.value).removesuffix(" 00:00:00")


def _length(text: str) -> float:
    return sum(1.0 if ord(character) < 256 else 2.0 for character in text)


def _styled(cell: Cell | MergedCell, value: Any, font: Font, alignment: Alignment) -> Cell:
    put(cell, value)
    assert isinstance(cell, Cell)
    cell.font, cell.alignment = font, alignment
    return cell
