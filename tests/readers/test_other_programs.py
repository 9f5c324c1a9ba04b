"""GeoJSON, KML, DXF and the QGIS project as other programs open them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rasterio.crs import CRS

from tests.readers.conftest import STEM, Read
from twowei.casebook import rows
from twowei.casebook.patch import Patch
from twowei.casebook.store import Casebook
from twowei.exports import dxf, geojson
from twowei.exports import qgis as project
from twowei.exports.profile import load
from twowei.exports.table import table_of
from twowei.exports.values import Setting

GK = CRS.from_epsg(4548)


def test_gdal_reads_geojson(ogr: Read, patches: list[Patch], tmp_path: Path) -> None:
    profile = load("demolition")
    setting = Setting(crs=GK, now=patches[0].created_at)
    table = table_of(patches, profile, "utf-8", setting)
    geojson.write(tmp_path / "a.geojson", table.whole, patches, GK, profile, "")
    first, second = ogr(tmp_path / "a.geojson", "-t_srs", "EPSG:4548")
    assert first["properties"]["TBBH"] == patches[0].number and first["properties"]["ZDMJ"] == 310.5
    assert len(second["geometry"]["coordinates"]) == 2
    assert first["geometry"]["coordinates"][0][0][0] == pytest.approx(500_110, abs=10.1)


@pytest.mark.parametrize(("frame", "east"), [("CGCS2000", 0.0), ("GCJ02_高德导航用", 420.0)])
def test_kml_opens_where_its_name_says(ogr: Read, exported: Callable[..., Path], frame: str, east: float) -> None:
    features = ogr(exported() / f"{STEM}_{frame}.kml", "-t_srs", "EPSG:4548", "-dim", "XY")
    shape = features[0]["geometry"]
    point = next(one for one in shape["geometries"] if one["type"] == "Point")
    assert features[0]["properties"]["Name"] == "350206002202606W0001"
    assert point["coordinates"][0] - 500_110 == pytest.approx(east, abs=120)
    assert (abs(point["coordinates"][0] - 500_110) < 15) is (east == 0)


def test_gdal_and_qgis_read_dxf(ogr: Read, qgis: Read, patches: list[Patch], tmp_path: Path) -> None:
    dxf.write(tmp_path / "a.dxf", patches, GK, GK)
    features = ogr(tmp_path / "a.dxf")
    layers = [feature["properties"]["Layer"] for feature in features]
    assert layers.count("S10_待核查") == 1 and layers.count("S52_限拆已送达") == 3
    texts = [feature["properties"]["Text"] for feature in features if feature["geometry"]["type"] == "Point"]
    assert texts == [patch.number for patch in patches]
    (told,) = qgis(tmp_path / "a.dxf")
    assert told["valid"]


def test_qgis_opens_the_project_styled(qgis: Read, patches: list[Patch], tmp_path: Path) -> None:
    casebook = tmp_path / "工作区" / "casebook.gpkg"
    casebook.parent.mkdir()
    with Casebook.create(casebook, GK) as made, made.writing() as connection:
        rows.add(connection, patches)
    place = tmp_path / "全部图斑.qgz"
    project.write(place, place, casebook, GK, None, {}, (500_000, 2_700_000, 500_400, 2_700_200), "湖里")
    (told,) = qgis(place)
    assert told["opened"] and told["crs"] == "EPSG:4548"
    layers = {layer["name"]: layer for layer in told["layers"]}
    assert told["order"] == ["图斑 (按状态)", "模型轮廓", "模型像素轮廓", "影像范围"] and len(layers) == 4
    assert all(layer["valid"] for layer in layers.values())
    top = layers["图斑 (按状态)"]
    assert (top["renderer"], top["attribute"], len(top["legend"])) == ("categorizedSymbol", "ZT", 23)
    assert [row["TBBH"] for row in top["rows"]] == [patch.number for patch in patches]
    assert top["aliases"]["TBBH"] == "统一编号"
