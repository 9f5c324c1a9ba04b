"""Outlines made of walls: straight ones, and where the building has them, right angles.

A pixel outline is cut into runs at the corners that simplification leaves. `straightened` fits a line to each run;
corners are where lines meet. `right_angled` takes each run for a wall along one axis or the other of the building's own
direction, at the median of its pixels; walls shorter than a step that the pixels could have made by chance are taken
for part of their neighbours. Whether the result may stand for the pixels is for the caller to judge: not every building
is right-angled.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import Polygon
from shapely.geometry.polygon import LinearRing

Points = NDArray[np.float64]

CORNER_PX = 1.5
"""Tolerance (Douglas and Peucker 1973) by which corners are told from the stairs of pixels."""
LEAST_WALL_PX = 5.0
"""Walls shorter than this belong to their neighbours: 2.5 m at 0.5 m."""
FARTHEST_CORNER_PX = 2.5
"""A corner where two lines meet farther than this from the corner of the pixels is put between them instead."""
PARALLEL = 0.17
"""Sine of the angle (10°) below which two lines give no corner that can be trusted."""
DECIMALS = 3
"""Of a pixel; corners are rounded so that one component gives the same bytes everywhere."""


@dataclass(frozen=True)
class _Run:
    """A part of a ring between two corners.

    Attributes:
        corner: (2,) where it begins.
        points: (n, 2) the middle of every pixel's edge along it.
        along: (2,) from its first corner to its last.
    """

    corner: Points
    points: Points
    along: Points


@dataclass(frozen=True)
class _Wall:
    """Runs that are taken for one straight wall.

    Attributes:
        points: (n, 2) points along the pixels' edges, in the building's frame.
        axis: The coordinate that stays the same along it: 0 for x, 1 for y.
    """

    points: Points
    axis: int

    @property
    def at(self) -> float:
        return float(np.median(self.points[:, self.axis]))


def straightened(outline: Polygon) -> Polygon | None:
    """Return a pixel outline with straight edges, each fitted to its pixels (total least squares), or None.

    Args:
        outline: Along pixel edges, in pixels.
    """
    shell = _fitted(outline.exterior)
    holes = [corners for ring in outline.interiors if len(corners := _fitted(ring)) >= 3]
    made = Polygon(shell, holes) if len(shell) >= 3 else None
    return made if made is not None and made.is_valid else None


def right_angled(outline: Polygon) -> Iterator[Polygon]:
    """Yield outlines with right angles that may stand for a pixel outline, one for each likely direction.

    Args:
        outline: Along pixel edges, in pixels.
    """
    for angle in _directions(outline):
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        rings = [_walled(ring, turn) for ring in (outline.exterior, *outline.interiors)]
        walled = [ring for ring in rings if ring is not None]
        if len(walled) < len(rings):
            continue
        made = Polygon(walled[0], walled[1:])
        if made.is_valid:
            yield made


def _runs(ring: LinearRing) -> list[_Run]:
    corners = np.asarray(ring.simplify(CORNER_PX).coords)
    edges = np.asarray(shapely.segmentize(ring, 1.0).coords)
    starts = [int(np.flatnonzero((edges == corner).all(axis=1))[0]) for corner in corners[:-1]]
    middles = (edges[1:] + edges[:-1]) / 2
    runs = []
    for number, start in enumerate(starts):
        stop = starts[(number + 1) % len(starts)]
        points = middles[start:stop] if stop > start else np.vstack([middles[start:], middles[:stop]])
        runs.append(_Run(corners[number], points, corners[number + 1] - corners[number]))
    return runs


def _fitted(ring: LinearRing) -> Points:
    """Return the corners (n, 2) of a ring whose runs became lines."""
    runs = _runs(ring)
    lines = [_line(run) for run in runs]
    corners = [_met(lines[number - 1], lines[number], run.corner) for number, run in enumerate(runs)]
    return np.asarray(np.round(np.array(corners, np.float64), DECIMALS))


def _line(run: _Run) -> tuple[Points, Points]:
    """Return a point of a run's line and its direction, of length 1."""
    middle = np.asarray(run.points.mean(axis=0), np.float64)
    far = run.along
    if len(run.points) >= 3:
        far = np.asarray(np.linalg.svd(run.points - middle, full_matrices=False)[2][0], np.float64)
    return middle, np.asarray(far / np.hypot(*far), np.float64)


def _met(one: tuple[Points, Points], other: tuple[Points, Points], corner: Points) -> Points:
    """Return where two lines meet, or the middle of a corner's feet on both where that is far off."""
    (here, along), (there, across) = one, other
    sine = along[0] * across[1] - along[1] * across[0]
    if abs(sine) > PARALLEL:
        off = there - here
        met = here + along * (off[0] * across[1] - off[1] * across[0]) / sine
        if np.hypot(*(met - corner)) <= FARTHEST_CORNER_PX:
            return np.asarray(met)
    feet = here + along * np.dot(corner - here, along), there + across * np.dot(corner - there, across)
    return np.asarray((feet[0] + feet[1]) / 2)


def _directions(outline: Polygon) -> Iterator[float]:
    """Yield angles (radians) that walls may follow: what the edges say, and the smallest rectangle around.

    The angle of edges is their circular mean at four times the angle, weighted by length, so that right angles agree.
    """
    steps = np.diff(np.asarray(outline.exterior.simplify(CORNER_PX).coords), axis=0)
    lengths, angles = np.hypot(*steps.T), np.arctan2(steps[:, 1], steps[:, 0])
    yield float(np.angle(np.sum(lengths**2 * np.exp(4j * angles))) / 4)
    around = outline.minimum_rotated_rectangle
    if isinstance(around, Polygon):
        side = np.diff(np.asarray(around.exterior.coords)[:2], axis=0)[0]
        yield float(np.arctan2(side[1], side[0]))


def _walled(ring: LinearRing, turn: Points) -> Points | None:
    """Return the corners (n, 2) of a ring made of walls in the frame of ``turn``, None where it has no four."""
    walls = _without_short(_joined([_wall(run, turn) for run in _runs(ring)]))
    if len(walls) < 4:
        return None
    corners = [_corner(one, other) for one, other in zip(walls, [*walls[1:], walls[0]], strict=True)]
    return np.asarray(np.round(np.array(corners) @ turn.T, DECIMALS))


def _wall(run: _Run, turn: Points) -> _Wall:
    along = np.abs(run.along @ turn)
    return _Wall(run.points @ turn, 1 if along[0] >= along[1] else 0)


def _corner(one: _Wall, other: _Wall) -> tuple[float, float]:
    return (one.at, other.at) if one.axis == 0 else (other.at, one.at)


def _joined(walls: Sequence[_Wall]) -> list[_Wall]:
    """Join neighbours along one axis, so that axes alternate around the ring."""
    joined: list[_Wall] = []
    for wall in walls:
        if joined and joined[-1].axis == wall.axis:
            joined[-1] = _Wall(np.vstack([joined[-1].points, wall.points]), wall.axis)
        else:
            joined.append(wall)
    if len(joined) > 1 and joined[0].axis == joined[-1].axis:
        last = joined.pop()
        joined[0] = _Wall(np.vstack([last.points, joined[0].points]), last.axis)
    return joined


def _without_short(walls: list[_Wall]) -> list[_Wall]:
    """Take walls away, the shortest first, until each is long enough or four are left."""
    while len(walls) > 4:
        at = [wall.at for wall in walls]
        lengths = [abs(at[number - 1] - at[(number + 1) % len(at)]) for number in range(len(at))]
        shortest = int(np.argmin(lengths))
        if lengths[shortest] >= LEAST_WALL_PX:
            return walls
        walls = _joined(walls[shortest + 1 :] + walls[:shortest])
    return walls
