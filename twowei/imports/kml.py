"""KML and 奥维's ovkml as deliveries: placemarks with their data and areas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

import shapely
from shapely.geometry import LineString, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from twowei.errors import VectorError
from twowei.imports.delivery import Delivery, Value

NAME, NOTE = "名称", "备注"
_CHUNK = 1 << 20
_CELLS = re.compile(r"<t[dh][^>]*>(.*?)</t[dh]>\s*<t[dh][^>]*>(.*?)</t[dh]>", re.S | re.I)
_TAGS = re.compile(r"<[^>]+>")


def read_kml(path: Path, *, shifted: bool = False) -> Delivery:
    """Read the placemarks of a KML file; a closed line counts as an area, as hand-held programs draw them.

    Args:
        shifted: It is from 奥维, which writes GCJ-02.

    Raises:
        VectorError: It is no sound KML.
    """
    rows: list[dict[str, Value]] = []
    outlines: list[BaseGeometry | None] = []
    for placemark in placemarks(path):
        rows.append(_values(placemark))
        outlines.append(_outline(placemark))
    columns = tuple(dict.fromkeys(name for row in rows for name in row))
    return Delivery(path.name, "KML", columns, rows, outlines, shifted=shifted, degrees=True)


def placemarks(path: Path) -> Iterator[Element]:
    """Yield the placemarks of a KML file, namespaces taken off.

    Raises:
        VectorError: It is no sound KML.
    """
    parser: XMLPullParser[Element] = XMLPullParser(("start", "end"))
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                parser.feed(chunk)
                yield from _ended(parser)
        parser.close()
        yield from _ended(parser)
    except ParseError as error:
        raise VectorError(f"{path} is no sound KML ({error}); export it again.") from error


def _ended(parser: XMLPullParser[Element]) -> Iterator[Element]:
    for event, element in parser.read_events():  # type: ignore[misc]
        assert isinstance(element, Element)
        if event == "start":
            element.tag = element.tag.rpartition("}")[2]
        elif element.tag == "Placemark":
            yield element
            element.clear()


def _values(placemark: Element) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for tag, column in (("name", NAME), ("description", NOTE)):
        text = _text(placemark.find(tag))
        if text:
            values[column] = text
    for data in placemark.iter("Data"):
        values[data.get("name") or "?"] = _text(data.find("value"))
    for data in placemark.iter("SimpleData"):
        values[data.get("name") or "?"] = _text(data)
    if "<" in str(values.get(NOTE) or ""):
        values = {**_of_html(str(values.pop(NOTE))), **values}
    return values


def _of_html(description: str) -> dict[str, Value]:
    """Return what stands in a description's table, as ArcGIS writes it; else its words."""
    pairs = [(_words(name), _words(value)) for name, value in _CELLS.findall(description)]
    found: dict[str, Value] = {name: value or None for name, value in pairs if name}
    words = _words(description)
    return found or ({NOTE: words} if words else {})


def _words(html: str) -> str:
    return " ".join(_TAGS.sub(" ", html).replace("&nbsp;", " ").split())


def _text(element: Element | None) -> str | None:
    return (element.text or "").strip() or None if element is not None else None


def _outline(placemark: Element) -> BaseGeometry | None:
    areas = [area for polygon in placemark.iter("Polygon") if (area := _polygon(polygon)) is not None]
    if areas:
        return areas[0] if len(areas) == 1 else MultiPolygon(areas)
    for line in (*placemark.iter("LineString"), *placemark.iter("LinearRing")):
        points = coordinates(line)
        if len(points) >= 4 and points[0] == points[-1]:
            return Polygon(points)
        if len(points) >= 2:
            return LineString(points)
    for point in placemark.iter("Point"):
        if points := coordinates(point):
            return Point(points[0])
    return None


def _polygon(element: Element) -> Polygon | None:
    outer = element.find("outerBoundaryIs")
    shell = coordinates(outer) if outer is not None else []
    holes = [coordinates(inner) for inner in element.findall("innerBoundaryIs")]
    if len(shell) < 3:
        return None
    polygon = shapely.Polygon(shell, [hole for hole in holes if len(hole) >= 3])
    return polygon if isinstance(polygon, Polygon) else None


def coordinates(element: Element) -> list[tuple[float, float]]:
    """Return the points of the first ``coordinates`` below an element, heights left out."""
    found = next(element.iter("coordinates"), None)
    points = []
    for word in ((found.text or "") if found is not None else "").split():
        try:
            lon, lat = word.split(",")[:2]
            points.append((float(lon), float(lat)))
        except ValueError:
            return []
    return points
