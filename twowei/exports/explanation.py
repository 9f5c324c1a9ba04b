"""The workbook that explains an export: its columns, its rules and figures, its codes, what was cut or lacks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook
from shapely.geometry import MultiPolygon

from twowei.casebook.history import Head
from twowei.casebook.lifecycle import State, Verdict
from twowei.casebook.patch import Patch
from twowei.casebook.sources import SOURCES
from twowei.casebook.verification import COUNT, HASH
from twowei.exports.profile import Column, Profile
from twowei.exports.sheets import filled, headed, laid_out
from twowei.exports.table import Table

SHEET = "字段说明.xlsx"
_HEAD = ("字段名", "中文别名", "类型", "宽度(字节)", "小数位", "单位", "必填", "代码或规则")
_KINDS = {"C": "文本", "N": "数值", "D": "日期"}
_NEEDS = {"M": "必填", "C": "有条件必填", "O": "选填"}
_MOST_NAMED = 50
_NOTICE = ("Found by model {}", ": academic use only, as its training data demand (仅限学术用途). ", ". ")
_NOTICE_ZH = ("由模型 {} 发现", "（受训练数据许可限制，仅限学术用途）。", "（可作任何用途）。")

Facts = Sequence[tuple[str, str]]


def write(path: Path, profile: Profile, table: Table, facts: Facts, reasons: Mapping[str, str]) -> None:
    """Write the workbook."""
    book = Workbook()
    columns = book.active
    assert columns is not None
    columns.title = "字段"
    headed(columns, f"{profile.title} 字段说明", f"方案 {profile.name} {profile.version}", _HEAD)
    filled(columns, [_described(c) for c in profile.columns])
    laid_out(columns, len(_HEAD), 1, {7: 60})
    about = book.create_sheet("说明")
    headed(about, "导出说明", "", ("项目", "内容"))
    filled(about, facts)
    laid_out(about, 2, 1, {0: 18, 1: 100})
    codes = book.create_sheet("代码")
    headed(codes, "代码表", "", ("字段", "代码", "含义"))
    filled(codes, _codes(reasons))
    laid_out(codes, 3, 2)
    gaps = book.create_sheet("缺漏")
    headed(gaps, "截断与缺漏", "GeoPackage 内为全文; 空值请核实后补填", ("图斑或字段", "字段", "情况"))
    filled(gaps, _gaps(profile, table))
    laid_out(gaps, 3, 0, {2: 80})
    book.save(path)
    book.close()


def _described(column: Column) -> tuple[object, ...]:
    about = "; ".join(filter(None, [column.about, " ".join(f"{o}→{t}" for o, t in column.codes.items())]))
    kind = f"{column.kind} {_KINDS[column.kind]}"
    return (
        column.name, column.alias, kind, column.width, column.decimals, column.unit, _NEEDS[column.need], about,
    )  # fmt: skip


def _codes(reasons: Mapping[str, str]) -> list[tuple[str, str, str]]:
    return [
        *(("ZT 状态码", state.code, state.zh) for state in State),
        *(("HCJG 核查结论", verdict.code, verdict.zh) for verdict in Verdict),
        *(("LY 线索来源", source.code, source.zh) for source in SOURCES),
        *(("WFLX / WYY 原因", code, label) for code, label in reasons.items()),
    ]


def _gaps(profile: Profile, table: Table) -> list[tuple[str, str, str]]:
    aliases = profile.aliases
    lost = [(loss.number, f"{loss.name} {loss.alias}", f"shapefile: {loss.zh}") for loss in table.losses]
    lacking = [
        ("; ".join(numbers[:_MOST_NAMED]), f"{name} {aliases[name]}", f"必填, {len(numbers)} 个图斑为空")
        for name, numbers in table.missing.items()
    ]
    empty = [("", f"{name} {aliases[name]}", f"有条件必填, {count} 个图斑为空") for name, count in table.empty.items()]
    return [*lost, *lacking, *empty] or [("", "", "无")]


def facts_of(
    patches: Sequence[Patch],
    left_out: Mapping[str, int],
    crs_name: str,
    encoding: str,
    condition: str,
    personal: bool,
    head: Head | None = None,
) -> list[tuple[str, str]]:
    """Return what a reader of this export must know, label and text; ``head`` is how far the history reached."""
    monthly = [p.number for p in patches if p.before_date is None or p.after_date is None]
    which = "全部" if patches and len(monthly) == len(patches) else "; ".join(monthly[:_MOST_NAMED]) or "无"
    many = [p.number for p in patches if isinstance(p.geometry, MultiPolygon) and len(p.geometry.geoms) > 1]
    return [
        ("图斑数", str(len(patches))),
        ("总面积", f"{sum(p.area_m2 for p in patches):.2f} ㎡, {sum(p.area_mu for p in patches):.3f} 亩"),
        ("筛选条件", condition),
        ("未导出", "; ".join(f"{label} {count}" for label, count in left_out.items()) or "无"),
        ("多部件图斑", "; ".join(many[:_MOST_NAMED]) or "无"),
        ("坐标系", crs_name),
        ("属性编码", encoding.upper()),
        ("面积", "JCMJ 为 CGCS2000 椭球面积; 1 亩 = 2000/3 ㎡"),
        ("坐标", "文件名含 CGCS2000 的为 CGCS2000/WGS84; 含 GCJ02 的已加偏, 仅供高德等导航, 不得量算"),
        ("个人信息", "含当事人姓名" if personal else "不含"),
        ("时相日期不明", "只知月份, QSX/HSX 填该月首日的图斑: " + which),
        ("模型与许可", model_notice(patches, chinese=True)),
        *([(COUNT, str(head.events)), (HASH, head.hash)] if head else []),
    ]


def model_notice(patches: Sequence[Patch], *, chinese: bool = False) -> str:
    """Return which models found the patches and whether their training data allow academic use only."""
    named, bound, free = _NOTICE_ZH if chinese else _NOTICE
    models = sorted({(patch.model, patch.academic_only) for patch in patches if patch.model})
    return "".join(named.format(name) + (bound if academic else free) for name, academic in models).rstrip()
