"""A PDF in Chinese: pages with header and footer, headings, facts, tables, pictures, QR codes.

The same content with the same ``made`` gives the same bytes. Lengths are millimetres, font sizes points.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Literal

import segno
from fpdf import FPDF
from fpdf.enums import XPos, YPos
from PIL import Image

from twowei import __version__
from twowei.errors import OutputError
from twowei.papers import fonts
from twowei.papers.lines import shorten, wrap

Colour = tuple[int, int, int]
BLACK, GREY, WHITE = (0, 0, 0), (110, 110, 110), (255, 255, 255)
HEAD_FILL, TOTAL_FILL, LABEL_FILL, RULE = (68, 114, 196), (255, 242, 204), (240, 243, 248), (150, 150, 150)
"""Blue head, yellow total: what spreadsheets of the trade look like."""

SIZES = {"A4": (210.0, 297.0), "A3": (297.0, 420.0), "A1": (594.0, 841.0), "A0": (841.0, 1189.0)}
_FAMILY = "chinese"
_POINT_MM = 25.4 / 72
_PADDING = 1.2
_LAST_CODE = 0xFFFF
"""fpdf numbers characters by their code in two bytes."""


@dataclass(frozen=True)
class Column:
    """A column of a table; ``share`` is its part of the table's width."""

    title: str
    share: float = 1.0
    align: Literal["L", "C", "R"] = "L"


class Paper(FPDF):
    """A document under way; `save` writes it.

    Args:
        title: Stands in the header of every page and in the document's properties.
        made: When the content was made: the document's date.
        size: A name of `SIZES`.
        foot: Stands at the left of every footer, such as how far the history reached.

    Raises:
        NoFontError: The machine has no Chinese font.
    """

    def __init__(
        self, title: str, *, made: datetime, size: str = "A4", landscape: bool = False, foot: str = "",
        running: bool = True,
    ) -> None:  # fmt: skip
        found = fonts.find()
        super().__init__("landscape" if landscape else "portrait", "mm", SIZES[size])
        self.set_creation_date(made)
        self.set_title(title)
        self.set_creator(f"twowei {__version__}")
        self.set_producer("fpdf2")
        for style, face in (("", found.regular), ("B", found.bold)):
            self._take(_FAMILY, style, fonts.cut(face))
        self._face = found.regular
        self._rare: list[str] = []
        self._running_title = title
        self._foot = foot
        self._running = running
        self.set_font(_FAMILY, size=10)
        self.set_margins(15, 18, 15)
        self.set_auto_page_break(False, 18)

    def header(self) -> None:
        """Write the title over a rule; nothing on the first page, which has its own."""
        if self._running and self.page_no() > 1:
            self.style(8, colour=GREY)
            self.set_xy(self.l_margin, 9)
            self.cell(self.epw, 5, self.known(self._running_title), border="B")
        self.set_xy(self.l_margin, self.t_margin)

    def footer(self) -> None:
        """Write the foot and the page's number."""
        if not self._running:
            return
        self.style(8, colour=GREY)
        self.set_xy(self.l_margin, self.h - 13)
        self.cell(self.epw * 0.8, 5, shorten(self.known(self._foot), self.epw * 0.8, self.get_string_width))
        self.set_xy(self.l_margin, self.h - 13)
        self.cell(self.epw, 5, f"第 {self.page_no()} 页 共 {{nb}} 页", align="R")

    def style(self, size: float = 10, *, bold: bool = False, colour: Colour = BLACK) -> None:
        """Set size, weight and colour of the text that follows."""
        self.set_font(_FAMILY, "B" if bold else "", size)
        self.set_text_color(*colour)

    def known(self, text: str) -> str:
        """Return a text as it can be set: rare characters get a font of their own, what no font has is □."""
        usual = self.fonts[_FAMILY].cmap  # type: ignore[union-attr]
        return "".join(one if one == "\n" or ord(one) in usual else self._seldom(one) for one in str(text))

    def _take(self, family: str, style: str, path: Path) -> None:
        """Add a font that reads on from memory: fpdf would hold its file open for ever."""
        self.add_font(family, style, path)
        font = self.fonts[family + style].ttfont  # type: ignore[union-attr]
        font.recalcBBoxes = False  # costs more than all the rest, and no reader asks
        reader = font.reader
        reader.file.close()
        reader.file = BytesIO(path.read_bytes())

    def _seldom(self, character: str) -> str:
        if not character.isprintable():
            return " "
        if ord(character) > _LAST_CODE or ord(character) not in fonts.characters(self._face):
            return "□"
        name = f"rare{ord(character):x}"
        if name not in self._rare:
            self._rare.append(name)
            self._take(name, "", fonts.cut(self._face, frozenset((ord(character),))))
            self.set_fallback_fonts(self._rare, exact_match=False)
        return character

    def room(self, height: float) -> None:
        """Begin a new page where less than ``height`` is left."""
        if self.get_y() + height > self.h - self.b_margin:
            self.add_page()

    def heading(self, text: str, size: float = 13, *, align: str = "L", keep: float = 20) -> None:
        """Write a heading; at least ``keep`` of what follows stays with it."""
        self.room(keep)
        if self.get_y() > self.t_margin:
            self.ln(2)
        self.style(size, bold=True)
        height = size * _POINT_MM * 1.5
        for line in wrap(self.known(text), self.epw, self.get_string_width):
            self.cell(self.epw, height, line, align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(1)

    def paragraph(self, text: str, size: float = 10, *, colour: Colour = BLACK, bold: bool = False) -> None:
        """Write text over the whole width."""
        self.style(size, bold=bold, colour=colour)
        height = size * _POINT_MM * 1.5
        for line in wrap(self.known(text), self.epw - 1, self.get_string_width):
            self.room(height)
            self.cell(self.epw, height, line, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def indented(self, text: str, x: float, size: float = 10, *, colour: Colour = BLACK) -> None:
        """Write text from ``x`` to the right margin."""
        self.style(size, colour=colour)
        height = size * _POINT_MM * 1.5
        for line in wrap(self.known(text), self.w - self.r_margin - x, self.get_string_width):
            self.room(height)
            self.write_line(line, x, self.get_y(), height)
            self.set_xy(x, self.get_y() + height)

    def facts(self, pairs: Sequence[tuple[str, str]], columns: int = 2, size: float = 9) -> None:
        """Write labels and values as a ruled form; an empty value stays an empty field."""
        rows = [list(pairs[start : start + columns]) for start in range(0, len(pairs), columns)]
        label, value = self.epw / columns * 0.32, self.epw / columns * 0.68
        for row in rows:
            filled = row + [("", "")] * (columns - len(row))
            cells = [cell for pair in filled for cell in pair]
            self._row(cells, [label, value] * columns, "L" * 2 * columns, size, fills=[LABEL_FILL, None] * columns)

    def grid(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[str]],
        *,
        total: Sequence[str] | None = None,
        size: float = 8.5,
        fills: Sequence[Colour | None] | None = None,
    ) -> None:
        """Write a table; its head is repeated on every page.

        Args:
            total: A last row, marked as the sum.
            fills: A colour behind each row, or None.
        """
        whole = sum(column.share for column in columns)
        widths = [self.epw * column.share / whole for column in columns]
        aligns = "".join(column.align for column in columns)
        self._head(columns, widths, size)
        for position, row in enumerate(rows):
            fill = fills[position] if fills else None
            if not self._row(row, widths, aligns, size, fills=[fill] * len(widths), alone=False):
                self.add_page()
                self._head(columns, widths, size)
                self._row(row, widths, aligns, size, fills=[fill] * len(widths))
        if total:
            self._row(total, widths, aligns, size, fills=[TOTAL_FILL] * len(widths), bold=True)

    def _head(self, columns: Sequence[Column], widths: Sequence[float], size: float) -> None:
        titles = [column.title for column in columns]
        self.room(16)
        fills = [HEAD_FILL] * len(widths)
        self._row(titles, widths, "C" * len(widths), size, fills=fills, bold=True, colour=WHITE)

    def _row(
        self,
        cells: Sequence[str],
        widths: Sequence[float],
        aligns: str,
        size: float,
        *,
        fills: Sequence[Colour | None],
        bold: bool = False,
        colour: Colour = BLACK,
        alone: bool = True,
    ) -> bool:
        """Draw a row of cells; where it does not fit, on a new page, or not at all where it is not ``alone``."""
        self.style(size, bold=bold, colour=colour)
        texts = [
            wrap(self.known(cell), width - 2 * _PADDING, self.get_string_width)
            for cell, width in zip(cells, widths, strict=True)
        ]
        line = size * _POINT_MM * 1.35
        most = int((self.h - self.t_margin - self.b_margin) / line) - 4
        rest = [lines[most:] for lines in texts]
        texts = [lines[:most] for lines in texts]
        height = max(map(len, texts)) * line + 2 * _PADDING * 0.7
        if self.get_y() + height > self.h - self.b_margin:
            if not alone:
                return False
            self.add_page()
            self.style(size, bold=bold, colour=colour)
        x, top = self.l_margin, self.get_y()
        for lines, width, align, fill in zip(texts, widths, aligns, fills, strict=True):
            self._cell(lines, (x, top, width, height), line, align, fill)
            x += width
        self.set_xy(self.l_margin, top + height)
        if any(rest):
            self._row(["\n".join(lines) for lines in rest], widths, aligns, size, fills=fills, bold=bold, colour=colour)
        return True

    def _cell(
        self, lines: Sequence[str], box: tuple[float, float, float, float], line: float, align: str, fill: Colour | None
    ) -> None:  # fmt: skip
        x, top, width, height = box
        self.set_draw_color(*RULE)
        self.set_line_width(0.15)
        if fill:
            self.set_fill_color(*fill)
        self.rect(x, top, width, height, "DF" if fill else "D")
        start = top + (height - len(lines) * line) / 2
        for number, text in enumerate(lines):
            free = width - 2 * _PADDING - self.get_string_width(text)
            shift = {"L": 0.0, "C": free / 2, "R": free}[align]
            self.write_line(text, x + _PADDING + shift, start + number * line, line)

    def write_line(self, text: str, x: float, y: float, height: float) -> None:
        """Write a line where it belongs; `cell`, since `text` knows no second font for rare characters."""
        margin, self.c_margin = self.c_margin, 0.0
        self.set_xy(x, y)
        self.cell(self.get_string_width(text), height, text)
        self.c_margin = margin

    def picture(
        self, image: Image.Image | Path, x: float, y: float, width: float, height: float, *, sharp: bool = False
    ) -> None:
        """Draw a picture as large as fits into a box, centred, with a thin frame around the box.

        Args:
            sharp: A drawing, kept pixel by pixel; photos and imagery are compressed as JPEG.

        Raises:
            OutputError: The picture's file cannot be read.
        """
        self.set_draw_color(*RULE)
        self.set_line_width(0.15)
        self.set_image_filter("FlateDecode" if sharp else "DCTDecode")
        try:
            source = str(image) if isinstance(image, Path) else image
            self.image(source, x, y, width, height, keep_aspect_ratio=True)
        except (OSError, ValueError, Image.DecompressionBombError) as error:
            raise OutputError(f"The picture {image} cannot be read ({error}); replace the file.") from error
        self.rect(x, y, width, height)

    def missing(self, text: str, x: float, y: float, width: float, height: float) -> None:
        """Draw an empty frame that says what is missing there."""
        self.style(9, colour=GREY)
        lines = wrap(self.known(text), width - 6, self.get_string_width)
        self._cell(lines, (x, y, width, height), 5, "C", (246, 246, 246))

    def caption(self, text: str, x: float, y: float, width: float, size: float = 8) -> float:
        """Write lines under a picture; return the height they take."""
        self.style(size)
        line = size * _POINT_MM * 1.4
        lines = wrap(self.known(text), width, self.get_string_width)
        for number, words in enumerate(lines):
            self.write_line(words, x, y + number * line, line)
        return len(lines) * line

    def code(self, text: str, x: float, y: float, side: float) -> None:
        """Draw a QR code of a text, ``side`` wide, as areas that print sharp at any size."""
        matrix = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
        pixel = side / len(matrix)
        self.set_fill_color(*BLACK)
        for number, row in enumerate(matrix):
            start = 0
            while start < len(row):
                length = 0
                while start + length < len(row) and row[start + length]:
                    length += 1
                if length:
                    self.rect(x + start * pixel, y + number * pixel, length * pixel, pixel, "F")
                start += max(length, 1)

    def save(self, path: Path) -> None:
        """Write the document beside ``path`` and rename it into place.

        Raises:
            OutputError: Nothing can be written there.
        """
        draft = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.partial")
        content = bytes(self.output())
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(content)
            draft.replace(path)
        except OSError as error:
            with suppress(OSError):
                draft.unlink()
            raise OutputError(f"{path} cannot be written ({error.strerror or error}); choose another place.") from error
