"""What is proposed to be compared next."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio
import shapely
from affine import Affine
from rasterio.crs import CRS

from twowei.casebook import rows
from twowei.casebook.lifecycle import State
from twowei.patches.candidate import Candidate
from twowei.services.ingest import ingest
from twowei.services.next_pair import NextPair, next_pair
from twowei.services.review import add_candidates
from twowei.services.workspace import Workspace

MONTHS = ("2026-05", "2026-06", "2026-07")


@pytest.fixture
def three(tmp_path: Path) -> Workspace:
    workspace = Workspace.create(tmp_path / "工作区")
    for month in MONTHS:
        path = tmp_path / f"{month}.tif"
        with rasterio.open(
            path, "w", driver="GTiff", count=3, height=64, width=64, dtype="uint8", crs=CRS.from_epsg(4548),
            transform=Affine(0.5, 0, 500_000, 0, -0.5, 2_700_000),
        ) as dataset:  # fmt: skip
            dataset.write(np.full((3, 64, 64), 90, np.uint8))
        ingest(workspace, [path], month)
    return workspace


def test_the_newest_month_is_proposed_once_what_is_shown_was_compared(three: Workspace) -> None:
    with three:
        assert next_pair(three, ("2026-05", "2026-06")) == NextPair("2026-05", "2026-06", "new")
        done = three.change_map_path("2026-05", "2026-06", "new")
        done.parent.mkdir(parents=True, exist_ok=True)
        done.write_bytes(b"")
        assert next_pair(three, ("2026-05", "2026-06")) == NextPair("2026-06", "2026-07", "new")
        three.change_map_path("2026-06", "2026-07", "both").write_bytes(b"")
        assert next_pair(three, ("2026-05", "2026-06")) == NextPair("2026-05", "2026-06", "new")
        assert next_pair(three, None) == NextPair("2026-06", "2026-07", "new")


def test_demolitions_are_looked_for_where_somebody_waits_for_them(three: Workspace) -> None:
    with three:
        box = shapely.box(500_002, 2_699_980, 500_012, 2_699_990)
        older, newer = three.epoch("2026-05"), three.epoch("2026-06")
        found = [Candidate(box, three.crs, "new", 0.9)]
        add_candidates(
            three, found, before=older, after=newer, model="fast 1", threshold=0.5, academic_only=True, by="detector"
        )
        with three.casebook.writing() as connection:
            (patch,) = rows.select_patches(connection)
            rows.change(connection, patch, state=State.DEMOLISHING)
        assert next_pair(three, None) == NextPair("2026-06", "2026-07", "both")


def test_one_month_is_no_pair(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "空") as workspace:
        assert next_pair(workspace, None) is None
