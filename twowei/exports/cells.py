"""Text that no spreadsheet takes for a formula, in CSV and in xlsx."""

from __future__ import annotations

from typing import Any

from openpyxl.cell import Cell, MergedCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What Excel, WPS and LibreOffice read as the beginning of a formula; CSV knows no type that would stop them."""

MARK = "'"


def csv_text(value: object) -> object:
    """Return a value for a CSV: a text that begins like a formula gets an apostrophe before it, numbers stay."""
    if isinstance(value, str) and value.startswith(_STARTS_FORMULA):
        return MARK + value
    return value


def put(cell: Cell | MergedCell, value: Any) -> None:
    """Put a value into a cell; a text stays a text also when somebody edits it."""
    assert isinstance(cell, Cell)
    cell.value = ILLEGAL_CHARACTERS_RE.sub(" ", value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
        if value.startswith(_STARTS_FORMULA):
            cell.quotePrefix = True
