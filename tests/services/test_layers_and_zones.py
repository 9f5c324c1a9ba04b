from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import geopandas
import pytest
import shapely

from twowei.casebook import clock
from twowei.casebook.lifecycle import State, Verdict
from twowei.casebook.overlays import OverlayKind, parse_kind
from twowei.casebook.patch import Patch
from twowei.casebook.policy import parse_policy, preset_text
from twowei.casebook.priority import priority
from twowei.errors import MoveError, OutputError, UnknownNameError, VectorError
from twowei.imagery.epoch import Epoch
from twowei.services.cases import move
from twowei.services.keeping import verify
from twowei.services.layers import add_layer, lay_over, list_layers, write_excess
from twowei.services.review import AddedCandidates, find_patch, give_verdict, history
from twowei.services.workspace import Workspace
from twowei.services.zoning import set_zones, zoning

EAST, NORTH = 500_000, 2_700_000


def areas(path: Path, *boxes: tuple[float, float, float, float], **columns: list[object]) -> Path:
    shapes = [shapely.box(EAST + a, NORTH + b, EAST + c, NORTH + d) for a, b, c, d in boxes]
    geopandas.GeoDataFrame(columns, geometry=shapes, crs=4548).to_crs(4490).to_file(path)
    return path


def test_coverage_excess_and_farmland(workspace: Workspace, patches: list[Patch], tmp_path: Path) -> None:
    add_layer(
        workspace, areas(tmp_path / "许可.gpkg", (95, 95, 110, 125), (690, 90, 730, 130)), OverlayKind.PERMIT, "张三"
    )
    add_layer(workspace, areas(tmp_path / "耕地.gpkg", (1500, 100, 1505, 120)), OverlayKind.FARMLAND, "张三")
    laid = lay_over(workspace, "张三")
    half, full, none = (one.measured for one in laid)
    assert half.facts == {"PWFGL": pytest.approx(50, abs=0.2), "CBMJ": pytest.approx(200, rel=0.01), "ZGMJ": 0.0}
    assert half.excess is not None and half.excess.bounds[0] == pytest.approx(EAST + 110, abs=0.01)
    assert (full.facts["PWFGL"], full.excess) == (pytest.approx(100, abs=0.1), None)
    assert (none.facts["PWFGL"], none.excess, none.facts["ZGMJ"]) == (0.0, None, pytest.approx(100, rel=0.01))
    assert find_patch(workspace, patches[0].number).verdict is None
    assert [e.action for e in history(workspace, patches[0].number)] == ["found", "measured"]
    lay_over(workspace, "张三")
    assert len(history(workspace, patches[0].number)) == 2
    assert write_excess(workspace, laid, tmp_path / "超批.geojson") == 1
    assert list(geopandas.read_file(tmp_path / "超批.geojson")["TBBH"]) == [patches[0].number]
    with pytest.raises(OutputError):
        write_excess(workspace, laid, tmp_path / "none" / "x.gpkg")
    give_verdict(workspace, patches[2].number, Verdict.LEGAL, "L01", "张三")
    with pytest.raises(MoveError, match="permit number"):
        move(workspace, [patches[2].number], State.LAWFUL, "李四")


def test_a_layer_that_cannot_be_used(workspace: Workspace, patches: list[Patch], tmp_path: Path) -> None:
    file = areas(tmp_path / "a.gpkg", (0, 0, 1, 1))
    add_layer(workspace, file, OverlayKind.LAND, "张三", "用地")
    with pytest.raises(UnknownNameError, match="already"):
        add_layer(workspace, file, OverlayKind.LAND, "张三", "用地")
    with pytest.raises(VectorError, match="does not exist"):
        add_layer(workspace, tmp_path / "none.gpkg", OverlayKind.LAND, "张三")
    with pytest.raises(VectorError, match="farmland 耕地"):
        parse_kind("forest")
    assert [one.name for one in list_layers(workspace)] == ["用地"]
    file.unlink()
    with pytest.raises(VectorError, match="layer 用地"):
        lay_over(workspace, "张三")


def test_ties_and_outsiders_are_listed(
    workspace: Workspace, detect: Callable[..., AddedCandidates], candidate: Callable[..., object]
) -> None:
    tied, outside, clear = detect(candidate(990), candidate(2500), candidate(100)).added
    found = zoning(workspace)
    assert found.outsiders == [outside.number]
    assert outside.number.startswith("350206000")
    assert list(found.ties) == [tied.number]
    assert {name for name, _ in found.ties[tied.number]} == {"殿前街道", "禾山街道"}
    assert (found.counts[clear.street_code], found.problems) == (2 if tied.street_code == clear.street_code else 1, [])


def test_boundaries_change_from_a_day_on_and_numbers_stay(
    workspace: Workspace,
    detect: Callable[..., AddedCandidates],
    candidate: Callable[..., object],
    patches: list[Patch],
    tmp_path: Path,
) -> None:
    file = areas(
        tmp_path / "新.gpkg", (0, 0, 1200, 1000), (1100, 0, 2000, 900),
        code=["350206002", "350206009"], name=["殿前街道", "新街道"], level=[3, 3],
    )  # fmt: skip
    set_zones(workspace, file, date(2026, 8, 1), "赵六")
    july, august = (Epoch(f"2026-0{m}", "satellite", date(2026, m, 15), ()) for m in (7, 8))
    (old,) = detect(candidate(1800), after=july).added
    (new,) = detect(candidate(1900), before=july, after=august).added
    assert (old.street_code, new.street_code) == ("350206003", "350206009")
    assert find_patch(workspace, patches[2].number).street_code == "350206003"
    found = zoning(workspace)
    assert {zone.name for zone in found.zones} == {"殿前街道", "新街道"}
    assert any("overlap by 90,0" in problem or "overlap by 89,9" in problem for problem in found.problems)
    assert found.former["350206003"] == 2
    give_verdict(workspace, old.number, Verdict.FALSE, "W01", "张三")
    assert new.number not in set_zones(workspace, file, date(2026, 9, 1), "赵六", carry=True)
    carried = find_patch(workspace, patches[2].number)
    assert (carried.street_code, carried.street_name) == ("350206009", "新街道")
    assert carried.number == patches[2].number
    told = history(workspace, carried.number)[-1]
    assert (told.action, told.after["XZMC"]) == ("placed", "新街道")
    assert find_patch(workspace, old.number).street_code == "350206003"
    assert verify(workspace).findings == ()


def test_gaps_between_streets_are_told(workspace: Workspace, tmp_path: Path) -> None:
    file = areas(
        tmp_path / "z.gpkg", (0, 0, 2000, 1000), (0, 0, 1000, 1000),
        code=["350206", "350206002"], name=["湖里区", "殿前街道"], level=[2, 3],
    )  # fmt: skip
    set_zones(workspace, file, date(2026, 8, 1), "赵六")
    assert any("lie in no street" in problem for problem in zoning(workspace).problems)


def test_priority_is_explained(workspace: Workspace, patches: list[Patch]) -> None:
    weights = parse_policy(preset_text("nanjing"), "n").weights
    now = clock.now()
    calm = priority(patches[0], [], weights, now)
    urgent = priority(
        replace(patches[0], area_m2=1500.0, relapses=1, facts={"YNMJ": 1500.0, "JSJD": "1"}), [], weights, now
    )
    assert (calm.level, urgent.level) == (5, 1)
    assert urgent.why.startswith("占耕/永农/红线 1.00 ×3") and "回潮" in urgent.why
    assert priority(patches[0], [], {}, now + timedelta(days=1)).level == 5
