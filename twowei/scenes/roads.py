"""Streets: asphalt with wheel wear, kerbs, lane marks and pavements."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from .canvas import Canvas, Cut
from .model import Box, Points, Rgb, Road, as_rgb
from .noise import FloatArray

ASPHALT: tuple[Rgb, ...] = ((0.36, 0.36, 0.37), (0.42, 0.42, 0.42), (0.48, 0.47, 0.45))
PAVEMENT: Rgb = (0.53, 0.50, 0.47)
WHITE: Rgb = (0.74, 0.74, 0.72)
YELLOW: Rgb = (0.66, 0.56, 0.30)
LANE_M = 3.5


def road_boxes(line: Points, width_m: float) -> list[Box]:
    """One box per segment of a line, lengthened so that bends have no gap."""
    boxes = []
    for (x0, y0), (x1, y1) in pairwise(line):
        length = float(np.hypot(x1 - x0, y1 - y0))
        angle = float(np.arctan2(y1 - y0, x1 - x0))
        boxes.append(Box((x0 + x1) / 2, (y0 + y1) / 2, length + width_m * 0.12, width_m, angle))
    return boxes


def paint_road(canvas: Canvas, road: Road) -> None:
    """Paint the whole road, pavements first, so that no segment covers another's asphalt."""
    if not road.presence.holds(canvas.month):
        return
    boxes = road_boxes(road.line, road.width_m)
    if road.pavement_m:
        for box in boxes:
            _paint_strip(canvas, box.grown(road.pavement_m), PAVEMENT)
    start = 0.0
    for box in boxes:
        _paint_carriageway(canvas, box, road, start)
        start += box.length


def _paint_strip(canvas: Canvas, box: Box, tone: Rgb) -> None:
    cut = canvas.cut(box)
    if cut is not None:
        _lay(canvas, cut, as_rgb(tone) * _wear(canvas, cut, 0.05)[..., None])


def _paint_carriageway(canvas: Canvas, box: Box, road: Road, start_m: float) -> None:
    cut = canvas.cut(box)
    if cut is None:
        return
    tone = _wear(canvas, cut, 0.045)
    wheel = np.cos(cut.v * np.float32(4 * np.pi / LANE_M))
    tone = tone * (1 - 0.035 * wheel * (road.width_m > 5))
    colour = as_rgb(ASPHALT[road.tone % len(ASPHALT)]) * tone[..., None]
    if road.width_m >= 7:
        colour = _marked(canvas, cut, colour, road, start_m)
    _lay(canvas, cut, colour)


def _lay(canvas: Canvas, cut: Cut, colour: FloatArray) -> None:
    canvas.lay(cut, np.asarray(colour, dtype=np.float32), 0.0, 1.0)


def _wear(canvas: Canvas, cut: Cut, strength: float) -> FloatArray:
    grain, where = canvas.grain, cut.where
    mixed = grain.fine[where] * 0.7 + grain.small[where] * 0.6 + grain.middle[where] + grain.broad[where]
    return np.asarray(1 + strength * mixed, dtype=np.float32)


def _marked(canvas: Canvas, cut: Cut, colour: FloatArray, road: Road, start_m: float) -> FloatArray:
    """Yellow centre line, white dashes between lanes, white edge lines; worn in places."""
    off = np.abs(cut.v)
    worn = np.clip(0.62 + 0.25 * canvas.grain.small[cut.where], 0, 1)
    along = cut.u + np.float32(start_m)
    lanes = max(1, int(road.width_m / 2 // LANE_M))
    width = road.width_m / 2 / lanes
    dashes = (along % 10 < 4.5) & (np.abs((off + width / 2) % width - width / 2) < 0.14) & (off > 1)
    white = dashes & (off < road.width_m / 2 - 1)
    white |= np.abs(off - road.width_m / 2 + 0.5) < 0.13
    yellow = off < 0.22
    for lines, paint in ((white, WHITE), (yellow, YELLOW)):
        strength = (lines * worn)[..., None]
        colour = colour + (as_rgb(paint) - colour) * strength
    return np.asarray(colour, dtype=np.float32)
