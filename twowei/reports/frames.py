"""Maps on paper at a true scale: imagery under outlines drawn as lines, corner numbers, north arrow, scale bar."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from PIL import Image
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from twowei.papers.pdf import BLACK, Colour, Paper

RED: Colour = (214, 32, 32)
_HALO: Colour = (255, 255, 255)


@dataclass(frozen=True)
class Frame:
    """A square on paper that shows ground at a scale.

    Attributes:
        x: Left edge on the page in mm; ``y`` the upper one.
        side_mm: Its side on the page.
        middle: The ground at its centre, in metres.
        scale: 500 where it is 1:500.
    """

    x: float
    y: float
    side_mm: float
    middle: tuple[float, float]
    scale: float

    @property
    def side_m(self) -> float:
        """Its side on the ground."""
        return side_m(self.side_mm, self.scale)

    def place(self, point: Sequence[float]) -> tuple[float, float]:
        """Return where a point of the ground lies on the page."""
        per_m = 1000 / self.scale
        half = self.side_mm / 2
        return (
            self.x + half + (point[0] - self.middle[0]) * per_m,
            self.y + half - (point[1] - self.middle[1]) * per_m,
        )


def side_m(side_mm: float, scale: float) -> float:
    """Return how many metres of ground a length on paper is."""
    return side_mm * scale / 1000


def fitting_scale(extent_m: float, side_mm: float, scales: Sequence[float]) -> float:
    """Return the largest scale at which an extent fills at most 70 % of a side, or the smallest there is."""
    return next((scale for scale in scales if extent_m <= 0.7 * side_m(side_mm, scale)), scales[-1])


def draw(
    paper: Paper, frame: Frame, image: Image.Image | None, outlines: Iterable[BaseGeometry], *, numbered: bool = False
) -> None:
    """Draw a frame: picture, outlines, corner numbers if wished, north arrow and scale bar."""
    if image is None:
        paper.missing("无影像", frame.x, frame.y, frame.side_mm, frame.side_mm)
    else:
        paper.picture(image, frame.x, frame.y, frame.side_mm, frame.side_mm)
    with inside(paper, frame):
        for outline in outlines:
            line(paper, frame, outline)
            if numbered:
                _numbers(paper, frame, corners(outline))
    north(paper, frame)
    bar(paper, frame)


@contextmanager
def inside(paper: Paper, frame: Frame) -> Iterator[None]:
    """Draw only within a frame; colours are afterwards as they were, in the document and in the program."""
    with paper.local_context(), paper.rect_clip(frame.x, frame.y, frame.side_mm, frame.side_mm):
        yield


def line(paper: Paper, frame: Frame, outline: BaseGeometry, colour: Colour = RED, width_mm: float = 0.5) -> None:
    """Draw the rings of an outline."""
    paper.set_draw_color(*colour)
    paper.set_line_width(width_mm)
    for part in parts(outline):
        for ring in (part.exterior, *part.interiors):
            paper.polygon([frame.place(point) for point in ring.coords[:-1]], style="D")


def parts(outline: BaseGeometry) -> list[Polygon]:
    """Return the polygons of an outline."""
    return [part for part in getattr(outline, "geoms", [outline]) if isinstance(part, Polygon)]


def corners(outline: BaseGeometry) -> list[tuple[str, float, float]]:
    """Return the corners of all outer rings: number, x, y; further parts are numbered ``2-1``."""
    found = []
    for count, part in enumerate(parts(outline), 1):
        head = f"{count}-" if len(parts(outline)) > 1 else ""
        found += [(f"{head}{n}", x, y) for n, (x, y, *_) in enumerate(part.exterior.coords[:-1], 1)]
    return found


def _numbers(paper: Paper, frame: Frame, points: Sequence[tuple[str, float, float]]) -> None:
    for name, x, y in points:
        left, top = frame.place((x, y))
        paper.set_fill_color(*RED)
        paper.circle(left, top, 0.6, style="F")
        tag(paper, name, left + 0.9, top - 3.2, 6, RED)


def tag(paper: Paper, text: str, x: float, y: float, size: float, colour: Colour = BLACK) -> None:
    """Write a short text on white."""
    paper.style(size, bold=True, colour=colour)
    known = paper.known(text)
    width, height = paper.get_string_width(known) + 0.8, size * 0.42
    paper.set_fill_color(*_HALO)
    paper.rect(x, y, width, height, "F")
    paper.write_line(known, x + 0.4, y, height)


def north(paper: Paper, frame: Frame, times: float = 1.0) -> None:
    """Draw a north arrow into the upper right corner, so many times larger."""
    x, y = frame.x + frame.side_mm - 7 * times, frame.y + 3 * times
    paper.set_fill_color(*_HALO)
    paper.rect(x - 3.4 * times, y - 1.5 * times, 6.8 * times, 12.5 * times, "F")
    paper.set_fill_color(*BLACK)
    arrow = ((0, 0), (-2, 6), (0, 4.6), (2, 6))
    paper.polygon([(x + across * times, y + down * times) for across, down in arrow], style="F")
    paper.style(8 * times, bold=True)
    paper.write_line("北", x - paper.get_string_width("北") / 2, y + 6.4 * times, 4 * times)


def bar(paper: Paper, frame: Frame, times: float = 1.0) -> None:
    """Draw a scale bar of a round length, about a quarter of the frame."""
    wanted = frame.side_m / 4
    lengths = [factor * 10**power for power in range(5) for factor in (1, 2, 5)]
    length = max((one for one in lengths if one <= wanted), default=1)
    width = length * 1000 / frame.scale
    x, y = frame.x + 3 * times, frame.y + frame.side_mm - 4 * times
    tag(paper, f"{length:,} m   1:{frame.scale:,.0f}", x, y - 4.2 * times, 7 * times)
    paper.set_fill_color(*_HALO)
    paper.rect(x - 0.4, y - 0.4, width + 0.8, 1.6 * times + 0.8, "F")
    paper.set_fill_color(*BLACK)
    paper.rect(x, y, width / 2, 1.6 * times, "F")
    paper.set_draw_color(*BLACK)
    paper.set_line_width(0.2 * times)
    paper.rect(x, y, width, 1.6 * times, "D")


def bearing(paper: Paper, degrees: float, x: float, y: float, radius: float = 5) -> None:
    """Draw a compass with an arrow in the direction in which a photo looks."""
    paper.set_fill_color(*_HALO)
    paper.set_draw_color(*BLACK)
    paper.set_line_width(0.2)
    paper.circle(x, y, radius, style="DF")
    paper.style(6)
    paper.write_line("北", x - paper.get_string_width("北") / 2, y - radius, 2.2)
    turn = math.radians(degrees)
    ahead, aside = (math.sin(turn), -math.cos(turn)), (math.cos(turn), math.sin(turn))
    long, wide = radius * 0.75, radius * 0.25
    tip = (x + ahead[0] * long, y + ahead[1] * long)
    left = (x - ahead[0] * long + aside[0] * wide, y - ahead[1] * long + aside[1] * wide)
    right = (x - ahead[0] * long - aside[0] * wide, y - ahead[1] * long - aside[1] * wide)
    paper.set_fill_color(*RED)
    paper.polygon([tip, left, right], style="F")
