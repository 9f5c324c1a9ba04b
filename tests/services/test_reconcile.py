"""Suppliers × model × patrol: the categories, the verdicts behind the scorecard, the files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import geopandas
import openpyxl
import pytest
import shapely

from twowei.casebook.lifecycle import Verdict
from twowei.casebook.reconciliation import Party
from twowei.casebook.sources import parse_source
from twowei.errors import OutputError, UnknownNameError
from twowei.services.intake import Request
from twowei.services.reconcile import Reconciliation, reconcile, write
from twowei.services.review import AddedCandidates, give_verdict, list_patches
from twowei.services.suppliers import take
from twowei.services.workspace import Workspace

EAST, NORTH = 500_000, 2_700_000
Deliver = Callable[..., None]
Detect = Callable[..., AddedCandidates]
Make = Callable[..., object]


@pytest.fixture
def deliver(workspace: Workspace, tmp_path: Path) -> Deliver:
    """Let somebody deliver squares ``x`` metres east of the zones' corner, for June."""

    def run(who: str, *places: float, source: str = "06") -> None:
        boxes = [shapely.box(EAST + x, NORTH + 100, EAST + x + 20, NORTH + 120) for x in places]
        path = tmp_path / f"{who}.gpkg"
        geopandas.GeoDataFrame({"JCBH": [f"{who}{x:g}" for x in places]}, geometry=boxes, crs=4548).to_file(path)
        take(workspace, Request(path, who, "2026-06", parse_source(source)), "王芳")

    return run


@pytest.fixture
def june(workspace: Workspace, detect: Detect, candidate: Make, deliver: Deliver, tmp_path: Path) -> Reconciliation:
    """Sites: 100 of all three, 200 航天+model, 300 航天+patrol (a point), 400 航天, 500 model, 600 patrol, 700 two."""
    deliver("航天", 100, 200, 300, 400, 700)
    detect(candidate(103), candidate(198), candidate(500))  # type: ignore[arg-type]
    deliver("卫星", 702)
    deliver("街道", 100, 600, source="03")
    points = tmp_path / "点.csv"
    points.write_text(f"编号,X坐标,Y坐标\nP1,{EAST + 332},{NORTH + 110}\n", encoding="utf-8")
    take(workspace, Request(points, "群众", "2026-06", parse_source("04"), crs="EPSG:4548"), "王芳")
    return reconcile(workspace, "2026-06")


def test_every_category_is_found(june: Reconciliation) -> None:
    found = {round(site.outline.centroid.x - EAST - 10, -2): site for site in june.sites}
    categories = {int(x): site.zh for x, site in found.items()}
    assert categories == {
        100: "三方一致", 200: "供图+模型", 300: "供图+巡查", 400: "仅供图", 500: "仅模型", 600: "仅巡查", 700: "仅供图",
    }  # fmt: skip
    assert june.counts == {
        "supplier+model+patrol": 1, "supplier+model": 1, "supplier+patrol": 1, "supplier": 2, "model": 1, "patrol": 1,
    }  # fmt: skip
    assert found[700].suppliers == ["卫星", "航天"]
    assert found[200].agreement == pytest.approx(18 / 22)
    assert found[400].agreement is None


def test_the_model_is_credited_though_the_supplier_came_first(june: Reconciliation, workspace: Workspace) -> None:
    """A patch of the supplier that our model finds too is both's, whichever came first."""
    assert [patch.source for patch in list_patches(workspace)].count("06") == 5
    (both,) = [site for site in june.sites if site.category == "supplier+model"]
    assert both.patch is not None and both.patch.source == "06"


def test_verdicts_make_the_scorecard(june: Reconciliation, workspace: Workspace) -> None:
    verdicts = {
        100: Verdict.ILLEGAL,
        200: Verdict.LEGAL,
        400: Verdict.FALSE,
        500: Verdict.ILLEGAL,
        700: Verdict.PENDING,
    }
    reasons = {Verdict.ILLEGAL: "V01", Verdict.LEGAL: "L01", Verdict.FALSE: "W01", Verdict.PENDING: "P01"}
    for site in june.sites:
        place = round(site.outline.centroid.x - EAST - 10, -2)
        if place in verdicts and site.patch:
            give_verdict(workspace, site.patch.number, verdicts[place], reasons[verdicts[place]], "张三")
    scores = {one.who: one for one in reconcile(workspace, "2026-06").scores}
    theirs = scores["航天"]
    assert (theirs.sites, theirs.illegal, theirs.lawful, theirs.false, theirs.open) == (5, 1, 1, 1, 2)
    assert (theirs.change.part, theirs.change.whole, theirs.violations.part) == (2, 3, 1)
    assert theirs.change.interval == pytest.approx((0.2077, 0.9385), abs=1e-4)
    assert (theirs.alone, theirs.alone_real) == (1, 0)
    ours = scores["模型"]
    assert (ours.party, ours.sites, ours.illegal, ours.alone, ours.alone_illegal) == (Party.MODEL, 3, 2, 1, 1)
    assert scores["卫星"].alone == 0
    assert scores["巡查"].sites == 3


def test_one_supplier_alone(june: Reconciliation, workspace: Workspace) -> None:
    found = reconcile(workspace, "2026-06", ["卫星"])
    assert [one.who for one in found.scores] == ["卫星", "模型", "巡查"]
    assert found.counts["supplier"] == 1
    with pytest.raises(UnknownNameError, match=r"别家 delivered nothing for 2026-06 \(卫星, 群众, 航天, 街道 did\)"):
        reconcile(workspace, "2026-06", ["别家"])
    with pytest.raises(UnknownNameError, match="no month"):
        reconcile(workspace, "六月")
    assert reconcile(workspace, "2026-01").sites == ()


def test_table_and_map(june: Reconciliation, workspace: Workspace, tmp_path: Path) -> None:
    write(workspace, june, tmp_path / "对账.xlsx")
    book = openpyxl.load_workbook(tmp_path / "对账.xlsx")
    rows = list(book["对账表"].iter_rows(values_only=True))
    assert rows[0][0] == "2026-06 图斑对账表" and rows[2][:4] == ("序号", "对账结果名称", "统一编号", "供图编号")
    assert len(rows) == 3 + 7 + 1 and rows[-1][:2] == ("合计", "7 处")
    assert [row[0] for row in book["评分卡"].iter_rows(min_row=4, values_only=True)] == ["卫星", "航天", "模型", "巡查"]
    write(workspace, june, tmp_path / "对账.gpkg")
    frame = geopandas.read_file(tmp_path / "对账.gpkg", layer="对账")
    assert len(frame) == 7 and set(frame["DZJG"]) == set(june.counts)
    with pytest.raises(OutputError, match="ends neither in"):
        write(workspace, june, tmp_path / "对账.doc")
    with pytest.raises(OutputError, match="cannot be written"):
        write(workspace, june, Path("/proc/对账.xlsx"))
    assert not list(tmp_path.glob(".*partial"))
