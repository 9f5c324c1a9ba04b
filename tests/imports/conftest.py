"""Suppliers' files with every bad habit, made on the spot."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import geopandas
import pytest
import shapely

EAST, NORTH = 500_000, 2_700_000
ADDRESS = "厦门市湖里区殿前街道"

WriteShapefile = Callable[..., Path]
Cells = Sequence[Sequence[bytes | str]]


def square(place: int, side: float = 20) -> shapely.Polygon:
    """Return an outline in EPSG:4548."""
    return shapely.box(EAST + 60 * place, NORTH, EAST + 60 * place + side, NORTH + side)


def write_dbf(path: Path, columns: Sequence[tuple[str, str, int]], rows: Cells, language_byte: int = 0) -> None:
    """Write a DBF of raw bytes, which no library does."""
    width = 1 + sum(size for _, _, size in columns)
    header = struct.pack("<4BIHH20x", 3, 126, 7, 1, len(rows), 33 + 32 * len(columns), width)
    data = bytearray(header)
    data[29] = language_byte
    for name, kind, size in columns:
        data += name.encode("gbk").ljust(11, b"\x00") + kind.encode() + bytes(4) + bytes([size, 0]) + bytes(14)
    data += b"\r"
    for row in rows:
        data += b" "
        for (_, _, size), cell in zip(columns, row, strict=True):
            data += (cell if isinstance(cell, bytes) else cell.encode("ascii")).ljust(size)[:size]
    path.write_bytes(bytes(data) + b"\x1a")


@pytest.fixture
def write_shapefile(tmp_path: Path) -> WriteShapefile:
    """Write a shapefile whose table is raw bytes; by default with a .prj of EPSG:4548 and no .cpg."""

    def write(
        rows: Cells,
        columns: Sequence[tuple[str, str, int]] = (("JCBH", "C", 30), ("BZ", "C", 60)),
        *,
        name: str = "图斑",
        outlines: Sequence[Any] | None = None,
        prj: bool = True,
        cpg: str | None = None,
        language_byte: int = 0,
    ) -> Path:
        path = tmp_path / f"{name}.shp"
        shapes = list(outlines) if outlines is not None else [square(i) for i in range(len(rows))]
        frame = geopandas.GeoDataFrame({"X": ["x"] * len(shapes)}, geometry=shapes, crs=4548)
        frame.to_file(path, geometry_type="Polygon" if outlines is None else None)
        path.with_suffix(".cpg").unlink()
        write_dbf(path.with_suffix(".dbf"), columns, rows, language_byte)
        if not prj:
            path.with_suffix(".prj").unlink()
        if cpg:
            path.with_suffix(".cpg").write_text(cpg, encoding="ascii")
        return path

    return write
