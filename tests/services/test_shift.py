"""How two dates lie on each other: used by a detection, refused where it must be, kept as vectors."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from rasterio.crs import CRS

from twowei.alignment.pair import Pair
from twowei.alignment.shift import Alignment
from twowei.alignment.ties import Ties
from twowei.errors import PairError
from twowei.feedback import Feedback
from twowei.geo.grid import Grid
from twowei.imagery.inspection import open_epoch
from twowei.services.shift import align, lying, read_vectors, refusal, save_vectors, shift_of, vectors_path
from twowei.services.workspace import Workspace

GK = CRS.from_epsg(4548)
GRID = Grid.over(GK, (500_000, 2_700_000, 500_500, 2_700_500), 0.5)


class Listening(Feedback):
    def __init__(self) -> None:
        self.warnings: list[str] = []

    def warn(self, message: str) -> None:
        self.warnings.append(message)


def ties(*moves: tuple[float, float]) -> Ties:
    points = np.array([(100.0 + 10 * i, 200.0) for i in range(len(moves))]).reshape(-1, 2)
    return Ties(points, np.array(moves, float).reshape(-1, 2), np.full(len(moves), 9.0))


def found(left_px: float, textured: int = 40, count: int = 10) -> Alignment:
    return Alignment(None, ties(*[(12.0, -4.0)] * count), ties(*[(left_px, 0.0)] * count), 0.5, textured)


def test_what_is_too_much_is_refused() -> None:
    assert refusal(found(8.5)) and not refusal(found(3.0)) and not refusal(found(5.0))
    assert "cannot be laid on each other" in refusal(found(0, textured=60, count=0))
    assert not refusal(found(0, textured=0, count=0))


def test_other_ground_needs_force(write_raster, texture) -> None:
    before, after = (open_epoch([write_raster(f"{n}.tif", texture(960, 960, seed=n))]) for n in (1, 2))
    with Pair(before, after, 0.5, 1.0) as pair:
        with pytest.raises(PairError, match="--force"):
            align(pair, False, Feedback())
        listening = Listening()
        assert align(pair, True, listening).field is None
    assert len(listening.warnings) == 1


def test_a_bare_pair_is_told_and_goes_on(write_raster) -> None:
    epoch = open_epoch([write_raster("flat.tif", np.full((3, 300, 300), 80, np.uint8))])
    listening = Listening()
    with Pair(epoch, epoch, 0.5, 1.0) as pair:
        assert not align(pair, False, listening).measured
    assert "could not be measured" in listening.warnings[0]


def test_vectors_are_kept(workspace: Workspace) -> None:
    assert shift_of(workspace, "2026-05", "2026-06") is None
    path = vectors_path(workspace, "2026-05", "2026-06")
    save_vectors(found(1.0), GRID, path)
    kept = shift_of(workspace, "2026-05", "2026-06")
    assert kept is not None and len(kept.points) == 20 and kept.remains.sum() == 10
    assert kept.points[0] == pytest.approx([500_050, 2_700_400], abs=0.01)
    assert (kept.dx_m[0], kept.dy_m[0]) == pytest.approx((6.0, 2.0), abs=0.001)
    assert (kept.shift_px, kept.residual_px, kept.residual_m) == (pytest.approx(12.65, abs=0.01), 1.0, 0.5)
    assert json.loads(path.read_text("utf-8"))["type"] == "FeatureCollection"


def test_damaged_vectors_are_none(tmp_path: Path) -> None:
    path = tmp_path / "shift.geojson"
    path.write_text('{"features": [')
    assert read_vectors(path, GK) is None


def test_a_result_says_how_the_dates_lay() -> None:
    assert lying(None)["aligned"] is False
    assert lying(found(1.0)) == {"aligned": False, "shift_px": 12.65, "residual_px": 1.0}
    assert lying(found(0, count=0))["shift_px"] is None
