"""``twowei compare --json`` on imagery with a border that no file marks: told as ``twowei check`` tells it."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWOWEI_SETTINGS", str(tmp_path / "twowei.ini"))


def test_the_json_tells_of_an_unmarked_border(twowei, write_raster, texture, tmp_path: Path) -> None:
    pixels = texture(300, 300)
    after = write_raster("a_20260614.tif", pixels)
    bordered = pixels.copy()
    bordered[:, :, :40] = 0
    before = write_raster("b_20260512.tif", bordered)
    wanted = [before, after, "--runtime", "torch", "--device", "cpu", "--json", "--out"]
    result = twowei("compare", *wanted, tmp_path / "border.gpkg")
    assert result.code == 0, result.err
    border = result.json["reasons"][0]
    assert "border of value 0" in border and f"({before.name})" in border and border.endswith("--nodata 0.")
    assert result.err.count(border) == 1, "told once, and not into the JSON's stream"
    checked = twowei("check", before, after, "--json").json
    assert (result.json["grade"], result.json["reasons"]) == (checked["grade"], checked["reasons"])
    assert result.json["grade"] == "amber"

    told = twowei("compare", *wanted, tmp_path / "told.gpkg", "--nodata", "0")
    assert told.code == 0, told.err
    assert not any("border" in reason for reason in told.json["reasons"]) and "border" not in told.err
