"""How much of a file is read to understand it, whatever its size.

    python benchmarks/headers.py [--tiles 300]

Makes a sparse GeoTIFF of 10 GB (a few MB on disk) and an epoch of many tiles, and counts the bytes that the process
reads (``/proc/self/io``, so Linux only) and the seconds that inspecting takes. Prints one JSON line per case; fails
where the large file takes a second or more.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import rasterio
from affine import Affine
from rasterio.crs import CRS

from twowei.geo.grid import Grid
from twowei.imagery.inspection import inspect, open_epoch
from twowei.imagery.reader import EpochReader

GK = CRS.from_epsg(4548)
HOME = Affine(0.5, 0, 500_000, 0, -0.5, 3_500_000)


def read_bytes() -> int:
    """Return how many bytes this process has read so far."""
    facts = dict(line.split(": ") for line in Path("/proc/self/io").read_text().splitlines())
    return int(facts["rchar"])


def measured(work: Callable[[], object]) -> dict[str, float]:
    """Return seconds and bytes read of a piece of work."""
    before, began, busy = read_bytes(), time.perf_counter(), time.process_time()
    work()
    return {
        "seconds": round(time.perf_counter() - began, 3),
        "processor_s": round(time.process_time() - busy, 3),
        "read_kb": round((read_bytes() - before) / 1024),
    }


def large(folder: Path) -> Path:
    """Write a sparse raster of 10 GB: 58,000 pixels a side in three bands."""
    path = folder / "大图_20260512.tif"
    side = 58_112
    with rasterio.open(
        path, "w", driver="GTiff", width=side, height=side, count=3, dtype="uint8", crs=GK, transform=HOME,
        tiled=True, blockxsize=512, blockysize=512, bigtiff="yes", sparse_ok=True,
    ):  # fmt: skip
        pass
    return path


def many(folder: Path, count: int) -> list[Path]:
    """Write tiles of 256 pixels in rows of twenty."""
    paths = []
    for number in range(count):
        row, col = divmod(number, 20)
        path = folder / f"t{row:02}_{col:02}_20260512.tif"
        with rasterio.open(
            path, "w", driver="GTiff", width=256, height=256, count=3, dtype="uint8", crs=GK,
            transform=HOME * Affine.translation(256 * col, 256 * row),
        ) as dataset:  # fmt: skip
            dataset.write(np.full((3, 256, 256), 90, np.uint8))
        paths.append(path)
    return paths


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tiles", type=int, default=300)
    options = parser.parse_args()
    warnings.filterwarnings("ignore", message="Dataset has no geotransform")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        inspect(many(folder, 1)[0])  # loads PROJ's database
        path = large(folder)
        pixels = 3 * 58_112**2
        scan = measured(lambda: inspect(path))
        print(json.dumps({"case": "10 GB", "pixel_bytes": pixels, "on_disk_kb": path.stat().st_blocks // 2, **scan}))
        paths = many(folder, options.tiles)
        print(json.dumps({"case": f"{options.tiles} tiles", **measured(lambda: open_epoch(paths))}))
        epoch = open_epoch(paths)
        with EpochReader(epoch) as reader:
            window = Grid(GK, HOME * Affine.translation(700, 300), 512, 512)
            print(
                json.dumps(
                    {"case": "window of them", **measured(lambda: reader.read(window)), "opened": len(reader._opened)}
                )
            )
    sys.exit(0 if scan["seconds"] < 1 else 1)


if __name__ == "__main__":
    main()
