"""The columns of the demolition planners' export (CCQD) that are known here, and where each value is from.

Names, types, widths in bytes and decimals are the trade's; widths hold UTF-8 and so GBK too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from twowei.casebook.lifecycle import Verdict
from twowei.casebook.patch import Patch
from twowei.casebook.sources import SOURCES

Value = str | float | date | None
Encoding = Literal["utf-8", "gbk"]


@dataclass(frozen=True)
class Field:
    """A column.

    Attributes:
        name: At most ten ASCII capitals.
        alias: Chinese name.
        kind: C text, N number, D day.
        width: Bytes.
        decimals: Digits after the point.
        value: What a patch has there.
        about: Unit, codes or rule, for the sheet that explains the columns.
    """

    name: str
    alias: str
    kind: Literal["C", "N", "D"]
    width: int
    decimals: int
    value: Callable[[Patch], Value]
    about: str = ""


def first_day(month: str) -> date:
    """Return the first day of a month ``2026-05``."""
    return date.fromisoformat(f"{month}-01")


def _violation(patch: Patch) -> str | None:
    return patch.reason if patch.verdict is Verdict.ILLEGAL else None


def _verdict(patch: Patch) -> str | None:
    return patch.verdict.code if patch.verdict else None


def _codes(pairs: Iterable[tuple[str, str]]) -> str:
    return " ".join(code + label for code, label in pairs)


def _before(patch: Patch) -> date:
    return patch.before_date or first_day(patch.before_month)


def _after(patch: Patch) -> date:
    return patch.after_date or first_day(patch.after_month)


FIELDS = (
    Field("TBBH", "统一编号", "C", 30, 0, lambda p: p.number, "终身不变, 不重复使用"),
    Field("PCH", "批次号", "C", 20, 0, lambda p: p.batch, "检测批次"),
    Field("LY", "线索来源", "C", 2, 0, lambda p: p.source, _codes((s.code, s.zh) for s in SOURCES)),
    Field("XZQDM", "县级行政区代码", "C", 6, 0, lambda p: p.county_code),
    Field("XZDM", "街道乡镇代码", "C", 9, 0, lambda p: p.street_code, "末三位000: 不在任何街道内"),
    Field("XZMC", "街道乡镇名称", "C", 60, 0, lambda p: p.street_name),
    Field("SQMC", "社区村名称", "C", 60, 0, lambda p: p.community_name),
    Field("ZRR", "网格责任人", "C", 30, 0, lambda p: p.responsible),
    Field("JD", "内点经度CGCS2000", "N", 12, 7, lambda p: p.lon, "度; 点在图斑内"),
    Field("WD", "内点纬度CGCS2000", "N", 11, 7, lambda p: p.lat, "度; 点在图斑内"),
    Field("QSX", "前时相", "D", 8, 0, _before, "成像日期; 不明时为该月首日(见下)"),
    Field("HSX", "后时相", "D", 8, 0, _after, "成像日期; 不明时为该月首日(见下)"),
    Field("TBLX", "图斑类型", "C", 6, 0, lambda p: p.tblx, "20建(构)筑物 07原有建筑消失"),
    Field("JCMJ", "监测面积", "N", 12, 2, lambda p: p.area_m2, "㎡; 椭球面积"),
    Field("JCMJM", "监测面积亩", "N", 10, 3, lambda p: p.area_mu, "亩; 1亩=2000/3㎡"),
    Field("WFLX", "违法类型", "C", 3, 0, _violation, "V01–V99; 仅结论为违法时填写"),
    Field("ZXD", "模型置信度", "N", 5, 3, lambda p: p.score, "0–1"),
    Field("HCJG", "核查结论", "C", 1, 0, _verdict, _codes((v.code, v.zh) for v in Verdict)),
    Field("HCR", "核查人", "C", 30, 0, lambda p: p.judged_by),
    Field("HCRQ", "核查日期", "D", 8, 0, lambda p: p.judged_at.date() if p.judged_at else None),
    Field("ZT", "状态码", "C", 3, 0, lambda p: p.state.code),
    Field("ZTMC", "状态名称", "C", 30, 0, lambda p: p.state.zh),
    Field("DAWJ", "档案相对路径", "C", 150, 0, lambda p: p.dossier, "相对工作区文件夹; 未归档为空"),
    Field("BZ", "备注", "C", 240, 0, lambda p: p.note),
)
"""In the order of the trade's schema."""


def table_of(patches: Sequence[Patch], encoding: Encoding) -> tuple[list[dict[str, Value]], list[str]]:
    """Return a row of values for each patch, made to fit a DBF, and a sentence for each text that was cut."""
    rows, warnings = [], []
    for patch in patches:
        row: dict[str, Value] = {}
        for field in FIELDS:
            row[field.name], loss = _fitted(field, field.value(patch), encoding)
            if loss:
                warnings.append(f"{patch.number}: {field.name} ({field.alias}) {loss}.")
        rows.append(row)
    return rows, warnings


_CONTROLS = dict.fromkeys(range(32), " ")


def _fitted(field: Field, value: Value, encoding: Encoding) -> tuple[Value, str]:
    """Return the value as a DBF can hold it, and what was lost."""
    if field.kind == "N":
        return round(float(value or 0.0), field.decimals) if not isinstance(value, date) else None, ""
    if field.kind == "D" or isinstance(value, date):
        return value, ""
    text = " ".join(str(value or "").translate(_CONTROLS).split())
    known = text.encode(encoding, "replace").decode(encoding)
    cut = known.encode(encoding)[: field.width].decode(encoding, "ignore").rstrip()
    if cut != known:
        return cut, f"was cut to {field.width} bytes"
    return known, f"has characters that {encoding.upper()} lacks, written as ?" if known != text else ""
