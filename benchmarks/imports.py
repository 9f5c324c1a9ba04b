"""Rows a second of a supplier's delivery: a shapefile in GBK looked into, taken, and taken again.

python benchmarks/imports.py [ROWS ...]
"""

from __future__ import annotations

import math
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import geopandas
import shapely
from rasterio.crs import CRS

from twowei.services.intake import Request
from twowei.services.suppliers import look, take
from twowei.services.workspace import Workspace

LEFT, TOP, STEP = 500_000.0, 2_700_000.0, 40.0


def deliver(path: Path, rows: int) -> Path:
    """Write a delivery: a house every 40 m, numbers, areas in 亩, months, addresses."""
    side = math.isqrt(rows) + 1
    corners = [(LEFT + place % side * STEP, TOP - place // side * STEP) for place in range(rows)]
    cells = {
        "JCBH": [f"350206SJ2606{place:06d}" for place in range(rows)],
        "JCMJ": [0.27] * rows,
        "QSX": ["202605"] * rows,
        "HSX": ["202606"] * rows,
        "DZ": [f"殿前街道高殿路{place}号" for place in range(rows)],
    }
    outlines = [shapely.box(x, y - 15, x + 12, y) for x, y in corners]
    geopandas.GeoDataFrame(cells, geometry=outlines, crs=4548).to_file(path, encoding="GBK")
    return path


def timed(what: str, rows: int, work: Callable[[], object]) -> None:
    """Print rows a second, by processor time and by the clock."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    print(f"{what:<12} {rows:>7} rows: {rows / processor:>7,.0f}/s by processor, {rows / wall:>7,.0f}/s by the clock")


def measure(folder: Path, rows: int) -> None:
    """Look into a delivery, take it, take it again."""
    request = Request(deliver(folder / "六月.shp", rows), "航天")
    with Workspace.create(folder / "w", CRS.from_epsg(4548)) as workspace:
        timed("looked into", rows, lambda: look(workspace, request))
        timed("taken", rows, lambda: take(workspace, request, "张三"))
        timed("taken again", rows, lambda: take(workspace, request, "张三"))


def main() -> None:
    """Measure each number of rows asked for."""
    for rows in [int(word) for word in sys.argv[1:]] or [10_000]:
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder), rows)


if __name__ == "__main__":
    main()
