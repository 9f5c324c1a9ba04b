"""A candidate: a polygon that the detector proposes and nobody has seen yet."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from rasterio.crs import CRS

from twowei.detection.card import Change
from twowei.geo.footprint import Outline, ellipsoidal_area_m2, interior_point_lonlat, to_crs

TBLX: dict[Change, str] = {"new": "20", "demolished": "07"}
"""图斑类型: 20 is 建/构筑物 of the national table, 07 buildings that went (domain reference, 2.2)."""


@dataclass(frozen=True)
class Candidate:
    """A suspected change.

    Attributes:
        geometry: Outline in `crs`.
        crs: CRS of the outline.
        change: ``new`` or ``demolished``.
        score: Probability that it is real as the model's card calibrates it, else the mean score inside; 0 to 1.
    """

    geometry: Outline
    crs: CRS
    change: Change
    score: float

    def moved(self, crs: CRS) -> Candidate:
        """Return the candidate in another CRS; what is known of it on the ellipsoid stays known."""
        there = Candidate(to_crs(self.geometry, self.crs, crs), crs, self.change, self.score)
        known: dict[str, object] = {
            name: self.__dict__[name] for name in ("area_m2", "lonlat") if name in self.__dict__
        }
        there.__dict__.update(known)
        return there

    @cached_property
    def area_m2(self) -> float:
        """Ellipsoidal area."""
        return ellipsoidal_area_m2(self.geometry, self.crs)

    @cached_property
    def lonlat(self) -> tuple[float, float]:
        """Longitude and latitude of a point inside."""
        return interior_point_lonlat(self.geometry, self.crs)
