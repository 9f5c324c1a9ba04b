"""A reconciliation as a workbook (table and scorecard) and as a styled layer: who claims which site."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from rasterio.crs import CRS

from twowei.casebook.reconciliation import CATEGORIES, Party, Score, Site, category_zh
from twowei.casebook.shares import Share
from twowei.casebook.styles import style_by_code
from twowei.exports import geopackage
from twowei.exports.profile import Column
from twowei.exports.sheets import filled, headed, laid_out, totalled
from twowei.exports.values import Value

COLOURS = ("#1a9641", "#2b83ba", "#54278f", "#43a2ca", "#d7191c", "#f59e0b", "#8c6d31")
"""By category, in the order of `CATEGORIES`."""

COLUMNS = (
    Column("DZJG", "对账结果", "C", 30),
    Column("DZJGMC", "对账结果名称", "C", 30),
    Column("TBBH", "统一编号", "C", 30),
    Column("JCBH", "供图编号", "C", 120),
    Column("GTDW", "供图单位", "C", 90),
    Column("BHLX", "变化", "C", 12),
    Column("XZMC", "街道(乡镇)", "C", 60),
    Column("GTMJ", "供图面积", "N", 12, 2),
    Column("MXMJ", "模型面积", "N", 12, 2),
    Column("XCMJ", "巡查面积", "N", 12, 2),
    Column("CHD", "重合度IoU", "N", 5, 2),
    Column("HCJG", "核查结论", "C", 12),
    Column("ZTMC", "状态", "C", 30),
    Column("JD", "内点经度", "N", 12, 7),
    Column("WD", "内点纬度", "N", 11, 7),
)
_SCORES = (
    "来源", "点位数", "违法", "合法或设施农", "伪变化", "未核查", "查准率C(真变化)", "95%区间", "查准率V(违法)",
    "95%区间", "独有", "独有中真变化", "独有中违法",
)  # fmt: skip
_CHANGES = {"new": "新增", "demolished": "拆除"}


def row_of(site: Site) -> dict[str, Value]:
    """Return a site as a row."""
    patch = site.patch
    numbers = [claim.number for claim in site.of(Party.SUPPLIER) if claim.number]
    return {
        "DZJG": site.category,
        "DZJGMC": site.zh,
        "TBBH": patch.number if patch else None,
        "JCBH": "; ".join(dict.fromkeys(numbers)) or None,
        "GTDW": "; ".join(site.suppliers) or None,
        "BHLX": _CHANGES[site.claims[0].change],
        "XZMC": patch.street_name if patch else None,
        "GTMJ": _rounded(site.area_m2(Party.SUPPLIER)),
        "MXMJ": _rounded(site.area_m2(Party.MODEL)),
        "XCMJ": _rounded(site.area_m2(Party.PATROL)),
        "CHD": _rounded(site.agreement),
        "HCJG": site.verdict.zh if site.verdict else None,
        "ZTMC": patch.state.zh if patch else None,
        "JD": round(patch.lon, 7) if patch else None,
        "WD": round(patch.lat, 7) if patch else None,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def write_workbook(path: Path, month: str, sites: Sequence[Site], scores: Sequence[Score]) -> None:
    """Write the table and the scorecard."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "对账表"
    shown = COLUMNS[1:]
    headed(sheet, f"{month} 图斑对账表", _note(sites), ["序号", *(column.alias for column in shown)])
    rows = [[i, *(row_of(site)[column.name] for column in shown)] for i, site in enumerate(sites, 1)]
    after = filled(sheet, rows, {i: "#,##0.00" for i, c in enumerate(shown, 1) if c.decimals == 2})
    totals = [sum(site.area_m2(party) or 0.0 for site in sites) for party in Party]
    totalled(sheet, after, ["合计", f"{len(sites)} 处", *[None] * 5, *(round(t, 2) for t in totals), *[None] * 5])
    laid_out(sheet, len(shown) + 1, 2)
    _write_scores(book, month, scores)
    book.save(path)
    book.close()


def _note(sites: Sequence[Site]) -> str:
    counts = {category: sum(site.category == category for site in sites) for category in CATEGORIES}
    return "; ".join(f"{category_zh(category)} {count}" for category, count in counts.items() if count) or "无"


def _write_scores(book: Workbook, month: str, scores: Sequence[Score]) -> None:
    sheet = book.create_sheet("评分卡")
    note = "查准率按本单位核查结论; C=(违法+合法)/(违法+合法+伪变化), V=违法/同分母; 区间为 Wilson 95%"
    headed(sheet, f"{month} 来源评分卡", note, _SCORES)
    filled(sheet, [_score_row(score) for score in scores], {6: "0.0%", 8: "0.0%"})
    laid_out(sheet, len(_SCORES), 1)


def _score_row(score: Score) -> list[object]:
    return [
        score.who, score.sites, score.illegal, score.lawful, score.false, score.open,
        score.change.value, _interval(score.change), score.violations.value, _interval(score.violations),
        score.alone, score.alone_real, score.alone_illegal,
    ]  # fmt: skip


def _interval(share: Share) -> str | None:
    return f"{share.interval[0]:.1%}–{share.interval[1]:.1%}" if share.interval else None


def write_layer(path: Path, month: str, sites: Sequence[Site], crs: CRS) -> None:
    """Write the sites as a GeoPackage, coloured by who claims them."""
    shown = [(category, category_zh(category), colour) for category, colour in zip(CATEGORIES, COLOURS, strict=True)]
    style = style_by_code("DZJG", shown, {column.name: column.alias for column in COLUMNS})
    rows = [row_of(site) for site in sites]
    geopackage.write(path, rows, [site.outline for site in sites], crs, COLUMNS, style, f"{month} 图斑对账")
