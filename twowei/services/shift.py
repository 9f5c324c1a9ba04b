"""How two dates lie on each other: laid on each other before a detection, kept as vectors for the map."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from rasterio.crs import CRS

from twowei.alignment.pair import Pair
from twowei.alignment.shift import MOST_PX, WARN_PX, Alignment, measure
from twowei.alignment.ties import Ties
from twowei.errors import OutputError, PairError
from twowei.feedback import Feedback
from twowei.geo.crs import LONLAT, transformer
from twowei.geo.grid import Grid

if TYPE_CHECKING:  # it brings the casebook in, which comparing two rasters does not need
    from twowei.services.workspace import Workspace

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class ShiftVectors:
    """How the older imagery of a pair lies on the newer one, at the places where that was measured.

    Attributes:
        points: (n, 2) x and y in the CRS asked for.
        dx_m: (n,) metres by which the older imagery shows a place too far east.
        dy_m: (n,) metres by which it shows it too far north.
        remains: Whether a place was used to judge what the correction leaves, (n,) bool; its vector is what is left.
        shift_px: RMSE before the correction in pixels, or None where nothing agreed.
        residual_px: RMSE after it in pixels, or None.
        resolution_m: Size of such a pixel.
        corrected: Whether a correction is applied when the pair is read.
    """

    points: Floats
    dx_m: Floats
    dy_m: Floats
    remains: NDArray[np.bool_]
    shift_px: float | None
    residual_px: float | None
    resolution_m: float
    corrected: bool

    @property
    def shift_m(self) -> float | None:
        """RMSE before the correction in metres."""
        return None if self.shift_px is None else self.shift_px * self.resolution_m

    @property
    def residual_m(self) -> float | None:
        """RMSE after the correction in metres."""
        return None if self.residual_px is None else self.residual_px * self.resolution_m


def shift_of(workspace: Workspace, before: str, after: str) -> ShiftVectors | None:
    """Return the vectors kept of two months, in the workspace's CRS; None where none were measured yet.

    Cheap: reads a small file. `twowei detect` and `twowei check` write it.
    """
    path = vectors_path(workspace, before, after)
    return read_vectors(path, workspace.crs) if path.is_file() else None


def vectors_path(workspace: Workspace, before: str, after: str) -> Path:
    """Return where the vectors of two months are kept."""
    return workspace.work_folder / f"shift_{before}_{after}.geojson"


def vectors_beside(change_map: Path) -> Path:
    """Return where the vectors belong that go with a change map."""
    return change_map.with_name(f"{change_map.stem}_shift.geojson")


def align(pair: Pair, force: bool, feedback: Feedback) -> Alignment:
    """Measure how a pair lies and let it be read corrected.

    Raises:
        PairError: It cannot be laid on each other, and ``force`` is not given.
    """
    alignment = measure(pair, feedback)
    if complaint := refusal(alignment):
        if not force:
            raise PairError(f"{complaint}; see twowei check, or compare all the same with --force.")
        feedback.warn(f"{complaint}; compared all the same.")
    elif not alignment.measured:
        feedback.warn("How the two dates lie on each other could not be measured (too little to see); as they lie.")
    elif alignment.residual_px > WARN_PX:
        feedback.warn(
            f"After the correction the two dates still lie {alignment.residual_px:.1f} pixels "
            f"({alignment.residual_px * alignment.resolution_m:.1f} m) apart; expect more false alarms."
        )
    pair.field = alignment.field
    return alignment


def refusal(alignment: Alignment) -> str:
    """Return why a pair is refused, as the beginning of a sentence, or nothing."""
    if alignment.lost:
        return (
            f"The two dates cannot be laid on each other: at {alignment.textured} places looked at, "
            "too few agree (shifted too far, or not the same ground)"
        )
    if alignment.measured and alignment.residual_px > MOST_PX:
        return (
            f"After the correction the two dates still lie {alignment.residual_px:.1f} pixels apart, "
            f"and above {MOST_PX:g} false alarms are several times as many"
        )
    return ""


def lying(alignment: Alignment | None) -> dict[str, Any]:
    """Return what a result says about the shift, for a program to read."""
    if alignment is None:
        return {"aligned": False, "shift_px": None, "residual_px": None}
    return {
        "aligned": alignment.field is not None,
        "shift_px": _rounded(alignment.shift_px),
        "residual_px": _rounded(alignment.residual_px),
    }


def _rounded(value: float) -> float | None:
    return round(value, 2) if math.isfinite(value) else None


def save_vectors(alignment: Alignment | None, grid: Grid, path: Path) -> None:
    """Write what was measured as GeoJSON points (in degrees, RFC 7946), beside ``path`` and then into place.

    Raises:
        OutputError: The file cannot be written.
    """
    if alignment is None:
        return
    features = [*_features(alignment.ties, grid, False), *_features(alignment.remains, grid, True)]
    told = {
        "type": "FeatureCollection",
        **lying(alignment),
        "resolution_m": alignment.resolution_m,
        "features": features,
    }
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(json.dumps(told), "utf-8")
        part.replace(path)
    except OSError as error:
        raise OutputError(
            f"{path} cannot be written ({error.strerror}); free space or choose another place."
        ) from error
    finally:
        part.unlink(missing_ok=True)


def _features(ties: Ties, grid: Grid, remains: bool) -> list[dict[str, Any]]:
    if not len(ties):
        return []
    start, end = grid.ground(ties.points), grid.ground(ties.points + ties.moves)
    lons, lats = transformer(grid.crs, LONLAT).transform(start[:, 0], start[:, 1])
    return [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [round(float(lon), 8), round(float(lat), 8)]},
            "properties": {"dx_m": round(float(dx), 3), "dy_m": round(float(dy), 3), "remains": remains},
        }
        for lon, lat, (dx, dy) in zip(lons, lats, end - start, strict=True)
    ]


def read_vectors(path: Path, crs: CRS) -> ShiftVectors | None:
    """Read what `save_vectors` wrote; None where the file is damaged (it is made again by the next check)."""
    try:
        told = json.loads(path.read_text("utf-8"))
        points = np.array([f["geometry"]["coordinates"] for f in told["features"]], np.float64).reshape(-1, 2)
        rows = [f["properties"] for f in told["features"]]
        xs, ys = transformer(LONLAT, crs).transform(points[:, 0], points[:, 1])
        return ShiftVectors(
            np.column_stack([xs, ys]),
            np.array([r["dx_m"] for r in rows], np.float64),
            np.array([r["dy_m"] for r in rows], np.float64),
            np.array([r["remains"] for r in rows], bool),
            told["shift_px"],
            told["residual_px"],
            told["resolution_m"],
            told["aligned"],
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
