"""Every bad input: one sentence, the documented exit code, nothing half-written."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from affine import Affine

RGB = np.full((3, 200, 200), 90, np.uint8)
FAR = Affine(0.5, 0, 600_000, 0, -0.5, 3_500_000)


@pytest.fixture
def good(write_raster) -> Path:
    return write_raster("good_20260512.tif", RGB)


def one_sentence(text: str) -> bool:
    return text.startswith("Error: ") and text.count("\n") == 1 and "Traceback" not in text


@pytest.mark.parametrize("command", ["inspect", "compare"])
def test_missing_file(twowei, good: Path, tmp_path: Path, command: str) -> None:
    arguments = {"inspect": ["none.tif"], "compare": [good, "none.tif", "--out", tmp_path / "o.gpkg"]}[command]
    result = twowei(command, *arguments)
    assert result.code == 3 and one_sentence(result.err) and "does not exist" in result.err
    assert not (tmp_path / "o.gpkg").exists()


def test_no_raster(twowei, good: Path, tmp_path: Path) -> None:
    text = tmp_path / "text.tif"
    text.write_text("not imagery")
    result = twowei("compare", good, text, "--out", tmp_path / "o.gpkg")
    assert result.code == 3 and one_sentence(result.err) and "text.tif" in result.err


def test_truncated(twowei, write_raster, good: Path, tmp_path: Path) -> None:
    cut = write_raster("cut.tif", np.random.default_rng(0).integers(0, 255, (3, 400, 400), np.uint8))
    cut.write_bytes(cut.read_bytes()[:100_000])
    result = twowei("compare", good, cut, "--out", tmp_path / "o.gpkg")
    assert result.code == 3 and one_sentence(result.err) and "fetch" in result.err
    assert twowei("inspect", cut).code == 3


def test_no_crs(twowei, write_raster, good: Path, tmp_path: Path) -> None:
    result = twowei("compare", good, write_raster("x.tif", RGB, crs=None), "--out", tmp_path / "o.gpkg")
    assert result.code == 3 and one_sentence(result.err) and "no CRS" in result.err and "--crs" in result.err


def test_one_band(twowei, write_raster, good: Path, tmp_path: Path) -> None:
    result = twowei("compare", good, write_raster("x.tif", RGB[:1]), "--out", tmp_path / "o.gpkg")
    assert result.code == 3 and one_sentence(result.err) and "1 band " in result.err


def test_no_overlap(twowei, write_raster, good: Path, tmp_path: Path) -> None:
    result = twowei("compare", good, write_raster("x.tif", RGB, transform=FAR), "--out", tmp_path / "o.gpkg")
    assert result.code == 4 and one_sentence(result.err) and "do not overlap" in result.err
    assert [p.name for p in tmp_path.iterdir() if p.suffix != ".tif"] == []


def test_unknown_ending_model_threshold(twowei, good: Path, tmp_path: Path) -> None:
    assert twowei("compare", good, good, "--out", tmp_path / "o.dwg").code == 8
    result = twowei("compare", good, good, "--out", tmp_path / "o.gpkg", "--model", "huge")
    assert result.code == 6 and one_sentence(result.err) and "fast" in result.err
    result = twowei("compare", good, good, "--out", tmp_path / "o.gpkg", "--threshold", "1.5")
    assert result.code == 6 and one_sentence(result.err)


def test_area_of_interest(twowei, good: Path, tmp_path: Path) -> None:
    aoi = tmp_path / "aoi.geojson"
    aoi.write_text('{"type": "FeatureCollection", "features": []}')
    result = twowei("compare", good, good, "--out", tmp_path / "o.gpkg", "--aoi", aoi)
    assert result.code == 10 and one_sentence(result.err) and "no polygon" in result.err
    assert twowei("compare", good, good, "--out", tmp_path / "o.gpkg", "--aoi", "none.shp").code == 10


def test_usage(twowei) -> None:
    result = twowei("compare")
    assert result.code == 2 and "Missing argument" in result.err
    result = twowei("shpo")
    assert result.code == 2 and "demo" in result.err


@pytest.mark.parametrize("command", ["ingest", "detect", "patches", "export"])
def test_no_workspace(twowei, tmp_path: Path, good: Path, command: str) -> None:
    extra = {
        "ingest": [good, "--month", "2026-05"],
        "detect": ["--before", "2026-05", "--after", "2026-06"],
        "patches": [],
        "export": ["--out", tmp_path / "o"],
    }[command]
    result = twowei(command, tmp_path / "none", *extra)
    assert result.code == 5 and one_sentence(result.err) and "twowei init" in result.err


def test_months(twowei, tmp_path: Path, good: Path) -> None:
    space = tmp_path / "工作 区"
    assert twowei("init", space).code == 0
    assert twowei("ingest", space, good, "--month", "May").code == 6
    assert twowei("ingest", space, good, "--month", "2026-05").code == 0
    result = twowei("detect", space, "--before", "2026-04", "--after", "2026-05")
    assert result.code == 6 and one_sentence(result.err) and "2026-05" in result.err
    result = twowei("detect", space, "--before", "2026-05", "--after", "2026-05")
    assert result.code == 4 and one_sentence(result.err)


def test_errors_as_json_lines(twowei, tmp_path: Path, good: Path) -> None:
    result = twowei("compare", good, "none.tif", "--out", tmp_path / "o.gpkg", "--progress", "json")
    assert result.code == 3 and result.err.strip().startswith('{"error": ')


def test_change_map_that_cannot_be_written_is_refused_before_the_work(twowei, good: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = twowei("compare", good, good, "--out", tmp_path / "o.gpkg", "--change-map", tmp_path / "file" / "m.tif")
    assert result.code == 8 and one_sentence(result.err)
    assert not (tmp_path / "o.gpkg").exists()


def test_nothing_that_is_read_is_written_over(twowei, good: Path, tmp_path: Path) -> None:
    before = good.read_bytes()
    result = twowei("compare", good, good, "--out", tmp_path / "o.gpkg", "--change-map", good)
    assert result.code == 8 and one_sentence(result.err) and "overwritten" in result.err
    assert good.read_bytes() == before
    aoi = tmp_path / "aoi.geojson"
    aoi.write_text("{}")
    assert twowei("compare", good, good, "--out", aoi, "--aoi", aoi).code == 8
    assert aoi.read_text() == "{}"
    assert twowei("compare", good, good, "--out", tmp_path / "o.gpkg", "--change-map", tmp_path / "o.gpkg").code == 8


def test_area_of_interest_elsewhere(twowei, good: Path, tmp_path: Path) -> None:
    aoi = tmp_path / "far.geojson"
    ring = [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]
    far = {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    aoi.write_text(json.dumps({"type": "FeatureCollection", "features": [far]}))
    result = twowei("compare", good, good, "--out", tmp_path / "o.gpkg", "--aoi", aoi)
    assert result.code == 10 and one_sentence(result.err) and "outside the imagery" in result.err


def test_previews_beside_tiles_are_no_tiles(twowei, write_raster, tmp_path: Path) -> None:
    write_raster("m/a_20260512.tif", RGB)
    write_raster("m/preview.png", RGB, crs=None, driver="PNG")
    assert [Path(f["path"]).name for f in twowei("inspect", tmp_path / "m", "--json").json] == ["a_20260512.tif"]


def test_unknown_crs(twowei, tmp_path: Path) -> None:
    result = twowei("init", tmp_path / "ws", "--crs", "EPSG:999999")
    assert result.code == 6 and one_sentence(result.err)


def test_one_picture_is_not_two_months(twowei, tmp_path: Path, good: Path) -> None:
    twowei("init", tmp_path / "ws")
    assert twowei("ingest", tmp_path / "ws", good, "--month", "2026-05").code == 0
    result = twowei("ingest", tmp_path / "ws", good, "--month", "2026-06")
    assert result.code == 3 and one_sentence(result.err) and "2026-05 already" in result.err
    assert "replaced" in twowei("ingest", tmp_path / "ws", good, "--month", "2026-05").out


def test_demo_keeps_out_of_a_real_workspace(twowei, tmp_path: Path, good: Path) -> None:
    twowei("init", tmp_path / "ws")
    twowei("ingest", tmp_path / "ws", good, "--month", "2026-05")
    result = twowei("demo", tmp_path / "ws", "--no-window")
    assert result.code == 5 and one_sentence(result.err) and "of yours" in result.err
    assert twowei("patches", tmp_path / "ws", "--json").json == []
