"""How quick the map is on a gigapixel: ``python benchmarks/map.py [--pixels 1e9] [--size 1366x768] [--seconds 10]``.

Two months of 10⁹ pixels are made from the sample tiles: virtual rasters (VRT) that repeat their JPEG-compressed
content all over, with overviews, in a temporary folder. Then the map widget opens the pair and is panned, zoomed,
and led to patches, without a screen (Qt's ``offscreen``). A stall is the time between two turns of the event loop.
Memory is that of the process, as the system counts it. Figures to hold: first pixels 300 ms, settled 1 s, longest
stall 50 ms, prefetched patch 150 ms, memory less than the cache's limit and 200 MB. Processor times stand beside
them: on a busy machine the two differ. ``--bare`` leaves the overviews out, which makes files be sampled.
"""

from __future__ import annotations

import argparse
import math
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("GDAL_CACHEMAX", "96")  # as the desktop itself has it

import numpy as np
import rasterio
import shapely
from affine import Affine
from PyQt5.QtCore import QEventLoop, QTimer
from PyQt5.QtWidgets import QApplication

from twowei import resources
from twowei.desktop.map.cache import fair_limit
from twowei.desktop.map.compare import Mode
from twowei.desktop.map.epochs import pyramid_over, scene_of
from twowei.desktop.map.map_view import MapView
from twowei.desktop.map.patch_layer import Shape
from twowei.desktop.map.pyramid import Box
from twowei.imagery.epoch import Epoch, raster_files
from twowei.imagery.inspection import open_epoch

BLOCK_PX = 4096
"""The sample tiles of a month make a square of so many pixels."""
VIRTUAL_FACTORS = (2, 4, 8)
BEAT_MS = 4
"""A loop that never rests would take the interpreter from the readers."""


def make_month(folder: Path, month: str, repeats: int, bare: bool = False) -> Path:
    """Write a virtual raster that repeats the sample tiles of a month, overviews included."""
    tiles = raster_files([resources.sample_tiles() / month])
    bands = {1: _bands(tiles, repeats, 1)}
    overviews = []
    for factor in VIRTUAL_FACTORS:
        path = folder / f"{month}_{factor}.vrt"
        _write(path, tiles, repeats, factor, _bands(tiles, repeats, factor))
        overviews.append(path)
    coarse = _read(overviews[-1])
    factor = VIRTUAL_FACTORS[-1]
    while min(coarse.shape[1:]) > 512:
        coarse, factor = _halved(coarse), 2 * factor
        path = folder / f"{month}_{factor}.tif"
        _write_tiff(path, coarse)
        overviews.append(path)
    path = folder / f"月 {month}.vrt"
    _write(path, tiles, repeats, 1, bands[1], [] if bare else overviews)
    return path


def _bands(tiles: list[Path], repeats: int, factor: int) -> list[str]:
    with rasterio.open(tiles[0]) as first:
        left, top = first.bounds.left, first.bounds.top
    places = []
    for tile in tiles:
        with rasterio.open(tile) as dataset:
            col, row = (
                round((edge) / dataset.res[0]) for edge in (dataset.bounds.left - left, top - dataset.bounds.top)
            )
            places.append((tile, row, col, dataset.width))
    options = (
        f'<OpenOptions><OOI key="OVERVIEW_LEVEL">{int(math.log2(factor)) - 1}</OOI></OpenOptions>' if factor > 1 else ""
    )
    bands = []
    for band in (1, 2, 3):
        parts = []
        for down in range(repeats):
            for across in range(repeats):
                for tile, row, col, side in places:
                    size, x, y = side // factor, (across * BLOCK_PX + col) // factor, (down * BLOCK_PX + row) // factor
                    parts.append(
                        f'<SimpleSource><SourceFilename shared="0">{tile}</SourceFilename>{options}'
                        f"<SourceBand>{band}</SourceBand>"
                        f'<SourceProperties RasterXSize="{size}" RasterYSize="{size}" DataType="Byte" '
                        f'BlockXSize="512" BlockYSize="512"/>'
                        f'<SrcRect xOff="0" yOff="0" xSize="{size}" ySize="{size}"/>'
                        f'<DstRect xOff="{x}" yOff="{y}" xSize="{size}" ySize="{size}"/></SimpleSource>'
                    )
        bands.append("".join(parts))
    return bands


def _write(
    path: Path, tiles: list[Path], repeats: int, factor: int, bands: list[str], overviews: list[Path] | None = None
) -> None:
    with rasterio.open(tiles[0]) as first:
        wkt, t = first.crs.to_wkt(), first.transform
    side = repeats * BLOCK_PX // factor
    transform = f"{t.c}, {t.a * factor}, 0, {t.f}, 0, {t.e * factor}"
    text = [f'<VRTDataset rasterXSize="{side}" rasterYSize="{side}"><SRS>{wkt.replace("<", "&lt;")}</SRS>']
    text.append(f"<GeoTransform>{transform}</GeoTransform>")
    for number, (colour, sources) in enumerate(zip(("Red", "Green", "Blue"), bands, strict=True), 1):
        lower = "".join(
            f"<Overview><SourceFilename>{each}</SourceFilename><SourceBand>{number}</SourceBand></Overview>"
            for each in overviews or ()
        )
        text.append(
            f'<VRTRasterBand dataType="Byte" band="{number}" blockXSize="512" blockYSize="512">'
            f"<ColorInterp>{colour}</ColorInterp>{sources}{lower}</VRTRasterBand>"
        )
    path.write_text("".join(text) + "</VRTDataset>", encoding="utf-8")


def _read(path: Path) -> np.ndarray:
    with rasterio.open(path) as dataset:
        return dataset.read()


def _halved(pixels: np.ndarray) -> np.ndarray:
    bands, height, width = pixels.shape
    return pixels.reshape(bands, height // 2, 2, width // 2, 2).mean(axis=(2, 4)).astype(np.uint8)


def _write_tiff(path: Path, pixels: np.ndarray) -> None:
    _, height, width = pixels.shape
    with rasterio.open(
        path, "w", driver="GTiff", count=3, height=height, width=width, dtype="uint8", tiled=True, compress="jpeg",
        photometric="ycbcr", transform=Affine(1, 0, 0, 0, -1, 0), crs=4548,
    ) as dataset:  # fmt: skip
        dataset.write(pixels)


def memory_mb() -> float:
    """Return the resident memory of this process."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


class Heart:
    """Beats in the event loop and remembers the longest pause."""

    def __init__(self) -> None:
        self.longest_ms = self.longest_cpu_ms = 0.0
        self.peak_mb = 0.0
        self._last, self._cpu = time.perf_counter(), time.thread_time()
        self._beats = 0
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MS)

    def forget(self) -> None:
        """Begin anew."""
        self.longest_ms = self.longest_cpu_ms = 0.0
        self._last, self._cpu = time.perf_counter(), time.thread_time()

    def _beat(self) -> None:
        now, cpu = time.perf_counter(), time.thread_time()
        self.longest_ms = max(self.longest_ms, (now - self._last) * 1000)
        self.longest_cpu_ms = max(self.longest_cpu_ms, (cpu - self._cpu) * 1000)
        self._last, self._cpu = now, cpu
        self._beats += 1
        if self._beats % 100 == 0:
            self.peak_mb = max(self.peak_mb, memory_mb())


def wait(condition: Callable[[], bool], most_s: float = 60.0) -> float:
    """Turn the event loop until something holds; return how many milliseconds that took."""
    start = time.perf_counter()
    while not condition():
        QApplication.processEvents(QEventLoop.WaitForMoreEvents)
        if time.perf_counter() - start > most_s:
            sys.exit("this takes too long")
    return (time.perf_counter() - start) * 1000


def is_whole(view: MapView) -> bool:
    """Return whether every tile of the view is there."""
    store, shown = view.store, view.shown
    assert store is not None
    assert shown is not None
    level = shown.pyramid.level_for(view.state.scale)
    months = [side.month for side in (shown.before, shown.after) if side]
    box = view.view_now().box
    return all(key in store for month in months for key in shown.pyramid.tiles(month, level, box))


def has_pixels(view: MapView) -> bool:
    """Return whether both epochs show something everywhere."""
    store, shown = view.store, view.shown
    assert store is not None
    assert shown is not None
    months = [side.month for side in (shown.before, shown.after) if side]
    top = shown.pyramid.top_level
    return all(key in store for month in months for key in shown.pyramid.tiles(month, top, shown.pyramid.extent))


def pan(view: MapView, seconds: float, heart: Heart) -> None:
    """Pan along a wide curve, a step each 16 ms as a mouse does."""
    start = time.perf_counter()
    heart.forget()

    def step() -> None:
        turn = time.perf_counter() - start
        view.move_by(34 * math.cos(turn / 2), 26 * math.sin(turn / 3))

    hand = QTimer()
    hand.timeout.connect(step)
    hand.start(16)
    wait(lambda: time.perf_counter() - start > seconds, seconds + 60)
    hand.stop()


def patches_in(box: Box, count: int) -> list[Shape]:
    """Return as many small outlines spread over a box."""
    spots = np.random.default_rng(7).uniform((box.left, box.top), (box.right - 60, box.bottom - 60), (count, 2))
    return [Shape(str(n), str(n), shapely.box(x, y, x + 40, y + 30), "illegal") for n, (x, y) in enumerate(spots)]


def lead_to_patches(view: MapView, numbers: list[str]) -> list[float]:
    """Prefetch a patch, rest, go to it; return the times until it is painted sharp."""
    taken = []
    for number in numbers:
        view.expect([number])
        wait_ms(300)
        wait(lambda: view.store is not None and view.store.settled)
        start = time.perf_counter()
        view.fit_patch(number)
        wait(lambda: is_whole(view))
        view.grab()
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def wait_ms(milliseconds: float) -> None:
    """Turn the event loop for a while."""
    until = time.perf_counter() + milliseconds / 1000
    wait(lambda: time.perf_counter() > until)


def measure(before: Epoch, after: Epoch, size: tuple[int, int], seconds: float, many: int) -> dict[str, float]:
    """Open the pair, pan and visit patches; return the figures."""
    view, heart = MapView(), Heart()
    view.resize(*size)
    view.show()
    wait_ms(200)
    at_start = memory_mb()
    start, cpu = time.perf_counter(), time.process_time()
    pyramid = pyramid_over([before, after], after.tiles[0].grid.crs)
    view.show_scene(scene_of(pyramid, before, after, ("Before", "After")))
    wait(lambda: has_pixels(view))
    view.grab()
    figures = {"first pixels ms": (time.perf_counter() - start) * 1000}
    figures["  processor time, all threads"] = (time.process_time() - cpu) * 1000
    wait(lambda: is_whole(view))
    view.grab()
    figures["settled ms"] = (time.perf_counter() - start) * 1000
    figures["  processor time, all threads "] = (time.process_time() - cpu) * 1000
    shapes = patches_in(pyramid.extent, many)
    view.set_patches(shapes)
    view.zoom(1.6 / view.state.scale)
    for mode in (Mode.SWIPE, Mode.SIDE, Mode.FADE):
        view.set_mode(mode)
        wait_ms(200)
        pan(view, seconds, heart)
        figures[f"longest stall ms, {mode.value}"] = heart.longest_ms
        figures[f"  processor time of it, {mode.value}"] = heart.longest_cpu_ms
    view.set_mode(Mode.SWIPE)
    taken = lead_to_patches(view, [shape.number for shape in shapes[:12]])
    figures["prefetched patch ms, slowest of 12"] = max(taken)
    figures["memory grown MB"] = max(heart.peak_mb, memory_mb()) - at_start
    figures["cache limit MB"] = fair_limit() / 1e6
    view.shut()
    return figures


def main() -> None:
    """Make the months, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pixels", type=float, default=1e9)
    parser.add_argument("--size", default="1366x768")
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--patches", type=int, default=1000)
    parser.add_argument("--bare", action="store_true")
    options = parser.parse_args()
    repeats = max(1, round(math.sqrt(options.pixels) / BLOCK_PX + 0.49))
    application = QApplication([])
    width, height = map(int, options.size.split("x"))
    with tempfile.TemporaryDirectory() as folder:
        made = [make_month(Path(folder), month, repeats, options.bare) for month in ("2026-05", "2026-06")]
        before, after = (open_epoch([path], month=m) for path, m in zip(made, ("2026-05", "2026-06"), strict=True))
        pixels = after.tiles[0].grid.width * after.tiles[0].grid.height
        print(f"{pixels / 1e9:.2f}e9 pixels a month, view {width}x{height}, {options.patches} patches")
        print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
        for name, value in measure(before, after, (width, height), options.seconds, options.patches).items():
            print(f"{name:40} {value:8.0f}")
    application.quit()


if __name__ == "__main__":
    main()
