"""A QGIS project (.qgz) that opens a whole casebook: patches by state, outlines of the model, zones, imagery.

It points at the casebook and the imagery and copies nothing; QGIS reads a casebook that twowei has open.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import pyproj
from rasterio.crs import CRS

from twowei.casebook.schema import EPOCH_ALIASES, PATCH_ALIASES, ZONE_ALIASES
from twowei.casebook.styles import style_by_outline, style_by_state
from twowei.geo.grid import Bounds

VERSION = "3.22.0-Białowieża"
"""Of the long-term release that offices have; newer ones read it."""

LABELS_FROM_SCALE = 5000
_MARGIN = 0.1


@dataclass(frozen=True)
class _Vector:
    table: str
    title: str
    style: str
    shown: bool
    label: str = ""

    @property
    def id(self) -> str:
        """Name within the project; QGIS gives layers with names of less than ten characters others."""
        return f"twowei_layer_{self.table}"


def _vectors() -> tuple[_Vector, ...]:
    """Return the layers of a casebook from top to bottom."""
    return (
        _Vector("patches", "图斑 (按状态)", style_by_state(PATCH_ALIASES), True, "TBBH"),
        _Vector("model_outlines", "模型轮廓", style_by_outline("#ffb000", {}, dashed=True), False),
        _Vector("raw_outlines", "模型像素轮廓", style_by_outline("#ffb000", {}), False),
        _Vector("zones", "网格", style_by_outline("#3b82f6", ZONE_ALIASES, dashed=True), True, "name"),
        _Vector("epochs", "影像范围", style_by_outline("#6b7280", EPOCH_ALIASES, dashed=True), False),
    )


def write(
    path: Path,
    place: Path,
    casebook: Path,
    crs: CRS,
    zones_crs: CRS | None,
    imagery: Mapping[str, Sequence[Path]],
    extent: Bounds | None,
    title: str,
) -> None:
    """Write a project.

    Args:
        path: Where it is written now.
        place: Where it will lie; the paths in it are relative to that, so project and workspace can move together.
        zones_crs: CRS of the zones; None where there are none.
        imagery: Files by month; the newest month is drawn.
        extent: What the map shows first, in ``crs``.
    """
    root = ET.Element("qgis", version=VERSION, projectname=title)
    ET.SubElement(root, "homePath", path="")
    ET.SubElement(root, "title").text = title
    _add_crs(ET.SubElement(root, "projectCrs"), crs)
    tree = ET.SubElement(root, "layer-tree-group")
    layers = ET.SubElement(root, "projectlayers")
    for vector in _vectors():
        own = zones_crs if vector.table == "zones" else crs
        if own is not None:
            source = f"{_relative(casebook, place)}|layername={vector.table}"
            _add_vector(layers, vector, source, own)
            _add_to_tree(tree, vector.id, vector.title, source, "ogr", vector.shown)
    for month in sorted(imagery, reverse=True):
        group = ET.SubElement(tree, "layer-tree-group", name=f"影像 {month}", expanded="0", checked=_checked(True))
        for number, file in enumerate(imagery[month]):
            name, source = f"imagery_{month}_{number}", _relative(file, place)
            _add_raster(layers, name, file.stem, source)
            _add_to_tree(group, name, file.stem, source, "gdal", month == max(imagery))
    if extent:
        _add_canvas(root, extent, crs)
    _add_properties(root)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        text = b'<!DOCTYPE qgis PUBLIC "http://mrcc.com/qgis.dtd" "SYSTEM">\n' + ET.tostring(root, "utf-8")
        packed.writestr(f"{place.stem}.qgs", text)


def _relative(file: Path, place: Path) -> str:
    """Return the way from a project to a file; the whole path where they lie on different disks."""
    try:
        way = os.path.relpath(file, place.parent)
    except ValueError:
        return file.as_posix()
    told = Path(way).as_posix()
    return told if told.startswith("..") else f"./{told}"


def _checked(shown: bool) -> str:
    return "Qt::Checked" if shown else "Qt::Unchecked"


def _add_to_tree(tree: ET.Element, name: str, title: str, source: str, provider: str, shown: bool) -> None:
    ET.SubElement(
        tree, "layer-tree-layer",
        id=name, name=title, source=source, providerKey=provider, checked=_checked(shown), expanded="0",
    )  # fmt: skip


def _add_vector(layers: ET.Element, vector: _Vector, source: str, crs: CRS) -> None:
    layer = ET.SubElement(
        layers, "maplayer", type="vector", geometry="Polygon", labelsEnabled=str(int(bool(vector.label)))
    )
    for tag, text in (("id", vector.id), ("datasource", source), ("layername", vector.title)):
        ET.SubElement(layer, tag).text = text
    _add_crs(ET.SubElement(layer, "srs"), crs)
    ET.SubElement(layer, "provider", encoding="UTF-8").text = "ogr"
    layer.extend(ET.fromstring(vector.style))
    if vector.label:
        _add_labels(layer, vector.label)


def _add_labels(layer: ET.Element, field: str) -> None:
    settings = ET.SubElement(ET.SubElement(layer, "labeling", type="simple"), "settings", calloutType="simple")
    style = ET.SubElement(
        settings, "text-style", fieldName=field, isExpression="0", fontSize="8", fontSizeUnit="Point",
        textColor="0,0,0,255", textOpacity="1",
    )  # fmt: skip
    ET.SubElement(
        style, "text-buffer", bufferDraw="1", bufferSize="0.8", bufferSizeUnits="MM", bufferColor="255,255,255,230",
        bufferOpacity="1",
    )  # fmt: skip
    ET.SubElement(settings, "placement", placement="1", centroidInside="1")
    ET.SubElement(
        settings, "rendering", scaleVisibility="1", scaleMin="1", scaleMax=str(LABELS_FROM_SCALE), drawLabels="1",
        obstacle="1",
    )  # fmt: skip


def _add_raster(layers: ET.Element, name: str, title: str, source: str) -> None:
    layer = ET.SubElement(layers, "maplayer", type="raster")
    for tag, text in (("id", name), ("datasource", source), ("layername", title), ("provider", "gdal")):
        ET.SubElement(layer, tag).text = text


def _add_crs(parent: ET.Element, crs: CRS) -> None:
    known = pyproj.CRS.from_wkt(crs.to_wkt())
    system = ET.SubElement(parent, "spatialrefsys", nativeFormat="Wkt")
    ET.SubElement(system, "wkt").text = known.to_wkt()
    authority = known.to_authority()
    ET.SubElement(system, "authid").text = ":".join(authority) if authority else ""
    ET.SubElement(system, "description").text = known.name
    ET.SubElement(system, "geographicflag").text = str(known.is_geographic).lower()


def _add_canvas(root: ET.Element, extent: Bounds, crs: CRS) -> None:
    left, bottom, right, top = extent
    margin = _MARGIN * max(right - left, top - bottom)
    canvas = ET.SubElement(root, "mapcanvas", name="theMapCanvas", annotationsVisible="1")
    ET.SubElement(canvas, "units").text = "degrees" if crs.is_geographic else "meters"
    box = ET.SubElement(canvas, "extent")
    for tag, value in (
        ("xmin", left - margin),
        ("ymin", bottom - margin),
        ("xmax", right + margin),
        ("ymax", top + margin),
    ):
        ET.SubElement(box, tag).text = repr(float(value))
    _add_crs(ET.SubElement(canvas, "destinationsrs"), crs)


def _add_properties(root: ET.Element) -> None:
    """Say that paths are relative and areas are measured on the ellipsoid in square metres."""
    properties = ET.SubElement(root, "properties")
    for group, name, kind, value in (
        ("Paths", "Absolute", "bool", "false"),
        ("SpatialRefSys", "ProjectionsEnabled", "int", "1"),
        ("Measure", "Ellipsoid", "QString", "EPSG:7024"),
        ("Measurement", "AreaUnits", "QString", "m2"),
    ):
        ET.SubElement(ET.SubElement(properties, group), name, type=kind).text = value
