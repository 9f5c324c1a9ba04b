"""Imagery whose folder was moved: missed by name, found again, and only where it is the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
import rasterio
from affine import Affine
from rasterio.crs import CRS

from twowei.errors import ImageryError
from twowei.imagery.told import Told
from twowei.services.ingest import ingest
from twowei.services.moved import find_imagery, missing_imagery
from twowei.services.workspace import Workspace


def write(path: Path, left: float, value: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with rasterio.open(
        path, "w", driver="GTiff", count=3, height=64, width=64, dtype="uint8", crs=CRS.from_epsg(4548),
        transform=Affine(0.5, 0, left, 0, -0.5, 2_700_000),
    ) as dataset:  # fmt: skip
        dataset.write(np.full((3, 64, 64), value, np.uint8))
    return path


@pytest.fixture
def lost(tmp_path: Path) -> Path:
    """A workspace of two months of tiles of the same names, whose folder was moved."""
    folder = tmp_path / "工作区"
    with Workspace.create(folder) as workspace:
        for month, value in (("2026-05", 90), ("2026-06", 120)):
            for tile in range(2):
                write(tmp_path / "影像" / month / f"瓦片 {tile}.tif", 500_000 + 32 * tile, value)
            ingest(workspace, [tmp_path / "影像" / month], month)
    (tmp_path / "新盘").mkdir()
    shutil.move(tmp_path / "影像", tmp_path / "新盘" / "影像 2026")
    return folder


def test_what_is_gone_is_named(lost: Path) -> None:
    with Workspace.open(lost) as workspace:
        gone = missing_imagery(workspace)
    assert {month: [path.name for path in paths] for month, paths in gone.items()} == {
        month: ["瓦片 0.tif", "瓦片 1.tif"] for month in ("2026-05", "2026-06")
    }


def test_it_is_found_by_names_and_folders(lost: Path, tmp_path: Path) -> None:
    with Workspace.open(lost) as workspace:
        found = find_imagery(workspace, tmp_path / "新盘", "王芳")
        assert found.months == ("2026-05", "2026-06") and not found.missing
        assert workspace.files()["2026-06"][0].parent == tmp_path / "新盘" / "影像 2026" / "2026-06"
        assert [epoch.month for epoch in workspace.epochs()] == ["2026-05", "2026-06"]


def test_what_was_told_of_a_file_stays_told_where_it_lies_now(tmp_path: Path) -> None:
    raw = tmp_path / "影像" / "无坐标.tif"
    raw.parent.mkdir()
    with rasterio.open(
        raw, "w", driver="GTiff", count=4, height=64, width=64, dtype="uint8",
        transform=Affine(0.5, 0, 500_000, 0, -0.5, 2_700_000),
    ) as dataset:  # fmt: skip
        dataset.write(np.arange(4 * 64 * 64, dtype=np.uint32).reshape(4, 64, 64).astype(np.uint8))
    with Workspace.create(tmp_path / "工作区") as workspace:
        ingest(workspace, [raw], "2026-06", told=Told(crs=CRS.from_epsg(4548), bands=(4, 3, 2)))
        with rasterio.open(workspace.files()["2026-06"][0]) as dataset:
            before = dataset.read()
    (tmp_path / "新盘").mkdir()
    shutil.move(raw.parent, tmp_path / "新盘" / "2026")
    with Workspace.open(tmp_path / "工作区") as workspace:
        assert missing_imagery(workspace) == {"2026-06": (raw,)}
        assert find_imagery(workspace, tmp_path / "新盘", "王芳").months == ("2026-06",)
        assert missing_imagery(workspace) == {}
        with rasterio.open(workspace.files()["2026-06"][0]) as dataset:
            assert dataset.crs == CRS.from_epsg(4548) and (dataset.read() == before).all()


def test_a_month_is_taken_whole_or_not_at_all(lost: Path, tmp_path: Path) -> None:
    (tmp_path / "新盘" / "影像 2026" / "2026-05" / "瓦片 1.tif").unlink()
    shutil.rmtree(tmp_path / "新盘" / "影像 2026" / "2026-06")
    with Workspace.open(lost) as workspace:
        found = find_imagery(workspace, tmp_path / "新盘", "王芳")
        assert found.months == () and len(found.missing["2026-05"]) == 2


def test_files_of_the_same_name_elsewhere_are_refused(lost: Path, tmp_path: Path) -> None:
    for tile in range(2):
        write(tmp_path / "别处" / "2026-05" / f"瓦片 {tile}.tif", 600_000, 90)
    with Workspace.open(lost) as workspace:
        with pytest.raises(ImageryError, match="another place"):
            find_imagery(workspace, tmp_path / "别处", "王芳")
        assert len(missing_imagery(workspace)) == 2
