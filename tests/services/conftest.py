"""A workspace with zones and two epochs that need no imagery, and candidates to put into it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import geopandas
import pytest
import shapely
from rasterio.crs import CRS

from twowei.casebook.patch import Patch
from twowei.imagery.epoch import Epoch
from twowei.patches.candidate import Candidate
from twowei.services.review import AddedCandidates, add_candidates
from twowei.services.workspace import Workspace

GK = CRS.from_epsg(4548)
MAY = Epoch("2026-05", "satellite", date(2026, 5, 12), ())
JUNE = Epoch("2026-06", "satellite", None, ())
EAST, NORTH = 500_000, 2_700_000


@pytest.fixture(scope="session")
def zones_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two streets side by side, 1 km each, and a community in the west half of the first; in degrees."""
    rows = [
        (2, "350206", "湖里区", "", "", (0, 2000)),
        (3, "350206002", "殿前街道", "350206", "王五", (0, 1000)),
        (3, "350206003", "禾山街道", "350206", "赵六", (1000, 2000)),
        (4, "350206002001", "高殿社区", "350206002", "张三", (0, 500)),
    ]
    outlines = [shapely.box(EAST + left, NORTH, EAST + right, NORTH + 1000) for *_, (left, right) in rows]
    names = ["level", "code", "name", "parent", "person"]
    frame = geopandas.GeoDataFrame([row[:5] for row in rows], columns=names, geometry=outlines, crs=4548)
    path = tmp_path_factory.mktemp("zones") / "zones.gpkg"
    frame.to_crs(4490).to_file(path, layer="zones")
    return path


@pytest.fixture(scope="session")
def fresh_workspace(tmp_path_factory: pytest.TempPathFactory, zones_file: Path) -> Path:
    """A workspace to copy, which is quicker than making one."""
    folder = tmp_path_factory.mktemp("workspace") / "fresh"
    Workspace.create(folder, GK, zones_file).close()
    return folder


@pytest.fixture
def workspace(tmp_path: Path, fresh_workspace: Path) -> Iterator[Workspace]:
    with Workspace.open(Path(shutil.copytree(fresh_workspace, tmp_path / "湖里"))) as opened:
        yield opened


@pytest.fixture
def candidate() -> Callable[..., Candidate]:
    """Make a square ``x`` metres east and ``y`` north of the corner of the zones."""

    def make(x: float, y: float = 100, side: float = 20, change: str = "new", score: float = 0.9) -> Candidate:
        outline = shapely.box(EAST + x, NORTH + y, EAST + x + side, NORTH + y + side)
        return Candidate(outline, GK, change, score)  # type: ignore[arg-type]

    return make


@pytest.fixture
def detect(workspace: Workspace) -> Callable[..., AddedCandidates]:
    """Put candidates into the workspace as a detector would."""

    def run(*candidates: Candidate, before: Epoch = MAY, after: Epoch = JUNE) -> AddedCandidates:
        return add_candidates(
            workspace,
            candidates,
            before=before,
            after=after,
            model="fast 1.0",
            threshold=0.5,
            academic_only=True,
            by="检测员",
        )

    return run


@pytest.fixture
def patches(detect: Callable[..., AddedCandidates], candidate: Callable[..., Candidate]) -> list[Patch]:
    """Three new buildings: in the community, in its street, in the other street."""
    return detect(candidate(100), candidate(700), candidate(1500)).added
