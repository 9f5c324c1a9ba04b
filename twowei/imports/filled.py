"""Tables that come back filled in by hand: our own ledgers, other tables with our numbers, a platform's JSON."""

from __future__ import annotations

import json
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from twowei.casebook.ledger import FACTS
from twowei.errors import VectorError
from twowei.imports.columns import folded
from twowei.imports.delivery import Value
from twowei.imports.sheets import Row, header_row, is_total, read_csv

WAY_BACK = "_twowei"
"""Name of the hidden sheet of our ledgers (`exports.ledgers` writes it)."""

PLATFORM_FORMAT = "twowei patches"

NUMBER, VERDICT, REASON, NOTE, STATE = "TBBH", "HCJG", "WYY", "BZ", "ZT"
"""Columns beside the facts of the ledger: whose row it is, what was decided, why, the note, the state (JSON only)."""

_ALIASES = {
    NUMBER: ("统一编号", "图斑号", "图斑编号", "线索编号", "监测编号", "JCBH"),
    VERDICT: ("核查结论", "核查情况"),
    REASON: ("违法类型", "违建类型", "原因", "原因码", "伪变化或合法原因码", "WFLX"),
    NOTE: ("备注",),
}
_ROLE_OF = {folded(name): role for role, names in _ALIASES.items() for name in (role, *names)}
_OTHER_NAMES = {
    "DZ": "土地坐落 违建详细地址 地址 坐落",
    "YT": "实际用途 土地用途 现状描述 用途",
    "DSR": "业主姓名 用地单位 项目主体 业主",
    "DSRDH": "业主电话 联系电话",
    "ZL": "增量/存量 是否增量",
    "JSSJ": "用地时间",
    "JHRQ": "计划拆除时间 计划拆除日",
    "CCRQ": "实际拆除时间 拆除时间",
    "CCMJ": "拆除面积",
}
"""How ledgers call facts whose hidden sheet was lost, or that never were ours (domain reference, 2.9)."""
_FACT_OF = {folded(word): name for name, words in _OTHER_NAMES.items() for word in words.split()}
_FACT_OF |= {folded(word): fact.name for fact in FACTS.values() for word in (fact.zh, fact.name)}
SERIAL = "序号"
_EMPTY = ("", "-", "—", "/", "无")


@dataclass(frozen=True)
class FilledRow:
    """A row that came back.

    Attributes:
        row: Row of the sheet, counted from 1.
        number: What stands where the patch's number is; ours or the supplier's.
        values: What stands in the other cells that are not empty, as text, by the ledger's names.
        revision: Revision of the patch when the file was made, where it says so.
        untouched: Names of the cells that stand as they were handed out.
        only_shown: Heading and text of cells that were changed, though their column is never taken back.
    """

    row: int
    number: str
    values: Mapping[str, str]
    revision: int | None = None
    untouched: frozenset[str] = frozenset()
    only_shown: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Filled:
    """A table that came back.

    Attributes:
        casebook: Hash of the casebook it was made from, or None where it does not say.
        events: How many events that casebook had then.
        unread: Headings that stand for nothing we take.
        handed_out: Numbers of the patches it had when it was made; empty where it does not say.
    """

    path: Path
    rows: tuple[FilledRow, ...]
    casebook: str | None = None
    events: int | None = None
    unread: tuple[str, ...] = field(default=())
    handed_out: frozenset[str] = frozenset()


def read_filled(path: Path) -> Filled:
    """Read a table that came back: xlsx, csv, or a platform's JSON.

    Raises:
        VectorError: It is missing, damaged, or has no column of numbers.
    """
    if not path.exists():
        raise VectorError(f"{path} does not exist; check the path.")
    with path.open("rb") as file:
        begin = file.read(4)
    if begin[:1] == b"{":
        return _of_json(path)
    if begin == b"PK\x03\x04":
        return _of_workbook(path)
    delivery = read_csv(path)
    columns = list(delivery.columns)
    return _of_rows(path, [columns, *([row[name] for name in columns] for row in delivery.rows)], {}, {})


# ---- workbooks -------------------------------------------------------------------------------------


def _of_workbook(path: Path) -> Filled:
    import openpyxl  # slow to import, and few commands want it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with path.open("rb") as file:  # by its content: an .xlsx may go by another ending
                book = openpyxl.load_workbook(file, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, ParseError) as error:
        raise VectorError(f"{path} cannot be read as a workbook; open it in Excel or WPS and save it anew.") from error
    tables = {str(sheet.title): [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets}
    way_back = {str(row[0]): list(row[1:]) for row in tables.get(WAY_BACK, []) if row and row[0] not in (None, "patch")}
    handed = {str(row[1]): row[2:] for row in tables.get(WAY_BACK, []) if row and row[0] == "patch"}
    visible = [rows for name, rows in tables.items() if name != WAY_BACK]
    if not visible:
        raise VectorError(f"{path.name} has no sheet to read.")
    return _of_rows(path, visible[0], way_back, handed)


def _of_rows(
    path: Path, rows: Sequence[Row | list[Any]], way_back: Mapping[str, list[Any]], handed: Mapping[str, list[Any]]
) -> Filled:
    at = header_row(rows)
    if at is None:
        raise VectorError(f"{path.name} has no header; give a ledger with its row of headings.")
    headings = {i: " ".join(str(cell).split()) for i, cell in enumerate(rows[at]) if cell is not None}
    roles, unread = _roles(headings, way_back)
    number_at = next((i for i, role in roles.items() if role == NUMBER), None)
    if number_at is None:
        raise VectorError(f"{path.name} has no column 统一编号 (TBBH), so nobody knows whose rows these are.")
    found = []
    told = [str(heading) for heading in way_back.get("headings", [])]
    for offset, row in enumerate(rows[at + 1 :], at + 2):
        number = _text(row[number_at]) if number_at < len(row) else ""
        if not number or is_total([_plain(cell) for cell in row]):
            continue
        before = handed.get(number, [])
        found.append(
            _row(offset, number, list(row), roles, headings, dict(zip(told, before[1:], strict=False)), before)
        )
    history = way_back.get("history") or [None]
    casebook = (way_back.get("casebook") or [None])[0]
    events = int(history[0]) if history[0] is not None else None
    return Filled(path, tuple(found), str(casebook) if casebook else None, events, tuple(unread), frozenset(handed))


def _row(
    at: int,
    number: str,
    row: list[Any],
    roles: Mapping[int, str],
    headings: Mapping[int, str],
    before: Mapping[str, Any],
    way_back: Sequence[Any],
) -> FilledRow:
    """Return a row, its cells held against those that were handed out where the file still has them."""
    texts = {i: text for i, cell in enumerate(row) if (text := _text(cell))}
    values = {role: texts[i] for i, role in roles.items() if i in texts and role != NUMBER}
    same = {i for i in texts if headings.get(i) in before and texts[i] == _text(before[headings[i]])}
    changed = [(headings[i], texts[i]) for i in texts if headings.get(i) in before and i not in roles and i not in same]
    revision = int(str(way_back[0])) if way_back and way_back[0] is not None else None
    shown = tuple(one for one in changed if one[0] != SERIAL)
    return FilledRow(at, number, values, revision, frozenset(roles[i] for i in same if i in roles), shown)


def _roles(headings: Mapping[int, str], way_back: Mapping[str, list[Any]]) -> tuple[dict[int, str], list[str]]:
    """Return what each column is: as our ledger says of its heading, else by the names in use."""
    told = dict(zip(way_back.get("headings", []), way_back.get("facts", []), strict=False))
    roles: dict[int, str] = {}
    unread = []
    for position, heading in headings.items():
        plain = folded(heading)
        role = told.get(heading) or _ROLE_OF.get(plain) or (None if heading in told else _FACT_OF.get(plain))
        if role and role not in roles.values():
            roles[position] = str(role)
        elif heading not in told:
            unread.append(heading)
    return roles, unread


def _plain(cell: Any) -> Value:
    return cell if isinstance(cell, str | float | date) or cell is None else str(cell)


def _text(cell: Any) -> str:
    """Return a cell as people would type it for a fact; what stands for nothing is empty."""
    if isinstance(cell, datetime):
        at_midnight = (cell.hour, cell.minute, cell.second) == (0, 0, 0)
        return cell.date().isoformat() if at_midnight else cell.isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = "" if cell is None else str(cell).strip()
    return "" if text in _EMPTY else text


# ---- JSON ------------------------------------------------------------------------------------------


def _of_json(path: Path) -> Filled:
    """Read what a platform gives back, in the form in which we handed it over."""
    try:
        told = json.loads(path.read_text("utf-8-sig"))
        if told.get("format") != PLATFORM_FORMAT:
            raise VectorError(f"{path.name} is no JSON of twowei (its format is {told.get('format')!r}).")
        rows = tuple(_record(i, record) for i, record in enumerate(told["patches"], 1))
    except (UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise VectorError(f"{path} is no sound JSON of patches ({error!r}); export it again.") from error
    return Filled(path, rows, told.get("casebook"))


def _record(row: int, record: Mapping[str, Any]) -> FilledRow:
    told = {**record.get("facts", {}), **{name: record.get(name) for name in (VERDICT, REASON, NOTE, STATE, "DSR")}}
    values = {name: text for name, value in told.items() if (text := _text(value))}
    return FilledRow(row, str(record[NUMBER]), values, int(record["revision"]) if "revision" in record else None)
