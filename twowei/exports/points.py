"""Points inside the patches, for people on the road: CSV and KML in the true frame and, named so, in GCJ-02."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import shapely
from rasterio.crs import CRS

from twowei.casebook.patch import Patch
from twowei.casebook.styles import COLOURS
from twowei.exports.cells import csv_text
from twowei.exports.table import clean
from twowei.geo.crs import LONLAT
from twowei.geo.footprint import Outline, all_to_crs
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
    outlines = shapely.orient_polygons(np.asarray(all_to_crs([p.geometry for p in patches], crs, LONLAT), dtype=object))
    inside = np.array([(patch.lon, patch.lat) for patch in patches], dtype=np.float64).reshape(-1, 2)
    facts = [facts_of(patch) for patch in patches]
    for frame in FRAMES:
        shift = frame.shift
        points = shift(inside) if shift else inside
        shifted = list(shapely.transform(outlines, shift) if shift else outlines)
        write_csv(folder / f"{stem}_点_{frame.in_files}.csv", facts, points, frame)
        _write_kml(folder / f"{stem}_{frame.in_files}.kml", patches, facts, shifted, points, frame, title)


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


def write_csv(path: Path, facts: Sequence[Mapping[str, str]], points: LonLats, frame: Frame) -> None:
    """Write a line for each patch, UTF-8 with a byte order mark so that Excel reads it; the header names the frame.

    Args:
        facts: What is told of each patch, by Chinese name.
        points: (n, 2), longitude and latitude in the frame.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        sheet = csv.writer(file)
        names = list(facts[0]) if facts else ["统一编号"]
        sheet.writerow([*names, f"经度_{frame.name}", f"纬度_{frame.name}"])
        sheet.writerows(
            [*map(csv_text, told.values()), f"{lon:.7f}", f"{lat:.7f}"]
            for told, (lon, lat) in zip(facts, points, strict=True)
        )


def _write_kml(
    path: Path,
    patches: Sequence[Patch],
    facts: Sequence[Mapping[str, str]],
    outlines: Sequence[Outline],
    points: LonLats,
    frame: Frame,
    title: str,
) -> None:
    """Write point and outline of each patch, coloured by state; the document's name and description say the frame."""
    ET.register_namespace("", _KML)
    root = ET.Element(f"{{{_KML}}}kml")
    document = _child(root, "Document")
    _child(document, "name", f"{title} [{frame.in_files}]")
    _child(document, "description", frame.notice)
    for state in dict.fromkeys(patch.state for patch in patches):
        _add_style(document, state.code, COLOURS[state])
    for patch, told, outline, point in zip(patches, facts, outlines, points, strict=True):
        _add_placemark(document, patch, outline, point, {**told, "坐标系": frame.notice})
    ET.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def _add_style(document: ET.Element, name: str, colour: str) -> None:
    style = ET.SubElement(document, f"{{{_KML}}}Style", id=name)
    ink = "ff" + colour[5:7] + colour[3:5] + colour[1:3]  # alpha, blue, green, red
    line = _child(style, "LineStyle")
    _child(line, "color", ink)
    _child(line, "width", "2.5")
    _child(_child(style, "PolyStyle"), "color", "33" + ink[2:])
    _child(_child(style, "IconStyle"), "color", ink)


def _add_placemark(
    document: ET.Element, patch: Patch, outline: Outline, point: Sequence[float], facts: Mapping[str, str]
) -> None:
    mark = ET.SubElement(document, f"{{{_KML}}}Placemark", id=f"P{patch.number}")
    _child(mark, "name", patch.number)
    _child(mark, "styleUrl", f"#{patch.state.code}")
    data = _child(mark, "ExtendedData")
    for name, value in facts.items():
        _child(ET.SubElement(data, f"{{{_KML}}}Data", name=name), "value", value)
    shapes = _child(mark, "MultiGeometry")
    _child(_child(shapes, "Point"), "coordinates", _coordinates([point]))
    for part in getattr(outline, "geoms", [outline]):
        polygon = _child(shapes, "Polygon")
        for kind, rings in (("outerBoundaryIs", [part.exterior]), ("innerBoundaryIs", part.interiors)):
            for ring in rings:
                linear = _child(_child(polygon, kind), "LinearRing")
                _child(linear, "coordinates", _coordinates(ring.coords))


def _coordinates(points: Iterable[Sequence[float]]) -> str:
    return " ".join(f"{point[0]:.8f},{point[1]:.8f}" for point in points)


def _child(parent: ET.Element, tag: str, text: str | None = None) -> ET.Element:
    child = ET.SubElement(parent, f"{{{_KML}}}{tag}")
    child.text = text
    return child
