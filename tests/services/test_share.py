from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import ezdxf
import pyogrio
import pytest
import shapely

from twowei.casebook import history as chronicle
from twowei.casebook.lifecycle import Verdict
from twowei.casebook.patch import Patch
from twowei.errors import OutputError
from twowei.geo.crs import LONLAT
from twowei.geo.footprint import ellipsoidal_area_m2
from twowei.services.cases import note
from twowei.services.export import Wanted
from twowei.services.review import give_verdict
from twowei.services.share import export_file, is_file
from twowei.services.workspace import Workspace


@pytest.fixture(autouse=True)
def _judged(workspace: Workspace, patches: list[Patch]) -> None:
    give_verdict(workspace, patches[0].number, Verdict.ILLEGAL, "V04", "张三", "囍㎡（顶层）")
    give_verdict(workspace, patches[1].number, Verdict.FALSE, "W01", "张三")
    note(workspace, patches[0].number, {"DSR": "当事人甲"}, "张三")


def test_geojson_is_as_rfc_7946_has_it(workspace: Workspace, patches: list[Patch], tmp_path: Path) -> None:
    told = export_file(workspace, tmp_path / "图斑.geojson")
    text = told.path.read_text("utf-8")
    collection = json.loads(text)
    (feature,) = collection["features"]
    outline = shapely.geometry.shape(feature["geometry"])
    assert "crs" not in collection and (feature["id"], told.count) == (patches[0].number, 1)
    assert outline.exterior.is_ccw and outline.is_valid
    assert feature["bbox"] == [pytest.approx(value, abs=1e-8) for value in outline.bounds]
    assert ellipsoidal_area_m2(outline, LONLAT) == pytest.approx(feature["properties"]["JCMJ"], rel=1e-4)
    assert (feature["properties"]["BZ"], feature["properties"]["ZDMJ"]) == ("囍㎡（顶层）", None)
    assert feature["properties"]["QSX"] == "2026-05-12" and "当事人甲" not in text


def platform(workspace: Workspace, path: Path, **wanted: Any) -> Any:
    return json.loads(export_file(workspace, path, Wanted(**wanted)).path.read_text("utf-8"))


def test_a_platform_gets_the_same_bytes_each_time(workspace: Workspace, patches: list[Patch], tmp_path: Path) -> None:
    first = export_file(workspace, tmp_path / "a.json")
    second = export_file(workspace, tmp_path / "b.json")
    assert first.path.read_bytes() == second.path.read_bytes() and first.count == 2
    told = platform(workspace, tmp_path / "a.json")
    one = told["patches"][0]
    assert (told["format"], told["version"], one["TBBH"], one["WFLX"]) == (
        "twowei patches",
        1,
        patches[0].number,
        "V04",
    )
    assert "DSR" not in json.dumps(told) and len({p["uuid"] for p in told["patches"]}) == 2
    note(workspace, patches[0].number, {"DZ": "高殿社区1号"}, "张三")
    later = platform(workspace, tmp_path / "c.json", personal=True)["patches"][0]
    assert (later["uuid"], later["revision"]) == (one["uuid"], one["revision"] + 1)
    assert later["DSR"] == "当事人甲"


def test_dxf_has_closed_outlines_and_numbers(workspace: Workspace, patches: list[Patch], tmp_path: Path) -> None:
    told = export_file(workspace, tmp_path / "图斑.dxf", Wanted(verdicts=()))
    drawing = ezdxf.readfile(told.path)  # type: ignore[attr-defined]
    lines = list(drawing.modelspace().query("LWPOLYLINE"))
    assert drawing.dxfversion == "AC1015" and drawing.encoding == "gbk"
    assert [line.dxf.layer for line in lines] == ["S10_待核查", "S90_伪变化"]
    assert all(line.closed and len(line) == 4 for line in lines)
    assert [tag.value for tag in lines[0].get_xdata("TWOWEI")] == [patches[0].number, "S10", "400.00"]
    texts = list(drawing.modelspace().query("TEXT"))
    assert [text.dxf.text for text in texts] == [patches[0].number, patches[1].number]
    assert patches[0].geometry.contains(shapely.Point(texts[0].dxf.insert.x, texts[0].dxf.insert.y))


def test_a_geopackage_alone(workspace: Workspace, tmp_path: Path) -> None:
    told = export_file(workspace, tmp_path / "图 斑.gpkg", Wanted(profile="jctb"))
    frame = pyogrio.read_dataframe(told.path, layer="图 斑")
    assert len(frame) == 2 and frame.crs.to_epsg() == 4490


def test_a_project_shows_the_whole_casebook(workspace: Workspace, tmp_path: Path) -> None:
    told = export_file(workspace, tmp_path / "湖里.qgz")
    with ZipFile(told.path) as packed:
        (name,) = packed.namelist()
        text = packed.read(name).decode("utf-8")
    assert (name, told.count) == ("湖里.qgs", 3)
    assert "./湖里/casebook.gpkg|layername=patches" in text and "S52 限拆已送达" in text


def test_every_file_is_remembered(workspace: Workspace, tmp_path: Path) -> None:
    for ending in ("geojson", "json", "dxf", "gpkg", "qgz"):
        export_file(workspace, tmp_path / f"a.{ending}", by="李四")
    with workspace.casebook.reading() as connection:
        events = [event for event in chronicle.read(connection) if event.action == "exported"]
    assert [(event.by, Path(event.after["file"]).suffix) for event in events] == [
        ("李四", f".{ending}") for ending in ("geojson", "json", "dxf", "gpkg", "qgz")
    ]
    assert sorted(path.name for path in tmp_path.glob("*a.*")) == ["a.dxf", "a.geojson", "a.gpkg", "a.json", "a.qgz"]


def test_what_cannot_be_written(workspace: Workspace, tmp_path: Path) -> None:
    assert not is_file(tmp_path / "out") and is_file(tmp_path / "a.GeoJSON")
    with pytest.raises(OutputError, match="is the casebook itself"):
        export_file(workspace, workspace.folder / "casebook.gpkg")
    with pytest.raises(OutputError, match="Nothing to hand over"):
        export_file(workspace, tmp_path / "a.dxf", Wanted(months=["2020-01"]))
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be written"):
        export_file(workspace, tmp_path / "file" / "a.dxf")
