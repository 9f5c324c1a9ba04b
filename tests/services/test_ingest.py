"""A month's imagery as it really arrives: what is not said is asked and kept, what contradicts is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from affine import Affine
from rasterio.crs import CRS

from twowei.cli.telling import told_from
from twowei.errors import ImageryError, UnknownNameError
from twowei.feedback import Feedback
from twowei.imagery.reader import EpochReader
from twowei.imagery.told import Told
from twowei.services.ingest import ingest
from twowei.services.workspace import Workspace

GK = CRS.from_epsg(4548)
HOME = Affine(0.5, 0, 500_000, 0, -0.5, 2_700_000)
FOUR = np.stack([np.full((60, 60), 20 * n, np.uint8) for n in (1, 2, 3, 4)])


class Listening(Feedback):
    def __init__(self) -> None:
        self.warnings: list[str] = []

    def warn(self, message: str) -> None:
        self.warnings.append(message)


def add(workspace: Workspace, paths: list[Path], month: str, **kw: object) -> list[str]:
    listening = Listening()
    ingest(workspace, paths, month, feedback=listening, **kw)  # type: ignore[arg-type]
    return listening.warnings


def test_crs_and_bands_are_kept_without_touching_the_file(workspace: Workspace, write_raster) -> None:
    path = write_raster("无坐标_20260512.tif", FOUR, crs=None, transform=HOME)
    there = path.read_bytes(), set(path.parent.iterdir())
    with pytest.raises(ImageryError, match="--crs"):
        ingest(workspace, [path], "2026-05")
    ingest(workspace, [path], "2026-05", told=Told(GK, (4, 3, 1)))
    assert (path.read_bytes(), set(path.parent.iterdir())) == there
    workspace.forget_epochs()
    epoch = workspace.epoch("2026-05")
    tile = epoch.tiles[0]
    assert tile.grid.crs == GK and epoch.date == date(2026, 5, 12) and tile.path.suffix == ".vrt"
    assert tile.path.is_relative_to(workspace.folder)
    with EpochReader(epoch) as reader:
        assert reader.read(tile.grid.part(5, 5, 2, 2)).rgb[:, 0, 0].tolist() == [80, 60, 20]


def test_a_file_with_a_crs_keeps_it(workspace: Workspace, write_raster) -> None:
    path = write_raster("a_20260512.tif", FOUR, transform=HOME)
    ingest(workspace, [path], "2026-05", told=Told(CRS.from_epsg(3857)))
    assert workspace.epoch("2026-05").tiles[0].path == path


def test_a_supplier_s_bands_are_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWOWEI_SETTINGS", str(tmp_path / "twowei.ini"))
    assert told_from(None, "4,3,2", supplier="航天 宏图: A=B").bands == (4, 3, 2)
    assert told_from(None, None, supplier="航天 宏图: a=b").bands == (4, 3, 2)
    assert told_from(None, None, supplier="other").bands is None


def test_contradictions_are_told(workspace: Workspace, write_raster, texture) -> None:
    may = write_raster("may_20260512.tif", texture(60, 60), transform=HOME)
    assert add(workspace, [may], "2026-05") == []
    june = write_raster("june_20260610.tif", texture(60, 60), transform=HOME)
    old = write_raster("old_20240101.tif", texture(60, 60), transform=HOME * Affine.translation(60, 0))
    assert "very different days" in add(workspace, [june, old], "2026-06")[0]
    late = write_raster("late_20260611.tif", texture(60, 60), transform=HOME)
    (wrong,) = add(workspace, [late], "2026-07")
    assert "not in 2026-07" in wrong
    far = write_raster("far_20260810.tif", texture(60, 60), transform=HOME * Affine.translation(9000, 0))
    assert "no other month" in add(workspace, [far], "2026-08")[0]
    coarse = write_raster("coarse_20260910.tif", texture(60, 60), transform=HOME * Affine.scale(6))
    assert "can be looked at, not searched" in add(workspace, [coarse], "2026-09")[0]


def test_an_odd_tile_among_its_fellows_is_told(workspace: Workspace, write_raster, texture) -> None:
    tiles = [
        write_raster(f"t{n}_20260512.tif", texture(60, 60), transform=HOME * Affine.translation(60 * n, 0))
        for n in range(3)
    ]
    tiles.append(write_raster("odd_20260512.tif", texture(60, 60), transform=HOME * Affine.scale(2)))
    (told,) = add(workspace, tiles, "2026-05")
    assert "odd_20260512.tif (1.00 m)" in told


def test_an_unmarked_border_is_warned_of_and_told_once_for_all(workspace: Workspace, write_raster, texture) -> None:
    pixels = texture(200, 200)
    pixels[:, :40] = 0
    path = write_raster("a_20260512.tif", pixels, transform=HOME)
    (warning,) = add(workspace, [path], "2026-05")
    assert "border of value 0" in warning and warning.endswith("--nodata 0.")
    assert not add(workspace, [path], "2026-05", told=told_from(None, None, "0", "长光"))
    workspace.forget_epochs()
    epoch = workspace.epoch("2026-05")
    assert epoch.tiles[0].path.suffix == ".vrt"
    with EpochReader(epoch) as reader:
        valid = reader.read(epoch.tiles[0].grid).valid
    assert not valid[:40].any() and valid[40:].all()
    assert told_from(None, None, None, "长光").nodata == 0
    with pytest.raises(UnknownNameError, match="no pixel value"):
        told_from(None, None, "black")
