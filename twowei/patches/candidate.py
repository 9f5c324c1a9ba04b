"""A candidate: a polygon that the detector proposes and nobody has seen yet."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from rasterio.crs import CRS

from twowei.detection.card import Change
from twowei.geo.footprint import Outline, ellipsoidal_area_m2, interior_point_lonlat, to_crs

TBLX: dict[Change, str] = {"new": "20", "demolished": "07"}
"""图斑类型: 20 is 建/构筑物 of the national table, 07 buildings that went (domain reference, 2.2)."""


class Form(Enum):
    """How an outline was made; its area is that of this form."""

    REGULAR = "regularised"
    SIMPLE = "simplified"
    RAW = "raw"
    DRAWN = "drawn"


@dataclass(frozen=True)
class Candidate:
    """A suspected change.

    Attributes:
        geometry: Outline in `crs`.
        crs: CRS of the outline.
        change: ``new`` or ``demolished``.
        score: Probability that it is real as the model's card calibrates it, else the score pooled from its
            pixels; 0 to 1.
        raw: Outline along the pixels that the model marked, in `crs`; None where nobody knows it.
        form: How ``geometry`` was made of them; None where nobody knows it.
    """

    geometry: Outline
    crs: CRS
    change: Change
    score: float
    raw: Outline | None = None
    form: Form | None = None

    def moved(self, crs: CRS) -> Candidate:
        """Return the candidate in another CRS; what is known of it on the ellipsoid stays known."""
        outline, raw = (None if one is None else to_crs(one, self.crs, crs) for one in (self.geometry, self.raw))
        assert outline is not None
        there = Candidate(outline, crs, self.change, self.score, raw, self.form)
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
