"""An outline while it is drawn: its pieces, and what undo and redo know. Knows no Qt; counts in ground units."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from rasterio.crs import CRS

from twowei.geo import shaping
from twowei.geo.footprint import Outline, ellipsoidal_area_m2
from twowei.geo.shaping import XY, Snapper, Vertex

Pieces = tuple[Outline, ...]


@dataclass(frozen=True)
class Grip:
    """A corner that the mouse holds: its piece and its name in it."""

    piece: int
    vertex: Vertex


class Sketch:
    """The pieces of an outline; more than one once it was cut. A corner that pieces share moves in all of them.

    Args:
        outline: What is drawn otherwise, or None for a new patch.
        crs: CRS of the ground units.
        model: What the model drew.
        around: Outlines to snap to.
    """

    def __init__(
        self, outline: Outline | None, crs: CRS, model: Outline | None = None, around: Sequence[Outline] = ()
    ) -> None:
        self.crs, self.model = crs, model
        self.pieces: Pieces = (outline,) if outline is not None else ()
        self._first = self.pieces
        self._past: list[Pieces] = []
        self._future: list[Pieces] = []
        self._held: Pieces | None = None
        self._snapper = Snapper(around)

    # ---- what there is -------------------------------------------------------------------------

    @property
    def changed(self) -> bool:
        """Whether it differs from what it began with."""
        return self.pieces != self._first

    @property
    def valid(self) -> bool:
        """Whether every piece is an area that does not cross itself."""
        return bool(self.pieces) and all(piece.is_valid and piece.area > 0 for piece in self.pieces)

    def areas_m2(self) -> list[float]:
        """Return the ellipsoidal area of every piece."""
        return [ellipsoidal_area_m2(piece, self.crs) for piece in self.pieces]

    def ring_m2(self, ring: Sequence[XY]) -> float:
        """Return the ellipsoidal area that a ring encloses, 0 where it is none."""
        made = shaping.with_area(None, ring) if len(ring) >= 3 else None
        return ellipsoidal_area_m2(made, self.crs) if made is not None else 0.0

    def snapped(self, spot: XY, reach: float) -> XY:
        """Return a spot, drawn to what lies around where that is within ``reach``."""
        return self._snapper.snap(spot, reach) or spot

    def grip(self, spot: XY, reach: float) -> Grip | None:
        """Return the corner at a spot."""
        found = ((n, shaping.nearest_vertex(piece, spot, reach)) for n, piece in enumerate(self.pieces))
        return next((Grip(n, vertex) for n, vertex in found if vertex is not None), None)

    def edge(self, spot: XY, reach: float) -> Grip | None:
        """Return the corner that a new one would stand before to break the border at a spot."""
        found = ((n, shaping.nearest_edge(piece, spot, reach)) for n, piece in enumerate(self.pieces))
        return next((Grip(n, vertex) for n, vertex in found if vertex is not None), None)

    # ---- undo ----------------------------------------------------------------------------------

    def put(self, pieces: Pieces) -> None:
        """Take other pieces; undo brings the present ones back."""
        if pieces != self.pieces:
            self._past.append(self.pieces)
            self._future.clear()
            self.pieces = pieces

    def undo(self) -> bool:
        """Go a step back; say whether there was one."""
        if not self._past:
            return False
        self._future.append(self.pieces)
        self.pieces = self._past.pop()
        return True

    def redo(self) -> bool:
        """Go a step forward again; say whether there was one."""
        if not self._future:
            return False
        self._past.append(self.pieces)
        self.pieces = self._future.pop()
        return True

    @property
    def can_undo(self) -> bool:
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        return bool(self._future)

    # ---- corners -------------------------------------------------------------------------------

    def insert(self, at: Grip, spot: XY) -> Grip:
        """Break the border at a corner's place, as part of a drag; pieces on both sides of it get the corner."""
        along = [shaping.nearest_edge(piece, spot, 1e-6) for piece in self.pieces]
        made = list(self.pieces)
        for n, edge in enumerate(along):
            if n == at.piece:
                made[n] = shaping.with_vertex(self.pieces[n], at.vertex, spot)
            elif edge is not None:
                made[n] = shaping.with_vertex(self.pieces[n], edge, spot)
        self.pieces = tuple(made)
        return at

    def hold(self) -> None:
        """Begin to drag: the whole drag is one step of undo."""
        self._held = self.pieces

    def drag(self, at: Grip, spot: XY) -> None:
        """Move a corner, in every piece that has it, to a spot."""
        names, spots = shaping.vertices(self.pieces[at.piece])
        was = spots[names.index(at.vertex)]
        self.pieces = tuple(_moved(piece, was, spot) for piece in self.pieces)

    def drop(self) -> None:
        """End the drag."""
        if self._held is not None and self._held != self.pieces:
            self._past.append(self._held)
            self._future.clear()
        self._held = None

    def remove(self, at: Grip) -> bool:
        """Take a corner away; say whether it could be."""
        left = shaping.without_vertex(self.pieces[at.piece], at.vertex)
        if left is None:
            return False
        self.put((*self.pieces[: at.piece], left, *self.pieces[at.piece + 1 :]))
        return True

    # ---- lines and rings -----------------------------------------------------------------------

    def reshape(self, line: Sequence[XY]) -> bool:
        """Lead the border along a line; say whether the line crosses one."""
        return self._each(lambda piece: shaping.reshaped(piece, line))

    def cut(self, line: Sequence[XY]) -> bool:
        """Cut along a line; say whether it cuts through."""
        pieces: list[Outline] = []
        for piece in self.pieces if self._ready() else ():
            cuts = shaping.cut(piece, line)
            pieces += cuts if len(cuts) > len(shaping.parts_of(piece)) else [piece]
        done = len(pieces) > len(self.pieces)
        if done:
            self.put(tuple(pieces))
        return done

    def pierce(self, ring: Sequence[XY]) -> bool:
        """Take what a ring encloses out; say whether anything is left."""
        return self._each(lambda piece: shaping.with_hole(piece, ring))

    def fill(self, spot: XY) -> bool:
        """Fill the hole at a spot; say whether there was one."""
        return self._each(lambda piece: shaping.without_hole_at(piece, spot))

    def add(self, ring: Sequence[XY]) -> bool:
        """Add what a ring encloses to the first piece; say whether it is an area."""
        first = self.pieces[0] if self.pieces and self._ready() else None
        made = shaping.with_area(first, ring)
        if made is not None:
            self.put((made, *self.pieces[1:]))
        return made is not None

    def mend(self) -> bool:
        """Untangle what crosses itself; say whether areas are left."""
        found = [shaping.mended(piece) for piece in self.pieces]
        made = tuple(one.outline for one in found if one is not None)
        if made:
            self.put(made)
        return bool(made)

    def _ready(self) -> bool:
        """Untangle the pieces where that is needed; say whether they can be worked on."""
        return all(piece.is_valid for piece in self.pieces) or self.mend()

    def _each(self, change: Callable[[Outline], Outline | None]) -> bool:
        """Change every piece that can be changed so."""
        if not self._ready():
            return False
        made = [change(piece) for piece in self.pieces]
        done = any(new is not None and new != old for new, old in zip(made, self.pieces, strict=True))
        if done:
            self.put(tuple(new if new is not None else old for new, old in zip(made, self.pieces, strict=True)))
        return done


def _moved(piece: Outline, was: np.ndarray, spot: XY) -> Outline:
    names, spots = shaping.vertices(piece)
    for row in np.flatnonzero(np.hypot(*(spots - was).T) < 1e-7):
        piece = shaping.with_vertex_at(piece, names[int(row)], spot)
    return piece
