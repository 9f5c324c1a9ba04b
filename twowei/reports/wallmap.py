"""The wall map (挂图作战) on A1 or A0, and a squad's sheet for a day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from PIL import Image
from shapely.geometry.base import BaseGeometry

from twowei.geo.grid import Bounds
from twowei.papers.pdf import BLACK, GREY, Colour, Column, Paper
from twowei.papers.pdf import SIZES as ALL_SIZES
from twowei.reports import frames
from twowei.reports.frames import Frame

SIZES = ("A1", "A0")
COLOURS: Mapping[str, Colour] = {
    "待拆": (214, 32, 32),
    "拆除中": (240, 140, 0),
    "已拆待复核": (230, 200, 0),
    "复核通过": (90, 160, 220),
    "销号": (60, 150, 70),
    "回潮": (140, 30, 140),
    "其他": (130, 130, 130),
}
_SCALES = tuple(int(step * 10**power) for power in range(3, 6) for step in (1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 7.5, 8))
"""Round enough to measure with a ruler."""

_LEAST_MM = 3.0
"""A patch smaller than this on paper is drawn as a dot of this diameter."""


@dataclass(frozen=True)
class Mark:
    """A patch on the map: the column it stands in, its outline in metres, its short number, its area."""

    column: str
    outline: BaseGeometry
    short: str
    m2: float


@dataclass(frozen=True)
class StreetLine:
    """A street's line of the table: how many stand in each column, and their area."""

    street: str
    counts: Mapping[str, int]
    m2: float


@dataclass(frozen=True)
class WallMap:
    """What a wall map shows.

    Attributes:
        zones: Name, outline in metres, level (2 district, 3 street, 4 community).
        ground: A campaign's ground, or None.
        campaigns: Name, days, planned ㎡, done ㎡, share of each.
        underlay: Gives a dimmed picture of a box, its longer side so many pixels, or None for white paper.
    """

    title: str
    dated: str
    marks: Sequence[Mark]
    zones: Sequence[tuple[str, BaseGeometry, int]]
    ground: BaseGeometry | None
    streets: Sequence[StreetLine]
    foot: str
    campaigns: Sequence[Sequence[str]] = ()
    underlay: Callable[[Bounds, int], Image.Image | None] | None = None


def write(told: WallMap, path: Path, made: datetime, size: str) -> None:
    """Write the wall map, landscape.

    Raises:
        OutputError: Nothing can be written there.
    """
    paper = Paper(told.title, made=made, size=size, landscape=True, running=False)
    unit = ALL_SIZES[size][0] / 594
    paper.set_margins(20 * unit, 20 * unit, 20 * unit)
    paper.add_page()
    paper.style(64 * unit, bold=True)
    paper.write_line(paper.known(told.title), 20 * unit, 16 * unit, 30 * unit)
    paper.style(24 * unit, colour=GREY)
    paper.write_line(f"统计日期 {told.dated}", 20 * unit, 44 * unit, 12 * unit)
    top = 60 * unit
    frame = _frame(told, 20 * unit, top, paper.h - top - 20 * unit)
    _map(paper, told, frame, unit)
    left = frame.x + frame.side_mm + 16 * unit
    below = _legend(paper, told, left, top, unit)
    _table(paper, told, left, below + 12 * unit, unit)
    paper.style(11 * unit, colour=GREY)
    paper.write_line(paper.known(told.foot), 20 * unit, paper.h - 15 * unit, 8 * unit)
    paper.save(path)


def _frame(told: WallMap, x: float, y: float, side_mm: float) -> Frame:
    """Return the square in which everything lies, at a round scale."""
    shapes = [told.ground] if told.ground is not None else [shape for _, shape, level in told.zones if level == 3]
    boxes = [shape.bounds for shape in shapes or [mark.outline for mark in told.marks]]
    left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, top = max(box[2] for box in boxes), max(box[3] for box in boxes)
    extent = max(right - left, top - bottom, 50.0)
    scale = next((one for one in _SCALES if extent <= 0.96 * frames.side_m(side_mm, one)), _SCALES[-1])
    return Frame(x, y, side_mm, ((left + right) / 2, (bottom + top) / 2), float(scale))


def _map(paper: Paper, told: WallMap, frame: Frame, unit: float) -> None:
    _underlay(paper, told, frame)
    with frames.inside(paper, frame):
        for _, shape, level in sorted(told.zones, key=lambda zone: -zone[2]):
            width, colour = {2: (1.6, BLACK), 3: (1.0, (70, 70, 70))}.get(level, (0.3, (170, 170, 170)))
            frames.line(paper, frame, shape, colour, width * unit)
        if told.ground is not None:
            frames.line(paper, frame, told.ground, (30, 90, 220), 1.2 * unit)
        for mark in told.marks:
            _mark(paper, frame, mark, unit)
        for name, shape, level in told.zones:
            if level == 3:
                x, y = frame.place(shape.representative_point().coords[0])
                frames.tag(paper, name, x, y, 22 * unit)
    paper.set_draw_color(*BLACK)
    paper.set_line_width(0.6 * unit)
    paper.rect(frame.x, frame.y, frame.side_mm, frame.side_mm)
    frames.north(paper, frame, 3 * unit)
    frames.bar(paper, frame, 3 * unit)


def _underlay(paper: Paper, told: WallMap, frame: Frame) -> None:
    """Put imagery beneath the map, about 100 points an inch."""
    if told.underlay is None:
        return
    half, (x, y) = frame.side_m / 2, frame.middle
    image = told.underlay((x - half, y - half, x + half, y + half), round(4 * frame.side_mm))
    if image is not None:
        paper.picture(image, frame.x, frame.y, frame.side_mm, frame.side_mm)


def _mark(paper: Paper, frame: Frame, mark: Mark, unit: float) -> None:
    colour = COLOURS.get(mark.column, COLOURS["其他"])
    paper.set_fill_color(*colour)
    paper.set_draw_color(*BLACK)
    paper.set_line_width(0.1 * unit)
    left, bottom, right, top = mark.outline.bounds
    if max(right - left, top - bottom) * 1000 / frame.scale < _LEAST_MM * unit:
        x, y = frame.place(((left + right) / 2, (bottom + top) / 2))
        paper.circle(x, y, _LEAST_MM * unit / 2, style="DF")
        return
    for part in frames.parts(mark.outline):
        paper.polygon([frame.place(point) for point in part.exterior.coords[:-1]], style="DF")


def _legend(paper: Paper, told: WallMap, x: float, y: float, unit: float) -> float:
    """Write the legend with counts and areas; return where it ends."""
    paper.style(28 * unit, bold=True)
    paper.write_line("图例", x, y, 14 * unit)
    line = 13 * unit
    for name, colour in COLOURS.items():
        own = [mark for mark in told.marks if mark.column == name]
        if name == "其他" and not own:
            continue
        y += line
        paper.set_fill_color(*colour)
        paper.rect(x, y + 4 * unit, 12 * unit, 7 * unit, "F")
        paper.style(20 * unit)
        paper.write_line(
            f"{name}  {len(own):,} 处  {sum(mark.m2 for mark in own):,.0f} ㎡", x + 16 * unit, y + 2 * unit, line
        )
    return y + line


def _table(paper: Paper, told: WallMap, x: float, y: float, unit: float) -> None:
    """Write the street table right of the map."""
    shown = [name for name in COLOURS if name != "其他" or any(one.counts.get(name) for one in told.streets)]
    columns = [Column("街道", 2.2), *(Column(name, 1, "R") for name in shown), Column("面积 ㎡", 1.7, "R")]
    rows = [[one.street, *(f"{one.counts[name]:,}" for name in shown), f"{one.m2:,.0f}"] for one in told.streets]
    total = ["合计", *(f"{sum(one.counts[name] for one in told.streets):,}" for name in shown)]
    total.append(f"{sum(one.m2 for one in told.streets):,.0f}")
    paper.set_left_margin(x)
    paper.set_xy(x, y)
    paper.grid(columns, rows, total=total, size=15 * unit)
    if told.campaigns:
        paper.ln(12 * unit)
        heads = (("专班", 2.2), ("起止", 2.6), ("计划 ㎡", 1.4), ("已拆 ㎡", 1.4), ("完成率", 1.2))
        paper.set_x(x)
        paper.grid([Column(name, share, "R" if place > 1 else "L") for place, (name, share) in enumerate(heads)],
                   told.campaigns, size=15 * unit)  # fmt: skip


def write_route(
    head: str,
    facts: Sequence[tuple[str, str]],
    lines: Sequence[Sequence[str]],
    left_out: Sequence[Sequence[str]],
    outlines: Sequence[BaseGeometry],
    codes: Sequence[str],
    path: Path,
    made: datetime,
) -> None:
    """Write a squad's sheet: who, what in which order, a map of the way, what was left for another day.

    Raises:
        OutputError: Nothing can be written there.
    """
    paper = Paper(f"拆除任务单 {head}", made=made, foot=f"twowei 拆除任务单 {head}")
    paper.add_page()
    paper.heading(f"拆除任务单  {head}", 18, align="C")
    paper.facts(facts)
    paper.ln(3)
    shares = (
        ("序", 0.4),
        ("时间", 1.2),
        ("统一编号", 1.7),
        ("地址", 1.6),
        ("面积 ㎡", 0.9),
        ("方式", 0.6),
        ("km", 0.5),
        ("注意", 0.9),
    )
    paper.grid([Column(name, share) for name, share in shares], lines)
    if outlines:
        _way(paper, outlines)
    paper.heading("定位码", keep=40)
    for start in range(0, len(codes), 6):
        paper.room(34)
        top = paper.get_y()
        for position, code in enumerate(codes[start : start + 6]):
            x = paper.l_margin + position * 30
            paper.code(code, x, top, 24)
            paper.caption(f"{start + position + 1}  {code.split()[0][-8:]}", x, top + 24.5, 28, 7)
        paper.set_xy(paper.l_margin, top + 33)
    if left_out:
        paper.heading("未列入", keep=30)
        paper.grid([Column("统一编号", 1), Column("原因", 3)], left_out)
    paper.paragraph("夜间和法定节假日不实施强制拆除(行政强制法第四十三条, 须经法制机构确认)。", 8, colour=GREY)
    paper.save(path)


def _way(paper: Paper, outlines: Sequence[BaseGeometry]) -> None:
    side = 110.0
    boxes = [outline.bounds for outline in outlines]
    left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, top = max(box[2] for box in boxes), max(box[3] for box in boxes)
    scale = frames.fitting_scale(max(right - left, top - bottom), side, _SCALES)
    paper.room(side + 6)
    paper.ln(3)
    frame = Frame(paper.l_margin, paper.get_y(), side, ((left + right) / 2, (bottom + top) / 2), float(scale))
    points = [frame.place(outline.representative_point().coords[0]) for outline in outlines]
    with frames.inside(paper, frame):
        paper.set_draw_color(110, 110, 110)
        paper.set_line_width(0.3)
        for one, other in pairwise(points):
            paper.line(*one, *other)
        for outline in outlines:
            frames.line(paper, frame, outline)
        for number, (x, y) in enumerate(points, 1):
            frames.tag(paper, str(number), x + 0.8, y - 3.6, 9, frames.RED)
    paper.rect(frame.x, frame.y, side, side)
    frames.north(paper, frame)
    frames.bar(paper, frame)
    paper.set_xy(paper.l_margin, frame.y + side + 3)
