"""Campaigns, assignment, a squad's day within the law's hours, the wall map."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import geopandas
import pytest
import shapely

from twowei.casebook import clock, rows
from twowei.casebook.clock import CHINA_TIME
from twowei.casebook.lifecycle import State, Verdict
from twowei.casebook.planning import Campaign, Squad
from twowei.errors import MoveError, UnknownNameError
from twowei.papers import fonts
from twowei.patches.candidate import Candidate
from twowei.services.cases import note
from twowei.services.demolish import Removal, record
from twowei.services.planning import assign, campaigns, read_area, save_campaign, save_squad, squads
from twowei.services.review import AddedCandidates, find_patch
from twowei.services.routes import plan_day, route_sheet, way_km
from twowei.services.wall_maps import make_wall_map
from twowei.services.workspace import Workspace

Pages = Callable[[Path], list[str]]
FRIDAY, SATURDAY = date(2027, 3, 5), date(2027, 3, 6)


@pytest.fixture
def ordered(
    workspace: Workspace, detect: Callable[..., AddedCandidates], candidate: Callable[..., Candidate]
) -> list[str]:
    """Six cases of 2026 in a row, ordered to go, and one false alarm."""
    found = detect(*(candidate(x) for x in (100, 900, 300, 700, 500, 1500, 1800))).added
    facts = {"FLX": "1", "XQCCRQ": "2026-07-01", "ZCQX": "2027-06-01", "JZMJ": 500.0, "DZ": "高殿社区1号"}
    with workspace.casebook.writing() as connection:
        for patch in found[:6]:
            rows.change(connection, patch, state=State.ORDER_SERVED, verdict=Verdict.ILLEGAL, reason="V01", facts=facts)
        rows.change(connection, found[6], state=State.FALSE, verdict=Verdict.FALSE, reason="W01")
    save_squad(workspace, Squad("一队", "甲 乙", "挖机", "2"), "局长")
    return [patch.number for patch in found]


def test_drawing_on_the_map_assigns_what_is_to_be_demolished(
    workspace: Workspace, ordered: list[str], tmp_path: Path
) -> None:
    ground = shapely.box(500_000, 2_700_000, 500_600, 2_700_500)
    geopandas.GeoDataFrame(geometry=[ground], crs=4548).to_crs(4490).to_file(tmp_path / "g.gpkg")
    save_campaign(workspace, Campaign("石头皮山", "2026Q3", "甲 乙", "2026-07-01", "", None, None), "局长")
    done = assign(workspace, "局长", numbers=[ordered[6]], area=read_area(workspace, tmp_path / "g.gpkg"),
                  campaign="石头皮山", squad="一队", day=FRIDAY)  # fmt: skip
    assert done.numbers == [ordered[0], ordered[2], ordered[4]]
    assert {number: why.en for number, why in done.left_out.items()} == {
        ordered[6]: "S90 伪变化: nothing is to be demolished"
    }
    facts = find_patch(workspace, ordered[0]).facts
    assert (facts["JHPC"], facts["CCDW"], facts["JHRQ"]) == ("石头皮山", "一队", "2027-03-05")


def test_a_campaign_tells_what_it_removed(workspace: Workspace, ordered: list[str]) -> None:
    save_campaign(workspace, Campaign("专班", start="2026-07-10", finish="2026-09-01", planned_m2=400), "局长")
    assign(workspace, "局长", numbers=ordered[:3], campaign="专班")
    record(workspace, ordered[0], Removal(datetime(2026, 7, 12, tzinfo=CHINA_TIME), "强拆", 500), "队长")
    record(workspace, ordered[1], Removal(datetime(2026, 7, 2, tzinfo=CHINA_TIME), "强拆", 100), "队长")
    (one,) = campaigns(workspace)
    assert (one.done_m2, one.planned_m2, one.percent, len(one.numbers)) == (500.0, 400.0, 125.0, 3)
    save_campaign(workspace, Campaign("专班", start="2026-07-01"), "局长")
    (one,) = campaigns(workspace)
    assert (one.done_m2, one.planned_m2) == (600.0, 1500.0)


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda w: save_campaign(w, Campaign("a", start="soon"), "甲"), "is no day"),
        (lambda w: save_campaign(w, Campaign("a", start="2026-02-01", finish="2026-01-01"), "甲"), "before it begins"),
        (lambda w: save_campaign(w, Campaign(" "), "甲"), "name is missing"),
        (lambda w: save_squad(w, Squad("a", access="9"), "甲"), "reach '9'"),
        (lambda w: assign(w, "甲", numbers=["x"]), "nothing to assign"),
        (lambda w: assign(w, "甲", squad="零队"), "no squad '零队'"),
        (lambda w: assign(w, "甲", campaign="零"), "no campaign '零'"),
        (lambda w: make_wall_map(w, Path("x.pdf"), "甲", size="A7"), "no size 'A7'"),
        (lambda w: make_wall_map(w, Path("x.pdf"), "甲"), "no patch judged illegal"),
    ],
)
def test_what_cannot_be_meant(workspace: Workspace, act: Callable[[Workspace], object], words: str) -> None:
    with pytest.raises(UnknownNameError, match=words):
        act(workspace)


def test_a_day_goes_by_deadline_and_then_by_the_way(workspace: Workspace, ordered: list[str]) -> None:
    assign(workspace, "局长", numbers=ordered[:6], squad="一队")
    note(workspace, ordered[3], {"ZCQX": "2027-03-01"}, "法制")
    plan = plan_day(workspace, "一队", FRIDAY, "局长")
    way = [stop.patch for stop in plan.stops]
    assert way[0].number == ordered[3] and len(way) == 6
    assert way_km(way) <= way_km([find_patch(workspace, n) for n in (ordered[3], *ordered[:3], *ordered[4:6])])
    assert plan.stops[0].arrival == datetime(2027, 3, 5, 8, 30, tzinfo=CHINA_TIME)
    assert all(one.end <= other.arrival for one, other in zip(plan.stops, plan.stops[1:], strict=False))
    full = plan_day(workspace, "一队", FRIDAY, "局长", minutes=200)
    assert len(full.stops) == 2 and all(
        "the day is full" in why.en and "排满" in why.zh for why in full.left_out.values()
    )


def test_forced_demolition_waits_for_a_working_day_and_for_the_law(workspace: Workspace, ordered: list[str]) -> None:
    assign(workspace, "局长", numbers=ordered[:6], squad="一队")
    note(workspace, ordered[0], {"CZFS": "1"}, "队长")
    note(workspace, ordered[1], {"CRDK": "3"}, "队长")
    saturday = plan_day(workspace, "一队", SATURDAY, "局长")
    assert [stop.patch.number for stop in saturday.stops] == [ordered[0]]
    assert "no working day" in saturday.left_out[ordered[2]].en
    urgent = plan_day(workspace, "一队", SATURDAY, "局长", urgent=True)
    assert len(urgent.stops) == 5 and "squad reaches 2" in urgent.left_out[ordered[1]].en
    tomorrow = clock.now().date() + timedelta(days=1)
    early = plan_day(workspace, "一队", tomorrow, "局长", urgent=True)
    assert "最早可强拆日" in early.left_out[ordered[2]].en or tomorrow > date(2027, 1, 1)
    with pytest.raises(MoveError, match="has passed"):
        plan_day(workspace, "一队", date(2020, 1, 1), "局长")


def test_a_squad_s_sheet(workspace: Workspace, ordered: list[str], tmp_path: Path, pdf_pages: Pages) -> None:
    assign(workspace, "局长", numbers=ordered[:6], squad="一队")
    plan = plan_day(workspace, "一队", FRIDAY, "局长")
    route_sheet(workspace, plan, tmp_path / "单.pdf", "局长")
    text = "\n".join(pdf_pages(tmp_path / "单.pdf"))
    assert all(number in text for number in ordered[:6]) and "挖机" in text and "08:30" in text and "第四十三条" in text
    assert squads(workspace)[0].equipment == "挖机"


def test_the_wall_map_counts_what_it_shows(
    workspace: Workspace, ordered: list[str], tmp_path: Path, pdf_pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_wall_map(workspace, tmp_path / "图.pdf", "局长")
    (text,) = pdf_pages(tmp_path / "图.pdf")
    for words in ("挂图作战", "图例", "待拆 6 处", "殿前街道", "禾山街道", "合计", "统计日期", "3,000"):
        assert words in text.replace("  ", " "), words
    save_campaign(workspace, Campaign("专班", area=shapely.box(500_000, 2_700_000, 500_600, 2_700_500)), "局长")
    assign(workspace, "局长", numbers=ordered[:2], campaign="专班")
    make_wall_map(workspace, tmp_path / "图2.pdf", "局长", size="A0", campaign="专班")
    assert "待拆 2 处" in pdf_pages(tmp_path / "图2.pdf")[0].replace("  ", " ")
    monkeypatch.setattr(fonts, "folders", lambda: [tmp_path])
    monkeypatch.delenv(fonts.VARIABLE, raising=False)
    with pytest.raises(fonts.NoFontError):
        make_wall_map(workspace, tmp_path / "图3.pdf", "局长")
