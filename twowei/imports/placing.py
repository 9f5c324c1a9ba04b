"""Where on the earth a delivery lies: its CRS told, guessed or asked, GCJ-02 recognised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

import numpy as np
import shapely
from rasterio.crs import CRS
from shapely.geometry.base import BaseGeometry

from twowei.errors import VectorError
from twowei.geo import guess
from twowei.geo.crs import LONLAT, parse_crs
from twowei.geo.gcj02 import from_gcj02
from twowei.geo.grid import Bounds
from twowei.imports.delivery import Delivery, Finding
from twowei.imports.shapes import swap
from twowei.imports.shift import weigh

GCJ02 = "GCJ-02"
"""What users say for the shifted frame; it is no CRS of EPSG."""

FAR_KM = 200.0
_SHIFTED_WORDS = ("gcj02", "gcj-02", "gcj_02", "高德", "火星", "腾讯")


class UnknownCrsError(VectorError):
    """Coordinates that do not say their CRS; whoever knows is asked.

    Attributes:
        candidates: What they may be in, the likeliest first.
    """

    def __init__(self, message: str, candidates: Sequence[CRS]) -> None:
        super().__init__(message)
        self.candidates = tuple(candidates)


@dataclass(frozen=True)
class Surroundings:
    """What the workspace knows of the ground.

    Attributes:
        near: Longitude and latitude of its middle, or None.
        known: Outlines of its patches in degrees, or points in them.
        own: Its CRS, once it is decided.
        said: CRS the user says, or ``GCJ-02``; it overrides the file.
        remembered: CRS an earlier delivery of the supplier had, for files that say none.
    """

    near: tuple[float, float] | None = None
    known: Sequence[BaseGeometry] = ()
    own: CRS | None = None
    said: str | None = None
    remembered: str | None = None


@dataclass(frozen=True)
class Placed:
    """Shapes in a CRS.

    Attributes:
        why: How the CRS was found, in a few words.
        shifted: They were in GCJ-02, which is taken off.
    """

    shapes: list[BaseGeometry | None]
    crs: CRS
    why: str
    shifted: bool = False
    findings: tuple[Finding, ...] = ()


def place(
    delivery: Delivery,
    shapes: Sequence[BaseGeometry | None],
    there: Surroundings,
    used: Sequence[str] = (),
) -> Placed:
    """Return a delivery's shapes in a CRS.

    Args:
        used: Names of the columns that hold the coordinates, where columns do.

    Raises:
        UnknownCrsError: The file does not say its CRS and nobody else did.
        VectorError: The coordinates cannot be in the CRS that the file says.
        UnknownNameError: The user names no CRS.
    """
    shapes, findings = list(shapes), []
    bounds = bounds_of(shapes)
    if bounds is None:
        return Placed(shapes, LONLAT, "no row has coordinates")
    if guess.swapped(bounds) and there.said is None:
        shapes = [swap(shape) for shape in shapes]
        bounds = bounds_of(shapes) or bounds
        findings.append(Finding(None, "swapped"))
    crs, why = _crs(delivery, bounds, there)
    if not guess.fits(bounds, crs):
        raise VectorError(
            f"{delivery.name} says {crs.to_string()}, but its coordinates (x {bounds[0]:,.4g} to {bounds[2]:,.4g})"
            " cannot be in that; say the true one: --crs."
        )
    findings += _far(bounds, crs, there)
    if crs.is_geographic:
        return _unshifted(delivery, shapes, crs, why, there, used, tuple(findings))
    return Placed(shapes, crs, why, findings=tuple(findings))


def bounds_of(shapes: Sequence[BaseGeometry | None]) -> Bounds | None:
    """Return the box around all shapes, or None where none has finite coordinates."""
    boxes = shapely.bounds(np.array([shape for shape in shapes if shape is not None], dtype=object))
    boxes = boxes.reshape(-1, 4)[np.isfinite(boxes.reshape(-1, 4)).all(axis=1)]
    if not len(boxes):
        return None
    (left, bottom), (right, top) = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
    return float(left), float(bottom), float(right), float(top)


def _crs(delivery: Delivery, bounds: Bounds, there: Surroundings) -> tuple[CRS, str]:
    said, remembered = there.said, there.remembered
    if said is not None:
        return (LONLAT if is_gcj02(said) else parse_crs(said)), "as you say"
    if delivery.crs is not None:
        return delivery.crs, "as the file says"
    if delivery.degrees:
        return LONLAT, f"{delivery.form} is always in degrees"
    candidates = sorted(guess.guess_crs(bounds, there.near), key=lambda crs: crs != there.own)
    if remembered and not is_gcj02(remembered) and guess.fits(bounds, parse_crs(remembered)):
        return parse_crs(remembered), "as in this supplier's earlier deliveries"
    if remembered and is_gcj02(remembered) and candidates[:1] == [LONLAT]:
        return LONLAT, "as in this supplier's earlier deliveries"
    if delivery.form in ("xlsx", "csv") and candidates == [LONLAT]:
        return LONLAT, "the columns hold degrees"
    raise UnknownCrsError(_question(delivery, bounds, candidates, there), candidates)


def is_gcj02(text: str) -> bool:
    """Return whether a user's word stands for GCJ-02."""
    return text.strip().upper().replace("_", "").replace("-", "") == "GCJ02"


def described(crs: CRS, bounds: Bounds, near: tuple[float, float] | None) -> str:
    """Return a CRS in words, with how far the coordinates would then lie from the workspace."""
    code = crs.to_epsg()
    text = f"EPSG:{code}" if code else crs.to_string()
    middle = (bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2
    if near is None:
        return text
    return f"{text} ({guess.distance_km(middle, crs, near):,.0f} km from this workspace)"


def _question(delivery: Delivery, bounds: Bounds, candidates: Sequence[CRS], there: Surroundings) -> str:
    what = (
        f"{delivery.name} does not say its CRS (no .prj)"
        if delivery.form == "shapefile"
        else (f"{delivery.name} does not say its CRS")
    )
    if not candidates:
        return f"{what} and its coordinates fit none that is used in China; ask the supplier and say it: --crs EPSG:…."
    choices = ", ".join(described(crs, bounds, there.near) for crs in candidates[:4])
    shifted = f", or {GCJ02} if it comes from 高德 or 奥维" if candidates[0] == LONLAT else ""
    return f"{what}; its coordinates fit {choices}{shifted}: say which, such as --crs EPSG:{candidates[0].to_epsg()}."


def _far(bounds: Bounds, crs: CRS, there: Surroundings) -> list[Finding]:
    if there.near is None:
        return []
    middle = (bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2
    away = guess.distance_km(middle, crs, there.near)
    if away <= FAR_KM:
        return []
    return [Finding(None, "far", (crs.to_string(), away))]


def _unshifted(
    delivery: Delivery,
    shapes: list[BaseGeometry | None],
    crs: CRS,
    why: str,
    there: Surroundings,
    used: Sequence[str],
    findings: tuple[Finding, ...],
) -> Placed:
    """Return shapes in degrees with the GCJ-02 shift taken off, where they have it."""
    shifted, reasons = _is_shifted(delivery, shapes, there, used)
    findings = (*findings, *reasons)
    if not shifted:
        return Placed(shapes, crs, why, findings=findings)
    moved = [shapely.transform(shape, from_gcj02) if shape is not None else None for shape in shapes]
    return Placed(moved, LONLAT, why if there.said else f"GCJ-02 recognised; {why}", True, findings)


def _is_shifted(
    delivery: Delivery, shapes: Sequence[BaseGeometry | None], there: Surroundings, used: Sequence[str]
) -> tuple[bool, list[Finding]]:
    if there.said is not None:
        return is_gcj02(there.said), []
    points = [shape.centroid for shape in shapes if shape is not None and not shape.is_empty]
    evidence = weigh(shapely.get_coordinates(points), there.known)
    if evidence.shifted is not None:
        told = Finding(None, "gcj_places", (evidence.unshifted, evidence.points))
        return evidence.shifted, [told] if evidence.shifted else []
    words = " ".join((PurePath(delivery.name).name, *used)).casefold()
    if delivery.crs is None and there.remembered and is_gcj02(there.remembered):
        return True, [Finding(None, "gcj_habit")]
    if delivery.shifted:
        return True, [Finding(None, "gcj_program")]
    if any(word in words for word in _SHIFTED_WORDS):
        return True, [Finding(None, "gcj_name")]
    return False, []
