"""Outlines for the map beside the patches: zones and remembered layers, with what is written on each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import shapely
from rasterio.crs import CRS
from shapely.geometry.base import BaseGeometry

from twowei.casebook import zones as zone_rows
from twowei.casebook.zones import COMMUNITY, DISTRICT
from twowei.errors import TwoweiError, VectorError
from twowei.feedback import Feedback
from twowei.geo.footprint import to_crs
from twowei.services.layers import list_layers
from twowei.services.workspace import Workspace

NAME_COLUMNS = ("name", "名称", "项目名称", "编号", "xmmc", "mc", "tbbh", "bh")
"""Columns whose text is written on an area, the first that a file has."""


@dataclass(frozen=True)
class Outlines:
    """Areas of one sort, in the workspace's CRS.

    Attributes:
        name: What the user calls them; empty for the zones.
        kind: ``district``, ``street``, ``community``, or the code of a layer's kind.
        shapes: Areas.
        labels: What is written on each.
    """

    name: str
    kind: str
    shapes: tuple[BaseGeometry, ...]
    labels: tuple[str, ...]


def outlines_of(workspace: Workspace, feedback: Feedback) -> list[Outlines]:
    """Return zones and layers as the map draws them; a layer that cannot be read is warned of and left out."""
    found = _zones(workspace)
    for overlay in list_layers(workspace):
        feedback.raise_if_cancelled()
        try:
            shapes, labels = labelled_areas(Path(overlay.path), workspace.crs)
        except TwoweiError as error:
            feedback.warn(str(error))
            continue
        found.append(Outlines(overlay.name, overlay.kind.code, shapes, labels))
    return found


def labelled_areas(path: Path, crs: CRS) -> tuple[tuple[BaseGeometry, ...], tuple[str, ...]]:
    """Return the polygons of a vector file in ``crs``, and the text that names each of them.

    Raises:
        VectorError: The file is missing, no vector file or without CRS.
    """
    import geopandas
    import pyogrio

    try:
        frame = geopandas.read_file(path)
    except (OSError, ValueError, pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise VectorError(f"The layer {path} cannot be read any more; restore it.") from error
    if frame.crs is None:
        raise VectorError(f"The layer {path} has no CRS; add a .prj or save it with one.")
    frame = frame[frame.geom_type.isin(("Polygon", "MultiPolygon"))]
    columns = {str(column).lower(): column for column in frame.columns}
    column = next((columns[name] for name in NAME_COLUMNS if name in columns), None)
    texts = ["" if value is None else str(value) for value in frame[column]] if column else [""] * len(frame)
    held = CRS.from_wkt(frame.crs.to_wkt())
    return _moved(list(shapely.make_valid(frame.geometry.array)), held, crs), tuple(texts)


def _zones(workspace: Workspace) -> list[Outlines]:
    with workspace.casebook.reading() as connection:
        grid = zone_rows.load(connection)
    if grid.crs is None:
        return []
    kinds = ("district", "street", "community")
    found = []
    for level, kind in zip(range(DISTRICT, COMMUNITY + 1), kinds, strict=True):
        zones = [zone for zone in grid.zones if zone.level == level]
        if zones:
            shapes = _moved([zone.geometry for zone in zones], grid.crs, workspace.crs)
            found.append(Outlines("", kind, shapes, tuple(zone.name for zone in zones)))
    return found


def _moved(shapes: Sequence[BaseGeometry], held: CRS, wanted: CRS) -> tuple[BaseGeometry, ...]:
    return tuple(to_crs(shape, held, wanted) for shape in shapes)
