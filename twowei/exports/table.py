"""Patches as rows of a profile: whole for a GeoPackage, fitted to a DBF, and what does not fit or lacks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from twowei.casebook.patch import Patch
from twowei.exports.profile import Column, Encoding, Profile
from twowei.exports.values import Setting, Subject, Value

Row = dict[str, Value]

_NOT_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML, DBF and sheets refuse."""


@dataclass(frozen=True)
class Loss:
    """A value that a DBF cannot hold as it is: patch, column, and what becomes of it, in English and Chinese."""

    number: str
    name: str
    alias: str
    what: str
    zh: str

    def __str__(self) -> str:
        return f"{self.number}: {self.name} ({self.alias}) {self.what}."


@dataclass
class Table:
    """Rows of an export.

    Attributes:
        whole: Values as they are.
        fitted: Values as the DBF holds them.
        losses: What differs between the two.
        missing: Numbers of the patches without a value, by mandatory column.
        empty: How many have none, by column that is filled where it applies.
    """

    columns: tuple[Column, ...]
    whole: list[Row] = field(default_factory=list)
    fitted: list[Row] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    missing: dict[str, list[str]] = field(default_factory=dict)
    empty: dict[str, int] = field(default_factory=dict)

    def as_record(self) -> dict[str, Any]:
        """Return what a preview tells, for JSON."""
        return {
            "rows": len(self.whole),
            "losses": [str(loss) for loss in self.losses],
            "missing_mandatory": self.missing,
            "empty_conditional": self.empty,
        }


def table_of(patches: Sequence[Patch], profile: Profile, encoding: Encoding, setting: Setting) -> Table:
    """Return the rows of patches, in their order."""
    table = Table(profile.columns)
    for patch in patches:
        subject = Subject(patch, setting)
        whole = {column.name: _whole(column, subject) for column in profile.columns}
        fitted: Row = {}
        for column in profile.columns:
            value = whole[column.name]
            fitted[column.name], loss = _fitted(column, value, encoding)
            if loss:
                table.losses.append(Loss(patch.number, column.name, column.alias, *loss))
            if value in (None, ""):
                _note_gap(table, column, patch.number)
        table.whole.append(whole)
        table.fitted.append(fitted)
    return table


def _note_gap(table: Table, column: Column, number: str) -> None:
    if column.need == "M":
        table.missing.setdefault(column.name, []).append(number)
    elif column.need == "C":
        table.empty[column.name] = table.empty.get(column.name, 0) + 1


def _whole(column: Column, subject: Subject) -> Value:
    """Return a value as the kind of its column has it."""
    value = subject[column.value]
    if column.codes and value is not None:
        value = column.codes.get(str(value), value)
    if value is None:
        return None if column.kind != "C" else ""
    if column.kind == "N":
        return _number(value, column.decimals)
    if column.kind == "D":
        return value if isinstance(value, date) else _day(str(value))
    return clean(_text(value))


def _text(value: str | float | date) -> str:
    if isinstance(value, date):
        return f"{value:%Y%m%d}"
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def _number(value: str | float | date, decimals: int) -> float | None:
    try:
        return round(float(str(value)), decimals)
    except ValueError:
        return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def clean(text: str) -> str:
    """Return a text on one line without characters that files refuse."""
    if text.isprintable() and "  " not in text and text.isascii():
        return text.strip()
    return " ".join(_NOT_TEXT.sub(" ", text).split())


def _fitted(column: Column, value: Value, encoding: Encoding) -> tuple[Value, tuple[str, str] | None]:
    """Return the value as a DBF can hold it, and what was lost, in English and Chinese."""
    if column.kind == "N" and isinstance(value, float):
        fits = len(f"{value:.{column.decimals}f}") <= column.width
        told = (
            f"{value:g} does not fit {column.width} digits and is left out",
            f"{value:g} 超出 {column.width} 位, 留空",
        )
        return (value, None) if fits else (None, told)
    if not isinstance(value, str):
        return value, None
    known = value.encode(encoding, "replace").decode(encoding)
    whole = known.encode(encoding)
    cut = whole[: column.width].decode(encoding, "ignore").rstrip()
    if cut != known:
        bytes_told = f"{len(whole)} to {column.width} bytes", f"由 {len(whole)} 字节截为 {column.width} 字节"
        return cut, (f"is cut from {bytes_told[0]}", bytes_told[1])
    lacking = f"has characters that {encoding.upper()} lacks, written as ?", f"含 {encoding.upper()} 没有的字, 写作 ?"
    return known, lacking if known != value else None
