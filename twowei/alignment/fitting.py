"""From ties to a field: those that disagree with their surroundings are left out, the others smoothed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import RBFInterpolator
from scipy.spatial import cKDTree

from twowei.alignment.field import ShiftField
from twowei.alignment.ties import Ties
from twowei.geo.grid import Grid

Points = NDArray[np.float64]

STRONG_ROUGH = 6.0
NODES_A_SIDE = 65
NEIGHBOURS = 9
SMOOTHINGS = (0.03, 0.3, 3.0, 30.0, 1e6)
"""From following every tie to a plane; cross-validation chooses."""

LEAST_FOR_BENDING = 12
FOLDS = 4
MOST_SPREAD_PX = 1.5
"""Ties that scatter more than this agree in nothing, however many do."""

_SPREAD_PX = 0.5


def agreeing(ties: Ties) -> Ties:
    """Return the ties that lie within three spreads of the median of their surroundings.

    A window full of new roofs, or of moving shadows, does not: so an area of change moves nothing.
    """
    for _ in range(3):
        count = min(NEIGHBOURS, len(ties))
        if count < 3:
            return ties
        _, near = cKDTree(ties.points).query(ties.points, k=count)
        around = ties.moves[near]
        middle = np.median(around[:, 1:], axis=1)
        spread = 1.4826 * np.median(np.abs(around[:, 1:] - middle[:, None]), axis=1)
        common = np.minimum(np.median(spread, axis=0), MOST_SPREAD_PX)
        away = np.abs(ties.moves - middle) / (
            3 * spread.clip(common, np.minimum(3 * common, MOST_SPREAD_PX)) + _SPREAD_PX
        )
        kept = (away <= 1).all(axis=1)
        ties = ties.where(kept)
        if kept.all():
            break
    return ties


def fit(ties: Ties, grid: Grid) -> ShiftField:
    """Return the smooth field through ties; one move for all where they are few.

    A thin plate, weighted by how clear each peak is, as stiff as cross-validation finds best.
    """
    if len(ties) < LEAST_FOR_BENDING:
        return _sampled(lambda points: np.broadcast_to(np.median(ties.moves, axis=0), points.shape), grid, 2)
    unit = float(max(grid.shape)) / 16
    points, loose = ties.points / unit, (np.median(ties.strength) / ties.strength) ** 2
    stiffness = min(SMOOTHINGS, key=lambda s: _error(points, ties.moves, loose * s))
    plate = RBFInterpolator(points, ties.moves, kernel="thin_plate_spline", smoothing=loose * stiffness)
    least, most = ties.moves.min(axis=0), ties.moves.max(axis=0)  # a plate runs away where no ties hold it
    return _sampled(lambda at: plate(at / unit).clip(least, most), grid, NODES_A_SIDE)


def _error(points: NDArray[np.float64], moves: NDArray[np.float64], smoothing: NDArray[np.float64]) -> float:
    """Return the median error at ties that a fit to the others did not see."""
    fold = np.arange(len(points)) % FOLDS
    errors = []
    for index in range(FOLDS):
        seen = fold != index
        plate = RBFInterpolator(points[seen], moves[seen], kernel="thin_plate_spline", smoothing=smoothing[seen])
        errors.append(np.hypot(*(plate(points[~seen]) - moves[~seen]).T))
    return float((np.concatenate(errors).clip(max=1.0) ** 2).mean())


def _sampled(move: Callable[[Points], Points], grid: Grid, nodes_a_side: int) -> ShiftField:
    spacing = grid.height / (nodes_a_side - 1), grid.width / (nodes_a_side - 1)
    steps = np.arange(nodes_a_side)
    rows, cols = np.meshgrid(steps * spacing[0], steps * spacing[1], indexing="ij")
    moves = np.asarray(move(np.column_stack([cols.ravel(), rows.ravel()])))
    nodes = moves.T.reshape(2, nodes_a_side, nodes_a_side)
    return ShiftField(np.round(nodes * 64).astype(np.float32) / 64, spacing)
