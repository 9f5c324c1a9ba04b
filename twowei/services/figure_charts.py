"""The charts of a sheet of figures as they print: months, streets by rank, the year's task."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path

from PIL import Image

from twowei.casebook import clock
from twowei.errors import OutputError
from twowei.papers.pdf import GREY, Paper
from twowei.reports import charts, word
from twowei.services.figures import Sheet
from twowei.statistics.tallies import RANKED_BY, find_figure

_GAP_PX = 60


def charts_of(sheet: Sheet) -> list[Image.Image]:
    """Return the charts, each with its title and what it is out of.

    Raises:
        NoFontError: The machine has no Chinese font.
    """
    trend, ranks, progress = sheet.trend([RANKED_BY, "removed_m2"]), sheet.ranking(), sheet.progress
    share, amount = find_figure(RANKED_BY).zh, find_figure("removed_m2").zh
    drawn = [
        charts.months(
            [period.name for period, _ in trend], [values[0].value for _, values in trend],
            [values[1].top for _, values in trend], f"{share} %", f"{amount} ㎡",
        )
    ]  # fmt: skip
    if ranks:
        labels = [f"{one.label} ({one.value.top:,.0f}/{one.value.bottom or 0:,.0f})" for one in ranks]
        drawn.append(charts.bars(labels, [one.value.value for one in ranks], share, mark=sheet.pass_mark))
    labels = [f"{one.label} ({one.done_m2 / 1e4:,.2f}/{one.target.m2 / 1e4:,.2f} 万㎡)" for one in progress]
    drawn.append(charts.bars(labels, [one.percent for one in progress], "年度任务完成率", mark=100))
    return drawn


def write_charts(sheet: Sheet, path: Path, made: datetime | None = None) -> Path:
    """Write the charts of a sheet as a PDF page, or as a picture where ``path`` ends in ``.png``.

    Raises:
        NoFontError: The machine has no Chinese font.
        OutputError: The name ends otherwise, or nothing can be written there.
    """
    kind = path.suffix.lower()
    if kind not in (".pdf", ".png"):
        raise OutputError(f"{path.name}: charts are written as .pdf or .png; give the name one of these endings.")
    drawn = charts_of(sheet)
    if kind == ".pdf":
        _paper(sheet, drawn, made or clock.now()).save(path)
    else:
        _save_picture(drawn, path)
    return path


def _paper(sheet: Sheet, drawn: list[Image.Image], made: datetime) -> Paper:
    foot = f"twowei  操作记录 {sheet.head.events} 条, 末条哈希 {sheet.head.hash[:16]}"
    paper = Paper(f"违法建设治理统计图({sheet.scope.period.name})", made=made, foot=foot)
    paper.add_page()
    paper.heading(f"违法建设治理统计图({sheet.scope.period.name})", 18, align="C")
    paper.paragraph(f"统计截至 {sheet.scope.until}  政策 {sheet.policy}", colour=GREY)
    paper.ln(2)
    for chart in drawn:
        height = paper.epw * chart.height / chart.width
        paper.room(height + 4)
        paper.picture(chart, paper.l_margin, paper.get_y(), paper.epw, height, sharp=True)
        paper.set_xy(paper.l_margin, paper.get_y() + height + 4)
    return paper


def _save_picture(drawn: list[Image.Image], path: Path) -> None:
    """Put the charts under each other and write the picture beside ``path``, then into place."""
    width = max(chart.width for chart in drawn)
    whole = Image.new("RGB", (width, sum(chart.height + _GAP_PX for chart in drawn)), "white")
    top = 0
    for chart in drawn:
        whole.paste(chart, (0, top))
        top += chart.height + _GAP_PX
    stored = BytesIO()
    whole.save(stored, "PNG", dpi=(charts.DPI, charts.DPI))
    word.put(path, stored.getvalue())
