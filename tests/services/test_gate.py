"""The gate of files and of months: a report in every case, vectors kept for the map."""

from __future__ import annotations

import json

import pytest
from affine import Affine
from click.testing import CliRunner

from twowei.cli.check import check
from twowei.errors import PairError
from twowei.feedback import Feedback
from twowei.services.gate import check_files, check_months
from twowei.services.ingest import ingest
from twowei.services.shift import shift_of
from twowei.services.workspace import Workspace

HOME = Affine(0.5, 0, 500_000, 0, -0.5, 2_700_000)


def test_no_overlap_is_a_report_and_no_crash(write_raster, texture) -> None:
    before = write_raster("b.tif", texture(200, 200), transform=HOME * Affine.translation(9000, 0))
    quality = check_files([before], [write_raster("a.tif", texture(200, 200), transform=HOME)], "fast", Feedback())
    facts = quality.as_dict()
    assert facts["grade"] == "red" and facts["overlap_pct"] == 0 and facts["shift_px"] is None
    assert "do not overlap" in facts["refused"] and facts["reasons"]


def test_months_are_checked_and_their_vectors_kept(workspace: Workspace, write_raster, texture) -> None:
    ingest(workspace, [write_raster("b.tif", texture(640, 640), transform=HOME * Affine.translation(3, 0))], "2026-05")
    ingest(workspace, [write_raster("a.tif", texture(640, 640), transform=HOME)], "2026-06")
    quality = check_months(workspace, "2026-05", "2026-06", Feedback())
    kept = shift_of(workspace, "2026-05", "2026-06")
    assert quality.as_dict()["shift_px"] == pytest.approx(3, abs=0.1)
    assert kept is not None and kept.corrected and kept.dx_m[~kept.remains].mean() == pytest.approx(1.5, abs=0.1)
    with pytest.raises(PairError, match="not before"):
        check_months(workspace, "2026-06", "2026-05", Feedback())


def test_the_command_prints_json(write_raster, texture) -> None:
    path = write_raster("a.tif", texture(300, 300))
    result = CliRunner().invoke(check, [str(path), str(path), "--json"])
    facts = json.loads(result.stdout)
    assert result.exit_code == 0 and facts["grade"] == "green"
    assert {"overlap_pct", "resolution_ratio", "shift_px", "residual_px", "grade", "reasons"} <= set(facts)
    assert CliRunner().invoke(check, [str(path)]).exit_code == 2


def test_a_raster_of_nothing_is_told(write_raster, texture) -> None:
    nothing = write_raster("nothing.tif", texture(200, 200) * 0)
    quality = check_files([nothing], [write_raster("a.tif", texture(200, 200))], "fast", Feedback())
    assert quality.grade == "red" and quality.reasons[0].startswith("No imagery at all: every pixel of nothing.tif")
    assert quality.as_dict()["nodata_pct"] == 100


def test_an_unmarked_border_is_told_where_the_json_stays_pure(write_raster, texture) -> None:
    pixels = texture(300, 300)
    pixels[:, :40] = 0
    paths = [str(write_raster("b.tif", pixels)), str(write_raster("a.tif", texture(300, 300)))]
    result = CliRunner().invoke(check, [*paths, "--json"])
    facts = json.loads(result.stdout)
    (warning,) = facts["warnings"]
    assert warning in result.stderr and warning in facts["reasons"] and facts["grade"] == "amber"
    assert "border of value 0" in warning and "(b.tif)" in warning and warning.endswith("--nodata 0.")
    told = CliRunner().invoke(check, [*paths, "--json", "--nodata", "0"])
    assert json.loads(told.stdout)["warnings"] == [] and "Warning" not in told.stderr
