"""Peak memory of `twowei compare` on large rasters: 20,000² and 40,000² pixels a date, filled, without nodata.

    python benchmarks/memory.py [--sides 20000 40000] [--share 0.1]

The rasters are VRTs that repeat the sample district. Every tenth window (``--share``) goes through the network; the
others are read and laid on each other just the same, and then get the scores that the network gave for the same ground
of the sample, so that the change map is a real one and patches grow with the area. The result is compared with no
stored figure: the script prints the peak resident memory of each run (of a process of its own, all phases, change map
and vector file written) and fails where it is above 3 GB or grows by more than 3 % from the smallest to the largest.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import rasterio
from rasterio.crs import CRS

from twowei import resources
from twowei.detection import detector as detecting
from twowei.detection.change_map import NO_IMAGERY
from twowei.detection.sweep import layout_of
from twowei.feedback import Feedback
from twowei.geo.grid import Grid
from twowei.services.compare import compare
from twowei.services.find import Wish

MONTHS = ("2026-05", "2026-06")
MOST_GB, MOST_GROWTH = 3.0, 1.03


def repeated(month: str, side: int, folder: Path) -> Path:
    """Write a VRT of ``side``² pixels that repeats a month of the sample."""
    tiles = sorted((resources.sample_tiles() / month).glob("*.tif"))
    opened = [rasterio.open(tile) for tile in tiles]
    left, top = min(d.bounds.left for d in opened), max(d.bounds.top for d in opened)
    places = [(t, round((d.bounds.left - left) * 2), round((top - d.bounds.top) * 2), d.width) for t, d in
              zip(tiles, opened, strict=True)]  # fmt: skip
    period = max(col + width for _, col, _, width in places)
    sources = [(tile, col + right, row + down, width) for down in range(0, side, period)
               for right in range(0, side, period) for tile, col, row, width in places
               if col + right < side and row + down < side]  # fmt: skip
    bands = "".join(_band(number, sources) for number in (1, 2, 3))
    transform = f"{left}, 0.5, 0, {top}, 0, -0.5"
    path = folder / f"large_{opened[0].name.rsplit('_', 2)[-2]}_{side}.vrt"
    path.write_text(
        f'<VRTDataset rasterXSize="{side}" rasterYSize="{side}"><SRS>{opened[0].crs.to_string()}</SRS>'
        f"<GeoTransform>{transform}</GeoTransform>{bands}</VRTDataset>"
    )
    return path


def _band(number: int, sources: list[tuple[Path, int, int, int]]) -> str:
    colour = ("Red", "Green", "Blue")[number - 1]
    said = "".join(
        f'<SimpleSource><SourceFilename relativeToVRT="0">{tile}</SourceFilename><SourceBand>{number}</SourceBand>'
        f'<SrcRect xOff="0" yOff="0" xSize="{width}" ySize="{width}"/>'
        f'<DstRect xOff="{col}" yOff="{row}" xSize="{width}" ySize="{width}"/></SimpleSource>'
        for tile, col, row, width in sources
    )
    return f'<VRTRasterBand dataType="Byte" band="{number}"><ColorInterp>{colour}</ColorInterp>{said}</VRTRasterBand>'


class Sparing(detecting.Detector):
    """Scores every so manieth window; takes the others from the change map of the sample."""

    known: np.ndarray
    side, every = 0, 10

    def __init__(self, card, device="auto", **options) -> None:
        super().__init__(card, device, **options)
        grid = Grid.over(CRS.from_epsg(4548), (0.0, 0.0, self.side / 2, self.side / 2), 0.5)
        layout = layout_of(self, grid)
        self._windows = [layout.region(w) for row in layout.rows for w in row]
        self.asked = self.computed = 0

    def scores(self, before, after, changes):
        """Return scores of the network, or those it gave for the same ground."""
        window = self._windows[self.asked]
        self.asked += 1
        if (self.asked - 1) % self.every == 0:
            self.computed += 1
            return super().scores(before, after, changes)
        rows, cols = (np.arange(max(at, 0), min(at + size, self.side)) % self.known.shape[1] for at, size in
                      ((window.row, window.height), (window.col, window.width)))  # fmt: skip
        assert (len(rows), len(cols)) == before.shape[1:]
        return {c: self.known[i][np.ix_(rows, cols)] for i, c in enumerate(changes)}


class Phases(Feedback):
    """Notes the resident memory, peak so far, whenever another phase begins."""

    def __init__(self) -> None:
        self.peaks: dict[str, int] = {}

    def report(self, fraction: float, message: str = "") -> None:
        name = "windows" if message.startswith("window") else message
        self.peaks[name] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def run(side: int, every: int, known: Path, folder: Path) -> None:
    """Compare rasters of one size in this process; prints its figures as JSON."""
    used: list[Sparing] = []
    if side:
        with rasterio.open(known) as dataset:
            Sparing.known = np.where((scores := dataset.read()) == NO_IMAGERY, np.uint8(0), scores)
        Sparing.side, Sparing.every = side, every
        detecting.Detector = lambda *a, **k: used.append(Sparing(*a, **k)) or used[-1]
        befores, afters = ([repeated(month, side, folder)] for month in MONTHS)
    else:
        befores, afters = ([resources.sample_tiles() / month] for month in MONTHS)
    phases, began = Phases(), time.perf_counter()
    map_path = folder / f"{side}.tif" if side else known
    result = compare(befores, afters, folder / f"{side}.gpkg", map_path, Wish("new"), phases)
    print(json.dumps({
        "side": side,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "patches": len(result.found.candidates),
        "windows": used[0].asked if used else None,
        "through_the_network": used[0].computed if used else None,
        "seconds": round(time.perf_counter() - began),
        "map_mb": map_path.stat().st_size // 2**20,
        "peak_after_phase_mb": phases.peaks,
    }))  # fmt: skip


def main() -> None:
    """Run each size in a process of its own and judge."""
    options = argparse.ArgumentParser()
    options.add_argument("--sides", type=int, nargs="+", default=[20_000, 40_000])
    options.add_argument("--share", type=float, default=0.1)
    options.add_argument("--run", type=int)
    options.add_argument("--folder", type=Path)
    asked = options.parse_args()
    if asked.run is not None:
        run(asked.run, int(1 / asked.share), asked.folder / "known.tif", asked.folder)
        return
    with tempfile.TemporaryDirectory() as folder:
        figures = []
        for side in (0, *asked.sides):
            command = [sys.executable, __file__, "--run", str(side), "--share", str(asked.share), "--folder", folder]
            out = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
            print(out, end="", flush=True)
            figures.append(json.loads(out))
    peaks = [figure["peak_mb"] for figure in figures[1:]]
    assert max(peaks) <= MOST_GB * 1000, f"more than {MOST_GB} GB"
    assert peaks[-1] <= peaks[0] * MOST_GROWTH, "the peak grows with the area"
    print(f"peak {max(peaks)} MB, {peaks[-1] / peaks[0]:.3f} times that of the smallest")


if __name__ == "__main__":
    main()
