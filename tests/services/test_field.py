from __future__ import annotations

import csv
import json
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pytest
from openpyxl import load_workbook

from twowei.casebook import history as chronicle
from twowei.casebook.lifecycle import State, Verdict
from twowei.casebook.patch import Patch
from twowei.errors import OutputError, UnknownNameError
from twowei.exports.field_sheet import amap_link
from twowei.exports.folder import MANIFEST
from twowei.exports.ledgers import WAY_BACK
from twowei.geo.gcj02 import point_from_gcj02
from twowei.papers import fonts
from twowei.services.cases import note
from twowei.services.field import write_packages
from twowei.services.review import give_verdict, take_back
from twowei.services.workspace import Workspace


@pytest.fixture(autouse=True)
def _judged(workspace: Workspace, patches: list[Patch]) -> None:
    try:
        fonts.find()
    except fonts.NoFontError as error:
        pytest.skip(str(error))
    for patch in patches:
        give_verdict(workspace, patch.number, Verdict.ILLEGAL, "V01", "张三")
    note(workspace, patches[1].number, {"assignee": "一/中队", "DSR": "当事人甲"}, "张三")


def test_each_squad_gets_a_folder(workspace: Workspace, patches: list[Patch], tmp_path: Path) -> None:
    made = write_packages(workspace, tmp_path / "外业", by="李四")
    assert [(squad.folder.name, len(squad.patches)) for squad in made.squads] == [
        ("01_一_中队", 1), ("02_殿前街道", 1), ("03_禾山街道", 1),
    ]  # fmt: skip
    names = sorted(path.name for path in made.squads[0].folder.iterdir())
    assert names == sorted(
        f"{made.number}_{name}"
        for name in (
            "图斑_CGCS2000.kml", "图斑_GCJ02_高德导航用.kml", "图斑_点_CGCS2000.csv", "图斑_点_GCJ02_高德导航用.csv",
            "外业核查单.pdf", "回填表.xlsx",
        )
    )  # fmt: skip
    assert (made.squads[0].folder / f"{made.number}_外业核查单.pdf").read_bytes().startswith(b"%PDF")
    assert not [path for path in made.folder.rglob("*.*") if "当事人甲".encode() in path.read_bytes()]


def test_points_lie_where_their_file_says(workspace: Workspace, patches: list[Patch], tmp_path: Path) -> None:
    made = write_packages(workspace, tmp_path / "外业", group="street")
    folder = made.squads[0].folder
    told = {}
    for frame in ("CGCS2000", "GCJ02"):
        (path,) = folder.glob(f"*点_{frame}*.csv")
        with path.open(encoding="utf-8-sig", newline="") as file:
            told[frame] = next(csv.DictReader(file))
    true = float(told["CGCS2000"]["经度_CGCS2000"]), float(told["CGCS2000"]["纬度_CGCS2000"])
    shifted = float(told["GCJ02"]["经度_GCJ02"]), float(told["GCJ02"]["纬度_GCJ02"])
    assert true == pytest.approx((patches[0].lon, patches[0].lat), abs=1e-7)
    assert point_from_gcj02(*shifted) == pytest.approx(true, abs=2e-7) and abs(shifted[0] - true[0]) > 1e-3


def test_the_code_leads_to_the_patch(patches: list[Patch]) -> None:
    asked = parse_qs(urlparse(amap_link(patches[0])).query)
    lon, lat = map(float, asked["position"][0].split(","))
    assert point_from_gcj02(lon, lat) == pytest.approx((patches[0].lon, patches[0].lat), abs=2e-6)
    assert (asked["name"], asked["coordinate"]) == ([patches[0].number], ["gaode"])


def test_the_sheet_finds_its_way_back(workspace: Workspace, patches: list[Patch], tmp_path: Path) -> None:
    made = write_packages(workspace, tmp_path / "外业", group="responsible")
    (path,) = made.squads[0].folder.glob("*回填表.xlsx")
    rows = [row for row in load_workbook(path)[WAY_BACK].iter_rows(values_only=True) if row[0] == "patch"]
    assert [row[1] for row in rows] == [patch.number for patch in made.squads[0].patches]


def test_packages_are_numbered_and_remembered(workspace: Workspace, patches: list[Patch], tmp_path: Path) -> None:
    first = write_packages(workspace, tmp_path / "外业", numbers=[patches[0].number], by="李四")
    second = write_packages(workspace, tmp_path / "外业", by="李四")
    assert (first.number[-3:], second.number[-3:]) == ("-01", "-02")
    told = json.loads((tmp_path / "外业" / MANIFEST).read_text("utf-8"))
    assert (told["package"], len(told["files"])) == (second.number, 18)
    with workspace.casebook.reading() as connection:
        events = [event for event in chronicle.read(connection) if event.action == "field package"]
    assert [(event.by, event.after["rows"]) for event in events] == [("李四", 1), ("李四", 3)]


def test_what_a_squad_brought_back_is_never_replaced(workspace: Workspace, tmp_path: Path) -> None:
    made = write_packages(workspace, tmp_path / "外业")
    (made.squads[0].folder / "IMG_0001.jpg").write_bytes(b"photo")
    with pytest.raises(OutputError, match=r"IMG_0001\.jpg"):
        write_packages(workspace, tmp_path / "外业")


def test_bad_wishes(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="assignee, street"):
        write_packages(workspace, tmp_path / "外业", group="height")
    with pytest.raises(OutputError, match="Nothing to hand over"):
        write_packages(workspace, tmp_path / "外业", months=["2020-01"])
    assert not (tmp_path / "外业").exists()


def test_what_nobody_judged_is_looked_at_too(workspace: Workspace, patches: list[Patch], tmp_path: Path) -> None:
    take_back(workspace, patches[0].number, "张三")
    made = write_packages(workspace, tmp_path / "外业", states=[State.CANDIDATE])
    assert [patch.number for squad in made.squads for patch in squad.patches] == [patches[0].number]
