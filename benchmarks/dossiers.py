"""How long a dossier takes and whether memory stays bounded: ``python benchmarks/dossiers.py [500] [12]``.

A year is drawn with monthly imagery (1 m, textured, JPEG) under it; then dossiers of demolished cases are written in
one run. Printed: seconds a dossier (with this program's processor time), bytes, and the peak memory after each fifth.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import numpy as np
import rasterio
from affine import Affine
from rasterio.crs import CRS

from twowei.casebook.lifecycle import State
from twowei.feedback import Feedback
from twowei.imagery.inspection import open_epoch
from twowei.services.dossiers import make_dossiers
from twowei.services.drawn_year import CORNER, EPSG, EXTENT_M, SCALE, draw_year
from twowei.services.review import list_patches
from twowei.services.workspace import Workspace

PIXEL_M = 1.0


def draw_month(path: Path, seed: int) -> None:
    """Write a textured picture of the whole district."""
    rng = np.random.default_rng(seed)
    side = int(EXTENT_M * SCALE / PIXEL_M)
    coarse = rng.integers(60, 200, (3, side // 8, side // 8), np.uint8)
    pixels = np.repeat(np.repeat(coarse, 8, 1), 8, 2) + rng.integers(0, 20, (3, side // 8 * 8, side // 8 * 8), np.uint8)
    profile = {
        "driver": "GTiff", "count": 3, "height": pixels.shape[1], "width": pixels.shape[2], "dtype": "uint8",
        "crs": CRS.from_epsg(EPSG), "transform": Affine(PIXEL_M, 0, CORNER[0], 0, -PIXEL_M, CORNER[1]), "tiled": True,
        "compress": "jpeg", "photometric": "ycbcr",
    }  # fmt: skip
    with rasterio.open(path, "w", **profile) as dataset:
        dataset.write(pixels)


def peak_mb() -> float:
    """Return the most memory this program has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class _Watching(Feedback):
    """Prints, after each fifth, the peak of the memory and the seconds since it began."""

    def __init__(self) -> None:
        super().__init__()
        self.fifths, self.began, self.worked = 0, time.perf_counter(), time.process_time()

    def report(self, fraction: float, message: str = "") -> None:
        while fraction * 5 > self.fifths + 1e-9:
            self.fifths += 1
            wall, work = time.perf_counter() - self.began, time.process_time() - self.worked
            print(f"from {fraction:.1%}: peak {peak_mb():.0f} MB, {wall:.0f} s (cpu {work:.0f})", flush=True)


def main() -> None:
    """Print a line."""
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    wanted = numbers[0] if numbers else 500
    months = numbers[1] if len(numbers) > 1 else 12
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "year"
        draw_year(folder, patches=max(5 * wanted, 200), feedback=Feedback())
        with Workspace.open(folder) as workspace:
            for month in range(1, months + 1):
                name = f"2025-{month:02d}"
                draw_month(Path(scratch) / f"{name}.tif", month)
                path = [Path(scratch) / f"{name}.tif"]
                workspace.save_epoch(open_epoch(path, month=name, sensor="satellite", taken=date(2025, month, 3)))
            gone = [patch.number for patch in list_patches(workspace, State.CLOSED) if "CCRQ" in patch.facts][:wanted]
            began, worked = time.perf_counter(), time.process_time()
            made = make_dossiers(workspace, gone, "b", _Watching())
            wall, work = time.perf_counter() - began, time.process_time() - worked
            size = sum((workspace.folder / one.path).stat().st_size for one in made.issued) / len(made.issued)
    print(
        f"{len(made.issued)} dossiers, {months} months: {wall / len(made.issued):.2f} s each"
        f" (cpu {work / len(made.issued):.2f}), {size / 1e3:.0f} kB each,"
        f" peak {peak_mb():.0f} MB"
    )


if __name__ == "__main__":
    main()
