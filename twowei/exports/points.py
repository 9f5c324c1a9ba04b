"""Points inside the patches, for people on the road: CSV and KML in the true frame and, named so, in GCJ-02."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import shapely
from rasterio.crs import CRS

from twowei.casebook.patch import Patch
from twowei.casebook.styles import COLOURS
from twowei.exports.cells import csv_text
from twowei.exports.table import clean
from twowei.geo.crs import LONLAT
from twowei.geo.footprint import AnyGeometry, Outline, to_crs
from twowei.geo.gcj02 import LonLats, to_gcj02

_KML = "http://www.opengis.net/kml/2.2"


@dataclass(frozen=True)
class Frame:
    """A frame of coordinates: how columns and files name it, what readers must know, and the shift."""

    name: str
    in_files: str
    notice: str
    shift: Callable[[LonLats], LonLats] | None = None


TRUE = Frame("CGCS2000", "CGCS2000", "CGCS2000/WGS84 真实坐标, 未加偏")
SHIFTED = Frame("GCJ02", "GCJ02_高德导航用", "GCJ-02 加偏坐标, 仅供高德等导航, 不得量算", to_gcj02)
FRAMES = (TRUE, SHIFTED)


def files_of(stem: str) -> list[str]:
    """Return the names of the files that `write` makes."""
    return [name for frame in FRAMES for name in (f"{stem}_点_{frame.in_files}.csv", f"{stem}_{frame.in_files}.kml")]


def write(folder: Path, stem: str, patches: Sequence[Patch], crs: CRS, title: str) -> None:
    """Write CSV and KML of the patches in both frames.

    Args:
        crs: CRS of the patches.
    """
    for frame in FRAMES:
        write_csv(folder / f"{stem}_点_{frame.in_files}.csv", patches, frame)
        write_kml(folder / f"{stem}_{frame.in_files}.kml", patches, crs, frame, title)


def facts_of(patch: Patch) -> dict[str, str]:
    """Return what people on the road want to know, by Chinese name; nothing personal."""
    address = str(patch.facts.get("DZ", ""))
    told = {
        "统一编号": patch.number,
        "街道": patch.street_name,
        "社区": patch.community_name,
        "详细地址": address,
        "监测面积㎡": f"{patch.area_m2:.2f}",
        "核查结论": patch.verdict.zh if patch.verdict else "",
        "状态": f"{patch.state.code} {patch.state.zh}",
        "责任人": patch.responsible,
        "备注": patch.note,
    }
    return {name: clean(text) for name, text in told.items()}


def write_csv(path: Path, patches: Sequence[Patch], frame: Frame) -> None:
    """Write a line for each patch, UTF-8 with a byte order mark so that Excel reads it; the header names the frame."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        sheet = csv.writer(file)
        names = list(facts_of(patches[0])) if patches else ["统一编号"]
        sheet.writerow([*names, f"经度_{frame.name}", f"纬度_{frame.name}"])
        for patch in patches:
            lon, lat = _shifted(shapely.Point(patch.lon, patch.lat), frame).coords[0]
            sheet.writerow([*(csv_text(text) for text in facts_of(patch).values()), f"{lon:.7f}", f"{lat:.7f}"])


def write_kml(path: Path, patches: Sequence[Patch], crs: CRS, frame: Frame, title: str) -> None:
    """Write point and outline of each patch, coloured by state; the document's name and description say the frame."""
    ET.register_namespace("", _KML)
    root = ET.Element(f"{{{_KML}}}kml")
    document = _child(root, "Document")
    _child(document, "name", f"{title} [{frame.in_files}]")
    _child(document, "description", frame.notice)
    for state in dict.fromkeys(patch.state for patch in patches):
        _add_style(document, state.code, COLOURS[state])
    for patch in patches:
        outline = _shifted(to_crs(patch.geometry, crs, LONLAT), frame)
        point = _shifted(shapely.Point(patch.lon, patch.lat), frame)
        _add_placemark(document, patch, outline, point, {**facts_of(patch), "坐标系": frame.notice})
    ET.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def _shifted(geometry: AnyGeometry, frame: Frame) -> AnyGeometry:
    shifted: AnyGeometry = shapely.transform(geometry, frame.shift) if frame.shift else geometry
    return shifted


def _add_style(document: ET.Element, name: str, colour: str) -> None:
    style = ET.SubElement(document, f"{{{_KML}}}Style", id=name)
    ink = "ff" + colour[5:7] + colour[3:5] + colour[1:3]  # alpha, blue, green, red
    line = _child(style, "LineStyle")
    _child(line, "color", ink)
    _child(line, "width", "2.5")
    _child(_child(style, "PolyStyle"), "color", "33" + ink[2:])
    _child(_child(style, "IconStyle"), "color", ink)


def _add_placemark(
    document: ET.Element, patch: Patch, outline: Outline, point: shapely.Point, facts: Mapping[str, str]
) -> None:
    mark = ET.SubElement(document, f"{{{_KML}}}Placemark", id=f"P{patch.number}")
    _child(mark, "name", patch.number)
    _child(mark, "styleUrl", f"#{patch.state.code}")
    data = _child(mark, "ExtendedData")
    for name, value in facts.items():
        _child(ET.SubElement(data, f"{{{_KML}}}Data", name=name), "value", value)
    shapes = _child(mark, "MultiGeometry")
    _child(_child(shapes, "Point"), "coordinates", _coordinates([point.coords[0]]))
    for part in getattr(outline, "geoms", [outline]):
        polygon = _child(shapes, "Polygon")
        for kind, rings in (("outerBoundaryIs", [part.exterior]), ("innerBoundaryIs", part.interiors)):
            for ring in rings:
                linear = _child(_child(polygon, kind), "LinearRing")
                _child(linear, "coordinates", _coordinates(ring.coords))


def _coordinates(points: Sequence[Sequence[float]]) -> str:
    return " ".join(f"{point[0]:.8f},{point[1]:.8f}" for point in points)


def _child(parent: ET.Element, tag: str, text: str | None = None) -> ET.Element:
    child = ET.SubElement(parent, f"{{{_KML}}}{tag}")
    child.text = text
    return child
