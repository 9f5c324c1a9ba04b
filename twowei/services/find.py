"""Finding candidates in a pair of epochs: the one way from imagery to polygons, for all commands."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import shapely
from rasterio.crs import CRS
from shapely.geometry import box
from shapely.geometry.base import BaseGeometry

from twowei.alignment.pair import Pair
from twowei.alignment.quality import Quality, assess
from twowei.alignment.shift import Alignment
from twowei.detection.card import CHANGES, DEFAULT_MODEL, Card, Change, load_card
from twowei.detection.choice import checked, likely, load_ahead
from twowei.detection.runtime import Facts
from twowei.detection.speeds import learn
from twowei.errors import ImageryError, UnknownNameError, VectorError
from twowei.feedback import Feedback, Share
from twowei.geo.footprint import to_crs
from twowei.geo.grid import Grid
from twowei.geo.windows import Window
from twowei.imagery.epoch import Epoch
from twowei.patches.candidate import Candidate
from twowei.patches.cleanup import Rules, candidates, least_area_m2
from twowei.patches.outliner import Draw, Outliner
from twowei.patches.vectorise import components
from twowei.services.expected import expectation
from twowei.services.gate import warn_of
from twowei.services.shift import align

if TYPE_CHECKING:
    from twowei.detection.change_map import Block, ChangeMap
    from twowei.detection.detector import Detector
    from twowei.detection.sweep import Taker

ChangeChoice = Literal["new", "demolished", "both"]


@dataclass(frozen=True)
class Wish:
    """What the user asks of a detection.

    Attributes:
        change: ``new``, ``demolished`` or ``both``.
        model: Name of a shipped model, or a folder.
        threshold: Score from 0 to 1; None for the card's.
        min_area_m2: Smallest patch; None for the default of the imagery's resolution.
        min_score: Least probability of a patch; None for the card's.
        aoi: Vector file with the area of interest, or None.
        device: ``auto``, ``cpu`` or ``cuda``.
        runtime: ``auto`` for the fastest installed, ``torch``, ``openvino`` or ``onnx``.
        align: Whether the before imagery is laid on the after imagery first.
        force: Whether a pair that cannot be laid on each other is compared all the same.
    """

    change: ChangeChoice = "new"
    model: str = DEFAULT_MODEL
    threshold: float | None = None
    min_area_m2: float | None = None
    min_score: float | None = None
    aoi: Path | None = None
    device: str = "auto"
    runtime: str = "auto"
    align: bool = True
    force: bool = False

    @property
    def changes(self) -> tuple[Change, ...]:
        """The changes asked for, one or two."""
        return CHANGES if self.change == "both" else (self.change,)


@dataclass(frozen=True)
class Found:
    """Candidates and how they were found.

    Attributes:
        candidates: In the grid's CRS, the highest score first.
        change_map: Scores on disk, in the work folder.
        card: The model.
        threshold: Score used.
        min_area_m2: Smallest patch used.
        seconds: Time it took.
        runtime: What computed it.
        alignment: How the two dates lay on each other; None where that was not asked for.
        quality: How fit they are to be compared; None where they were taken as they lie.
        grid: The pixels on which they were compared.
    """

    candidates: list[Candidate]
    change_map: ChangeMap
    card: Card
    threshold: float
    min_area_m2: float
    seconds: float
    runtime: Facts
    alignment: Alignment | None
    quality: Quality | None
    grid: Grid

    @property
    def notice(self) -> str:
        """What stands on every result: the model, what it may be used for, and what computed it."""
        return f"{self.card.notice} Computed on {self.runtime.label}."


def find(before: Epoch, after: Epoch, wish: Wish, work: Path, feedback: Feedback) -> Found:
    """Sweep a pair and return its candidates; finished rows stay in ``work`` until the caller removes it.

    Raises:
        PairError: The epochs cannot be compared, or cannot be laid on each other.
        ModelError: The model or the device cannot be used.
        VectorError: The area of interest cannot be used.
        CancelledError: Stopped; the next call with the same ``work`` goes on.
    """
    began = time.perf_counter()
    card = load_card(wish.model)
    checked(wish.device, wish.runtime)  # before anything is read
    if wish.threshold is not None and not 0 < wish.threshold < 1:
        raise UnknownNameError(f"The threshold {wish.threshold:g} is no score; give one between 0 and 1.")
    with Pair(before, after, card.resolution_m, card.coarsest_m) as pair, ThreadPoolExecutor(1) as beside:
        ready = beside.submit(_ready, card, wish, pair.grid)
        aoi = _aoi_of(wish.aoi, pair.grid) if wish.aoi else None
        rules = Rules(
            least_area_m2(max(pair.source_resolution_m, card.resolution_m))
            if wish.min_area_m2 is None
            else wish.min_area_m2,
            wish.threshold or card.threshold,
            aoi,
        )
        alignment = align(pair, wish.force, Share(feedback, 0.0, 0.04)) if wish.align else None
        quality = assess(pair, card.resolution_m, Share(feedback, 0.04, 0.05), alignment) if alignment else None
        warn_of(quality, feedback)
        feedback.report(0.05, "loading the model")
        try:
            change_map, runtime, drawn = _search(pair, card, wish, rules, work, feedback, ready)
        except ImageryError:  # a restored file makes another run: these rows would only lie about
            shutil.rmtree(work, ignore_errors=True)
            raise
    seconds = time.perf_counter() - began
    return Found(
        _probable(drawn, wish, card),
        change_map,
        card,
        rules.threshold,
        rules.least_area_m2,
        seconds,
        runtime,
        alignment,
        quality,
        change_map.grid,
    )


def _aoi_of(path: Path, grid: Grid) -> BaseGeometry:
    aoi = read_aoi(path, grid.crs)
    if not aoi.intersects(box(*grid.bounds)):
        raise VectorError(f"The area of interest {path} lies outside the imagery; check its place and its CRS.")
    return aoi


def _search(
    pair: Pair,
    card: Card,
    wish: Wish,
    rules: Rules,
    work: Path,
    feedback: Feedback,
    ready: Future[Detector | None],
) -> tuple[ChangeMap, Facts, list[Candidate]]:
    """Sweep a pair, and draw the outlines of finished rows meanwhile."""
    with Outliner(wish.changes, _drawing(pair.grid, rules, card)) as outliner:
        share = Share(feedback, 0.05, 0.95)
        detector = ready.result() or _detector(card, wish, share)
        swept = _sweep(pair, detector, wish, rules.aoi, work, share, outliner.take), detector.facts
        feedback.report(0.95, "drawing outlines")
        feedback.raise_if_cancelled()
        return *swept, outliner.found()


def _ready(card: Card, wish: Wish, grid: Grid) -> Detector | None:
    """Make a detector ready while something else is computed; None where runtimes are to be measured first, alone."""
    if likely(card, wish.device, wish.runtime) is None:
        load_ahead(card, wish.device, wish.runtime)
        return None
    from twowei.detection.sweep import layout_of

    detector = _detector(card, wish, Feedback())
    detector.prepare(*layout_of(detector, grid).size, wish.changes)
    return detector


def _detector(card: Card, wish: Wish, feedback: Feedback) -> Detector:
    from twowei.detection.detector import Detector

    return Detector(card, wish.device, runtime=wish.runtime, feedback=feedback)


def _sweep(
    pair: Pair,
    detector: Detector,
    wish: Wish,
    aoi: BaseGeometry | None,
    work: Path,
    feedback: Feedback,
    take: Taker,
) -> ChangeMap:
    from twowei.detection.sweep import sweep

    card, speed = detector.card, detector.speed()
    touched = _touching(aoi, pair.grid, card.margin_px)
    key = shapely.to_wkt(aoi) if aoi is not None else ""
    expectation(speed, pair.grid, aoi, len(wish.changes)).tell(feedback)
    began = time.perf_counter()
    change_map = sweep(pair, detector, wish.changes, work, feedback, touched, key, take)
    learn(card, detector.facts, detector.scored_px, time.perf_counter() - began)
    return change_map


def _touching(aoi: BaseGeometry | None, grid: Grid, margin: int) -> Callable[[Window], bool]:
    def wanted(window: Window) -> bool:
        area = window.grown(margin)
        part = grid.part(area.row, area.col, area.height, area.width)
        return aoi is None or bool(aoi.intersects(box(*part.bounds)))

    return wanted


def _drawing(grid: Grid, rules: Rules, card: Card) -> Draw:
    """Return what draws the outlines of a change map."""
    resolution_m = max(grid.resolution)

    def draw(blocks: Iterator[Block], change: Change) -> list[Candidate]:
        parts = components(blocks, change, rules.threshold, card.seed_score, resolution_m)
        return list(candidates(parts, change, grid, rules))

    return draw


def _probable(drawn: Sequence[Candidate], wish: Wish, card: Card) -> list[Candidate]:
    """Return what is probable enough, the most probable first."""
    told = [replace(c, score=round(card.probability(c.score, c.area_m2), 4)) for c in drawn]
    least = card.least_probability if wish.min_score is None else wish.min_score
    return sorted((c for c in told if c.score >= least), key=lambda c: -c.score)


def read_aoi(path: Path, crs: CRS) -> BaseGeometry:
    """Return the union of all polygons of a vector file, in ``crs``.

    Raises:
        VectorError: The file is missing, no vector file, without CRS or without polygons.
    """
    return shapely.union_all(read_areas(path, crs, "area of interest"))


def read_areas(path: Path, crs: CRS, what: str) -> list[BaseGeometry]:
    """Return the polygons of a vector file, made valid, in ``crs``; ``what`` names the file in errors.

    Raises:
        VectorError: The file is missing, no vector file, without CRS or without polygons.
    """
    import geopandas
    import pyogrio

    if not path.exists():
        raise VectorError(f"The {what} {path} does not exist; check the path.")
    try:
        frame = geopandas.read_file(path)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, UnicodeDecodeError) as error:
        raise VectorError(f"The {what} {path} cannot be read; give a shapefile, GeoPackage or GeoJSON.") from error
    areas = [g for g in frame.geometry if g is not None and g.geom_type in ("Polygon", "MultiPolygon")]
    if not areas:
        raise VectorError(f"The {what} {path} holds no polygon; draw one around the area.")
    if frame.crs is None:
        raise VectorError(f"The {what} {path} has no CRS; add a .prj or save it with one.")
    held = CRS.from_wkt(frame.crs.to_wkt())
    return [to_crs(area, held, crs) for area in shapely.make_valid(areas)]
