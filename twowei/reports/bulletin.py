"""The monthly bulletin (通报): sections of words, tables, charts and pictures, and how they stand on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PIL import Image

from twowei.papers.pdf import GREY, Column, Paper

SHEET_MM = 54.0


@dataclass(frozen=True)
class Table:
    """A table; ``total`` is its last row."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    total: Sequence[str] | None = None
    none: str = "无"


@dataclass(frozen=True)
class Case:
    """A case of the picture sheet: what it is, before, after."""

    words: str
    before: Image.Image | None
    after: Image.Image | None


@dataclass(frozen=True)
class Section:
    """A section: heading, paragraphs, then charts, tables and cases in this order."""

    heading: str
    paragraphs: Sequence[str] = ()
    charts: Sequence[Image.Image] = ()
    tables: Sequence[Table] = ()
    cases: Sequence[Case] = ()


@dataclass(frozen=True)
class Bulletin:
    """A bulletin.

    Attributes:
        issue: Such as ``第6期``.
        dated: The day it is of, and how far the history reached.
    """

    title: str
    issue: str
    office: str
    dated: str
    foot: str
    sections: Sequence[Section]


def write_pdf(bulletin: Bulletin, path: Path, made: datetime) -> None:
    """Write the bulletin as PDF.

    Raises:
        NoFontError: The machine has no Chinese font.
        OutputError: Nothing can be written there.
    """
    paper = Paper(f"{bulletin.title} {bulletin.issue}", made=made, foot=bulletin.foot)
    paper.add_page()
    paper.heading(bulletin.title, 22, align="C")
    paper.heading(bulletin.issue, 13, align="C")
    paper.paragraph(f"{bulletin.office}    {bulletin.dated}", 10, colour=GREY)
    paper.ln(3)
    for section in bulletin.sections:
        _section(paper, section)
    paper.save(path)


def _section(paper: Paper, section: Section) -> None:
    first = section.charts[0] if section.charts else None
    paper.heading(section.heading, keep=40 if first is None else 30 + paper.epw * first.height / first.width)
    for words in section.paragraphs:
        paper.paragraph(words)
        paper.ln(1)
    for chart in section.charts:
        height = paper.epw * chart.height / chart.width
        paper.room(height + 2)
        paper.picture(chart, paper.l_margin, paper.get_y(), paper.epw, height, sharp=True)
        paper.set_xy(paper.l_margin, paper.get_y() + height + 2)
    for table in section.tables:
        if table.rows:
            paper.grid(table.columns, table.rows, total=table.total)
        else:
            paper.paragraph(table.none, colour=GREY)
        paper.ln(2)
    for case in section.cases:
        _case(paper, case)


def _case(paper: Paper, case: Case) -> None:
    paper.room(SHEET_MM + 4)
    top, left = paper.get_y(), paper.l_margin
    for position, (name, image) in enumerate((("前", case.before), ("后", case.after))):
        x = left + position * (SHEET_MM + 3)
        if image is None:
            paper.missing(f"{name}时相无影像", x, top, SHEET_MM, SHEET_MM)
        else:
            paper.picture(image, x, top, SHEET_MM, SHEET_MM)
    paper.set_xy(left + 2 * SHEET_MM + 8, top)
    for words in case.words.split("\n"):
        paper.indented(words, left + 2 * SHEET_MM + 8, 9)
    paper.set_xy(left, top + SHEET_MM + 4)
