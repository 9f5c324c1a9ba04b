"""How well two dates are laid on each other, how little the CRS matters, and that nothing is found in nothing.

    python benchmarks/alignment.py [--side 2048] [--places 12] [--only shifts|crs|self|large] [--keep FOLDER]

Works on the sample district (drawn, so it needs no data). Prints one JSON line per case and fails where a limit is
broken: RMSE of the shift found at most 0.3 px, also with 20 % of the area changed; an outline's area the same to 0.01 %
in every CRS; a pair delivered in each CRS gives the same area to 2 % and patches of median IoU 0.9 or more; a picture
against itself, also after JPEG, another gamma or one pixel of shift, gives no candidates.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import geopandas
import numpy as np
import rasterio
import shapely
from affine import Affine
from numpy.typing import NDArray
from rasterio.crs import CRS
from rasterio.enums import Resampling
from rasterio.warp import calculate_default_transform, reproject
from scipy import ndimage

from twowei.alignment.pair import Pair
from twowei.alignment.shift import measure
from twowei.detection.card import load_card
from twowei.feedback import Feedback
from twowei.geo.footprint import ellipsoidal_area_m2, to_crs
from twowei.geo.grid import Grid
from twowei.geo.windows import Window
from twowei.imagery.inspection import open_epoch
from twowei.imagery.reader import PLAIN_CUBIC, EpochReader
from twowei.patches.candidate import Candidate
from twowei.scenes.canvas import Canvas
from twowei.scenes.model import Month, Sky
from twowei.scenes.noise import Grain
from twowei.scenes.pair import planned_pair
from twowei.scenes.render import take_picture
from twowei.services.compare import compare
from twowei.services.find import Wish, find

SAMPLE = Path(__file__).parents[1] / "sample_tiles"
HOME = CRS.from_epsg(4548)
FINER = 4
"""Pixels of the drawn ground along one of the model's."""

SENSOR_PX = 0.5
"""Blur of the sensor that delivers (standard deviation), in its pixels: the same in every CRS. GDAL's own averaging
kernel made deliveries in other CRSs 8 % softer than those in the ground's own."""

PLACE_M = 256.0
SKIES = (
    Sky(sun_azimuth=118.4, sun_elevation=65.2, greenness=0.62, haze=0.025, gamma=1.1, gain=(1.0, 0.99, 0.97),
        blur_px=1.9, noise=0.02, lean=(0.035, -0.05)),
    Sky(sun_azimuth=111.3, sun_elevation=70.5, greenness=0.8, haze=0.05, gamma=1.04, gain=(0.97, 0.99, 1.0),
        blur_px=2.1, noise=0.02, lean=(-0.03, 0.06)),
)  # fmt: skip
"""The sample district's two dates; blur and noise of a pixel of 0.5 m."""

LENGTHS = (0.3, 1.0, 2.7, 5.0, 8.0, 12.0)
DELIVERED = (4548, 4490, 4526, 3857)
DELIVERIES = {"4548": (4548, 0.0), "4548 moved": (4548, 0.5)} | {str(code): (code, 0.0) for code in DELIVERED[1:]}
"""Name, EPSG code, and how far the pixels lie from the first delivery's, in pixels."""

PLACES_A_PAIR, COLUMNS = 12, 4
CORNER = (527_400, 3_531_800)
FRAME_M = 15.0
"""What lies so near the edge of the drawn ground is left out: deliveries end there at different pixels."""
Picture = NDArray[np.uint8]


def district(month: str, row: int, col: int, side: int) -> tuple[Picture, Grid]:
    """Return a part of the sample district and where it lies."""
    epoch = open_epoch([SAMPLE / month])
    left, _, _, top = epoch.bounds(HOME)
    grid = Grid(HOME, Affine(0.5, 0, left + 0.5 * col, 0, -0.5, top - 0.5 * row), side, side)
    with EpochReader(epoch) as reader:
        return reader.read(grid).rgb, grid


def write(path: Path, pixels: Picture, grid: Grid, **profile: object) -> Path:
    """Write a GeoTIFF."""
    settings = {
        "driver": "GTiff", "count": len(pixels), "height": grid.height, "width": grid.width, "dtype": "uint8",
        "crs": grid.crs, "transform": grid.transform, "tiled": True, **profile,
    }  # fmt: skip
    with rasterio.open(path, "w", **settings) as dataset:
        dataset.write(pixels)
    return path


def bent(side: int, amplitude: float) -> Callable[[NDArray[np.float64], NDArray[np.float64]], NDArray[np.float64]]:
    """Return a smooth field of up to ``amplitude`` pixels: a full wave each way."""

    def field(rows: NDArray[np.float64], cols: NDArray[np.float64]) -> NDArray[np.float64]:
        turn = 2 * np.pi / side
        return amplitude / np.sqrt(2) * np.stack([np.sin(turn * rows + 0.4), np.cos(turn * (cols + 0.5 * rows))])

    return field


def shifts(side: int, folder: Path) -> Iterator[dict[str, object]]:
    """Known vectors against those found."""
    after, grid = district("2026-06", 700, 700, side)
    other, _ = district("2026-06", 700, 3800 - side, side)
    rng = np.random.default_rng(3)
    rows, cols = np.mgrid[:side, :side].astype(float)
    for length in LENGTHS:
        for amplitude, changed in ((0.0, 0.0), (3.0, 0.0), (3.0, 0.2)):
            angle = rng.uniform(0, 2 * np.pi)
            whole = length * np.array([np.cos(angle), np.sin(angle)])[:, None, None]
            field = bent(side, amplitude)
            drawn = whole + field(rows, cols)
            before = np.stack(
                [
                    ndimage.map_coordinates(
                        b.astype(np.float32), (rows - drawn[1], cols - drawn[0]), order=3, mode="reflect"
                    )
                    for b in after
                ]
            )
            if changed:
                before = _changed(before, other, changed, rng)
            before = 255 * (np.clip(before, 0, 255) / 255) ** 1.1 + rng.normal(0, 4, before.shape)
            paths = [
                write(folder / "b.tif", np.clip(before, 0, 255).astype(np.uint8), grid),
                write(folder / "a.tif", after, grid),
            ]
            yield _found(paths, side, whole, field, length, amplitude, changed)


def _changed(
    picture: NDArray[np.float64], other: Picture, share: float, rng: np.random.Generator
) -> NDArray[np.float64]:
    """Replace a share of a picture by blocks of another place."""
    block, side = picture.shape[1] // 10, picture.shape[1]
    result = picture.copy()
    for spot in rng.permutation(100)[: round(100 * share)]:
        row, col = divmod(int(spot), 10)
        part = (slice(None), slice(row * block, (row + 1) * block), slice(col * block, (col + 1) * block))
        result[part] = other[part]
    assert side >= 10 * block
    return result


def _found(
    paths: list[Path], side: int, whole: NDArray[np.float64], field: Callable[..., NDArray[np.float64]],
    length: float, amplitude: float, changed: float,
) -> dict[str, object]:  # fmt: skip
    with Pair(open_epoch(paths[:1]), open_epoch(paths[1:]), 0.5, 1.0) as pair:
        began = time.perf_counter()
        alignment = measure(pair, Feedback())
        seconds = time.perf_counter() - began
    rows, cols = np.mgrid[:side:8, :side:8].astype(float)
    truth = np.broadcast_to(whole, (2, *rows.shape)).copy()
    for _ in range(6):  # the field was drawn where things went to; wanted is where they came from
        truth = whole + field(rows + truth[1], cols + truth[0])
    none = np.zeros((2, side, side), np.float32)
    found = (alignment.field.over(Window(0, 0, side, side)) if alignment.field else none)[:, ::8, ::8]
    error = np.hypot(*(found - truth))[8:-8, 8:-8]
    rmse = float(np.sqrt((error**2).mean()))
    return {
        "case": "shift", "px": length, "local_px": amplitude, "changed": changed, "rmse_px": round(rmse, 3),
        "told_residual_px": round(alignment.residual_px, 3), "seconds": round(seconds, 1), "ok": rmse <= 0.3,
    }  # fmt: skip


def crs(places: int, folder: Path) -> Iterator[dict[str, object]]:
    """One outline and one pair in every CRS that deliveries come in.

    The ground is drawn four times finer than the model looks, and every delivery is sampled from it in its own CRS, as
    a supplier would. "moved" is the first delivery's CRS once more with its pixels elsewhere: what the model's own
    answer changes by, whatever the CRS. Twelve places make a pair; differences are told with an interval over places,
    because a patch at the gate of probability falls in or out of a delivery by chance.
    """
    yield _outline_in_every_crs()
    seen: dict[str, list[Seen]] = {name: [] for name in DELIVERIES}
    for first in range(0, places, PLACES_A_PAIR):
        for name, found in _of_one_ground(first, folder / f"ground_{first:04d}").items():
            seen[name] += found
    least = load_card().least_probability
    for gate, note in ((least, ""), (0.0, ", all scores")):
        for name in DELIVERIES:
            home, there = ([one.gated(gate) for one in seen[n]] for n in ("4548", name))
            yield {"case": "pair", "delivery": f"{name}{note}", **agreement(home, there)}


@dataclass(frozen=True)
class Seen:
    """What was found of one place in one delivery: outlines in the first delivery's CRS, areas in m², scores."""

    outlines: list[shapely.Polygon]
    areas: list[float]
    scores: list[float]

    def gated(self, least: float) -> Seen:
        """Return what is probable enough."""
        kept = [n for n, score in enumerate(self.scores) if score >= least]
        return Seen(*([values[n] for n in kept] for values in (self.outlines, self.areas, self.scores)))


def _outline_in_every_crs() -> dict[str, object]:
    left, bottom, right, top = 527_400, 3_531_288, 527_912, 3_531_800
    outline = shapely.Polygon(
        [(left + 3, bottom + 5), (right - 40, bottom + 60), (right - 9, top - 80), (left + 70, top - 4)]
    )
    crs_of = [CRS.from_epsg(code) for code in DELIVERED]
    areas = [ellipsoidal_area_m2(to_crs(outline, HOME, each), each) for each in crs_of]
    worst = max(abs(area / areas[0] - 1) for area in areas)
    return {"case": "outline", "worst": f"{worst:.2e}", "ok": worst <= 1e-4}


def _of_one_ground(first: int, kept: Path) -> dict[str, list[Seen]]:
    """Return what is found of twelve places in every delivery; deliveries that lie in ``kept`` are not drawn again."""
    if not (kept / "complete").exists():
        kept.mkdir(parents=True, exist_ok=True)
        pictures, grid = drawn_ground(first)
        sigma = (0, SENSOR_PX * FINER, SENSOR_PX * FINER)
        pictures = [ndimage.gaussian_filter(picture, sigma) for picture in pictures]
        for name, (code, moved) in DELIVERIES.items():
            for when, pixels in zip(("before", "after"), pictures, strict=True):
                delivered(kept / f"{name}_{when}.tif", pixels, grid, code, moved)
        (kept / "complete").touch()
    seen = {}
    for name in DELIVERIES:
        epochs = [open_epoch([kept / f"{name}_{when}.tif"]) for when in ("before", "after")]
        found = find(epochs[0], epochs[1], Wish(min_score=0.0), kept / "work", Feedback()).candidates
        seen[name] = _by_place(found)
        shutil.rmtree(kept / "work")
    return seen


def _by_place(found: list[Candidate]) -> list[Seen]:
    """Sort what was found by the place that its middle lies in; the frame of the ground is left out."""
    right, bottom = CORNER[0] + COLUMNS * PLACE_M, CORNER[1] - PLACES_A_PAIR // COLUMNS * PLACE_M
    inner = shapely.box(CORNER[0] + FRAME_M, bottom + FRAME_M, right - FRAME_M, CORNER[1] - FRAME_M)
    places = [Seen([], [], []) for _ in range(PLACES_A_PAIR)]
    for candidate in found:
        outline = candidate.moved(HOME).geometry
        middle = outline.centroid
        if not inner.contains(middle):
            continue
        place = places[int((CORNER[1] - middle.y) // PLACE_M) * COLUMNS + int((middle.x - CORNER[0]) // PLACE_M)]
        place.outlines.append(outline)
        place.areas.append(candidate.area_m2)
        place.scores.append(candidate.score)
    return places


def drawn_ground(first: int) -> tuple[list[Picture], Grid]:
    """Return two dates of twelve places side by side, `FINER` pixels a pixel of 0.5 m, and where they lie."""
    side, rows = round(PLACE_M / 0.5 * FINER), PLACES_A_PAIR // COLUMNS
    pictures = [np.zeros((3, rows * side, COLUMNS * side), np.uint8) for _ in SKIES]
    for number in range(PLACES_A_PAIR):
        row, col = divmod(number, COLUMNS)
        there = (slice(None), slice(row * side, (row + 1) * side), slice(col * side, (col + 1) * side))
        seed = 7000 + first + number
        place, rng = planned_pair(seed, PLACE_M), np.random.default_rng((seed, 1))
        grain = Grain.drawn(rng, side, 0.5 / FINER)
        for picture, month, sky in zip(pictures, Month, SKIES, strict=True):
            taken = take_picture(Canvas(side, 0.5 / FINER, grain, month, sky), place, rng)
            picture[there] = np.moveaxis(taken.pixels, 2, 0)
    step = 0.5 / FINER
    return pictures, Grid(HOME, Affine(step, 0, CORNER[0], 0, -step, CORNER[1]), COLUMNS * side, rows * side)


def agreement(home: list[Seen], there: list[Seen]) -> dict[str, object]:
    """Compare what two deliveries give, place by place; intervals by drawing places again (95 %)."""
    before, after = (np.array([sum(place.areas) for place in each]) for each in (home, there))
    everywhere = geopandas.GeoSeries([outline for place in there for outline in place.outlines])
    overlaps = [np.array([_best(outline, everywhere) for outline in place.outlines]) for place in home]
    rng = np.random.default_rng(1)
    draws = [rng.integers(0, len(home), len(home)) for _ in range(2000)]
    areas = [after[draw].sum() / before[draw].sum() - 1 for draw in draws]
    middles = [np.median(np.concatenate([overlaps[n] for n in draw])) for draw in draws]
    share, middle = after.sum() / before.sum() - 1, float(np.median(np.concatenate(overlaps)))
    return {
        "patches": [sum(len(place.areas) for place in each) for each in (home, there)],
        "area": f"{share:+.2%}", "area_95": [f"{v:+.2%}" for v in np.percentile(areas, (2.5, 97.5))],
        "median_iou": round(middle, 3), "iou_95": [round(float(v), 3) for v in np.percentile(middles, (2.5, 97.5))],
        "lost": int(sum((each < 0.1).sum() for each in overlaps)), "ok": bool(abs(share) <= 0.02 and middle >= 0.9),
    }  # fmt: skip


def _best(shape: shapely.Geometry, others: geopandas.GeoSeries) -> float:
    both = others.intersection(shape).area
    return float((both / (others.area + shape.area - both)).max()) if len(others) else 0.0


def delivered(path: Path, pixels: Picture, ground: Grid, code: int, moved_px: float) -> Path:
    """Write the ground as a supplier delivers it: sampled in a CRS at 0.5 m, with empty corners."""
    crs = CRS.from_epsg(code)
    transform, width, height = calculate_default_transform(ground.crs, crs, ground.width, ground.height, *ground.bounds)
    transform *= Affine.translation(moved_px * FINER, moved_px * FINER) * Affine.scale(FINER)
    sampled = np.zeros((3, height // FINER, width // FINER), np.uint8)
    where = {"src_transform": ground.transform, "src_crs": ground.crs, "dst_transform": transform, "dst_crs": crs}
    reproject(np.maximum(pixels, 1), sampled, resampling=Resampling.cubic, dst_nodata=0, **where, **PLAIN_CUBIC)
    return write(path, sampled, Grid(crs, transform, *sampled.shape[:0:-1]), nodata=0)


def itself(side: int, folder: Path) -> Iterator[dict[str, object]]:
    """A picture against itself, also spoilt: nothing is to be found."""
    pixels, grid = district("2026-06", 900, 1200, side)
    home = write(folder / "home.tif", pixels, grid)
    gamma = (255 * (pixels / 255) ** 1.1 + 0.5).astype(np.uint8)
    moved = Grid(grid.crs, grid.transform * Affine.translation(1, 0), side, side)
    cases = {
        "itself": home,
        "jpeg q85": write(folder / "jpeg.tif", pixels, grid, compress="jpeg", photometric="ycbcr", jpeg_quality=85),
        "gamma 1.1": write(folder / "gamma.tif", gamma, grid),
        "1 px": write(folder / "moved.tif", pixels, moved),
    }
    for name, path in cases.items():
        counts = []
        for align in (True, False):
            wish = Wish(change="both", align=align)
            counts.append(len(compare([path], [home], folder / "none.gpkg", None, wish, Feedback()).found.candidates))
        yield {"case": name, "candidates": counts[0], "candidates_unaligned": counts[1], "ok": not any(counts)}


def repeated(path: Path, pixels: int, col: float, row: float) -> Path:
    """Write a VRT that repeats a tile of the district, filled throughout, moved by a fraction of a pixel."""
    tile = next((SAMPLE / "2026-06").glob("*.tif"))
    with rasterio.open(tile) as dataset:
        side, wkt = dataset.width, dataset.crs.to_wkt()
    count = -(-pixels // side)
    spots = [(side * r, side * c) for r in range(count) for c in range(count)]
    bands = ""
    for band, colour in enumerate(("Red", "Green", "Blue"), 1):
        parts = "".join(
            f'<SimpleSource><SourceFilename relativeToVRT="0">{tile}</SourceFilename><SourceBand>{band}</SourceBand>'
            f'<SrcRect xOff="0" yOff="0" xSize="{side}" ySize="{side}"/>'
            f'<DstRect xOff="{left}" yOff="{top}" xSize="{side}" ySize="{side}"/></SimpleSource>'
            for top, left in spots
        )
        bands += (
            f'<VRTRasterBand dataType="Byte" band="{band}"><ColorInterp>{colour}</ColorInterp>{parts}</VRTRasterBand>'
        )
    place = f"{500_000 + 0.5 * col},0.5,0,{3_500_000 - 0.5 * row},0,-0.5"
    size = f'rasterXSize="{count * side}" rasterYSize="{count * side}"'
    path.write_text(f"<VRTDataset {size}><SRS>{wkt}</SRS><GeoTransform>{place}</GeoTransform>{bands}</VRTDataset>")
    return path


def large(_: int, folder: Path) -> Iterator[dict[str, object]]:
    """The shift of 10⁹ pixels: seconds, and how much the memory grows (Linux counts it in KiB)."""
    pair_of = [repeated(folder / "b.vrt", 32_000, 3.7, 5.2), repeated(folder / "a.vrt", 32_000, 0, 0)]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    with Pair(open_epoch(pair_of[:1]), open_epoch(pair_of[1:]), 0.5, 1.0) as pair:
        found = measure(pair, Feedback())
        pixels = pair.grid.width * pair.grid.height
    error = float(np.hypot(*(found.ties.moves.mean(axis=0) - np.array([3.7, 5.2]))))
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    seconds = time.perf_counter() - began
    yield {
        "case": "large", "pixels": pixels, "error_px": round(error, 3), "seconds": round(seconds, 1),
        "memory_mb": round(grown), "ok": error < 0.1 and grown < 1500,
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--side", type=int, default=2048, help="pixels a side")
    parser.add_argument("--only", choices=["shifts", "crs", "self", "large"])
    parser.add_argument("--places", type=int, default=12, help="drawn places of 256 m in every CRS, by the dozen")
    parser.add_argument("--keep", type=Path, help="folder in which the drawn deliveries stay for the next run")
    options = parser.parse_args()
    warnings.filterwarnings("ignore", message="Dataset has no geotransform")
    good = True
    for name, run in {"shifts": shifts, "crs": crs, "self": itself, "large": large}.items():
        if options.only in (None, name):
            size = options.places if name == "crs" else options.side
            with tempfile.TemporaryDirectory() as folder:
                for result in run(size, options.keep if options.keep and name == "crs" else Path(folder)):
                    good &= bool(result["ok"])
                    print(json.dumps(result), flush=True)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
