"""Tables of offices as deliveries: xlsx and csv, their header wherever it stands."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from twowei.casebook.words import plain
from twowei.errors import VectorError
from twowei.imports import encodings
from twowei.imports.delivery import Delivery, Finding, Value

LOOK_FOR_HEADER_IN = 15
"""Rows in which the header may stand: titles and units are printed above it."""

TOTALS = ("合计", "总计", "小计", "汇总")
Row = list[Value]


def read_xlsx(path: Path, sheet: str | None = None) -> Delivery:
    """Read a sheet of a workbook, of several the one named, else the first that has a header and rows.

    Raises:
        VectorError: It is damaged or locked, or there is no such sheet.
    """
    tables = workbook(path)
    if sheet is not None and sheet not in tables:
        raise VectorError(f"{path.name} has no sheet {sheet!r}; it has {', '.join(tables)}.")
    chosen = {sheet: tables[sheet]} if sheet is not None else tables
    for name, rows in chosen.items():
        delivery = _delivery(f"{path.name} · {name}", "xlsx", rows)
        if delivery.rows:
            return delivery
    raise VectorError(f"{path.name} has no rows under a header; give the sheet with the list of patches.")


def workbook(path: Path) -> dict[str, list[Row]]:
    """Return the visible sheets of a workbook as rows of values; formulas are their results.

    Raises:
        VectorError: It is damaged or locked.
    """
    import openpyxl  # slow to import, and few commands want it
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of every ornament that it does not keep
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
            tables = {
                str(sheet.title): [[_value(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
                for sheet in book.worksheets
                if sheet.sheet_state == "visible"
            }
            book.close()
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise VectorError(f"{path} cannot be read as a workbook; open it in Excel or WPS and save it anew.") from error
    return tables


def read_csv(path: Path, forced: str | None = None) -> Delivery:
    """Read a text table: comma, tab or semicolon, in whatever encoding.

    Raises:
        VectorError: It holds no table.
    """
    data = path.read_bytes()
    if b"\x00" in data[:4096] and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise VectorError(f"{path} is no table of text; give a csv, xlsx or a file of patches.")
    text, choice, odd = _text(data, forced)
    sample = text[:8192]
    comma = max(",\t;", key=sample.count)
    try:
        rows: list[Row] = [[_value(cell) for cell in row] for row in csv.reader(io.StringIO(text), delimiter=comma)]
    except csv.Error as error:
        raise VectorError(f"{path} is no table of text ({error}); save it anew as csv.") from error
    delivery = _delivery(path.name, "csv", rows)
    if not delivery.rows:
        raise VectorError(f"{path.name} has no rows under a header; give the list of patches.")
    return Delivery(
        delivery.name, "csv", delivery.columns, delivery.rows, encoding=choice[0], encoding_why=choice[1], findings=odd
    )


def _text(data: bytes, forced: str | None) -> tuple[str, tuple[str, str], tuple[Finding, ...]]:
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark) and not forced:
            return data.decode(name, "replace"), (name.removesuffix("-sig"), "the file begins so"), ()
    lines = data.split(b"\n")
    choice = encodings.choose(lines, forced=forced)
    odd = tuple(Finding(None, "bad_line", (i + 1, choice.name)) for i in sorted(choice.deviating))
    text = "\n".join(choice.text(i, line) for i, line in enumerate(lines))
    return text.removeprefix("\ufeff"), (choice.name, choice.why), odd


def _value(cell: object) -> Value:
    if isinstance(cell, datetime):
        return cell.date() if (cell.hour, cell.minute, cell.second) == (0, 0, 0) else cell.isoformat()
    if isinstance(cell, date) or cell is None:
        return cell
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, int | float):
        return float(cell)
    return str(cell).strip() or None


def _delivery(name: str, form: str, rows: Sequence[Row]) -> Delivery:
    at = header_row(rows)
    if at is None:
        return Delivery(name, form, (), [])
    columns = _names(rows[at])
    found: list[dict[str, Value]] = []
    for row in rows[at + 1 :]:
        if any(cell is not None for cell in row) and not is_total(row):
            found.append({column: row[i] if i < len(row) else None for i, column in columns.items()})
    return Delivery(name, form, tuple(columns.values()), found)


def header_row(rows: Sequence[Row]) -> int | None:
    """Return which row names the columns: of the first rows the one with the most words, or None."""
    best, most = None, 1
    for position, row in enumerate(rows[:LOOK_FOR_HEADER_IN]):
        words = len({cell for cell in row if isinstance(cell, str)})
        if words > most and not any(isinstance(cell, float) for cell in row):
            best, most = position, words
    return best


def is_total(row: Sequence[Value]) -> bool:
    """Return whether a row sums up the others."""
    words = [plain(cell).replace(" ", "") for cell in row if isinstance(cell, str)]
    return bool(words) and words[0].removesuffix(":") in TOTALS


def _names(header: Row) -> dict[int, str]:
    names: dict[int, str] = {}
    for position, cell in enumerate(header):
        if cell is None:
            continue
        name = " ".join(str(cell).split())
        names[position] = name if name not in names.values() else f"{name}_{position + 1}"
    return names
