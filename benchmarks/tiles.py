"""What a tile of the map costs where the file has another CRS: ``python benchmarks/tiles.py [--tiles 12]``.

A month of the sample is delivered in each CRS at its own half metre, and tiles of 512 pixels are read in EPSG:4548 as
the map reads them. Beside the processor time of a tile stands that of GDAL's own choice of the kernel's width
(``XSCALE`` left to it), in the same run, each the best of three turns. Exits with 1 where
ours is slower by more than a quarter.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
import warnings
from pathlib import Path

import alignment
import numpy as np

from twowei.geo.grid import Grid
from twowei.imagery import reader as reading
from twowei.imagery.inspection import open_epoch
from twowei.imagery.reader import EpochReader

SIDE, STEP = 512, 300


def grids(ground: Grid, count: int) -> list[Grid]:
    """Return tiles of the ground, well inside it."""
    return [ground.part(300 + STEP * (n // 3), 300 + STEP * (n % 3), SIDE, SIDE) for n in range(count)]


def cost_ms(path: Path, wanted: list[Grid]) -> float:
    """Return the processor time of a tile."""
    with EpochReader(open_epoch([path]), 2.0) as reader:
        reader.read(wanted[0])
        began = time.process_time()
        for grid in wanted:
            reader.read(grid)
        return 1000 * (time.process_time() - began) / len(wanted)


def _left_to_gdal(path: Path, wanted: list[Grid]) -> float:
    """Return the same where GDAL chooses how wide the kernel is, as it does unless told."""
    kept, reading.PLAIN_CUBIC = reading.PLAIN_CUBIC, {}
    try:
        return cost_ms(path, wanted)
    finally:
        reading.PLAIN_CUBIC = kept


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tiles", type=int, default=12)
    options = parser.parse_args()
    warnings.filterwarnings("ignore", message="Dataset has no geotransform")
    pixels, ground = alignment.district("2026-06", 300, 300, 2048)
    wanted, good = grids(ground, options.tiles), True
    finer = np.repeat(np.repeat(pixels, alignment.FINER, 1), alignment.FINER, 2)
    fine = Grid(ground.crs, ground.transform * ground.transform.scale(1 / alignment.FINER), *finer.shape[:0:-1])
    with tempfile.TemporaryDirectory() as folder:
        for code in alignment.DELIVERED:
            path = alignment.delivered(Path(folder) / f"{code}.tif", finer, fine, code, 0.0)
            pairs = [(cost_ms(path, wanted), _left_to_gdal(path, wanted)) for _ in range(3)]
            ours, theirs = (min(times) for times in zip(*pairs, strict=True))
            good &= ours <= 1.25 * theirs
            print(
                json.dumps({"crs": code, "ms": round(ours, 1), "ms_width_left_to_gdal": round(theirs, 1)}), flush=True
            )
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
