"""The monthly bulletin as a Word document that an office goes on writing in."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Row
from docx.text.run import Run
from PIL import Image

from twowei.errors import OutputError
from twowei.papers.pdf import Column
from twowei.reports.bulletin import Bulletin, Section, Table

_HEAD_HEX, _TOTAL_HEX = "4472C4", "FFF2CC"
_WORD_FONT = "微软雅黑"
_WIDE_CM = 17.0
"""What the margins of an A4 page leave."""


def write_docx(bulletin: Bulletin, path: Path, made: datetime) -> None:
    """Write the bulletin as a Word document that an office goes on writing in.

    Raises:
        OutputError: Nothing can be written there.
    """
    document = docx.Document()
    _style(document)
    core = document.core_properties
    core.title, core.author = f"{bulletin.title} {bulletin.issue}", bulletin.office
    core.created = core.modified = made.replace(tzinfo=None)
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        foot = section.footer.paragraphs[0]
        foot.add_run(f"{bulletin.foot}    第 ")
        _field(foot.add_run(), "PAGE")
        foot.add_run(" 页")
    for words, level in ((bulletin.title, 0), (bulletin.issue, 2)):
        document.add_heading(words, level).alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph(f"{bulletin.office}    {bulletin.dated}")
    for section_of in bulletin.sections:
        _word_section(document, section_of)
    stored = BytesIO()
    document.save(stored)
    put(path, stored.getvalue())


def put(path: Path, content: bytes) -> None:
    """Write a file beside ``path`` and rename it into place.

    Raises:
        OutputError: Nothing can be written there.
    """
    draft = path.with_name(f".{path.name}.{uuid4().hex[:8]}.partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        raise OutputError(f"{path} cannot be written ({error.strerror or error}); choose another place.") from error


def _style(document: Document) -> None:
    """Set a Chinese font for every style: Word looks for it under its own name for East Asian text."""
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        font = document.styles[name].font
        font.name = _WORD_FONT
        fonts_of = document.styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("w:eastAsia", "w:ascii", "w:hAnsi"):
            fonts_of.set(qn(kind), _WORD_FONT)
        font.color.rgb = RGBColor(0, 0, 0)
    document.styles["Normal"].font.size = Pt(10.5)


def _field(run: Run, name: str) -> None:
    """Let Word fill in a field, such as the number of the page."""
    for kind, text in (("begin", ""), ("", name), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        part.text = text or None
        run._r.append(part)


def _word_section(document: Document, section: Section) -> None:
    document.add_heading(section.heading, 1)
    for words in section.paragraphs:
        document.add_paragraph(words).paragraph_format.keep_with_next = bool(section.charts)
    for chart in section.charts:
        document.add_picture(_png(chart), width=Cm(17))
    for table in section.tables:
        _word_table(document, table)
    for case in section.cases:
        paragraph = document.add_paragraph().add_run()
        for name, image in (("前", case.before), ("后", case.after)):
            if image is None:
                paragraph.add_text(f"({name}时相无影像) ")
            else:
                paragraph.add_picture(_png(image), width=Cm(6))
        document.add_paragraph(case.words)


def _png(image: Image.Image) -> BytesIO:
    stored = BytesIO()
    image.save(stored, "PNG")
    stored.seek(0)
    return stored


def _word_table(document: Document, table: Table) -> None:
    if not table.rows:
        document.add_paragraph(table.none)
        return
    drawn = document.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    drawn.autofit = False
    whole = sum(column.share for column in table.columns)
    for column, wanted in zip(drawn.columns, table.columns, strict=True):
        column.width = Cm(_WIDE_CM * wanted.share / whole)
    _word_row(drawn.rows[0], [column.title for column in table.columns], table.columns, _HEAD_HEX, white=True)
    _repeat(drawn.rows[0])
    for row in table.rows:
        _word_row(drawn.add_row(), row, table.columns)
    if table.total:
        _word_row(drawn.add_row(), table.total, table.columns, _TOTAL_HEX)
    document.add_paragraph()


def _repeat(row: _Row) -> None:
    """Let Word repeat a row at the head of every page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _word_row(
    row: _Row, texts: Sequence[str], columns: Sequence[Column], fill: str = "", *, white: bool = False
) -> None:
    aligns = {"L": WD_ALIGN_PARAGRAPH.LEFT, "C": WD_ALIGN_PARAGRAPH.CENTER, "R": WD_ALIGN_PARAGRAPH.RIGHT}
    for cell, text, column in zip(row.cells, texts, columns, strict=True):
        cell.width = Cm(_WIDE_CM * column.share / sum(one.share for one in columns))
        paragraph = cell.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if white else aligns[column.align]
        run = paragraph.add_run(text)
        run.font.size = Pt(8)
        run.bold = bool(fill)
        if white:
            run.font.color.rgb = RGBColor(255, 255, 255)
        if fill:
            shade = OxmlElement("w:shd")
            shade.set(qn("w:val"), "clear")
            shade.set(qn("w:fill"), fill)
            cell._tc.get_or_add_tcPr().append(shade)
