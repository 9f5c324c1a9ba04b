"""The sheet a squad takes along: a map of its patches, then a page for each with pictures and a QR code to go there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from PIL import Image

from twowei.casebook.patch import Patch
from twowei.exports.table import clean
from twowei.geo.gcj02 import point_to_gcj02
from twowei.papers.pdf import Column, Paper

_PICTURE, _GAP, _CODE = 88.0, 4.0, 38.0
_NONE = "没有影像 (文件不在原处)"


@dataclass(frozen=True)
class Views:
    """Pictures of a patch: before, after, and its surroundings; None where there is no imagery."""

    before: Image.Image | None
    after: Image.Image | None
    surroundings: Image.Image | None


def amap_link(patch: Patch) -> str:
    """Return the address that opens 高德 at the patch; 高德 wants GCJ-02."""
    lon, lat = point_to_gcj02(patch.lon, patch.lat)
    return f"https://uri.amap.com/marker?position={lon:.6f},{lat:.6f}&name={quote(patch.number)}&coordinate=gaode"


def write(
    title: str,
    squad: str,
    patches: Sequence[Patch],
    views: Mapping[str, Views],
    overview: Image.Image | None,
    made: datetime,
    foot: str,
) -> Paper:
    """Return the sheet of a squad.

    Args:
        overview: Map with the serial numbers of the patches.
        foot: Stands on every page.
    """
    paper = Paper(f"{title} {squad}", made=made, foot=foot)
    paper.set_image_filter("DCTDecode")  # photos as JPEG: a tenth of the size
    paper.add_page()
    paper.heading(f"{title} · {squad}", 16, align="C")
    area = sum(patch.area_m2 for patch in patches)
    paper.paragraph(f"图斑 {len(patches)} 宗, {area:,.2f} ㎡; 制表 {made:%Y-%m-%d %H:%M}", 9)
    if overview is not None:
        paper.ln(1)
        paper.picture(overview, paper.l_margin, paper.get_y(), paper.epw, paper.epw * overview.height / overview.width)
        paper.set_y(paper.get_y() + paper.epw * overview.height / overview.width + 3)
    columns = (
        Column("序号", 0.5, "C"), Column("统一编号", 1.9), Column("街道 / 社区", 1.6), Column("详细地址", 2.2),
        Column("面积(㎡)", 0.9, "R"), Column("核查结论", 0.9, "C"),
    )  # fmt: skip
    paper.grid(columns, [_line(number, patch) for number, patch in enumerate(patches, 1)])
    for number, patch in enumerate(patches, 1):
        _page(paper, number, patch, views[patch.number])
    return paper


def _line(number: int, patch: Patch) -> tuple[str, ...]:
    place = " / ".join(filter(None, [patch.street_name, patch.community_name]))
    verdict = patch.verdict.zh if patch.verdict else "未核查"
    return (
        str(number), patch.number, place, clean(str(patch.facts.get("DZ", ""))), f"{patch.area_m2:,.2f}", verdict,
    )  # fmt: skip


def _page(paper: Paper, number: int, patch: Patch, views: Views) -> None:
    paper.add_page()
    paper.heading(f"{number}. {patch.number}", 14)
    top = paper.get_y()
    shown = (
        (views.before, f"前时相 {patch.before_date or patch.before_month}"),
        (views.after, f"后时相 {patch.after_date or patch.after_month}"),
        (views.surroundings, "周边 (后时相, 红框为图斑, 北朝上)"),
    )
    for position, (image, words) in enumerate(shown):
        x = paper.l_margin + (position % 2) * (_PICTURE + _GAP)
        y = top + (position // 2) * (_PICTURE + 8)
        if image is not None:
            paper.picture(image, x, y, _PICTURE, _PICTURE)
        else:
            paper.missing(_NONE, x, y, _PICTURE, _PICTURE)
        paper.caption(words, x, y + _PICTURE + 1, _PICTURE)
    _way(paper, patch, paper.l_margin + _PICTURE + _GAP, top + _PICTURE + 8)
    paper.set_xy(paper.l_margin, top + 2 * (_PICTURE + 8) + 2)
    paper.facts(_facts(patch))
    paper.ln(2)
    paper.facts(
        [(label, "") for label in ("现场情况", "建设阶段", "结构 / 层数", "现状用途", "当事人", "核查人 / 时间")]
    )


def _way(paper: Paper, patch: Patch, x: float, y: float) -> None:
    """Draw the QR code and say whose coordinates these are."""
    paper.code(amap_link(patch), x, y, _CODE)
    lon, lat = point_to_gcj02(patch.lon, patch.lat)
    told = (
        "扫码用高德导航到图斑内\n\n"
        f"CGCS2000/WGS84\n{patch.lon:.6f}, {patch.lat:.6f}\n\n"
        f"GCJ-02 (高德、腾讯)\n{lon:.6f}, {lat:.6f}"
    )
    paper.caption(told, x + _CODE + 3, y, _PICTURE - _CODE - 3, 9)
    paper.rect(x, y + _CODE + _GAP, _PICTURE, _PICTURE - _CODE - _GAP)
    paper.caption("现场草图", x + 1.5, y + _CODE + _GAP + 1.5, _PICTURE)


def _facts(patch: Patch) -> list[tuple[str, str]]:
    return [
        ("街道", patch.street_name),
        ("社区", patch.community_name),
        ("详细地址", clean(str(patch.facts.get("DZ", "")))),
        ("责任人", patch.responsible),
        ("监测面积", f"{patch.area_m2:,.2f} ㎡ ({patch.area_mu:.3f} 亩)"),
        ("状态", f"{patch.state.code} {patch.state.zh}"),
        ("内业结论", patch.verdict.zh if patch.verdict else "未核查"),
        ("内业备注", clean(patch.note)),
    ]
