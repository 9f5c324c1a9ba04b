"""``twowei inspect`` tells facts and problems, for people and for programs."""

from __future__ import annotations

import numpy as np

RGB = np.full((3, 40, 50), 90, np.uint8)


def test_json(twowei, write_raster) -> None:
    result = twowei("inspect", write_raster("影像_20260512.tif", RGB), write_raster("b.tif", RGB[:1]), "--json")
    assert result.code == 3  # the second cannot be used
    good, bad = result.json
    assert (good["width"], good["height"], good["crs"], good["bands"]) == (50, 40, "EPSG:4548", 3)
    assert abs(good["ground_resolution_m"] - 0.5) < 1e-3
    assert good["date"] == "2026-05-12" and good["problems"] == []
    assert {p["code"] for p in bad["problems"]} == {"too_few_bands", "no_date"}
    assert all(p["remedy"] for p in bad["problems"])


def test_table(twowei, write_raster) -> None:
    result = twowei("inspect", write_raster("影像_20260512.tif", RGB))
    assert result.code == 0
    assert "50 × 40" in result.out and "EPSG:4548" in result.out and "0.5 m" in result.out


def test_degrees_are_metric_too(twowei, write_raster) -> None:
    from affine import Affine

    path = write_raster("d.tif", RGB, crs="EPSG:4490", transform=Affine(5e-6, 0, 117, 0, -5e-6, 31))
    (facts,) = twowei("inspect", path, "--json").json
    assert 0.45 < facts["ground_resolution_m"] < 0.56


def test_one_bad_file_hides_no_other(twowei, write_raster, tmp_path) -> None:
    good, text = write_raster("a_20260512.tif", RGB), tmp_path / "text.tif"
    text.write_text("no raster")
    result = twowei("inspect", text, good, tmp_path / "none.tif", "--json")
    assert result.code == 3 and "2 of 3" in result.err
    assert [[p["code"] for p in facts["problems"]] for facts in result.json] == [["unreadable"], [], ["missing"]]
    shown = twowei("inspect", text, good)
    assert "PROBLEM" in shown.out and "50 × 40" in shown.out
