"""The residual shift of a pair: measured at tie windows, brought to a smooth field, and checked at other windows.

However large the rasters are, a fixed number of windows is read. A coarse look at a quarter of the resolution finds
where the two dates lie roughly; windows at full resolution then find the rest, are read again through the field that
they gave, and refine it; windows between them tell what remains.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from twowei.alignment import fitting
from twowei.alignment.field import ShiftField
from twowei.alignment.pair import Pair, PairPixels
from twowei.alignment.threads import each_beside
from twowei.alignment.ties import Surface, Ties, correlate, joined
from twowei.feedback import Feedback, Share
from twowei.geo.windows import Window

MOST_A_SIDE = 12
"""Tie windows along a side: enough for a field that bends a few times, and read in seconds at any size."""

MOST_CHECKS_A_SIDE = 7
WINDOWS_PX = (256, 128, 64)
LEAST_A_SIDE = 6
SEARCH_PX = 12
SEARCH_AGAIN_PX = 6
COARSE = 4
COARSE_PX = 256
COARSE_A_SIDE = 5
LEAST_TIES = 4
LEAST_TO_DOUBT = 49
"""Where so many windows show something and not even all together agree, it is not the same ground."""

LEAST_AGREEING = 0.1
SETTLED_PX = 0.5
"""Windows that lay this close together already need no second look."""

BENT_PX = 0.25
"""A field that bends more than this within a tie window is taken off by resampling; else whole pixels do."""

IGNORED_PX = 0.25
"""A field that nowhere moves by more than this is not applied: resampling would blur more than it mends."""

LEAST_GAIN = 0.9
"""A field that leaves more than this share of the shift is not applied: it would follow chance."""

WARN_PX = 4.0
"""False alarms begin to grow above this (measured, see DESIGN.md)."""

MOST_PX = 8.0
"""With so much left after the correction, false alarms are five times as many: refused unless forced."""


Peak = tuple[float, float, float]
"""Columns, rows and strength."""


@dataclass(frozen=True)
class Alignment:
    """How two dates lie on each other.

    Attributes:
        field: What is applied when the before imagery is read; None where nothing is to be or can be corrected.
        ties: How the dates lie as they came, at the windows that agree.
        remains: What the field leaves, at windows that it was not fitted to.
        resolution_m: Size of a pixel.
        textured: How many tie windows had something to compare.
    """

    field: ShiftField | None
    ties: Ties
    remains: Ties
    resolution_m: float
    textured: int

    @property
    def measured(self) -> bool:
        """Whether enough windows agreed to say anything."""
        return len(self.ties) > 0

    @property
    def lost(self) -> bool:
        """Whether there was enough to compare and yet nothing agreed: shifted too far, or not the same ground."""
        return not self.measured and self.textured >= LEAST_TO_DOUBT

    @property
    def shift_px(self) -> float:
        """RMSE before the correction in pixels; not a number where nothing agreed."""
        return self.ties.rmse_px()

    @property
    def residual_px(self) -> float:
        """RMSE after the correction in pixels, at windows the field was not fitted to; not a number without any."""
        return self.remains.rmse_px()


def measure(pair: Pair, feedback: Feedback) -> Alignment:
    """Measure the residual shift of a pair; `Pair.field` is left as it is.

    Raises:
        ImageryError: A raster became unreadable.
        CancelledError: Stopped.
    """
    kept = pair.field
    try:
        return _measure(pair, feedback)
    finally:
        pair.field = kept


def _measure(pair: Pair, feedback: Feedback) -> Alignment:
    resolution_m = abs(pair.grid.transform.a)
    side = next((s for s in WINDOWS_PX if min(pair.grid.shape) >= s * LEAST_A_SIDE), WINDOWS_PX[-1])
    if min(pair.grid.shape) < side:
        return Alignment(None, _none(), _none(), resolution_m, 0)
    pair.field = None
    rough = _rough_move(pair, Share(feedback, 0.0, 0.2))
    pair.field = _stiff(pair, np.rint(rough))  # whole pixels, so that every window is read as it lies
    pattern = _pattern(pair.grid.shape, side)
    look = _look(pair, side, SEARCH_PX, pattern, Share(feedback, 0.2, 0.5))
    ties = fitting.agreeing(look.ties.strong)
    if len(ties) < max(LEAST_TIES, LEAST_AGREEING * look.textured):
        return _of_the_whole(pair, look, resolution_m)
    off = np.hypot(*(ties.moves - pair.field.at(ties.points)).T)
    pair.field = fitting.fit(ties, pair.grid)
    if float(np.percentile(off, 90)) > SETTLED_PX:
        second = _look(pair, side, SEARCH_AGAIN_PX, pattern, Share(feedback, 0.5, 0.8), look)
        again = fitting.agreeing(second.ties.strong)
        if len(again) >= len(ties) / 2:
            ties, pair.field = again, fitting.fit(again, pair.grid)
    checks = _look(pair, side, SEARCH_AGAIN_PX, _between(pattern, side), Share(feedback, 0.8, 1.0))
    return _judged(pair, ties, fitting.agreeing(checks.ties.strong), resolution_m, look.textured)


def _of_the_whole(pair: Pair, look: _Look, resolution_m: float) -> Alignment:
    """Return the one move that all windows together show, where single windows show too little."""
    col, row, strength = look.total.peak(SEARCH_PX) if look.total else (0.0, 0.0, 0.0)
    if strength < fitting.STRONG_ROUGH:
        return Alignment(None, _none(), _none(), resolution_m, look.textured)
    assert pair.field is not None
    centre = np.array([[pair.grid.width / 2, pair.grid.height / 2]])
    move = pair.field.at(centre) + np.array([[col, row]])
    ties = Ties(centre, move, np.array([strength]))
    field = _stiff(pair, move[0])
    if field.largest_px <= IGNORED_PX:
        return Alignment(None, ties, ties, resolution_m, look.textured)
    return Alignment(field, ties, _none(), resolution_m, look.textured)


def _judged(pair: Pair, ties: Ties, checks: Ties, resolution_m: float, textured: int) -> Alignment:
    """Keep the field where it is worth it at windows that it was not fitted to."""
    field, together = pair.field, joined(ties, checks)
    assert field is not None
    remains = replace(checks, moves=checks.moves - field.at(checks.points))
    helps = not len(checks) or remains.rmse_px() < LEAST_GAIN * checks.rmse_px()
    if field.largest_px <= IGNORED_PX or not helps:
        return Alignment(None, together, together, resolution_m, textured)
    return Alignment(field, together, remains, resolution_m, textured)


def _none() -> Ties:
    return Ties(np.zeros((0, 2)), np.zeros((0, 2)), np.zeros(0))


def _stiff(pair: Pair, move: NDArray[np.float64]) -> ShiftField:
    nodes = np.broadcast_to(move.astype(np.float32)[:, None, None], (2, 2, 2)).copy()
    return ShiftField(nodes, (float(pair.grid.height), float(pair.grid.width)))


@dataclass(frozen=True)
class _Look:
    """What a pattern of windows showed: moves, the surfaces of what was read in one, how many had texture, peaks."""

    ties: Ties
    total: Surface | None
    textured: int
    peaks: dict[_Spot, Peak]


def _look(
    pair: Pair, side: int, search_px: int, pattern: list[list[Window]], feedback: Feedback, before: _Look | None = None
) -> _Look:
    """Measure at windows, through the field; what an earlier look measured of the very same pixels is taken over."""
    windows = [window for row in pattern for window in row]
    spots = [_spot(pair, window) for window in windows]
    known = {
        spot: peak
        for spot, peak in (before.peaks if before else {}).items()
        if spot.cols is not None and max(abs(peak[0]), abs(peak[1])) <= search_px
    }
    todo = [spot for spot in spots if spot not in known]
    peaks: dict[_Spot, Peak] = {}
    total: Surface | None = None
    surfaces = each_beside(lambda spot: correlate(spot.read(pair)), todo, feedback, _telling(feedback))
    for spot, surface in zip(todo, surfaces, strict=True):
        if surface is not None:
            total = surface if total is None else total + surface
            peaks[spot] = surface.peak(search_px)
    peaks |= {spot: known[spot] for spot in spots if spot in known}
    shown = [spot for spot in spots if spot in peaks]
    values = np.array([peaks[spot] for spot in shown], np.float64).reshape(-1, 3)
    points = np.array([spot.centre for spot in shown], np.float64).reshape(-1, 2)
    taken = np.array([spot.move(pair) for spot in shown], np.float64).reshape(-1, 2)
    return _Look(Ties(points, values[:, :2] + taken, values[:, 2]), total, len(values), peaks)


@dataclass(frozen=True)
class _Spot:
    """Where a tie window reads the before imagery: so many whole pixels away, or through the field (None)."""

    window: Window
    cols: int | None = None
    rows: int = 0

    @property
    def centre(self) -> tuple[float, float]:
        return self.window.col + self.window.width / 2, self.window.row + self.window.height / 2

    def read(self, pair: Pair) -> PairPixels:
        return pair.read(self.window) if self.cols is None else pair.read_moved(self.window, self.cols, self.rows)

    def move(self, pair: Pair) -> tuple[float, float]:
        """Return columns and rows by which the before imagery is read elsewhere."""
        if self.cols is not None:
            return self.cols, self.rows
        assert pair.field is not None
        col, row = pair.field.at(np.array([self.centre]))[0]
        return col, row


def _spot(pair: Pair, window: Window) -> _Spot:
    """Return where to read: by whole pixels, which resamples nothing, unless the field bends within the window."""
    assert pair.field is not None
    rows, cols = np.array([0, 0, 1, 1]) * window.height, np.array([0, 1, 0, 1]) * window.width
    moves = pair.field.at(np.column_stack([window.col + cols, window.row + rows]).astype(np.float64))
    if np.ptp(moves, axis=0).max() > BENT_PX:
        return _Spot(window)
    col, row = np.rint(moves.mean(axis=0)).astype(int).tolist()
    return _Spot(window, col, row)


def _pattern(shape: tuple[int, int], side: int) -> list[list[Window]]:
    """Return rows of windows spread evenly over a grid."""
    rows, cols = (_places(extent, side) for extent in shape)
    return [[Window(row, col, side, side) for col in cols] for row in rows]


def _places(extent: int, side: int) -> list[int]:
    count = min(max(math.ceil(extent / (0.75 * side)), 2), MOST_A_SIDE)
    return [int(i * (extent - side) / (count - 1)) for i in range(count)]


def _between(pattern: list[list[Window]], side: int) -> list[list[Window]]:
    """Return windows halfway between those of a pattern, not more than are needed to judge."""
    rows = [(one[0].row + next_[0].row) // 2 for one, next_ in pairwise(pattern)]
    cols = [(one.col + next_.col) // 2 for one, next_ in pairwise(pattern[0])]
    rows, cols = (some[:: math.ceil(len(some) / MOST_CHECKS_A_SIDE)] for some in (rows, cols))
    return [[Window(row, col, side, side) for col in cols] for row in rows]


def _telling(feedback: Feedback) -> Callable[[float], None]:
    return lambda share: feedback.report(share, "measuring the shift")


def _rough_move(pair: Pair, feedback: Feedback) -> NDArray[np.float64]:
    """Return the one move, in columns and rows, that most of the ground agrees in at a quarter of the resolution."""
    total: Surface | None = None
    windows = _coarse_windows(pair)
    for surface in each_beside(
        lambda window: correlate(pair.read_coarser(window, COARSE)), windows, feedback, _telling(feedback)
    ):
        if surface is not None:
            total = surface if total is None else total + surface
    if total is None:
        return np.zeros(2)
    col, row, strength = total.peak(min(total.values.shape) // 3)
    return np.array([col, row]) * COARSE if strength >= fitting.STRONG_ROUGH else np.zeros(2)


def _coarse_windows(pair: Pair) -> list[Window]:
    """Return windows of one size, all within the grid or the whole of it."""
    height, width = (min(extent, COARSE_PX * COARSE) // COARSE * COARSE for extent in pair.grid.shape)
    spots = []
    for extent, side in zip(pair.grid.shape, (height, width), strict=True):
        count = min(max(round(extent / side), 1), COARSE_A_SIDE)
        spots.append([int(i * (extent - side) / max(count - 1, 1)) for i in range(count)])
    return [Window(row, col, height, width) for row in spots[0] for col in spots[1]]
