"""The main job with the shipped model on the shipped sample, as a user runs it, and on real pairs where they lie."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import pytest
import rasterio
from rasterio.enums import Resampling
from rasterio.vrt import WarpedVRT
from rasterio.windows import Window
from shapely.geometry.base import BaseGeometry

from twowei import resources
from twowei.geo.crs import transform_bounds
from twowei.geo.footprint import mu

ROOT = Path(__file__).parents[1]
SAMPLE = resources.sample_tiles()
BEFORE, AFTER = (next((SAMPLE / month).glob("*r0c1.tif"), Path("none")) for month in ("2026-05", "2026-06"))
REAL = ROOT.parent / "shared" / "data"
real = pytest.mark.skipif(not REAL.is_dir(), reason="the reference imagery ../shared/data is not here")


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "twowei", *map(str, arguments)]


def twowei(*arguments: object, **more: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(*arguments), capture_output=True, text=True, cwd=ROOT, check=False, **more)


def twowei_json(*arguments: object) -> Any:
    result = twowei(*arguments, "--json")
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], geopandas.GeoDataFrame, Path]:
    """Compare one tile of the sample both ways, once for all tests."""
    folder = tmp_path_factory.mktemp("比对 结果")
    facts = twowei_json("compare", BEFORE, AFTER, "--change", "both", "--out", folder / "out.gpkg",
                        "--change-map", folder / "map.tif")  # fmt: skip
    return facts, geopandas.read_file(folder / "out.gpkg"), folder


def expected() -> geopandas.GeoDataFrame:
    with rasterio.open(AFTER) as dataset:
        left, bottom, right, top = dataset.bounds
    truth = geopandas.read_file(SAMPLE / "expected" / "patches.geojson").to_crs(4548)
    return truth.cx[left + 5 : right - 5, bottom + 5 : top - 5]


def test_summary_agrees_with_the_file(compared: tuple[dict[str, Any], geopandas.GeoDataFrame, Path]) -> None:
    facts, frame, _ = compared
    assert facts["patches"] == len(frame) == facts["new"] + facts["demolished"]
    assert facts["area_m2"] == pytest.approx(frame["JCMJ"].sum(), abs=0.01 * len(frame) + 0.01)
    assert facts["area_mu"] == pytest.approx(mu(facts["area_m2"]), abs=1e-3)
    assert set(frame["QSX"]) == {"20260512"} and set(frame["HSX"]) == {"20260614"}
    assert frame["ZXD"].between(facts["threshold"] - 0.01, 1).all()
    assert facts["academic_only"] is True and "academic use only" in facts["notice"]


@pytest.mark.parametrize(("change", "tblx", "least_recall"), [("new", "20", 0.7), ("demolished", "07", 0.7)])
def test_most_of_what_was_drawn_is_found(
    compared: tuple[dict[str, Any], geopandas.GeoDataFrame, Path], change: str, tblx: str, least_recall: float
) -> None:
    frame = compared[1][compared[1]["TBLX"] == tblx]
    truth = expected()
    wanted = truth[(truth["change"] == change) & (truth["area_m2"] >= 60)]
    found = [bool(frame.geometry.intersects(outline).any()) for outline in wanted.geometry]
    assert len(wanted) >= 2
    assert np.mean(found) >= least_recall
    assert len(frame) <= 3 * len(wanted) + 3


def test_outlines_lie_on_the_buildings(compared: tuple[dict[str, Any], geopandas.GeoDataFrame, Path]) -> None:
    frame, truth = compared[1], expected()
    new = truth[truth["change"] == "new"].geometry.union_all()
    hits = [g for g in frame[frame["TBLX"] == "20"].geometry if g.intersects(new)]
    inside = sum(g.intersection(new).area for g in hits) / sum(g.area for g in hits)
    assert inside > 0.6


def test_change_map_agrees_with_the_patches(compared: tuple[dict[str, Any], geopandas.GeoDataFrame, Path]) -> None:
    facts, frame, folder = compared
    with rasterio.open(folder / "map.tif") as dataset:
        assert dataset.descriptions == ("new", "demolished")
        assert dataset.shape == (2048, 2048)
        scores = dataset.read(1)
        points = [g.representative_point() for g in frame[frame["TBLX"] == "20"].geometry if g.area > 100]
        values = [scores[dataset.index(p.x, p.y)] for p in points]
    assert np.mean(np.array(values) >= facts["threshold"] * 254) > 0.9


def test_a_raster_against_itself_has_no_change(tmp_path: Path) -> None:
    assert twowei_json("compare", AFTER, AFTER, "--out", tmp_path / "o.geojson", "--change", "both")["patches"] == 0


@pytest.mark.parametrize("epsg", [4490, 3857])
def test_other_crs_same_patches(tmp_path: Path, epsg: int) -> None:
    """The same ground delivered in degrees or in Web Mercator gives the same patches, with true areas."""
    window = Window(1000, 250, 1024, 1024)
    found = {}
    for code in (4548, epsg):
        before, after = (delivered(source, window, code, tmp_path) for source in (BEFORE, AFTER))
        twowei_json("compare", before, after, "--out", tmp_path / f"{code}.gpkg")
        found[code] = geopandas.read_file(tmp_path / f"{code}.gpkg")
    assert found[epsg].crs.to_epsg() == epsg
    home, other = found[4548], found[epsg].to_crs(4548)
    assert len(home) >= 2
    big = home[home["JCMJ"] > 150]
    agreements = [max(iou(g, o) for o in other.geometry) for g in big.geometry]
    assert np.median(agreements) >= 0.85
    nearest = [other.iloc[int(np.argmax([iou(g, o) for o in other.geometry]))] for g in big.geometry]
    assert sum(n["JCMJ"] for n in nearest) == pytest.approx(big["JCMJ"].sum(), rel=0.05)


def iou(one: BaseGeometry, other: BaseGeometry) -> float:
    return float(one.intersection(other).area / one.union(other).area)


def delivered(source: Path, window: Window, epsg: int, folder: Path) -> Path:
    """Return a part of a raster as a supplier would deliver it in another CRS."""
    path = folder / f"{source.stem}_{epsg}.tif"
    how = {"crs": f"EPSG:{epsg}", "resampling": Resampling.cubic, "add_alpha": True}
    with rasterio.open(source) as dataset, WarpedVRT(dataset, **how) as vrt:
        area = transform_bounds(dataset.window_bounds(window), dataset.crs, vrt.crs)
        part = vrt.window(*area) if epsg != 4548 else window
        part = part.round_offsets().round_lengths()
        profile = {**vrt.profile, "driver": "GTiff", "width": part.width, "height": part.height}
        with rasterio.open(path, "w", **{**profile, "transform": vrt.window_transform(part)}) as copy:
            copy.write(vrt.read(window=part))
    return path


def test_killed_and_run_again_ends_the_same(
    compared: tuple[dict[str, Any], geopandas.GeoDataFrame, Path], tmp_path: Path
) -> None:
    out = tmp_path / "out.gpkg"
    arguments = ("compare", BEFORE, AFTER, "--change", "both", "--out", out)
    with subprocess.Popen(command(*arguments), cwd=ROOT, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as child:
        work = tmp_path / ".out.gpkg.work"
        until = time.monotonic() + 240
        while not (rows := list(work.rglob("row_*.npz"))) and time.monotonic() < until:
            time.sleep(0.05)
        child.kill()
    assert rows and not out.exists()
    twowei_json(*arguments)
    assert not list(work.rglob("row_*.npz"))
    again = geopandas.read_file(out)
    assert again.drop(columns="geometry").equals(compared[1].drop(columns="geometry"))
    assert again.geometry.geom_equals_exact(compared[1].geometry, 1e-9).all()


def test_demo_without_a_display(tmp_path: Path) -> None:
    bare = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}}
    result = twowei("demo", tmp_path / "演示 区", env=bare)
    assert result.returncode == 0, result.stderr
    assert "patches found" in result.stdout and "亩" in result.stdout and "academic use only" in result.stdout
    assert "The desktop was not opened" in result.stdout and "Traceback" not in result.stderr
    patches = twowei_json("patches", tmp_path / "演示 区")
    assert len(patches) >= 20
    assert {p["state"] for p in patches} == {"S00"} and {p["TBLX"] for p in patches} == {"20"}
    outlines = geopandas.read_file(tmp_path / "演示 区" / "casebook.gpkg", layer="patches").to_crs(4548).geometry
    truth = geopandas.read_file(SAMPLE / "expected" / "patches.geojson").to_crs(4548)
    wanted = truth[(truth["change"] == "new") & (truth["area_m2"] >= 100)].geometry
    assert np.mean([bool(outlines.intersects(g).any()) for g in wanted]) >= 0.6
    assert np.mean([bool(truth.intersects(g).any()) for g in outlines]) >= 0.9
    again = twowei_json("demo", tmp_path / "演示 区", "--no-window")
    assert again["patches"] == 0 and again["known"] == len(patches)


@real
def test_real_pairs_of_another_sensor(tmp_path: Path) -> None:
    """FOTBCD is an unseen sensor: here it only shows that patches land on labelled change more often than not."""
    hits = patches = 0
    for before in sorted((REAL / "fotbcd").glob("val_binary_*_before.tif"))[:4]:
        after, label = (before.with_name(before.name.replace("before", n)) for n in ("after", "label"))
        twowei_json("compare", before, after, "--change", "both", "--min-score", 0.5, "--out", tmp_path / "o.gpkg")
        frame = geopandas.read_file(tmp_path / "o.gpkg")
        with rasterio.open(label) as dataset:
            mask = dataset.read(1) > 0
            assert frame.crs == dataset.crs
            for outline in frame.geometry:
                left, bottom, right, top = outline.bounds
                (row, col), (last_row, last_col) = dataset.index(left, top), dataset.index(right, bottom)
                box = (slice(max(row, 0), last_row + 1), slice(max(col, 0), last_col + 1))
                hits += bool(mask[box].any())
                patches += 1
    assert patches >= 4
    assert hits / patches > 0.5
