"""Permits, land approvals, farmland and red lines over patches: coverage, what was built beyond, ㎡ on farmland.

They serve triage and priority; a verdict is always somebody's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

import shapely
from rasterio.crs import CRS
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry
from sqlalchemy import Connection, insert, select

from twowei.casebook import clock
from twowei.casebook.schema import overlays
from twowei.errors import UnknownNameError, VectorError
from twowei.geo.footprint import Outline, ellipsoidal_area_m2


class OverlayKind(Enum):
    """What a layer says: stored code, label, and the fact of a patch it fills."""

    PERMIT = ("permit", "规划许可", "PWFGL")
    LAND = ("land", "用地批准", "PWFGL")
    FARMLAND = ("farmland", "耕地", "ZGMJ")
    PRIME = ("prime", "永久基本农田", "YNMJ")
    REDLINE = ("redline", "红线", "HXMJ")

    def __init__(self, code: str, zh: str, fact: str) -> None:
        self.code = code
        self.zh = zh
        self.fact = fact


@dataclass(frozen=True)
class Overlay:
    """A layer that the casebook remembers: its file and the SHA-256 it had."""

    name: str
    kind: OverlayKind
    path: str
    sha256: str


@dataclass(frozen=True)
class Measured:
    """What the layers say of an outline: facts for the ledger, and what lies beyond the approvals.

    ``excess`` is the part of an approved patch outside its approval (少批多建), or None.
    """

    facts: Mapping[str, float]
    excess: Outline | None


def read(connection: Connection) -> list[Overlay]:
    """Return the layers in the order they were remembered."""
    c = overlays.c
    query = select(c.name, c.kind, c.path, c.sha256).order_by(c.overlay_id)
    kinds = {kind.code: kind for kind in OverlayKind}
    return [Overlay(name, kinds[kind], path, sha256) for name, kind, path, sha256 in connection.execute(query)]


def add(connection: Connection, overlay: Overlay, by: str) -> None:
    """Remember a layer.

    Raises:
        UnknownNameError: One of this name is remembered already.
    """
    if any(one.name == overlay.name for one in read(connection)):
        raise UnknownNameError(f"There is a layer {overlay.name!r} already; give this one another name (--name).")
    row = {"name": overlay.name, "kind": overlay.kind.code, "path": overlay.path, "sha256": overlay.sha256}
    connection.execute(insert(overlays).values(**row, actor=by, at=clock.now().isoformat()))


class Ground:
    """Layers of areas by kind, all in the casebook's CRS, ready to be laid over outlines."""

    def __init__(self, areas: Mapping[OverlayKind, Sequence[BaseGeometry]], crs: CRS) -> None:
        self._crs = crs
        self._areas: dict[str, list[BaseGeometry]] = {}
        for kind, shapes in areas.items():
            self._areas.setdefault(kind.fact, []).extend(shapes)
        self._trees = {fact: shapely.STRtree(shapes) for fact, shapes in self._areas.items()}

    def measure(self, outline: Outline) -> Measured:
        """Return what the layers say of an outline; areas are ellipsoidal ㎡, coverage is in per cent."""
        facts: dict[str, float] = {}
        excess: Outline | None = None
        for fact, tree in self._trees.items():
            met = [self._areas[fact][int(i)] for i in tree.query(outline, predicate="intersects")]
            inside = shapely.intersection(shapely.union_all(met), outline)
            if fact == "PWFGL":
                covered = self._area_m2(inside)
                whole = ellipsoidal_area_m2(outline, self._crs)
                facts[fact] = round(100 * covered / whole, 1)
                excess = self._beyond(outline, inside) if covered > 0 else None
                facts["CBMJ"] = round(self._area_m2(excess), 2) if excess else 0.0
            else:
                facts[fact] = round(self._area_m2(inside), 2)
        return Measured(facts, excess)

    def _beyond(self, outline: Outline, approved: BaseGeometry) -> Outline | None:
        parts = [p for p in shapely.get_parts(outline.difference(approved)) if isinstance(p, Polygon)]
        kept = [part for part in parts if self._area_m2(part) >= LEAST_EXCESS_M2]
        return MultiPolygon(kept) if kept else None

    def _area_m2(self, shape: BaseGeometry) -> float:
        parts = [part for part in shapely.get_parts(shape) if isinstance(part, Polygon)]
        return sum(ellipsoidal_area_m2(part, self._crs) for part in parts)


LEAST_EXCESS_M2 = 1.0
"""Slivers beyond an approval smaller than this are the noise of drawing."""


def parse_kind(text: str) -> OverlayKind:
    """Read a kind of layer by its code or label.

    Raises:
        VectorError: There is none called so.
    """
    for kind in OverlayKind:
        if text in (kind.code, kind.zh):
            return kind
    raise VectorError(
        f"There is no kind of layer {text!r}; choose: {', '.join(f'{k.code} {k.zh}' for k in OverlayKind)}."
    )
