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
