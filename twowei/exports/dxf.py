"""Outlines with their numbers as DXF for survey software (CASS, AutoCAD): a layer for each state."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ezdxf
from ezdxf.document import Drawing
from rasterio.crs import CRS

from twowei.casebook.patch import Patch
from twowei.casebook.styles import COLOURS
from twowei.exports.shapefile import rings
from twowei.geo.crs import LONLAT, transformer
from twowei.geo.footprint import to_crs

VERSION, ENCODING = "R2000", "gbk"
"""What every AutoCAD since 2000 and every CASS opens; its texts are in the code page of Chinese Windows."""

TEXT_M = 3.0
_APPLICATION = "TWOWEI"
_NUMBERS = "TBBH_编号"
_TEXT, _STYLE = 1000, "HZ"
_METRES = 6


def write(path: Path, patches: Sequence[Patch], source: CRS, target: CRS) -> None:
    """Write closed polylines in ``target``, whose unit is the metre, and the number of each at a point inside.

    The number is in the extended data of the polyline too (application TWOWEI), beside state and area.
    """
    drawing = ezdxf.new(VERSION)  # type: ignore[attr-defined]
    drawing.encoding = ENCODING
    drawing.header["$DWGCODEPAGE"] = "ANSI_936"
    drawing.header["$INSUNITS"] = _METRES
    drawing.appids.add(_APPLICATION)
    drawing.styles.add(_STYLE, font="simsun.ttf")
    drawing.layers.add(_NUMBERS, color=7)
    inside = transformer(LONLAT, target)
    for patch in patches:
        layer = _layer(drawing, patch)
        for ring in rings(to_crs(patch.geometry, source, target)):
            _add_ring(drawing, ring, layer, patch)
        x, y = inside.transform(patch.lon, patch.lat)
        _add_number(drawing, patch.number, x, y)
    with path.open("w", encoding=ENCODING, errors="dxfreplace", newline="\r\n") as file:
        drawing.write(file)


def _layer(drawing: Drawing, patch: Patch) -> str:
    """Return the layer of a patch's state, made where it is missing."""
    name = f"{patch.state.code}_{patch.state.zh}"
    if name not in drawing.layers:
        colour = COLOURS[patch.state]
        layer = drawing.layers.add(name)
        red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
        layer.color = _nearest(red, green, blue)
    return name


def _nearest(red: int, green: int, blue: int) -> int:
    """Return the colour of AutoCAD's index that is nearest; R2000 knows no others."""
    from ezdxf.colors import DXF_DEFAULT_COLORS, int2rgb

    def off(index: int) -> int:
        there: Any = int2rgb(DXF_DEFAULT_COLORS[index])
        return sum((one - other) ** 2 for one, other in zip(there, (red, green, blue), strict=True))

    return min(range(1, 250), key=off)


def _add_ring(drawing: Drawing, ring: Sequence[Sequence[float]], layer: str, patch: Patch) -> None:
    line = drawing.modelspace().add_lwpolyline(
        [(point[0], point[1]) for point in ring[:-1]], close=True, dxfattribs={"layer": layer}
    )
    told = (patch.number, f"{patch.state.code}", f"{patch.area_m2:.2f}")
    line.set_xdata(_APPLICATION, [(_TEXT, text) for text in told])


def _add_number(drawing: Drawing, number: str, x: float, y: float) -> None:
    attributes = {"layer": _NUMBERS, "height": TEXT_M, "style": _STYLE}
    drawing.modelspace().add_text(number, dxfattribs=attributes).set_placement((x, y))
